package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

const (
	pollBatch      = 100
	confirmTimeout = 5 * time.Second
)

// Incoming is an update as it is stored, before anybody understands it.
type Incoming struct {
	UpdateID int64
	ChatID   int64 // within which order matters; zero if none
	Raw      []byte
}

// Poller fetches updates and hands them to Store. It confirms an update to
// Telegram only after Store has returned nil for it: Telegram keeps what we
// failed to keep. Set the fields, then call Run once.
type Poller struct {
	Client *Client
	// Store keeps updates for good. While it blocks nothing is fetched; if it
	// fails the same updates come again, so it must accept duplicates.
	Store func(ctx context.Context, updates []Incoming) error
	// Polled is called after each poll that Telegram answered and whose updates
	// were stored: whatever was sent to the bot until then is safe. It may be nil.
	Polled func(ctx context.Context)

	Offset  int64         // where to begin; zero is the oldest unconfirmed update
	Timeout time.Duration // of one long poll, default and maximum 50 s
	Log     *slog.Logger  // default: the client's

	confirmed int64 // the offset Telegram has last seen
	unhooked  bool  // deleteWebhook was called since the last success

	mu     sync.Mutex
	health Health
}

// Health is the state of polling.
type Health struct {
	LastPoll time.Time // of the last answer from Telegram that was also stored; zero if none yet
	Err      error     // what is wrong now; nil if nothing is
}

// Health tells how polling goes. It may be called at any time.
func (p *Poller) Health() Health {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.health
}

// Run polls until ctx ends, through every failure: a revoked token or a second
// poller must raise an alarm, not end the process. Before it returns it
// confirms what was stored, so that a successor does not see it again.
func (p *Poller) Run(ctx context.Context) {
	p.Log = cmp.Or(p.Log, p.Client.log)
	pauses := backoff{first: time.Second, most: 30 * time.Second}
	for ctx.Err() == nil {
		err := p.once(ctx)
		if ctx.Err() != nil {
			break
		}
		p.note(err)
		if err == nil {
			pauses.reset()
			if p.Polled != nil {
				p.Polled(ctx)
			}
			continue
		}
		p.report(ctx, err)
		if p.unhook(ctx, err) {
			continue
		}
		asked, _ := retryAfter(err)
		_ = sleep(ctx, max(asked, pauses.next())) // the loop asks ctx itself
	}
	p.confirm(ctx)
}

// once is one long poll: fetch, store, move the offset.
func (p *Poller) once(ctx context.Context) error {
	timeout := min(cmp.Or(p.Timeout, pollTimeout), pollTimeout)
	raw, err := p.Client.GetUpdates(ctx, p.Offset, pollBatch, timeout)
	if err != nil {
		return err
	}
	p.confirmed = p.Offset
	updates, next := p.incoming(ctx, raw)
	if len(updates) == 0 {
		if len(raw) > 0 {
			return fmt.Errorf("none of %d updates has an id", len(raw))
		}
		return nil
	}
	if err := p.Store(ctx, updates); err != nil {
		return fmt.Errorf("store %d updates: %w", len(updates), err)
	}
	p.Offset = next
	return nil
}

// incoming reads the ids. The next offset follows from this batch alone: after
// a quiet week Telegram starts again at a random, maybe lower, number.
func (p *Poller) incoming(ctx context.Context, raw []json.RawMessage) (updates []Incoming, next int64) {
	for _, r := range raw {
		id, chat, err := Peek(r)
		if err != nil {
			p.Log.ErrorContext(ctx, "update without an id", "err", err)
			continue
		}
		updates = append(updates, Incoming{UpdateID: id, ChatID: chat, Raw: r})
		next = max(next, id+1)
	}
	return updates, next
}

func (p *Poller) note(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.health.Err = err
	if err == nil {
		p.health.LastPoll = time.Now()
		p.unhooked = false
	}
}

// report logs what a person must mend as errors, what heals itself as warnings.
func (p *Poller) report(ctx context.Context, err error) {
	switch {
	case IsAuth(err):
		p.Log.ErrorContext(ctx, "telegram does not accept the bot token", "err", err)
	case IsConflict(err):
		p.Log.ErrorContext(ctx, "somebody else fetches this bot's updates", "err", err)
	default:
		p.Log.WarnContext(ctx, "polling failed, trying again", "err", err)
	}
}

// unhook removes a webhook that stands in the way, once until polling works:
// if it comes back, somebody else wants it.
func (p *Poller) unhook(ctx context.Context, err error) bool {
	if p.unhooked || !refused(err, 409, "webhook") {
		return false
	}
	p.unhooked = true
	if err := p.Client.DeleteWebhook(ctx); err != nil {
		p.report(ctx, err)
		return false
	}
	return true
}

// confirm tells Telegram the last offset with a poll that does not wait. What
// it may return stays unconfirmed and comes again.
func (p *Poller) confirm(ctx context.Context) {
	if p.Offset == p.confirmed {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), confirmTimeout)
	defer cancel()
	if _, err := p.Client.GetUpdates(ctx, p.Offset, 1, 0); err != nil {
		p.Log.WarnContext(ctx, "stored updates not confirmed, they will come again", "err", err)
	}
}
