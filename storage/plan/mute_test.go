package plan

import "testing"

// A report that is missing mutes figures older than it, of one unit or of several together; one that was left out before
// the newest figure mutes nothing, or a unit that forgot February would hide for the whole year what all of them miss.
func TestMutedByWhatIsNewerThanTheFigure(t *testing.T) {
	t.Parallel()
	p := newTheatre(t, nil).watch.Plan
	for _, c := range []struct {
		name    string
		unit    int64 // whose figure misses the goal; 0: of several
		silent  int64
		missing int // month
		figure  int
		want    bool
	}{
		{"its own old figure", justice, justice, 6, 5, true},
		{"left out before its own newest", justice, justice, 2, 5, false},
		{"another unit's silence", justice, office, 6, 5, false},
		{"an old figure of several", 0, office, 6, 5, true},
		{"left out by one before the newest of several", 0, office, 2, 5, false},
		{"one of several not in yet for the newest", 0, office, 5, 5, false},
	} {
		late := Condition{Subject: Subject{Rule: RuleMissing, Task: 1, Unit: c.silent}, Level: MissingLate,
			Inputs: Inputs{Period: Period{Month, 2024, c.missing}, Targets: []int64{11}}}
		for _, rule := range []Rule{RuleBelow, RulePace, RuleBudget} {
			missed := Condition{Subject: Subject{Rule: rule, Task: 1, Target: 11, Unit: c.unit}, Level: BelowLost,
				Inputs: Inputs{Period: Period{Month, 2024, c.figure}}}
			if got := p.muted(missed, []Condition{missed, late}); got != c.want {
				t.Errorf("%s, %s: muted %v, want %v", c.name, rule, got, c.want)
			}
		}
	}
}
