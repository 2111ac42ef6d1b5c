package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"planbot/bot/telegram"
)

// silence is how long polling may go without an answer from Telegram; a poll that brings nothing takes 50 seconds.
const silence = 2 * time.Minute

// health tells whether the process does what it is there for.
type health struct {
	ping func(context.Context) error

	mu     sync.Mutex
	poller *telegram.Poller // nil while another process polls
	known  bool             // Telegram has told who the bot is
	since  time.Time        // when it had, or when polling began, whatever is later
}

func (h *health) polling(p *telegram.Poller) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.poller, h.since = p, time.Now()
}

func (h *health) introduced() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.known, h.since = true, time.Now()
}

// check returns the state in a word, or what is wrong.
func (h *health) check(ctx context.Context, now time.Time) (state string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if h.ping(ctx) != nil {
		return "", errors.New("the database does not answer")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.poller == nil {
		return "standby", nil // to be counted as unready would keep it from ever taking over
	}
	switch poll := h.poller.Health(); {
	case telegram.IsAuth(poll.Err), telegram.IsConflict(poll.Err):
		return "", poll.Err
	case !h.known:
		return "", errors.New("no answer from Telegram yet")
	case now.Sub(later(poll.LastPoll, h.since)) > silence:
		return "", fmt.Errorf("no answer from Telegram since %s", later(poll.LastPoll, h.since).UTC().Format(time.RFC3339))
	}
	return "ready", nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// pages are what a supervisor asks for: alive at all, ready to work, and the figures of the work done.
func pages(h *health, m *metrics) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		state, err := h.check(r.Context(), time.Now())
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, state)
	})
	mux.Handle("GET /metrics", m.page())
	return mux
}
