package calendar_test

import (
	"testing"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
)

func TestWorkdaysBetween(t *testing.T) {
	t.Parallel()
	var c calendar.Calendar
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"2024-06-28", "2024-06-28", 0},
		{"2024-06-28", "2024-07-01", 1},   // Friday to Monday
		{"2024-07-01", "2024-06-28", -1},  // and back
		{"2024-06-29", "2024-06-30", 0},   // a weekend
		{"2024-02-07", "2024-02-15", 1},   // over Tết
		{"2024-05-03", "2024-05-04", 1},   // a worked Saturday
		{"2025-12-31", "2026-01-05", 1},   // over the new year
		{"2023-12-31", "2026-12-31", 751}, // 251 + 250 + 250
	} {
		if got := c.WorkdaysBetween(mustDate(t, test.from), mustDate(t, test.to)); got != test.want {
			t.Errorf("WorkdaysBetween(%v, %v) = %d, want %d", test.from, test.to, got, test.want)
		}
	}
}

// Counting and stepping against a walk along the wall calendar.
func TestWorkdaysAgreeWithTheWall(t *testing.T) {
	t.Parallel()
	w := newWall(t)
	last := len(w.open) - 1
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, last).Draw(t, "from")
		to := rapid.IntRange(0, last).Draw(t, "to")
		c := calendar.New()

		want := w.count(from, to)
		if got := c.WorkdaysBetween(w.date(from), w.date(to)); got != want {
			t.Fatalf("WorkdaysBetween(%v, %v) = %d, want %d", w.date(from), w.date(to), got, want)
		}
		before, after := from, from
		for before > 0 && !w.open[before] {
			before--
		}
		if got, want := c.LastWorkdayOnOrBefore(w.date(from)), w.date(before); before > 0 && got != want {
			t.Fatalf("LastWorkdayOnOrBefore(%v) = %v, want %v", w.date(from), got, want)
		}
		for after < last && !w.open[after] {
			after++
		}
		if got, want := c.FirstWorkdayOnOrAfter(w.date(from)), w.date(after); after < last && got != want {
			t.Fatalf("FirstWorkdayOnOrAfter(%v) = %v, want %v", w.date(from), got, want)
		}
	})
}

// count walks from one day to another and counts the open days, without the
// earlier end and with the later one.
func (w wall) count(from, to int) int {
	if to < from {
		return -w.count(to, from)
	}
	n := 0
	for _, open := range w.open[from+1 : to+1] {
		if open {
			n++
		}
	}
	return n
}

func TestAddWorkdaysAndWorkdaysBetweenAreInverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, d := anyCalendar(t), anyDate(t)
		n := rapid.IntRange(-400, 400).Draw(t, "working days")
		if n < 0 {
			d = c.LastWorkdayOnOrBefore(d) // a day of rest is not counted on the way back
		}
		moved := c.AddWorkdays(d, n)
		if n != 0 && !c.Workday(moved) {
			t.Fatalf("AddWorkdays(%v, %d) = %v, a day of rest", d, n, moved)
		}
		if got := c.WorkdaysBetween(d, moved); got != n {
			t.Fatalf("from %v to %v: got %d working days, want %d", d, moved, got, n)
		}
	})
}

func TestWorkdaysAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, a, b, d := anyCalendar(t), anyDate(t), anyDate(t), anyDate(t)
		if got, want := c.WorkdaysBetween(a, b)+c.WorkdaysBetween(b, d), c.WorkdaysBetween(a, d); got != want {
			t.Fatalf("%v, %v, %v: the parts make %d, the whole %d", a, b, d, got, want)
		}
	})
}

func TestNeighbouringWorkdays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, d := anyCalendar(t), anyDate(t)
		last, next, previous := c.LastWorkdayOnOrBefore(d), c.NextWorkday(d), c.PreviousWorkday(d)
		if !c.Workday(last) || !c.Workday(next) || !c.Workday(previous) {
			t.Fatalf("around %v: %v, %v or %v is a day of rest", d, previous, last, next)
		}
		if last.After(d) || !next.After(d) || !previous.Before(d) {
			t.Fatalf("around %v: %v, %v, %v are out of order", d, previous, last, next)
		}
		if c.Workday(d) != (last == d) || c.WorkdaysBetween(d, next) != 1 {
			t.Fatalf("around %v: %v, %v, %v leave a working day out", d, previous, last, next)
		}
	})
}

// anyCalendar draws a calendar with some exceptions of a commune's own.
func anyCalendar(t *rapid.T) *calendar.Calendar {
	kinds := rapid.SampledFrom([]calendar.Kind{calendar.Holiday, calendar.Substitute, calendar.Swapped, calendar.Extra})
	exception := rapid.Custom(func(t *rapid.T) calendar.Exception {
		return calendar.Exception{Date: anyDate(t), Kind: kinds.Draw(t, "kind")}
	})
	return calendar.New(rapid.SliceOfN(exception, 0, 30).Draw(t, "exceptions")...)
}

func BenchmarkWorkday(b *testing.B) {
	for name, c := range benchCalendars() {
		b.Run(name, func(b *testing.B) {
			d := day(2026, 8, 31)
			for b.Loop() {
				c.Workday(d)
			}
		})
	}
}

func BenchmarkWorkdaysBetween(b *testing.B) {
	for name, c := range benchCalendars() {
		b.Run(name, func(b *testing.B) {
			from, to := day(2025, 3, 17), day(2026, 12, 15)
			for b.Loop() {
				c.WorkdaysBetween(from, to)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	exceptions := calendar.Notices(2026)
	for b.Loop() {
		calendar.New(exceptions...)
	}
}

func benchCalendars() map[string]*calendar.Calendar {
	return map[string]*calendar.Calendar{
		"law":     nil,
		"commune": calendar.New(calendar.Notices(2026)...),
	}
}
