package calendar_test

import (
	"slices"
	"testing"
	"time"

	"planbot/storage/calendar"
)

func TestRuleWithoutNotices(t *testing.T) {
	t.Parallel()
	w := newWall(t)
	for i, open := range w.open {
		d := w.date(i)
		if d.Year < 2027 {
			continue // the notices made other choices than the law's defaults
		}
		off := slices.ContainsFunc(calendar.Rule(d.Year), func(e calendar.Exception) bool { return e.Date == d })
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if open == (off || weekend) {
			t.Errorf("%v: free by the rule %v, open on the wall %v", d, off || weekend, open)
		}
	}
}

func TestNoticesDifferFromTheRuleOnlyWhereTheLawLeavesAChoice(t *testing.T) {
	t.Parallel()
	for year, want := range map[int][]string{
		2024: {"2024-02-08", "2024-02-15", "2024-04-29", "2024-05-04"}, // Tết two days early; a swap
		2025: {"2025-01-27", "2025-02-03", "2025-04-26", "2025-05-02"}, // the same
		2026: {"2026-01-02", "2026-01-10", "2026-08-22", "2026-08-31"}, // two swaps
	} {
		rule := calendar.New(append(undo(year), calendar.Rule(year)...)...)
		var got []string
		for d := day(year, 1, 1); d.Year == year; d = d.AddDays(1) {
			if rule.Workday(d) != calendar.New().Workday(d) {
				got = append(got, d.String())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: got %v, want %v", year, got, want)
		}
	}
}

// undo turns what a notice says back into a plain week.
func undo(year int) []calendar.Exception {
	var plain []calendar.Exception
	for _, e := range calendar.Notices(year) {
		e.Kind = calendar.Extra
		if e.Date.Weekday() == time.Saturday || e.Date.Weekday() == time.Sunday {
			e.Kind = calendar.Holiday
		}
		plain = append(plain, e)
	}
	return plain
}

func TestExceptionsAreInOrderAndExplained(t *testing.T) {
	t.Parallel()
	for year := 1968; year < 2200; year++ {
		for _, list := range [][]calendar.Exception{calendar.Rule(year), calendar.Notices(year)} {
			var previous calendar.Date
			for _, e := range list {
				if !e.Date.After(previous) || e.Date.Year != year || !e.Kind.Exceptional() || e.Note == "" || e.Source == "" {
					t.Errorf("after %v: %+v", previous, e)
				}
				previous = e.Date
			}
		}
	}
}

func TestYearsBeyondTheFormulasHaveOnlyWeekends(t *testing.T) {
	t.Parallel()
	if got := calendar.Rule(2200); len(got) != 0 {
		t.Errorf("rule of 2200: got %v, want nothing", got)
	}
	if !calendar.New().Workday(day(2200, 1, 1)) { // a Wednesday
		t.Error("1 January 2200 is free, want a working day")
	}
}

func TestNoticesAreACopy(t *testing.T) {
	t.Parallel()
	calendar.Notices(2024)[0].Kind = calendar.Extra
	if calendar.New().Workday(day(2024, 1, 1)) || calendar.Notices(2024)[0].Kind != calendar.Holiday {
		t.Error("a caller changed the built-in notice")
	}
}
