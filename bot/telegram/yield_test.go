package telegram_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"planbot/bot/telegram"
)

// postAll is sendAll for letters that nobody waits for.
func (c *clocked) postAll(t testing.TB, n int, chats ...int64) {
	var all sync.WaitGroup
	for range n {
		for _, chat := range chats {
			all.Go(func() {
				if _, err := c.Post(context.Background(), telegram.Outgoing{Chat: chat, HTML: "a"}); err != nil {
					t.Errorf("chat %d: %v", chat, err)
				}
			})
		}
	}
	all.Wait()
}

// many are so many private chats from one on.
func many(from, n int64) []int64 {
	var chats []int64
	for i := range n {
		chats = append(chats, from+i)
	}
	return chats
}

// In the middle of a storm of alerts an answer goes out within a fraction of a second, and so does each of several a
// second. The storm loses nothing but the moments of the answers.
func TestAnswersGoBeforeAStorm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		var storm sync.WaitGroup
		storm.Go(func() { c.postAll(t, 1, many(1, 600)...) })
		var worst time.Duration
		for i := range int64(100) {
			asked := time.Since(c.start)
			c.sendAll(t, 1, 1000+i)
			worst = max(worst, time.Since(c.start)-asked)
			time.Sleep(130 * time.Millisecond)
		}
		if worst > 300*time.Millisecond {
			t.Errorf("an answer waited %v, want a fraction of a second", worst)
		}
		storm.Wait()
		if got := time.Since(c.start); got > 24*time.Second {
			t.Errorf("600 alerts and 100 answers took %v, want 24 s at most", got)
		}
	})
}

// A storm alone uses the limit up, however evenly it goes out.
func TestStormReachesTheCeiling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.postAll(t, 1, many(1, 900)...)
		if got := time.Since(c.start); got > 30*time.Second {
			t.Errorf("900 alerts took %v, want 30 s at most", got)
		}
	})
}

// Whatever a group has been told, a few answers go out at once; both together stay within the limit.
func TestAlertsLeaveAGroupItsAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const group = -1
		c := limited(t, telegram.DefaultLimits)
		var storm sync.WaitGroup
		storm.Go(func() { c.postAll(t, 30, group) })
		time.Sleep(40 * time.Second) // the minute's alerts are out
		for range 5 {
			asked := time.Since(c.start)
			c.sendAll(t, 1, group)
			if waited := time.Since(c.start) - asked; waited > 2*time.Second {
				t.Errorf("an answer waited %v behind alerts", waited)
			}
			time.Sleep(2 * time.Second)
		}
		storm.Wait()
		if got := time.Since(c.start); got < 60*time.Second {
			t.Errorf("35 messages took %v, which is faster than the group may hear", got)
		}
	})
}

// Within one chat an answer goes before a digest that waits already.
func TestAnswerGoesBeforeADigestOfItsChat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.sendAll(t, 3, 7)
		var mu sync.Mutex
		var order []string
		went := func(what string) {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, what)
		}
		var all sync.WaitGroup
		all.Go(func() { c.postAll(t, 1, 7); went("digest") })
		synctest.Wait()
		time.Sleep(time.Second)
		for range 3 {
			all.Go(func() { c.sendAll(t, 1, 7); went("answer") })
			synctest.Wait()
		}
		all.Wait()
		if want := []string{"answer", "answer", "answer", "digest"}; !slices.Equal(order, want) {
			t.Errorf("got %v, want %v", order, want)
		}
		if got := time.Since(c.start); got != 6*time.Second {
			t.Errorf("the digest went after %v, want 6 s", got)
		}
	})
}

// A chat that must wait holds up no letter to another.
func TestLettersOfOtherChatsPass(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		var all sync.WaitGroup
		all.Go(func() { c.postAll(t, 21, -7) })
		synctest.Wait()
		all.Go(func() { c.postAll(t, 1, -8) })
		all.Wait()
		if got := c.went["-8"][0]; got > time.Second {
			t.Errorf("the other chat waited %v", got)
		}
		if got := time.Since(c.start); got < time.Minute {
			t.Errorf("21 letters to a group took %v, want a minute", got)
		}
	})
}

// A letter that cannot go in time is held back as by Telegram, and takes nobody's place.
func TestLetterBeyondItsDeadlineIsAFlood(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limited(t, telegram.DefaultLimits)
		c.sendAll(t, 3, 7)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		if _, err := c.Post(ctx, telegram.Outgoing{Chat: 7, HTML: "a"}); !telegram.IsFlood(err) {
			t.Errorf("got %v, want a flood error", err)
		}
		if got := time.Since(c.start); got != 0 {
			t.Errorf("refused after %v, want at once", got)
		}
		c.sendAll(t, 1, 7)
		if got := time.Since(c.start); got != 3*time.Second {
			t.Errorf("the next went after %v, want 3 s", got)
		}
	})
}

// In any stretch of time, for any mix of answers and letters, no more than allowed goes out.
func TestNoStretchHoldsTooManyOfBothKinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		answers, letters := waves().Draw(rt, "answers"), waves().Draw(rt, "letters")
		var went map[string][]time.Duration
		sent := 0
		synctest.Test(t, func(t *testing.T) {
			c := limited(t, "5/s,1/s,6/m")
			var all sync.WaitGroup
			play := func(waves []wave, send func(testing.TB, int, ...int64)) {
				for _, w := range waves {
					send(t, 1, w.Chats...)
					time.Sleep(time.Duration(w.Pause) * time.Millisecond)
				}
			}
			all.Go(func() { play(answers, c.sendAll) })
			all.Go(func() { play(letters, c.postAll) })
			all.Wait()
			went = c.went
		})
		for _, w := range slices.Concat(answers, letters) {
			sent += len(w.Chats)
		}
		var overall []time.Duration
		for chat, times := range went {
			overall = append(overall, times...)
			within(rt, times, 3, 3*time.Second)
			if id, _ := strconv.Atoi(chat); id < 0 {
				within(rt, times, 6, time.Minute)
			}
		}
		within(rt, overall, 5, time.Second)
		if len(overall) != sent {
			rt.Fatalf("%d went out, want %d", len(overall), sent)
		}
	})
}
