package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// Two signatures are of two persons, one word of a figure holds, and what is corrected needs a new one.
func TestConfirm(t *testing.T) {
	t.Parallel()
	clerk, office, second := plan.Author{ID: 1}, plan.Author{ID: 2}, plan.Author{ID: 3}
	e := plan.Entry{ID: 7, Author: clerk}
	word := func(by plan.Author, message int, agrees bool) plan.Confirmation {
		return plan.Confirmation{Entry: 7, By: by, Source: plan.Source{Chat: -1, Message: message}, Agrees: agrees}
	}
	agreed, differed := word(office, 5, true), word(office, 6, false)
	for _, c := range []struct {
		name   string
		counts bool
		last   *plan.Confirmation
		word   plan.Confirmation
		want   plan.ConfirmOutcome
		adds   bool
	}{
		{"the first", true, nil, agreed, plan.ConfirmedNow, true},
		{"the same tap again", true, &agreed, agreed, plan.ConfirmedNow, false},
		{"a second person", true, &agreed, word(second, 5, true), plan.ConfirmedBefore, false},
		{"the same person elsewhere", true, &agreed, word(office, 9, true), plan.ConfirmedBefore, false},
		{"one's own figure", true, nil, word(clerk, 5, true), plan.ConfirmOwn, false},
		{"one's own figure otherwise", true, nil, word(clerk, 5, false), plan.ConfirmOwn, false},
		{"corrected since", false, nil, agreed, plan.ConfirmOutdated, false},
		{"the same tap after a correction", false, &agreed, agreed, plan.ConfirmedNow, false},
		{"read otherwise", true, nil, differed, plan.ConfirmDiffers, true},
		{"read otherwise after all", true, &agreed, differed, plan.ConfirmDiffers, true},
		{"agreed after all", true, &differed, word(second, 5, true), plan.ConfirmedNow, true},
	} {
		got := plan.Confirm(e, c.counts, c.last, c.word)
		if got != c.want || got.Adds(c.last) != c.adds {
			t.Errorf("%s: got %s, adds %v, want %s, %v", c.name, got, got.Adds(c.last), c.want, c.adds)
		}
	}
}

// A percentage is the fraction that rounds to it, and nothing else is the same as another.
func TestSameValue(t *testing.T) {
	t.Parallel()
	rate := func(n int64, places int32) plan.Figure {
		return plan.Figure{Kind: plan.Percent, Num: d(n).Shift(-places)}
	}
	estimate := fraction(145, 150)
	estimate.Estimate = true
	for _, c := range []struct {
		a, b plan.Figure
		want bool
	}{
		{fraction(145, 150), fraction(145, 150), true},
		{fraction(145, 150), estimate, true},
		{fraction(145, 150), fraction(290, 300), false},
		{fraction(145, 150), rate(9667, 2), true},
		{rate(967, 1), fraction(145, 150), false},
		{rate(97, 0), fraction(145, 150), false},
		{rate(97, 0), fraction(97, 100), true},
		{rate(970, 1), fraction(97, 100), true},
		{rate(97, 0), rate(970, 1), true},
		{number(3), number(2), false},
		{done, done, true},
		{done, notDone, false},
		{done, rate(100, 0), false},
	} {
		if got := c.a.SameValue(c.b); got != c.want || c.b.SameValue(c.a) != got {
			t.Errorf("%+v and %+v: got %v", c.a, c.b, got)
		}
	}
}
