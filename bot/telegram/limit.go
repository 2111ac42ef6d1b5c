package telegram

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	chatBurst   = 3               // Telegram tolerates short bursts in one chat
	floodChats  = 3               // so many chats paused at once look like a flood of all
	floodBreath = 3 * time.Second // how long everybody waits then
	sweepFrom   = 1024            // gates kept before idle ones are looked for
)

// limiter holds calls back so that Telegram need not. Chats wait apart from
// each other: a chat that must pause delays nobody else.
type limiter struct {
	limits Limits
	start  time.Time

	mu      sync.Mutex
	overall *gate
	chats   map[int64]*gate
	sweepAt int
}

// gate is what one chat, or the bot as a whole, waits for.
type gate struct {
	windows []window
	paused  time.Duration // nothing goes before, on Telegram's word
}

// newLimiter returns nil, which costs callers nothing, if there is no limit.
func newLimiter(l Limits) *limiter {
	if l == (Limits{}) {
		return nil
	}
	return &limiter{
		limits:  l,
		start:   time.Now(),
		overall: newGate(l.Overall),
		chats:   make(map[int64]*gate),
		sweepAt: sweepFrom,
	}
}

func newGate(rates ...Rate) *gate {
	g := &gate{}
	for _, r := range rates {
		if r.N > 0 {
			g.windows = append(g.windows, window{rate: r})
		}
	}
	return g
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

// wait returns when the call may go. If that is later than ctx allows, it
// returns at once the flood error that Telegram would give.
func (l *limiter) wait(ctx context.Context, method string, chat int64) error {
	if method == "getUpdates" {
		return nil
	}
	if chat != 0 && posts(method) {
		if err := l.pass(ctx, method, l.gate(chat)); err != nil {
			return err
		}
	}
	return l.pass(ctx, method, l.overall)
}

func (l *limiter) pass(ctx context.Context, method string, g *gate) error {
	for {
		wait, ok := l.book(ctx, g)
		if !ok {
			return &APIError{
				Method:      method,
				Code:        http.StatusTooManyRequests,
				Description: "Too Many Requests: held back before sending",
				RetryAfter:  int(wait/time.Second) + 1,
			}
		}
		if wait <= 0 {
			return nil
		}
		if err := sleep(ctx, wait); err != nil {
			return &TransientError{Method: method, Err: fmt.Errorf("wait for the send limit: %w", err)}
		}
		if !l.pausedNow(g) {
			return nil
		}
	}
}

// book takes the next free moment, unless it comes too late for ctx.
func (l *limiter) book(ctx context.Context, g *gate) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Since(l.start)
	at := max(now, g.paused)
	for i := range g.windows {
		at = max(at, g.windows[i].earliest())
	}
	if at > now && !inTime(ctx, at-now) {
		return at - now, false
	}
	for i := range g.windows {
		g.windows[i].take(at)
	}
	return at - now, true
}

func (l *limiter) pausedNow(g *gate) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return g.paused > time.Since(l.start)
}

// gate finds or makes the chat's gate. Groups have negative ids.
func (l *limiter) gate(chat int64) *gate {
	l.mu.Lock()
	defer l.mu.Unlock()
	if g, ok := l.chats[chat]; ok {
		return g
	}
	l.sweep()
	rates := []Rate{{l.limits.PerChat.N * chatBurst, l.limits.PerChat.Per * chatBurst}}
	if chat < 0 {
		rates = append(rates, l.limits.PerGroup)
	}
	l.chats[chat] = newGate(rates...)
	return l.chats[chat]
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

func (g *gate) idle(now time.Duration) bool {
	for i := range g.windows {
		if w := &g.windows[i]; w.last()+w.rate.Per > now {
			return false
		}
	}
	return g.paused <= now
}

// pause obeys a 429: the chat waits for d. If several chats are paused at
// once, everybody takes a short breath, no longer: people who wait for an
// answer in other chats must not pay for an alert storm.
func (l *limiter) pause(chat int64, d time.Duration) {
	if chat == 0 {
		return
	}
	g := l.gate(chat)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Since(l.start)
	g.paused = max(g.paused, now+d)
	paused := 0
	for _, g := range l.chats {
		if g.paused > now {
			paused++
		}
	}
	if paused >= floodChats {
		l.overall.paused = max(l.overall.paused, now+min(d, floodBreath))
	}
}
