package plan

import (
	"testing"
	"time"

	"planbot/storage/calendar"
)

// The next step is told where it will come, and only there.
func TestNextTold(t *testing.T) {
	t.Parallel()
	p := newTheatre(t, nil).watch.Plan
	at := date("2024-06-05").At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
	about := Subject{Rule: RuleBelow, Task: 1, Target: 11, Unit: justice}
	late := Episode{ID: 2, Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice}, State: Firing, Level: MissingLate,
		Inputs: Inputs{Period: Period{Month, 2024, 6}, Targets: []int64{11}}}
	for _, c := range []struct {
		name   string
		change func(e *Episode)
		open   []Episode
		quiet  []Silence
		want   time.Time
	}{
		{"in two days", func(*Episode) {}, nil, nil, at.Add(48 * time.Hour)},
		{"held longer", func(e *Episode) { e.HeldUntil = at.Add(72 * time.Hour) }, nil, nil, at.Add(72 * time.Hour)},
		{"its time has come", func(e *Episode) { e.NextStep = at.Add(-time.Hour) }, nil, nil, at},
		{"not told yet", func(e *Episode) { e.State = Pending }, nil, nil, time.Time{}},
		{"at the top", func(e *Episode) { e.Step = 3 }, nil, nil, time.Time{}},
		{"it recovers", func(e *Episode) { e.Level = BelowRecovering }, nil, nil, time.Time{}},
		{"it comes and goes", func(e *Episode) { e.Flapping = true }, nil, nil, time.Time{}},
		{"silenced", func(*Episode) {}, nil, []Silence{{Task: 1, Until: date("2024-06-10")}}, time.Time{}},
		{"another task is silenced", func(*Episode) {}, nil, []Silence{{Task: 2, Until: date("2024-06-10")}}, at.Add(48 * time.Hour)},
		{"a missing report speaks for it", func(*Episode) {}, []Episode{late}, nil, time.Time{}},
	} {
		e := Episode{ID: 1, Subject: about, State: Firing, Level: BelowGoal, Inputs: Inputs{Period: Period{Month, 2024, 5}},
			Ladder: p.Alerting().Ladder, NextStep: at.Add(48 * time.Hour)}
		c.change(&e)
		to, when, ok := p.NextTold(e, append(c.open, e), c.quiet, at)
		if ok != !c.want.IsZero() || !when.Equal(c.want) || ok && to != ToOffice {
			t.Errorf("%s: got %s at %v, %v; want %v", c.name, to, when, ok, c.want)
		}
	}
}
