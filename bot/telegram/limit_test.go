package telegram_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"planbot/bot/telegram"
)

func TestParseLimits(t *testing.T) {
	t.Parallel()
	good := map[string]telegram.Limits{
		"none": {},
		telegram.DefaultLimits: {
			Overall:  telegram.Rate{N: 30, Per: time.Second},
			PerChat:  telegram.Rate{N: 1, Per: time.Second},
			PerGroup: telegram.Rate{N: 20, Per: time.Minute},
		},
		"5/m, 2/h, 1/s": {
			Overall:  telegram.Rate{N: 5, Per: time.Minute},
			PerChat:  telegram.Rate{N: 2, Per: time.Hour},
			PerGroup: telegram.Rate{N: 1, Per: time.Second},
		},
	}
	for text, want := range good {
		got, err := telegram.ParseLimits(text)
		if err != nil || got != want {
			t.Errorf("%q: got %+v and %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "30/s", "30/s,1/s", "30/s,1/s,20/m,4/s", "30,1,20", "0/s,1/s,20/m", "-1/s,1/s,20/m", "x/s,1/s,1/s", "1/d,1/s,1/s", "99999999/s,1/s,1/s", "None"} {
		if got, err := telegram.ParseLimits(text); err == nil {
			t.Errorf("%q: got %+v, want an error", text, got)
		}
	}
}

// clocked is a client with limits whose calls note when they went out.
type clocked struct {
	*telegram.Client
	start time.Time
	mu    sync.Mutex
	went  map[string][]time.Duration // by chat
	flood map[string]int             // chat to seconds: answered once
}

func limited(t testing.TB, limits string) *clocked {
	l, err := telegram.ParseLimits(limits)
	if err != nil {
		t.Fatal(err)
	}
	c := &clocked{start: time.Now(), went: make(map[string][]time.Duration), flood: make(map[string]int)}
	c.Client = newClient(t, telegram.Options{Limits: l, HTTP: &http.Client{Transport: wire(c.answer)}})
	return c
}

func (c *clocked) answer(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	chat := r.PostFormValue("chat_id")
	c.went[chat] = append(c.went[chat], time.Since(c.start))
	if c.flood[chat] > 0 {
		c.flood[chat] = 0
		return answer(429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}`)
	}
	return answer(200, okMessage)
}

// sendAll sends n messages to each chat, all at once, and waits for them.
func (c *clocked) sendAll(t testing.TB, n int, chats ...int64) {
	var all sync.WaitGroup
	for range n {
		for _, chat := range chats {
			all.Go(func() {
				if _, err := c.Send(context.Background(), telegram.Outgoing{Chat: chat, HTML: "a"}); err != nil {
					t.Errorf("chat %d: %v", chat, err)
				}
			})
		}
	}
	all.Wait()
}

func TestLimitsOfOneChat(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		chat int64
		n    int
		want time.Duration // when the last one goes
	}{
		{"a short burst is free", 7, 3, 0},
		{"then one a second on average", 7, 30, 27 * time.Second},
		{"a group too", -7, 20, 18 * time.Second},
		{"but 20 a minute at most", -7, 21, time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := limited(t, telegram.DefaultLimits)
				c.sendAll(t, tt.n, tt.chat)
				if got := time.Since(c.start); got != tt.want {
					t.Errorf("took %v, want %v", got, tt.want)
				}
			})
		})
	}
}

func TestOverallLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		chats := make([]int64, 100)
		for i := range chats {
			chats[i] = int64(i + 1)
		}
		c.sendAll(t, 1, chats...)
		if got := time.Since(c.start); got != 3*time.Second {
			t.Errorf("100 chats took %v, want 3 s", got)
		}
	})
}

// wave is some messages at once, then a pause in milliseconds.
type wave struct {
	Chats []int64
	Pause int
}

func waves() *rapid.Generator[[]wave] {
	chat := rapid.SampledFrom([]int64{-3, -2, -1, 1, 2, 3})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) wave {
		return wave{rapid.SliceOfN(chat, 1, 8).Draw(t, "chats"), rapid.IntRange(0, 20_000).Draw(t, "pause")}
	}), 1, 5)
}

// In any stretch of time, for any mix of chats and pauses, no more than
// allowed goes out.
func TestNoStretchHoldsTooMany(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		plan := waves().Draw(rt, "plan")
		var went map[string][]time.Duration
		synctest.Test(t, func(t *testing.T) {
			c := limited(t, "5/s,1/s,6/m")
			for _, w := range plan {
				c.sendAll(t, 1, w.Chats...)
				time.Sleep(time.Duration(w.Pause) * time.Millisecond)
			}
			went = c.went
		})
		var overall []time.Duration
		for chat, times := range went {
			overall = append(overall, times...)
			within(rt, times, 3, 3*time.Second)
			if chat[0] == '-' {
				within(rt, times, 6, time.Minute)
			}
		}
		within(rt, overall, 5, time.Second)
	})
}

// within checks that no stretch of time that is per long holds more than n.
func within(t *rapid.T, went []time.Duration, n int, per time.Duration) {
	for _, from := range went {
		count := 0
		for _, at := range went {
			if at >= from && at < from+per {
				count++
			}
		}
		if count > n {
			t.Fatalf("%d within %v from %v, want %d at most", count, per, from, n)
		}
	}
}

func TestFloodPausesThatChatAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.flood["-1"] = 35
		var all sync.WaitGroup
		all.Go(func() { c.sendAll(t, 1, -1) })
		synctest.Wait()
		all.Go(func() { c.sendAll(t, 1, -1, -2) })
		all.Wait()
		if got := c.went["-2"][0]; got != 0 {
			t.Errorf("the other chat waited %v", got)
		}
		for _, at := range c.went["-1"][1:] {
			if at < 35*time.Second {
				t.Errorf("sent to the paused chat at %v", at)
			}
		}
		if got := len(c.went["-1"]); got != 3 {
			t.Errorf("got %d tries, want 3", got)
		}
	})
}

func TestFloodOfSeveralChatsIsAShortBreathForAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.flood["-1"], c.flood["-2"], c.flood["-3"] = 35, 35, 35
		var all sync.WaitGroup
		all.Go(func() { c.sendAll(t, 1, -1, -2, -3) })
		synctest.Wait()
		all.Go(func() { c.sendAll(t, 1, -4) })
		all.Wait()
		if got := c.went["-4"][0]; got != 3*time.Second {
			t.Errorf("the other chat waited %v, want 3 s", got)
		}
	})
}

// Chats refused now and then, while others are let through, hold nobody else up.
func TestFloodOfChatsAmongOthersIsNoBreathForAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.flood["-1"], c.flood["-2"], c.flood["-3"] = 35, 35, 35
		var all sync.WaitGroup
		for _, chat := range []int64{-1, -2, -3} {
			all.Go(func() { c.sendAll(t, 1, chat) })
			synctest.Wait()
			c.sendAll(t, 1, chat-10)
		}
		all.Wait()
		if got := c.went["-13"][0]; got > time.Second {
			t.Errorf("the other chat waited %v, want it not to", got)
		}
	})
}

func TestWaitBeyondTheDeadlineIsAFlood(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.sendAll(t, 3, 7)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		_, err := c.Send(ctx, telegram.Outgoing{Chat: 7, HTML: "a"})
		var api *telegram.APIError
		if !errors.As(err, &api) || !telegram.IsFlood(err) || api.RetryAfter < 3 {
			t.Errorf("got %v, want a flood error with the seconds to wait", err)
		}
		if got := time.Since(c.start); got != 0 {
			t.Errorf("refused after %v, want at once", got)
		}
		c.sendAll(t, 1, 7) // the refused one took nobody's place
		if got := time.Since(c.start); got != 3*time.Second {
			t.Errorf("the next went after %v, want 3 s", got)
		}
	})
}

func TestCancelledWaitIsNotSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.sendAll(t, 3, 7)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := c.Send(ctx, telegram.Outgoing{Chat: 7, HTML: "a"})
		if !errors.Is(err, context.Canceled) || telegram.IsAmbiguous(err) {
			t.Errorf("got %v, want canceled", err)
		}
		if got := len(c.went["7"]); got != 3 {
			t.Errorf("got %d requests, want 3", got)
		}
	})
}

func TestTapsAndPollsPassThePausedChat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.sendAll(t, 20, -7)
		before := time.Since(c.start)
		for range 5 {
			if err := c.AnswerCallback(t.Context(), "q", "", false); err != nil {
				t.Error(err)
			}
			_, _ = c.GetUpdates(t.Context(), 0, 1, 0)
			_, _ = c.Member(t.Context(), -7, 1)
		}
		if got := time.Since(c.start); got != before {
			t.Errorf("waited %v", got-before)
		}
	})
}
