package telegram

import (
	"context"
	"time"
)

// yieldBurst is which part of what may be sent at once those who yield may use at once: a tenth.
const yieldBurst = 10

// yieldSpares is which part of what may be sent to a group those who yield leave to answers: a quarter, five in a
// minute. They would wait for up to a minute behind alerts that had used it up.
const yieldSpares = 4

// yield is wait for what nobody waits for: alerts and digests. They give way to the answers to people, of the bot as
// a whole and in each chat, and lose nothing by it but time. What yields books no moment ahead, and spreads over time
// what may be sent: so a moment for an answer comes free at once, where a storm of alerts that went out in bursts would
// close the gate for the rest of the second. The limits hold for both together.
func (l *limiter) yield(ctx context.Context, method string, chat int64) error {
	g := l.enter(chat)
	defer l.leave(g, false)
	for {
		if err := l.waitTurn(ctx, method, g); err != nil {
			return err
		}
		went, err := l.standBehind(ctx, method, g)
		if went || err != nil {
			return err
		}
	}
}

// waitTurn waits until the chat is free and no answer stands at its gate.
func (l *limiter) waitTurn(ctx context.Context, method string, g *gate) error {
	select {
	case g.turn <- struct{}{}:
		<-g.turn
	case <-ctx.Done():
		return heldBack(ctx, method, time.Second)
	}
	return l.waitChat(ctx, method, g.yieldsAt)
}

// standBehind waits behind everybody else of the bot, where one call stands at a time. went is false where an answer
// in the chat was faster: others need not wait for that chat.
func (l *limiter) standBehind(ctx context.Context, method string, g *gate) (went bool, err error) {
	select {
	case l.behind <- struct{}{}:
		defer func() { <-l.behind }()
	case <-ctx.Done():
		return false, heldBack(ctx, method, time.Second)
	}
	for {
		wait, free := l.slip(g)
		if !free || wait <= 0 {
			return free, nil
		}
		if !inTime(ctx, wait) || sleep(ctx, wait) != nil {
			return false, heldBack(ctx, method, wait)
		}
	}
}

// slip lets a call that yields go at once, or says how long nothing may go. free is false where its chat is not.
func (l *limiter) slip(g *gate) (wait time.Duration, free bool) {
	select {
	case g.turn <- struct{}{}:
		defer func() { <-g.turn }()
	default:
		return 0, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Since(l.start)
	if g.yieldsAt() > now {
		return 0, false
	}
	if at := max(l.overall.earliest(), l.spaced); at > now {
		return at - now, true
	}
	l.overall.take(now)
	g.take(now)
	l.space(now)
	return 0, true
}

// space says when the next call that yields may go: they follow each other evenly, but for a few that may make up for
// a moment in which none was there.
func (l *limiter) space(now time.Duration) {
	rate := l.limits.Overall
	if rate.N == 0 {
		return
	}
	apart := rate.Per / time.Duration(rate.N)
	l.spaced = max(l.spaced, now-apart*time.Duration(rate.N/yieldBurst)) + apart
}
