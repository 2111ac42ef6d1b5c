package alert

import (
	"cmp"
	"context"
	"time"
)

// Pace is how a loop rests between its rounds, by the real clock: the office's may be a rehearsal that jumps. What is
// due stands in the database, so no rest decides anything; a loop that sleeps too long is late, and that is all. A
// field left zero has the default named beside it.
type Pace struct {
	Least   time.Duration // between two rounds, however much there is to do: 50 ms
	Most    time.Duration // without looking, whatever is due next: 30 s
	Trouble time.Duration // after a round that failed: 1 s
}

func (p Pace) least() time.Duration   { return cmp.Or(p.Least, 50*time.Millisecond) }
func (p Pace) most() time.Duration    { return cmp.Or(p.Most, 30*time.Second) }
func (p Pace) trouble() time.Duration { return cmp.Or(p.Trouble, time.Second) }

// rest waits for so long, but never less or more than the pace allows. A wake ends it early, either of them; nil is
// none. It returns at once when ctx ends.
func (p Pace) rest(ctx context.Context, wait time.Duration, wake, other <-chan struct{}) {
	wait = min(max(wait, p.least()), p.most())
	if !pause(ctx, p.least()) || wait == p.least() {
		return
	}
	timer := time.NewTimer(wait - p.least())
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-other:
	case <-ctx.Done():
	}
}

// pause waits, and reports whether it did so to the end.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
