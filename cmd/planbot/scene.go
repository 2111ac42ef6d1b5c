package main

import (
	"context"
	"sync/atomic"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/plan"
)

// scene is what a demo takes place in.
type scene struct {
	store *storage.Store
	url   string // of the emulator
	clock *emulator.Clock
	roles cast
	moves atomic.Pointer[rehearsal] // nil until the stage is set: the clock moves at once until then
}

// rehearse has the clock pause for the bot from now on, and for the units of the sample year, if they play.
func (s *scene) rehearse(ctx context.Context, p *plan.Plan, t *telling, year bool) error {
	const silence = 100 * time.Millisecond // without a call of the bot's
	var sample performance
	if year {
		var err error
		if sample, err = castYear(ctx, emulator.Door{URL: s.url}, p, s.clock); err != nil {
			return err
		}
	}
	s.moves.Store(&rehearsal{
		plan: p, year: sample, judge: t.daily.Round, send: t.dispatcher.Round, busy: s.busy,
		quiet:    func(ctx context.Context) error { return emulator.Door{URL: s.url}.Idle(ctx, 10*time.Second, silence) },
		patience: 30 * time.Second,
	})
	return nil
}

// busy reports whether somebody waits for an answer, or the bot is judging or sending on its own just now: what it
// has begun is in the database, due and not done.
func (s *scene) busy(ctx context.Context) (bool, error) {
	if _, waits, err := s.store.OldestUnanswered(ctx); err != nil || waits {
		return true, err
	}
	if chats, err := s.store.Sending(ctx); err != nil || chats > 0 {
		return true, err
	}
	now := s.clock.Now()
	if round, ok, err := s.store.NextRound(ctx); err != nil || ok && !round.After(now) {
		return true, err
	}
	mail, ok, err := s.store.NextMail(ctx, demoGather)
	return ok && !mail.After(now), err
}

func (s *scene) stops(from, to time.Time) []time.Time {
	if r := s.moves.Load(); r != nil {
		return r.stops(from, to)
	}
	return nil
}

func (s *scene) settle(ctx context.Context) error {
	if r := s.moves.Load(); r != nil {
		return r.settle(ctx)
	}
	return nil
}
