package alert

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// LongestGap is how long updates may go unfetched before some may be lost: Telegram keeps them for 24 hours. The
// minutes are what the record may be behind by, and what the first fetch of a process takes.
const LongestGap = 23*time.Hour + 5*time.Minute

// beatEvery is how often it is written down that updates are being fetched.
const beatEvery = time.Minute

// Beats is what keeps the time of the last fetch.
type Beats interface {
	Beat(ctx context.Context, now time.Time) error
	LastBeat(ctx context.Context) (at time.Time, ok bool, err error)
	// TellGap puts a notice in the outbox of every chat, once a gap.
	TellGap(ctx context.Context, from, to time.Time) (letters int, err error)
}

// Gap watches for how long nothing was fetched from Telegram, and has every chat told where that was so long that
// messages may be lost. What lies before this process is measured by the office's clock, what it lives through by the
// real one: a rehearsal that jumps ahead loses nothing.
type Gap struct {
	Store Beats
	Now   func() time.Time // the office's
	Real  func() time.Time // the real clock; time.Now by default
	Log   *slog.Logger

	mu     sync.Mutex
	last   time.Time     // the office's time of the last fetch; zero: there was none ever
	before time.Duration // how long that was ago when this process began to count
	since  time.Time     // when it began, by the real clock
	beaten time.Time     // when it was last written down, by the real clock
}

func (g *Gap) real() time.Time {
	if g.Real != nil {
		return g.Real()
	}
	return time.Now()
}

// Start takes up what earlier processes left on record. It is called once, before anything is fetched. A gap that is
// over the limit already is told at once; a shorter one goes on until the first fetch.
func (g *Gap) Start(ctx context.Context) error {
	last, ok, err := g.Store.LastBeat(ctx)
	if err != nil {
		return fmt.Errorf("read when updates were last fetched: %w", err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.Now()
	g.since = g.real()
	if !ok {
		return g.beat(ctx, now)
	}
	g.last, g.before = last, max(now.Sub(last), 0)
	if g.before <= LongestGap {
		return nil
	}
	return g.close(ctx, now)
}

// Polled notes that updates were fetched just now.
func (g *Gap) Polled(ctx context.Context) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.Now()
	if err := g.fetched(ctx, now); err != nil {
		complain(ctx, g.Log, "fetching of updates not noted", err)
	}
}

func (g *Gap) fetched(ctx context.Context, now time.Time) error {
	if !g.last.IsZero() && g.before+g.real().Sub(g.since) > LongestGap {
		return g.close(ctx, now)
	}
	g.last, g.before, g.since = now, 0, g.real()
	if !g.beaten.IsZero() && g.since.Sub(g.beaten) < beatEvery {
		return nil
	}
	return g.beat(ctx, now)
}

// close has a gap told and begins to count anew. Where that fails the gap stays open until the next fetch.
func (g *Gap) close(ctx context.Context, now time.Time) error {
	letters, err := g.Store.TellGap(ctx, g.last, now)
	if err != nil {
		return fmt.Errorf("tell the chats of a gap: %w", err)
	}
	g.Log.Warn("updates may be lost: nothing was fetched for too long", "from", g.last, "to", now, "letters", letters)
	return g.beat(ctx, now)
}

func (g *Gap) beat(ctx context.Context, now time.Time) error {
	if err := g.Store.Beat(ctx, now); err != nil {
		return fmt.Errorf("note that updates are fetched: %w", err)
	}
	g.last, g.before, g.since = now, 0, g.real()
	g.beaten = g.since
	return nil
}
