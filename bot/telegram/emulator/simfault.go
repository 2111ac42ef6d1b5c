package emulator

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

func (s *Server) simFault(f Fault) (any, error) {
	if !faultKinds[f.Kind] {
		return nil, fmt.Errorf("no fault of kind %q", f.Kind)
	}
	if f.Kind == "delay" {
		d, err := time.ParseDuration(f.Delay)
		if err != nil {
			return nil, fmt.Errorf("delay: %w", err)
		}
		f.delay = d
	}
	if f.Chance < 0 || f.Chance > 1 {
		return nil, fmt.Errorf("chance %v is no probability", f.Chance)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arm(&f)
	s.faults = append(s.faults, &f)
	return map[string]int{"faults": len(s.faults)}, nil
}

// arm fills in what a fault leaves open. Each fault has dice of its own: what one picks does not depend on another.
// The lock is held.
func (s *Server) arm(f *Fault) {
	if f.Chance > 0 {
		s.dice++
		f.dice = rand.New(rand.NewPCG(cmp.Or(f.Seed, s.opt.Seed), s.dice))
		f.Count = cmp.Or(f.Count, -1)
	}
	f.Count = cmp.Or(f.Count, 1)
}

func (s *Server) simNoFaults(*http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.dice = nil, 0
	return map[string]int{"faults": 0}, nil
}
