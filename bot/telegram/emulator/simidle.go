package emulator

import (
	"net/http"
	"time"
)

// simIdle waits until every update is confirmed, no request is in flight and
// none has come for as long as quiet says.
func (s *Server) simIdle(r *http.Request) (any, error) {
	quiet := waiting(r, "quiet", 0)
	deadline := time.Now().Add(waiting(r, "timeout", 5*time.Second))
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		if s.idle(quiet) {
			return map[string]bool{"idle": true}, nil
		}
		select {
		case <-tick.C:
			if time.Now().Before(deadline) {
				continue
			}
		case <-r.Context().Done():
		case <-s.done:
		}
		return map[string]bool{"idle": false}, nil
	}
}

func (s *Server) idle(quiet time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.pending) == 0 && len(s.queue.again) == 0 && s.flights.Load() == 0 &&
		time.Since(time.Unix(0, s.lastHit.Load())) >= quiet
}
