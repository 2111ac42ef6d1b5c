package emulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// How long Telegram keeps an update that nobody fetches.
const (
	keepUpdate   = 24 * time.Hour
	keepCallback = 150 * time.Second
	keepHistory  = 200 // updates that can be delivered again
)

// update is encoded once, when it enters the queue.
type update struct {
	id      int64
	raw     []byte
	expires time.Time
}

// queue holds the updates until they are confirmed by a higher offset.
type queue struct {
	last    int64
	pending []update
	again   []update // delivered once more at the next poll, whatever its offset
	history []update // the last ones enqueued
	allowed []string // nil is Telegram's default
	poll    *poll
}

// poll is a getUpdates that waits.
type poll struct {
	wake     chan struct{} // one token: something arrived
	conflict chan struct{} // closed when a newer poll takes over
}

// optIn are the kinds that are delivered only when asked for by name.
var optIn = []string{"chat_member", "message_reaction", "message_reaction_count"}

func (q *queue) wants(kind string) bool {
	if len(q.allowed) == 0 {
		return !slices.Contains(optIn, kind)
	}
	return slices.Contains(q.allowed, kind)
}

// enqueue adds an update and returns its id, 0 if the bot does not want its kind. The lock is held.
func (s *Server) enqueue(kind string, payload any, expires time.Time) int64 {
	if !s.queue.wants(kind) {
		return 0
	}
	body, err := json.Marshal(payload)
	if err != nil {
		return 0 // our own wire types cannot fail
	}
	s.queue.last++
	id := s.queue.last
	raw := make([]byte, 0, len(body)+len(kind)+40)
	raw = append(raw, `{"update_id":`...)
	raw = strconv.AppendInt(raw, id, 10)
	raw = append(raw, `,"`...)
	raw = append(raw, kind...)
	raw = append(raw, `":`...)
	raw = append(raw, body...)
	s.queue.push(update{id, append(raw, '}'), expires})
	s.hook.notify()
	return id
}

func (q *queue) push(u update) {
	q.pending = append(q.pending, u)
	if len(q.history) >= 2*keepHistory {
		q.history = append(q.history[:0], q.history[keepHistory:]...)
	}
	q.history = append(q.history, u)
	q.wakePoll()
}

func (q *queue) wakePoll() {
	if q.poll == nil {
		return
	}
	select {
	case q.poll.wake <- struct{}{}:
	default:
	}
}

// confirm forgets the updates below offset; a negative offset keeps only the last ones.
func (q *queue) confirm(offset int64) {
	if offset < 0 {
		q.pending = q.pending[max(0, len(q.pending)+int(offset)):]
		return
	}
	n := 0
	for n < len(q.pending) && q.pending[n].id < offset {
		n++
	}
	if q.pending = q.pending[n:]; len(q.pending) == 0 {
		q.pending = nil
	}
}

func (q *queue) expire(now time.Time) {
	q.pending = slices.DeleteFunc(q.pending, func(u update) bool { return u.expires.Before(now) })
}

// batch returns up to limit updates that are still fresh.
func (q *queue) batch(limit int, now time.Time) []update {
	q.expire(now)
	if len(q.again) == 0 {
		return q.pending[:min(limit, len(q.pending))]
	}
	out := slices.Clone(q.again[:min(limit, len(q.again))])
	q.again = q.again[len(out):]
	for _, u := range q.pending {
		if len(out) == limit {
			break
		}
		if !slices.ContainsFunc(out, func(o update) bool { return o.id == u.id }) {
			out = append(out, u)
		}
	}
	return out
}

// head returns the next update without handing it out.
func (q *queue) head(now time.Time) (update, bool) {
	q.expire(now)
	for _, list := range [][]update{q.again, q.pending} {
		if len(list) > 0 {
			return list[0], true
		}
	}
	return update{}, false
}

// drop forgets the head, if it still is the update with this id.
func (q *queue) drop(id int64) {
	switch {
	case len(q.again) > 0 && q.again[0].id == id:
		q.again = q.again[1:]
	case len(q.pending) > 0 && q.pending[0].id == id:
		q.pending = q.pending[1:]
	}
}

// redeliver has the last count updates come once more, in reverse if reorder says so.
func (q *queue) redeliver(count int, reorder bool) int {
	last := slices.Clone(q.history[max(0, len(q.history)-count):])
	if reorder {
		slices.Reverse(last)
	}
	q.again = append(q.again, last...)
	q.wakePoll()
	return len(last)
}
