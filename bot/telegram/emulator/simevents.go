package emulator

import (
	"fmt"
	"net/http"
	"time"
)

func (s *Server) simEvents(r *http.Request) (any, error) {
	since := int(query64(r, "since"))
	timer := time.NewTimer(waiting(r, "timeout", 20*time.Second))
	defer timer.Stop()
	for {
		s.mu.Lock()
		fresh, last := s.events.since(since), s.events.last
		bell := s.events.wait()
		s.mu.Unlock()
		if len(fresh) > 0 {
			return s.showEvents(fresh, last), nil
		}
		select {
		case <-bell:
			continue
		case <-timer.C:
		case <-r.Context().Done():
		case <-s.done:
		}
		return s.showEvents(nil, last), nil
	}
}

func (s *Server) showEvents(list []event, last int) any {
	out := make([]Event, len(list))
	for i, e := range list {
		out[i] = Event{e.seq, e.kind, e.chat, nil, e.text, e.alert, e.user, e.going, s.now()}
		if e.post != nil {
			m := s.show(e.post)
			out[i].Message = &m
		}
	}
	return map[string]any{"seq": last, "events": out}
}

func (s *Server) simCallback(r *http.Request) (any, error) {
	id := r.URL.Query().Get("id")
	s.mu.Lock()
	q := s.queries.open[id]
	s.mu.Unlock()
	if q == nil {
		return nil, fmt.Errorf("callback %q: %w", id, errNotFound)
	}
	timer := time.NewTimer(waiting(r, "timeout", 5*time.Second))
	defer timer.Stop()
	select {
	case <-q.answered:
		return map[string]any{"answered": true, "text": q.text, "alert": q.alert}, nil
	case <-timer.C:
	case <-r.Context().Done():
	case <-s.done:
	}
	return map[string]any{"answered": false, "text": "", "alert": false}, nil
}
