package emulator

import (
	"encoding/json"
	"net/http"
	"time"
)

const (
	maxPoll  = 50 // seconds; a longer timeout is cut silently
	maxBatch = 100
)

// getUpdates is the long poll. A newer poll ends an older one with a conflict.
func (s *Server) getUpdates(c *call) (any, error) {
	limit := int(c.num("limit"))
	if limit < 1 || limit > maxBatch {
		limit = maxBatch
	}
	p, err := s.beginPoll(c)
	if err != nil {
		return nil, err
	}
	defer s.endPoll(p)
	timer := time.NewTimer(time.Duration(max(0, min(c.num("timeout"), maxPoll))) * time.Second)
	defer timer.Stop()
	for {
		if body := s.nextBatch(limit); body != nil {
			return body, nil
		}
		select {
		case <-p.wake:
		case <-timer.C:
			return rawJSON("[]"), nil
		case <-c.ctx.Done():
			return rawJSON("[]"), nil
		case <-p.conflict:
			return nil, conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
		case <-s.done:
			return nil, &apiError{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}
		}
	}
}

func (s *Server) beginPoll(c *call) (*poll, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook.url != "" {
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	q := &s.queue
	if err := q.allow(c.str("allowed_updates")); err != nil {
		return nil, err
	}
	if q.poll != nil {
		close(q.poll.conflict)
	}
	q.poll = &poll{make(chan struct{}, 1), make(chan struct{})}
	if c.num("offset") != 0 {
		q.confirm(c.num("offset"))
	}
	return q.poll, nil
}

func (s *Server) endPoll(p *poll) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.poll == p {
		s.queue.poll = nil
	}
}

// allow keeps the list of wanted kinds; without one the last list stays.
func (q *queue) allow(list string) error {
	if list == "" || list == "null" {
		return nil
	}
	var allowed []string
	if err := json.Unmarshal([]byte(list), &allowed); err != nil {
		return badRequest("can't parse allowed updates JSON object")
	}
	q.allowed = allowed
	return nil
}

// nextBatch joins the waiting updates, nil if there are none.
func (s *Server) nextBatch(limit int) rawJSON {
	s.mu.Lock()
	batch := s.queue.batch(limit, s.now())
	size := 2
	for _, u := range batch {
		size += len(u.raw) + 1
	}
	batch = append([]update(nil), batch...)
	s.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}
	body := append(make([]byte, 0, size), '[')
	for i, u := range batch {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, u.raw...)
	}
	return append(body, ']')
}
