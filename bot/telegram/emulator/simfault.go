package emulator

import (
	"fmt"
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
	if f.Count == 0 {
		f.Count = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
	return map[string]int{"faults": len(s.faults)}, nil
}

func (s *Server) simNoFaults(*http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	return map[string]int{"faults": 0}, nil
}
