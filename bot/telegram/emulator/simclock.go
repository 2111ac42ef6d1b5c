package emulator

import (
	"context"
	"fmt"
	"time"
)

// simClockIn moves the clock by a duration, to an instant, or to the next morning.
type simClockIn struct {
	Advance string    `json:"advance"`
	Set     time.Time `json:"set"`
	To      string    `json:"to"`
}

func (s *Server) simClock(ctx context.Context, in simClockIn) (any, error) {
	c := s.opt.Clock
	if c == nil {
		return nil, fmt.Errorf("the clock is the real one")
	}
	to, err := s.destination(in, c.Now())
	if err != nil {
		return nil, err
	}
	if err := s.depart(); err != nil {
		return nil, err
	}
	defer s.arrive()
	if err := s.travel(ctx, to); err != nil {
		return nil, err
	}
	return map[string]time.Time{"now": c.Now()}, nil
}

// destination is where a move from now ends.
func (s *Server) destination(in simClockIn, now time.Time) (time.Time, error) {
	switch {
	case in.Advance != "":
		d, err := time.ParseDuration(in.Advance)
		return now.Add(d), err
	case !in.Set.IsZero():
		return in.Set.In(now.Location()), nil
	case in.To == "next_morning":
		return s.opt.NextMorning(now), nil
	}
	return time.Time{}, fmt.Errorf("say advance, set, or to next_morning")
}
