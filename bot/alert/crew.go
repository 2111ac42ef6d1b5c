package alert

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// crew are the workers of a dispatcher, each of which serves one chat at a time.
type crew struct {
	places   chan struct{} // one token for each that is taken
	finished chan struct{} // somebody has become free
	working  sync.WaitGroup
	messages atomic.Int64
}

func newCrew(size int) *crew {
	return &crew{places: make(chan struct{}, size), finished: make(chan struct{}, 1)}
}

// take waits for a free place and takes it, with all others that are free. It takes none once ctx has ended.
func (c *crew) take(ctx context.Context) (places int) {
	if ctx.Err() != nil {
		return 0
	}
	select {
	case c.places <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	for places = 1; ; places++ {
		select {
		case c.places <- struct{}{}:
		default:
			return places
		}
	}
}

func (c *crew) giveBack(places int) {
	for range places {
		<-c.places
	}
}

// work does a job in a place that was taken. A panic ends the job and nothing else: the lease of its chat runs out,
// and it is begun anew.
func (c *crew) work(log *slog.Logger, job func() (sent int)) {
	c.working.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				log.Error("sending broke off", "panic", r, "stack", string(debug.Stack()))
			}
			c.giveBack(1)
			select {
			case c.finished <- struct{}{}:
			default:
			}
		}()
		c.messages.Add(int64(job()))
	})
}

// wait returns when nobody works.
func (c *crew) wait() { c.working.Wait() }

// sent is how many messages arrived.
func (c *crew) sent() int { return int(c.messages.Load()) }
