package emulator

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"time"
)

// Fault is a misfortune that befalls some of the bot's requests.
type Fault struct {
	// Method is the method it befalls; empty is every method.
	Method string `json:"method,omitempty"`
	// Chat is the chat it befalls; 0 is every chat.
	Chat int64 `json:"chat,omitempty"`
	// Kind is delay, drop, cut_before, cut_after, html502, truncate, 429, 403, 500 or 401.
	Kind string `json:"kind"`
	// After is how many matching requests pass unharmed first.
	After int `json:"after,omitempty"`
	// Count is how many are hit then: 0 is one, or all with a Chance; a negative number is all.
	Count int `json:"count,omitempty"`
	// Chance is the probability with which each of those is hit; 0 is every one of them.
	Chance float64 `json:"chance,omitempty"`
	// Seed makes what Chance picks repeatable; by default it is the server's.
	Seed uint64 `json:"seed,omitempty"`
	// RetryAfter is the seconds that a 429 names (default 1).
	RetryAfter int `json:"retry_after,omitempty"`
	// Delay is how long a delay lasts, as time.ParseDuration reads it.
	Delay string `json:"delay,omitempty"`

	delay time.Duration
	dice  *rand.Rand // nil without a Chance
}

var faultKinds = map[string]bool{"delay": true, "drop": true, "cut_before": true, "cut_after": true, "html502": true,
	"truncate": true, "429": true, "403": true, "500": true, "401": true}

// takeFault returns the fault that hits this request, nil for most.
func (s *Server) takeFault(method string, chat int64) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Method != "" && f.Method != method || f.Chat != 0 && f.Chat != chat {
			continue
		}
		if f.After > 0 {
			f.After--
			continue
		}
		if f.dice != nil && f.dice.Float64() >= f.Chance {
			continue
		}
		if f.Count--; f.Count == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return f
	}
	return nil
}

// faultBefore says how the request is answered without being carried out, if it is.
func (s *Server) faultBefore(c *call, f *Fault) (answer, bool) {
	if f == nil {
		return answer{}, false
	}
	switch f.Kind {
	case "delay":
		s.pause(c, f.delay)
		return answer{}, false
	case "drop": // as packets that go nowhere: no answer until the client gives up
		s.pause(c, time.Hour)
		return answer{}, true
	case "cut_before":
		return answer{}, true
	case "html502":
		return answer{http.StatusBadGateway, []byte("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")}, true
	case "429":
		return refusal(tooMany(max(1, f.RetryAfter))), true
	case "403":
		return refusal(s.farewell(c.chat())), true
	case "500":
		return refusal(&apiError{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}), true
	case "401":
		return refusal(&apiError{code: http.StatusUnauthorized, text: "Unauthorized"}), true
	}
	return answer{}, false
}

func (s *Server) pause(c *call, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-c.ctx.Done():
	case <-s.done:
	}
}

// farewell is the 403 that fits the chat.
func (s *Server) farewell(id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.chats[id]; ch != nil && ch.info.Type != "private" {
		return forbidden("bot was kicked from the " + ch.info.Type + " chat")
	}
	return forbidden("bot was blocked by the user")
}

// spoil harms the answer of a request that was carried out.
func (f *Fault) spoil(a answer) answer {
	switch {
	case f == nil:
		return a
	case f.Kind == "cut_after":
		return answer{}
	case f.Kind == "truncate":
		return answer{a.status, bytes.Clone(a.body[:len(a.body)/2])}
	}
	return a
}
