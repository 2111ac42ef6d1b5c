package telegram

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	maxTries = 5           // of one delivery
	maxHold  = time.Minute // the longest wait inside a call, whatever its deadline
)

// deliver repeats a call until it succeeds or repeating is wrong. A flood is
// waited out if the deadline allows. A failure on the way is repeated after a
// pause, but never an ambiguous one: staff would see an answer twice. What
// Telegram refuses stays refused.
func (c *Client) deliver(ctx context.Context, r request, out any) error {
	pauses := backoff{first: 500 * time.Millisecond, most: 10 * time.Second}
	for tries := 1; ; tries++ {
		err := c.try(ctx, r, out)
		if err == nil || tries == maxTries {
			return err
		}
		pause, flood := retryAfter(err)
		if !flood {
			if !IsTransient(err) || IsAmbiguous(err) {
				return err
			}
			pause = pauses.next()
		}
		if !inTime(ctx, pause) || sleep(ctx, pause) != nil {
			return err
		}
	}
}

// backoff yields pauses that double from first to most, each at random
// between half and the whole so that many waiters spread out.
type backoff struct {
	first, most time.Duration
	last        time.Duration
}

func (b *backoff) next() time.Duration {
	b.last = min(max(2*b.last, b.first), b.most)
	return b.last/2 + rand.N(b.last/2)
}

func (b *backoff) reset() { b.last = 0 }

// inTime reports whether waiting for d is of use: it is not too long, and the
// deadline comes later.
func inTime(ctx context.Context, d time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return d <= maxHold && (!ok || d < time.Until(deadline))
}

// sleep waits for d or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
