package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

func TestOutlook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		task              plan.Task
		filed             []plan.Figure // from February on
		on                string
		low, likely, high string // empty: none
	}{
		// 487 of 500 so far; seven more months like the last three, the worst, 94, or the best of them, 98 of 100.
		{"a flow", always(dossiers()), []plan.Figure{fraction(200, 200), fraction(98, 100), fraction(95, 100), fraction(94, 100)}, "2024-06-03",
			"95.416667", "96.388889", "97.75"},
		{"a flow that is below already", always(dossiers()), []plan.Figure{fraction(90, 100), fraction(90, 100), fraction(90, 100)}, "2024-06-03",
			"90", "90", "90"},
		{"too few periods", always(dossiers()), []plan.Figure{fraction(400, 400), fraction(94, 100)}, "2024-06-03", "", "", ""},
		// From 14/02 to 14/05: nothing in 29 days, nothing in 31, one point in 30; 231 days are left.
		{"growth", by("2024-12-31", inspections()), []plan.Figure{fraction(24, 100), fraction(24, 100), fraction(24, 100), fraction(25, 100)}, "2024-06-01",
			"25", "27.566667", "32.7"},
		{"growth that falls never goes below nothing", by("2024-12-31", inspections()), []plan.Figure{fraction(24, 100), fraction(12, 100), fraction(10, 100), fraction(8, 100)}, "2024-06-01",
			"0", "0", "0"},
		{"nothing is left to come", by("2024-12-31", inspections()), []plan.Figure{fraction(1, 100), fraction(2, 100), fraction(3, 100)}, "2024-12-31", "", "", ""},
		{"no figures", by("2024-12-31", inspections()), nil, "2024-06-01", "", "", ""},
		{"a milestone", by("2024-12-31", milestone()), []plan.Figure{notDone, notDone, notDone}, "2024-06-01", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			f := plan.Facts{}
			if c.filed != nil {
				f = factsOf(p, monthly(10, justice, 2, c.filed...))
			}
			task := &p.Tasks[0]
			state := p.State(task, f.Totals, plan.Unit{}, day(c.on))
			o, ok := p.Outlook(task, state.Targets[0], f, day(c.on))
			if ok != (c.likely != "") {
				t.Fatalf("got %+v, %t", o, ok)
			}
			if ok && (!o.Low.Equal(dec(t, c.low)) || !o.Likely.Equal(dec(t, c.likely)) || !o.High.Equal(dec(t, c.high))) {
				t.Errorf("got %s, %s, %s, want %s, %s, %s", o.Low, o.Likely, o.High, c.low, c.likely, c.high)
			}
			if n := len(p.History(task, state.Targets[0], f, day(c.on))); n != len(c.filed) {
				t.Errorf("a history of %d periods, want %d", n, len(c.filed))
			}
		})
	}
}
