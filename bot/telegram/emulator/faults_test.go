package emulator_test

import (
	"context"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

func (w *world) count() int {
	w.tb.Helper()
	n := 0
	for _, m := range must(w.Messages(w.tb.Context(), w.group))(w.tb) {
		if m.From.IsBot && m.Service == "" {
			n++
		}
	}
	return n
}

func TestFaultsThatAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	tests := []struct {
		kind  string
		code  int
		words string
	}{
		{"429", 429, "Too Many Requests: retry after 35"},
		{"403", 403, "Forbidden: bot was kicked from the group chat"},
		{"500", 500, "Internal Server Error: restart"},
		{"401", 401, "Unauthorized"},
	}
	for _, tt := range tests {
		w.check(w.Fail(t.Context(), emulator.Fault{Method: "sendMessage", Kind: tt.kind, RetryAfter: 35}))
		w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a"), tt.code, tt.words)
	}
	if n := w.count(); n != 0 {
		t.Errorf("%d messages came through, want 0", n)
	}
	w.botSays("a")
}

func TestFaultsThatBreakTheAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind      string
		delivered int
	}{{"cut_before", 0}, {"cut_after", 1}, {"html502", 0}, {"truncate", 1}}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{}, "group")
			w.check(w.Fail(t.Context(), emulator.Fault{Method: "sendMessage", Kind: tt.kind}))
			if r, err := w.try(t.Context(), "sendMessage", "chat_id", w.group, "text", "a"); err == nil {
				t.Errorf("got %+v, want an error", r)
			}
			if n := w.count(); n != tt.delivered {
				t.Errorf("got %d messages, want %d", n, tt.delivered)
			}
		})
	}
}

func TestFaultAfterAndCountAndChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.check(w.Fail(t.Context(), emulator.Fault{Method: "sendMessage", Kind: "500", After: 1, Count: 2, Chat: w.group}))
	w.wants(w.call("sendMessage", "chat_id", int64(-9), "text", "a"), 400, "chat not found")
	var codes [4]int
	for i := range codes {
		codes[i] = w.call("sendMessage", "chat_id", w.group, "text", "a").Code
	}
	if want := [4]int{0, 500, 500, 0}; codes != want {
		t.Errorf("got %v, want %v", codes, want)
	}
	w.check(w.Fail(t.Context(), emulator.Fault{Kind: "500", Count: -1}))
	w.wants(w.call("getMe"), 500, "restart")
	w.check(w.Heal(t.Context()))
	w.ok(w.call("getMe"))
}

func TestDropHoldsUntilTheClientGivesUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.check(w.Fail(t.Context(), emulator.Fault{Method: "sendMessage", Kind: "drop"}))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := w.try(ctx, "sendMessage", "chat_id", w.group, "text", "a"); err == nil {
		t.Error("a dropped request was answered")
	}
	if n := w.count(); n != 0 {
		t.Errorf("got %d messages, want 0", n)
	}
}

func TestDelay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.check(w.Fail(t.Context(), emulator.Fault{Method: "getMe", Kind: "delay", Delay: "30ms"}))
	began := time.Now()
	w.ok(w.call("getMe"))
	if took := time.Since(began); took < 30*time.Millisecond {
		t.Errorf("took %v, want 30 ms at least", took)
	}
	if err := w.Fail(t.Context(), emulator.Fault{Kind: "flood"}); err == nil {
		t.Error("an unknown fault was taken")
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{Limits: true}, "group")
	w.clock.Set(start)
	for range 3 {
		w.botSays("a")
	}
	r := w.call("sendMessage", "chat_id", w.group, "text", "a")
	w.wants(r, 429, "Too Many Requests: retry after 1")
	if r.Parameters.RetryAfter != 1 {
		t.Errorf("got retry_after %d, want 1", r.Parameters.RetryAfter)
	}
	for range 17 {
		w.clock.Advance(time.Second)
		w.botSays("a")
	}
	w.clock.Advance(3 * time.Second)
	r = w.call("sendMessage", "chat_id", w.group, "text", "a")
	if r.Parameters.RetryAfter < 35 || r.Parameters.RetryAfter > 45 {
		t.Errorf("got retry_after %d after 20 in a minute, want about 40", r.Parameters.RetryAfter)
	}
	w.clock.Advance(45 * time.Second)
	w.botSays("a")
}
