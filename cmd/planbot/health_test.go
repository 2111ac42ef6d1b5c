package main

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"planbot/bot/telegram"
)

func TestHealth(t *testing.T) {
	t.Parallel()
	well := func(context.Context) error { return nil }
	ill := func(context.Context) error { return errors.New("connection refused") }
	poller := &telegram.Poller{} // has not polled yet
	for _, c := range []struct {
		name   string
		health *health
		want   string
		err    string
	}{
		{"database gone", &health{ping: ill, poller: poller, known: true, since: monday}, "", "the database does not answer"},
		{"another process polls", &health{ping: well}, "standby", ""},
		{"Telegram has never answered", &health{ping: well, poller: poller}, "", "no answer from Telegram yet"},
		{"first poll under way", &health{ping: well, poller: poller, known: true, since: monday.Add(-time.Minute)}, "ready", ""},
		{"silence", &health{ping: well, poller: poller, known: true, since: monday.Add(-3 * time.Minute)}, "",
			"no answer from Telegram since 2024-03-04T00:57:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := c.health.check(t.Context(), monday)
			if text := errorText(err); got != c.want || text != c.err {
				t.Errorf("got %q, %q, want %q, %q", got, text, c.want, c.err)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestAgeOfTheOldestUpdate(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return monday }
	answer := func(at time.Time, open bool, err error) func(context.Context) (time.Time, bool, error) {
		return func(context.Context) (time.Time, bool, error) { return at, open, err }
	}
	if got := oldest(answer(monday.Add(-90*time.Second), true, nil), now); got != 90 {
		t.Errorf("one waits: got %v, want 90", got)
	}
	if got := oldest(answer(time.Time{}, false, nil), now); got != 0 {
		t.Errorf("none waits: got %v, want 0", got)
	}
	if got := oldest(answer(time.Time{}, false, errors.New("gone")), now); !math.IsNaN(got) {
		t.Errorf("nobody knows: got %v, want NaN", got)
	}
}
