package plan_test

import (
	"slices"
	"testing"

	"planbot/storage/plan"
)

// What several units report on by a date is done when each of them has; until then only those are told that have
// something left to do.
func TestDoneWhenEveryUnitHasReported(t *testing.T) {
	t.Parallel()
	whole := inspections()
	whole.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(100)}}
	task := by("2024-03-31", whole)
	task.Relations = lead("BPCM")
	p := planOf(task)
	leads := p.LeadingUnits(&p.Tasks[0])
	if len(leads) != 2 {
		t.Fatalf("%d units lead, want two", len(leads))
	}
	first, second := leads[0].ID, leads[1].ID
	for _, c := range []struct {
		name  string
		f     plan.Facts
		due   plan.DueStanding
		units []int64 // told of the date that has passed
	}{
		{"nobody has reported", plan.Facts{}, plan.Overdue, nil},
		{"one has", factsOf(p, monthly(10, first, 3, fraction(2, 2))), plan.Overdue, []int64{second}},
		{"the other has handled part", factsOf(p, monthly(10, first, 3, fraction(2, 2)), monthly(10, second, 3, fraction(1, 2))), plan.Overdue, []int64{second}},
		{"both have handled part", factsOf(p, monthly(10, first, 3, fraction(1, 2)), monthly(10, second, 3, fraction(1, 2))), plan.Overdue, nil},
		{"both have handled all", factsOf(p, monthly(10, first, 3, fraction(2, 2)), monthly(10, second, 3, fraction(1, 1))), plan.DoneOnTime, nil},
		{"the other found none", factsOf(p, monthly(10, first, 3, fraction(2, 2)), monthly(10, second, 3, noCases)), plan.DoneOnTime, nil},
		{"the other was late", factsOf(p, monthly(10, first, 3, fraction(2, 2)), monthly(10, second, 4, fraction(1, 1))), plan.DoneLate, nil},
	} {
		s := p.State(&p.Tasks[0], c.f.Totals, plan.Unit{}, day("2024-05-20"))
		if s.Due.Standing != c.due {
			t.Errorf("%s: got %s, want %s", c.name, s.Due.Standing, c.due)
		}
		overdue := condition(t, p, c.f, plan.RuleOverdue, "2024-05-20")
		if !slices.Equal(overdue.Inputs.Units, c.units) {
			t.Errorf("%s: told to %v, want %v", c.name, overdue.Inputs.Units, c.units)
		}
		acting := p.MustActOn(plan.Episode{Subject: overdue.Subject, Inputs: overdue.Inputs})
		if overdue.Level > 0 && c.units != nil && (len(acting) != 1 || acting[0].ID != c.units[0]) {
			t.Errorf("%s: %v must act", c.name, acting)
		}
	}
}
