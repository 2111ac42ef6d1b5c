package emulator

import (
	"strconv"
	"time"
)

const maxAnswer = 200 // characters of a toast

// tap is one that waits for its answer.
type tap struct {
	chat, user int64
	post       *post
	at         time.Time
	answered   chan struct{} // closed by the answer
	text       string
	alert      bool
	done       bool
}

// queries are the taps of late.
type queries struct {
	last  int64
	open  map[string]*tap
	order []string
}

func (qs *queries) add(q *tap) string {
	if qs.open == nil {
		qs.open = map[string]*tap{}
	}
	qs.last++
	id := strconv.FormatInt(4_000_000_000_000_000+qs.last, 10)
	qs.open[id] = q
	if qs.order = append(qs.order, id); len(qs.order) > 10_000 {
		delete(qs.open, qs.order[0])
		qs.order = qs.order[1:]
	}
	return id
}

// answerCallbackQuery ends the spinner of a tap, once and in time.
func (s *Server) answerCallbackQuery(c *call) (any, error) {
	if utf16Len(c.str("text")) > maxAnswer {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queries.open[c.str("callback_query_id")]
	if q == nil || q.done || s.now().Sub(q.at) > keepCallback {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	q.text, q.alert, q.done = c.str("text"), c.is("show_alert"), true
	close(q.answered)
	s.tell(event{kind: "callback_answer", chat: q.chat, post: q.post, user: q.user, text: q.text, alert: q.alert})
	return true, nil
}
