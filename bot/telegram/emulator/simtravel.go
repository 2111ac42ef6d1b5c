package emulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// mostStops is at how many stops one move of the clock pauses: those of a year of working days, mornings and reports.
const mostStops = 600

var (
	errMoving = errors.New("the clock is on its way already")
	errTooFar = errors.New("too far for one move of the clock: it would pause more than 600 times; move it in several steps")
)

// depart lets one move of the clock at a time begin.
func (s *Server) depart() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.moving {
		return errMoving
	}
	s.moving = true
	return nil
}

// arrive ends a move, however far it came.
func (s *Server) arrive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moving = false
	s.tell(event{kind: "clock"})
}

// travel takes the clock to an instant: backwards at once, forwards from stop to stop. No stop is left out: a move
// with too many is refused as a whole. The clock runs on while the bot settles, so a stop that has passed by then is
// not gone back to.
func (s *Server) travel(ctx context.Context, to time.Time) error {
	c := s.opt.Clock
	from := c.Now()
	if !to.After(from) {
		c.Set(to)
		return nil
	}
	stops := s.stops(from, to)
	if len(stops) > mostStops {
		return errTooFar
	}
	ctx, cancel := s.whileOpen(ctx)
	defer cancel()
	for _, at := range append(stops, to) {
		if at.After(c.Now()) {
			c.Set(at)
		}
		if err := s.settle(ctx); err != nil {
			return fmt.Errorf("the bot at %s: %w", at.Format(time.RFC3339), err)
		}
	}
	return nil
}

// stops are the instants in between at which to pause.
func (s *Server) stops(from, to time.Time) []time.Time {
	if s.opt.Stops == nil {
		return nil
	}
	list := s.opt.Stops(from, to)
	return slices.DeleteFunc(list, func(t time.Time) bool { return !t.After(from) || !t.Before(to) })
}

// settle tells the watchers where the clock stands and waits for the bot.
func (s *Server) settle(ctx context.Context) error {
	if s.opt.Settle == nil && s.opt.Stops == nil {
		return nil
	}
	s.mu.Lock()
	s.tell(event{kind: "clock", going: true})
	s.mu.Unlock()
	if s.opt.Settle == nil {
		return ctx.Err()
	}
	return s.opt.Settle(ctx)
}

// whileOpen is ctx, ended by Close too.
func (s *Server) whileOpen(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-s.done:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
