package emulator

import (
	"net/http"
	"net/url"
	"time"
)

// Request is one line of the request log.
type Request struct {
	Seq         int               `json:"seq"`
	At          time.Time         `json:"at"`
	Method      string            `json:"method"`
	Chat        int64             `json:"chat,omitempty"`
	Params      map[string]string `json:"params,omitempty"`
	Files       []string          `json:"files,omitempty"`
	Status      int               `json:"status"` // 0: the connection was cut
	Answer      string            `json:"answer,omitempty"`
	TookSeconds float64           `json:"took_seconds"`
}

// requestLog is a ring of the last requests; it renders them only when read.
type requestLog struct {
	keep int
	last int
	ring []requestNote
}

type requestNote struct {
	seq    int
	at     time.Time
	method string
	chat   int64
	form   url.Values
	files  []string // names only: the log keeps no contents
	answer answer
	took   time.Duration
}

func (s *Server) note(c *call, method string, started time.Time, a answer) {
	took := time.Since(started)
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &s.requests
	l.last++
	n := requestNote{seq: l.last, at: s.now(), method: method, answer: a, took: took}
	if c != nil {
		n.chat, n.form = c.chat(), c.form
		for name := range c.files {
			n.files = append(n.files, name)
		}
	}
	if len(l.ring) < l.keep {
		l.ring = append(l.ring, n)
		return
	}
	l.ring[(l.last-1)%l.keep] = n
}

// since returns the notes after seq in order, newest at the end; the lock is held.
func (l *requestLog) since(seq int) []requestNote {
	first := max(seq, l.last-len(l.ring))
	var out []requestNote
	for i := first; i < l.last; i++ {
		out = append(out, l.ring[i%l.keep])
	}
	return out
}

func (n requestNote) request() Request {
	r := Request{Seq: n.seq, At: n.at, Method: n.method, Status: n.answer.status, TookSeconds: n.took.Seconds()}
	if n.answer.status != http.StatusOK || n.method != "getUpdates" {
		r.Answer = string(n.answer.body)
	}
	r.Chat, r.Files = n.chat, n.files
	r.Params = make(map[string]string, len(n.form))
	for name := range n.form {
		r.Params[name] = n.form.Get(name)
	}
	return r
}

func (s *Server) simRequests(r *http.Request) (any, error) {
	name, limit := r.URL.Query().Get("method"), int(query64(r, "limit"))
	s.mu.Lock()
	notes := s.requests.since(int(query64(r, "since")))
	s.mu.Unlock()
	out := []Request{}
	for _, n := range notes {
		if name == "" || n.method == name {
			out = append(out, n.request())
		}
	}
	if limit > 0 && len(out) > limit {
		out = out[len(out)-limit:]
	}
	return map[string]any{"requests": out}, nil
}
