package telegram

import "time"

// gate is what one chat, or the bot as a whole, waits for.
type gate struct {
	turn    chan struct{} // full while somebody of the chat stands at the gate
	inside  int           // who stands there or waits for the turn
	windows []window
	spared  int           // the last so many places of the last window are not for those who yield
	paused  time.Duration // nothing goes before, on Telegram's word
}

func newGate(rates ...Rate) *gate {
	g := &gate{turn: make(chan struct{}, 1)}
	for _, r := range rates {
		if r.N > 0 {
			g.windows = append(g.windows, window{rate: r})
		}
	}
	return g
}

func (g *gate) earliest() time.Duration {
	at := g.paused
	for i := range g.windows {
		at = max(at, g.windows[i].earliest())
	}
	return at
}

// yieldsAt is earliest for those who yield: they leave places to the answers that may come.
func (g *gate) yieldsAt() time.Duration {
	at := g.earliest()
	if last := len(g.windows) - 1; last >= 0 && g.spared > 0 {
		at = max(at, g.windows[last].within(g.windows[last].rate.N-g.spared))
	}
	return at
}

func (g *gate) take(at time.Duration) {
	for i := range g.windows {
		g.windows[i].take(at)
	}
}

func (g *gate) idle(now time.Duration) bool {
	for i := range g.windows {
		if w := &g.windows[i]; w.last()+w.rate.Per > now {
			return false
		}
	}
	return g.paused <= now && g.inside == 0
}

// window enforces a Rate exactly: it remembers when the last N messages went
// and lets the next one go when the oldest of them is Per ago. Unlike a token
// bucket it allows the whole burst and still never more than N per Per.
type window struct {
	rate Rate
	went []time.Duration // a ring, as times since the limiter's start
	next int
}

// earliest is when one more message may go.
func (w *window) earliest() time.Duration {
	return w.within(w.rate.N)
}

// within is when one more message may go if no more than n do in the length of the window.
func (w *window) within(n int) time.Duration {
	if len(w.went) < n {
		return 0
	}
	return w.went[(w.next-n+len(w.went))%len(w.went)] + w.rate.Per
}

// take books a message at t, which is not before earliest.
func (w *window) take(t time.Duration) {
	if len(w.went) < w.rate.N {
		w.went = append(w.went, t)
		return
	}
	w.went[w.next] = t
	w.next = (w.next + 1) % w.rate.N
}

// last is when the latest booked message goes.
func (w *window) last() time.Duration {
	if len(w.went) == 0 {
		return 0
	}
	return w.went[(w.next+len(w.went)-1)%len(w.went)]
}
