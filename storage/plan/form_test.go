package plan_test

import (
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func TestFilledNow(t *testing.T) {
	t.Parallel()
	p := plan.Plan{Year: 2024, Cutoff: 14, From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31)}
	for _, c := range []struct {
		kind       plan.PeriodKind
		month, day int
		no         int
		ok         bool
	}{
		{plan.Month, 1, 5, 1, true},    // the first month, though nothing is cut off
		{plan.Month, 6, 13, 6, true},   // the eve of the cut-off
		{plan.Month, 6, 3, 5, true},    // the month before
		{plan.Quarter, 6, 14, 2, true}, // cut off today
		{plan.Quarter, 2, 1, 1, false}, // far from its end, and nothing before it
		{plan.Year, 6, 14, 1, false},
		{plan.Year, 12, 13, 1, true},
	} {
		got, ok := p.FilledNow(c.kind, calendar.NewDate(2024, time.Month(c.month), c.day))
		if got.No != c.no || ok != c.ok {
			t.Errorf("%s on %d/%d: number %d, %v; want %d, %v", c.kind, c.day, c.month, got.No, ok, c.no, c.ok)
		}
	}
}
