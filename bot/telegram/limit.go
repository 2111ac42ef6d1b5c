package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	chatBurst   = 3               // Telegram tolerates short bursts in one chat
	floodChats  = 3               // so many chats refused, and nothing let through between, look like a flood of all
	floodBreath = 3 * time.Second // how long everybody waits then
	sweepFrom   = 1024            // gates kept before idle ones are looked for
)

// limiter holds calls back so that Telegram need not. Chats wait apart from
// each other: a chat that must pause delays nobody else. Calls that yield let
// all others go first.
type limiter struct {
	limits Limits
	start  time.Time
	behind chan struct{} // full while a call that yields stands behind everybody else

	mu      sync.Mutex // guards what follows and the inside of every gate
	overall *gate
	spaced  time.Duration  // no call that yields goes before
	refused map[int64]bool // chats told to wait since the last call that was let through
	chats   map[int64]*gate
	sweepAt int
}

// newLimiter returns nil, which costs callers nothing, if there is no limit.
func newLimiter(l Limits) *limiter {
	if l == (Limits{}) {
		return nil
	}
	return &limiter{
		limits:  l,
		start:   time.Now(),
		behind:  make(chan struct{}, 1),
		overall: newGate(l.Overall),
		refused: make(map[int64]bool),
		chats:   make(map[int64]*gate),
		sweepAt: sweepFrom,
	}
}

// posts reports a method that puts something before people's eyes: these
// count against the quota of the chat.
func posts(method string) bool {
	for _, prefix := range []string{"send", "edit", "copy", "forward"} {
		if strings.HasPrefix(method, prefix) {
			return method != "sendChatAction"
		}
	}
	return false
}

// wait returns when the call may go. If ctx ends earlier it fails, at once if
// that can be foreseen, with the flood error that Telegram would give.
func (l *limiter) wait(ctx context.Context, method string, chat int64) error {
	switch {
	case method == "getUpdates":
		return nil
	case chat == 0 || !posts(method):
		return l.waitOverall(ctx, method)
	}
	g := l.enter(chat)
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		l.leave(g, false)
		return heldBack(ctx, method, time.Second)
	}
	err := l.waitChat(ctx, method, g.earliest)
	if err == nil {
		err = l.waitOverall(ctx, method)
	}
	l.leave(g, err == nil)
	<-g.turn
	return err
}

// waitChat waits at the gate of a chat, where one call stands at a time, until an instant that may yet move.
func (l *limiter) waitChat(ctx context.Context, method string, opens func() time.Duration) error {
	for {
		l.mu.Lock()
		wait := opens() - time.Since(l.start)
		l.mu.Unlock()
		if wait <= 0 {
			return nil
		}
		if !inTime(ctx, wait) || sleep(ctx, wait) != nil {
			return heldBack(ctx, method, wait)
		}
	}
}

// waitOverall books the next free moment of the whole bot and waits for it;
// bookings keep thousands of waiting calls in order and asleep.
func (l *limiter) waitOverall(ctx context.Context, method string) error {
	for {
		wait, ok := l.book(ctx)
		if !ok {
			return heldBack(ctx, method, wait)
		}
		if wait <= 0 {
			return nil
		}
		if sleep(ctx, wait) != nil {
			return heldBack(ctx, method, time.Second)
		}
		if !l.breathing() {
			return nil
		}
	}
}

func (l *limiter) book(ctx context.Context) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Since(l.start)
	at := max(now, l.overall.earliest())
	if at > now && !inTime(ctx, at-now) {
		return at - now, false
	}
	l.overall.take(at)
	return at - now, true
}

func (l *limiter) breathing() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.overall.paused > time.Since(l.start)
}

func heldBack(ctx context.Context, method string, wait time.Duration) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return &TransientError{Method: method, Err: ctx.Err()}
	}
	return &APIError{
		Method:      method,
		Code:        http.StatusTooManyRequests,
		Description: "Too Many Requests: held back before sending",
		RetryAfter:  int((wait + time.Second - 1) / time.Second),
	}
}

// enter finds or makes the chat's gate, which then stays until leave.
func (l *limiter) enter(chat int64) *gate {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.gate(chat)
	g.inside++
	return g
}

func (l *limiter) leave(g *gate, sending bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g.inside--
	if sending {
		g.take(time.Since(l.start))
	}
}

// gate is called with the lock held. Groups have negative ids.
func (l *limiter) gate(chat int64) *gate {
	if g, ok := l.chats[chat]; ok {
		return g
	}
	l.sweep()
	rates := []Rate{{l.limits.PerChat.N * chatBurst, l.limits.PerChat.Per * chatBurst}}
	if chat < 0 {
		rates = append(rates, l.limits.PerGroup)
	}
	g := newGate(rates...)
	if chat < 0 {
		g.spared = l.limits.PerGroup.N / yieldSpares
	}
	l.chats[chat] = g
	return g
}

// sweep forgets gates that hold nobody back any more.
func (l *limiter) sweep() {
	if len(l.chats) < l.sweepAt {
		return
	}
	now := time.Since(l.start)
	for chat, g := range l.chats {
		if g.idle(now) {
			delete(l.chats, chat)
		}
	}
	l.sweepAt = max(sweepFrom, 2*len(l.chats))
}

// heed learns from what became of a call. A 429 has its chat wait. If several chats are told to wait and no call is
// let through between, everybody takes a short breath, no longer: people who wait for an answer in other chats must
// not pay for an alert storm.
func (l *limiter) heed(method string, chat int64, err error) {
	wait, flood := retryAfter(err)
	if chat == 0 || !(flood || err == nil && posts(method)) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !flood {
		clear(l.refused)
		return
	}
	g, now := l.gate(chat), time.Since(l.start)
	g.paused = max(g.paused, now+wait)
	if l.refused[chat] = true; len(l.refused) >= floodChats {
		l.overall.paused = max(l.overall.paused, now+min(wait, floodBreath))
		clear(l.refused)
	}
}
