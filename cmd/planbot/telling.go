package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"planbot/bot/alert"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// telling is what nobody asked for: plans are judged when they are due, letters carried to the phones, and both
// looked after. Every process does it, also one that waits to poll: the work is claimed row by row.
type telling struct {
	daily      *alert.Daily
	dispatcher *alert.Dispatcher
	auditor    *alert.Auditor
	listen     func(context.Context) (<-chan struct{}, error)
	log        *slog.Logger
}

func (s *service) telling() *telling {
	t := &telling{listen: s.store.Listen, log: s.log}
	t.daily = &alert.Daily{
		Store: countedRounds{s.store, s.metrics}, Now: s.now, Spread: s.spread, Log: s.log, Failed: s.planFailed,
		Point: s.point,
	}
	t.dispatcher = &alert.Dispatcher{
		Store: countedOutbox{s.store, s.metrics}, Post: s.client, Now: s.now, Gather: s.gather, Spread: s.spread, Log: s.log,
		Sent: s.metrics.sent, Trouble: s.tellOperators, Point: s.point,
	}
	t.auditor = &alert.Auditor{Store: s.store, Operators: s.operators, Now: s.now, Log: s.log}
	if s.deadman != "" {
		t.auditor.Ping = alert.Deadman(s.deadman, &http.Client{Timeout: 10 * time.Second})
	}
	return t
}

// run tells until ctx ends and what is under way is done.
func (t *telling) run(ctx context.Context) {
	judge, send := make(chan struct{}, 1), make(chan struct{}, 1)
	var group sync.WaitGroup
	group.Go(func() { t.daily.Run(ctx, judge) })
	group.Go(func() { t.dispatcher.Run(ctx, send) })
	group.Go(func() { t.auditor.Run(ctx) })
	group.Go(func() { t.wake(ctx, judge, send) })
	group.Wait()
}

// wake passes on what the database announces. Without it everything happens a little later: whatever is due is a row.
func (t *telling) wake(ctx context.Context, sleepers ...chan<- struct{}) {
	const retry = 30 * time.Second
	for {
		announced, err := t.listen(ctx)
		if err == nil {
			rouse(sleepers) // nobody heard what was announced before
			relay(ctx, announced, sleepers...)
		} else if ctx.Err() == nil {
			t.log.Warn("the database announces nothing, looking by the clock", "err", err)
		}
		if pause(ctx, retry) != nil {
			return
		}
	}
}

// relay wakes every sleeper that is not being woken already, until ctx ends or nothing more can come.
func relay(ctx context.Context, announced <-chan struct{}, sleepers ...chan<- struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-announced:
			if !ok {
				return
			}
		}
		rouse(sleepers)
	}
}

func rouse(sleepers []chan<- struct{}) {
	for _, s := range sleepers {
		select {
		case s <- struct{}{}:
		default: // it is being woken already
		}
	}
}

// planFailed tells the operators of a plan that could not be judged, once a day.
func (s *service) planFailed(f plan.PlanFailure) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	day := calendar.DateOf(s.now().In(calendar.Zone))
	about := plan.Payload{What: "plan", About: fmt.Sprintf("id %d", f.Plan), Task: f.Task, Day: day}
	s.tellOperators(ctx, fmt.Sprintf("plan:%d:%d:%s", f.Plan, f.Task, day), about)
}

// tellOperators puts trouble in the outbox of everybody who runs planbot, once a key.
func (s *service) tellOperators(ctx context.Context, key string, about plan.Payload) {
	if err := s.store.TellOperators(ctx, s.operators, key, about, s.now()); err != nil {
		s.log.Error("operators not told", "key", key, "err", err)
	}
}
