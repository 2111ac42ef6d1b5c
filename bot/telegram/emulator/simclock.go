package emulator

import (
	"fmt"
	"time"
)

// simClockIn moves the clock by a duration, to an instant, or to the next morning.
type simClockIn struct {
	Advance string    `json:"advance"`
	Set     time.Time `json:"set"`
	To      string    `json:"to"`
}

func (s *Server) simClock(in simClockIn) (any, error) {
	c := s.opt.Clock
	switch {
	case c == nil:
		return nil, fmt.Errorf("the clock is the real one")
	case in.Advance != "":
		d, err := time.ParseDuration(in.Advance)
		if err != nil {
			return nil, err
		}
		c.Advance(d)
	case !in.Set.IsZero():
		c.Set(in.Set.In(c.Now().Location()))
	case in.To == "next_morning":
		c.Set(s.opt.NextMorning(c.Now()))
	default:
		return nil, fmt.Errorf("say advance, set, or to next_morning")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tell(event{kind: "clock"})
	return map[string]time.Time{"now": c.Now()}, nil
}
