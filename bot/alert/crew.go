package alert

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"planbot/bot/telegram"
)

// mostSlow is how many times its places a crew may have of workers whose job takes long.
const mostSlow = 8

// crew are the workers of a dispatcher, each of which serves one chat at a time. Who takes long gives up the place,
// so that a few dead lines do not bring everything to a halt; but the workers are always limited in number.
type crew struct {
	places   chan struct{} // one token for each worker that is not slow
	workers  chan struct{} // one for each
	slow     time.Duration
	finished chan struct{} // somebody has become free
	working  sync.WaitGroup
	messages atomic.Int64
}

func newCrew(size int, slow time.Duration) *crew {
	return &crew{
		places:   make(chan struct{}, size),
		workers:  make(chan struct{}, mostSlow*size),
		slow:     slow,
		finished: make(chan struct{}, 1),
	}
}

// take waits for a free place and takes it, with all others that are free. It takes none once ctx has ended.
func (c *crew) take(ctx context.Context) (places int) {
	if ctx.Err() != nil || !enter(ctx, c.places) {
		return 0
	}
	if !enter(ctx, c.workers) {
		<-c.places
		return 0
	}
	for places = 1; tryEnter(c.places); places++ {
		if !tryEnter(c.workers) {
			<-c.places
			break
		}
	}
	return places
}

func enter(ctx context.Context, tokens chan<- struct{}) bool {
	select {
	case tokens <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func tryEnter(tokens chan<- struct{}) bool {
	select {
	case tokens <- struct{}{}:
		return true
	default:
		return false
	}
}

// giveBack frees places that nobody works in.
func (c *crew) giveBack(places int) {
	for range places {
		<-c.places
		<-c.workers
	}
}

// work does a job in a place that was taken. A panic ends the job and nothing else: the lease of its chat runs out,
// and it is begun anew.
func (c *crew) work(log *slog.Logger, job func(p place) (sent int)) {
	c.working.Go(func() {
		p := place{slow: c.slow, leave: sync.OnceFunc(func() { <-c.places })}
		defer func() {
			if r := recover(); r != nil {
				log.Error("sending broke off", "panic", r, "stack", string(debug.Stack()))
			}
			p.leave()
			<-c.workers
			tryEnter(c.finished)
		}()
		c.messages.Add(int64(job(p)))
	})
}

// place is where a worker stands. Once it is left it is another's.
type place struct {
	slow  time.Duration
	leave func()
}

// calling watches over a call: if it is on the wire for long, the place is left. Waiting for the send limit keeps the
// place, for that is what places are for.
func (p place) calling(ctx context.Context) (watched context.Context, done func()) {
	timer := time.AfterFunc(time.Hour, p.leave)
	timer.Stop()
	watched = telegram.OnWire(ctx, func() { timer.Reset(p.slow) })
	return watched, func() { timer.Stop() }
}

// wait returns when nobody works.
func (c *crew) wait() { c.working.Wait() }

// sent is how many messages arrived.
func (c *crew) sent() int { return int(c.messages.Load()) }
