package telegram_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"planbot/bot/telegram"
)

// The limits hold the second message back for a while: it tells when it goes out, not when it is asked for.
func TestOnWireTellsAfterTheLimits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limits, err := telegram.ParseLimits("1/s,10/s,100/m")
		if err != nil {
			t.Fatal(err)
		}
		c := newClient(t, telegram.Options{Limits: limits, HTTP: &http.Client{Transport: wire(func(*http.Request) (*http.Response, error) {
			return answer(200, okMessage)
		})}})
		start := time.Now()
		var told []time.Duration
		ctx := telegram.OnWire(t.Context(), func() { told = append(told, time.Since(start)) })
		for range 2 {
			if _, err := c.Post(ctx, telegram.Outgoing{Chat: 1, HTML: "a"}); err != nil {
				t.Fatal(err)
			}
		}
		if len(told) != 2 || told[0] != 0 || told[1] < 500*time.Millisecond {
			t.Errorf("told after %v, want at once and about a second later", told)
		}
	})
}
