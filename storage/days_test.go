package storage_test

import (
	"strings"
	"testing"
	"time"

	"planbot/storage/calendar"
)

// A day of the commune's own is in the plan that is read next, by whatever process.
func TestSetDays(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.round(morning)
	saturday := calendar.NewDate(2024, time.June, 8)
	for _, c := range []struct {
		kind calendar.Kind
		want bool
	}{{calendar.Extra, true}, {calendar.Ordinary, false}} {
		version := b.is.Version
		day := calendar.Exception{Date: saturday, Kind: c.kind, Source: "Thông báo 1"}
		_, err := b.SetDays(t.Context(), b.is.Commune.ID, []calendar.Exception{day}, said(1), clerk, morning)
		b.must(err)
		p, err := b.Plan(t.Context(), b.is.ID, version+1)
		b.must(err)
		b.is = p
		if p.Version != version+1 || p.Calendar.Workday(saturday) != c.want {
			t.Errorf("%s: version %d, worked %v", c.kind, p.Version, p.Calendar.Workday(saturday))
		}
		if raised := b.round(morning); raised.Plans != 1 {
			t.Errorf("%s: %d plans are judged anew", c.kind, raised.Plans)
		}
	}
}

// A swap is taken out as a whole, whichever half is named or set anew; a half that was set otherwise since stays. The same
// message again says and changes the same.
func TestSetDaysOfASwap(t *testing.T) {
	t.Parallel()
	b := open(t)
	friday, saturday, other := calendar.NewDate(2024, time.August, 30), calendar.NewDate(2024, time.August, 24), calendar.NewDate(2024, time.September, 7)
	is := func(d calendar.Date, kind calendar.Kind) calendar.Exception {
		return calendar.Exception{Date: d, Kind: kind}
	}
	message := 0
	set := func(days ...calendar.Exception) string {
		message++
		var first string
		for range 2 {
			done, err := b.SetDays(t.Context(), b.is.Commune.ID, days, said(message), clerk, morning)
			b.must(err)
			var words []string
			for _, d := range done {
				words = append(words, d.Date.VNShort()+" "+string(d.Kind))
			}
			if text := strings.Join(words, ", "); first == "" {
				first = text
			} else if text != first {
				t.Errorf("a second delivery: got %q, want %q", text, first)
			}
		}
		return first
	}
	worked := func(want string) {
		t.Helper()
		var version int64
		b.must(b.db.GetContext(t.Context(), &version, `SELECT version FROM plan WHERE id = $1`, b.is.ID))
		p, err := b.Plan(t.Context(), b.is.ID, version)
		b.must(err)
		var got []string
		for _, d := range []calendar.Date{saturday, friday, other} {
			if p.Calendar.Workday(d) {
				got = append(got, d.VNShort())
			}
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("worked on %q, want %q", text, want)
		}
	}
	swap := []calendar.Exception{is(friday, calendar.Swapped), is(saturday, calendar.Extra)}
	set(swap...)
	worked("24/8")
	if got := set(is(friday, calendar.Ordinary)); got != "30/8 ordinary, 24/8 ordinary" {
		t.Errorf("the free half is taken out: got %q", got)
	}
	worked("30/8")
	set(swap...)
	if got := set(is(saturday, calendar.Ordinary)); got != "24/8 ordinary, 30/8 ordinary" {
		t.Errorf("the worked half is taken out: got %q", got)
	}
	set(swap...)
	if got := set(is(friday, calendar.Swapped), is(other, calendar.Extra)); got != "30/8 swapped, 7/9 extra, 24/8 ordinary" {
		t.Errorf("swapped with another day: got %q", got)
	}
	worked("7/9")
	set(is(other, calendar.Extra))
	if got := set(is(friday, calendar.Ordinary)); got != "30/8 ordinary" {
		t.Errorf("its other half was set for itself: got %q", got)
	}
	worked("30/8 7/9")
}
