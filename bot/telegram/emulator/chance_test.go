package emulator_test

import (
	"slices"
	"testing"

	"planbot/bot/telegram/emulator"
)

// codes makes n requests and returns what each was answered with.
func (w *world) codes(n int) []int {
	w.tb.Helper()
	out := make([]int, n)
	for i := range out {
		out[i] = w.call("getChat", "chat_id", w.group).Code
	}
	return out
}

func share(codes []int, code int) float64 {
	n := 0
	for _, c := range codes {
		if c == code {
			n++
		}
	}
	return float64(n) / float64(len(codes))
}

func TestFaultsByChance(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{Seed: 7}, "group")
	harm := func() []int {
		w.check(w.Heal(t.Context()))
		w.check(w.Fail(t.Context(), emulator.Fault{Method: "getChat", Kind: "429", Chance: 0.3}))
		w.check(w.Fail(t.Context(), emulator.Fault{Method: "getChat", Kind: "500", Chance: 0.5}))
		return w.codes(400)
	}
	first := harm()
	for _, c := range []struct {
		code int
		want float64
	}{{429, 0.3}, {500, 0.35}, {0, 0.35}} { // the second fault befalls what the first one spares
		if got := share(first, c.code); got < c.want-0.1 || got > c.want+0.1 {
			t.Errorf("share of %d: got %v, want about %v", c.code, got, c.want)
		}
	}
	if again := harm(); !slices.Equal(first, again) {
		t.Error("the same seed picked other requests")
	}
}

func TestFaultByChanceHasASeedAndACount(t *testing.T) {
	t.Parallel()
	picked := func(f emulator.Fault) []int {
		w := newWorld(t, emulator.Options{}, "group")
		f.Method, f.Kind = "getChat", "500"
		w.check(w.Fail(t.Context(), f))
		return w.codes(50)
	}
	one := picked(emulator.Fault{Chance: 0.5, Seed: 1})
	if !slices.Equal(one, picked(emulator.Fault{Chance: 0.5, Seed: 1})) {
		t.Error("the same seed picked other requests")
	}
	if slices.Equal(one, picked(emulator.Fault{Chance: 0.5, Seed: 2})) {
		t.Error("another seed picked the same requests")
	}
	if got := share(picked(emulator.Fault{Chance: 0.5, Count: 3}), 500) * 50; got != 3 {
		t.Errorf("hit %v requests, want 3", got)
	}
	if got := share(picked(emulator.Fault{Chance: 1, After: 10}), 500) * 50; got != 40 {
		t.Errorf("hit %v requests, want all but the first 10", got)
	}
}

func TestChanceIsAProbability(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	for _, chance := range []float64{-0.1, 1.1} {
		if err := w.Fail(t.Context(), emulator.Fault{Kind: "500", Chance: chance}); err == nil {
			t.Errorf("a chance of %v was taken", chance)
		}
	}
}
