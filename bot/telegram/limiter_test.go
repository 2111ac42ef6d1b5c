package telegram

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestIdleGatesAreForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(Limits{PerChat: Rate{1, time.Second}, PerGroup: Rate{20, time.Minute}})
		send := func(chat int64) {
			if err := l.wait(t.Context(), "sendMessage", chat); err != nil {
				t.Fatal(err)
			}
		}
		for chat := range int64(sweepFrom - 1) {
			send(-chat - 1)
		}
		time.Sleep(58 * time.Second)
		l.heed("sendMessage", -1, &APIError{Code: 429, RetryAfter: 3600})
		send(1)
		time.Sleep(2 * time.Second) // the groups are idle now, chat 1 not yet
		send(2)
		if len(l.chats) != 3 || l.chats[-1] == nil || l.chats[1] == nil || l.chats[2] == nil {
			t.Errorf("got %d gates, want those of chats -1, 1 and 2", len(l.chats))
		}
	})
}

func TestNoLimitNoLimiter(t *testing.T) {
	t.Parallel()
	if l := newLimiter(Limits{}); l != nil {
		t.Errorf("got %v, want nil", l)
	}
}

func BenchmarkLimiter(b *testing.B) {
	l := newLimiter(Limits{PerChat: Rate{1_000_000, time.Microsecond}})
	for b.Loop() {
		if err := l.wait(b.Context(), "sendMessage", 7); err != nil {
			b.Fatal(err)
		}
	}
}
