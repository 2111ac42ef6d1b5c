package emulator

import (
	"sync"
	"time"
)

// Clock is a clock that can be moved. It runs at normal speed from where it
// was last set. A nil Clock tells the real time.
type Clock struct {
	mu   sync.RWMutex
	base time.Time // what the clock showed when it was last set
	set  time.Time // the real instant of that
}

// NewClock returns a clock that shows start now and runs from there.
func NewClock(start time.Time) *Clock {
	c := &Clock{}
	c.Set(start)
	return c
}

// Now returns what the clock shows, in the location of the time it was set to.
func (c *Clock) Now() time.Time {
	if c == nil {
		return time.Now()
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.base.Add(time.Since(c.set))
}

// Set moves the clock to t, forwards or backwards.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.set = t.Round(0), time.Now()
}

// Advance moves the clock forwards by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	c.base, c.set = c.base.Add(now.Sub(c.set)+d), now
}
