package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

func TestBelowTarget(t *testing.T) {
	t.Parallel()
	whole := dossiers()
	whole.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(100)}}
	raised := dossiers()
	raised.Goals = append(raised.Goals, plan.Goal{Effective: day("2024-05-01"), Comparator: plan.AtLeast, Value: d(99)})
	percent := func(s string) plan.Figure { return plan.Figure{Kind: plan.Percent, Num: dec(t, s)} }
	full := dossiers()
	full.Goals = []plan.Goal{{Comparator: plan.AtLeast, Value: dec(t, "99.6")}}
	strict := dossiers()
	strict.Goals = []plan.Goal{{Comparator: plan.MoreThan, Value: d(97)}}
	for _, c := range []struct {
		name  string
		task  plan.Task
		filed []plan.Figure
		at    string
		level plan.Level
		since string
	}{
		{"nothing reported", always(dossiers()), nil, "2024-06-03", 0, ""},
		{"below", always(dossiers()), []plan.Figure{fraction(96, 100)}, "2024-06-03", plan.BelowGoal, "2024-02-14"},
		{"96,96%", always(dossiers()), []plan.Figure{fraction(9696, 10000)}, "2024-06-03", plan.BelowGoal, "2024-02-14"},
		{"below over all months", always(dossiers()), []plan.Figure{fraction(90, 100), fraction(100, 100)}, "2024-06-03", plan.BelowGoal, "2024-03-14"},
		{"too few cases", always(dossiers()), []plan.Figure{fraction(10, 19)}, "2024-06-03", 0, ""},
		{"a whole that was missed", always(whole), []plan.Figure{fraction(199, 200)}, "2024-06-03", plan.BelowLost, "2024-02-14"},
		{"however few its cases", always(whole), []plan.Figure{fraction(1, 2)}, "2024-06-03", plan.BelowLost, "2024-02-14"},
		{"a raised goal from its day on", always(raised), []plan.Figure{fraction(98, 100)}, "2024-05-01", plan.BelowGoal, "2024-02-14"},
		{"and not before", always(raised), []plan.Figure{fraction(98, 100)}, "2024-04-30", 0, ""},

		{"on the goal is within the band", always(dossiers()), []plan.Figure{fraction(97, 100)}, "2024-06-03", plan.BelowRecovering, "2024-02-14"},
		{"short of half a point over it", always(dossiers()), []plan.Figure{fraction(97499, 100000)}, "2024-06-03", plan.BelowRecovering, "2024-02-14"},
		{"half a point over", always(dossiers()), []plan.Figure{fraction(975, 1000)}, "2024-06-03", 0, ""},
		{"a percentage within the band", always(dossiers()), []plan.Figure{percent("97.4")}, "2024-06-03", plan.BelowRecovering, "2024-02-14"},
		{"a percentage beyond it", always(dossiers()), []plan.Figure{percent("97.5")}, "2024-06-03", 0, ""},
		{"just over a strict goal", always(strict), []plan.Figure{percent("97.1")}, "2024-06-03", plan.BelowRecovering, "2024-02-14"},
		{"on a strict goal", always(strict), []plan.Figure{percent("97")}, "2024-06-03", plan.BelowGoal, "2024-02-14"},
		{"a goal with no room for the band", always(full), []plan.Figure{percent("99.6")}, "2024-06-03", 0, ""},
		{"all of them", always(whole), []plan.Figure{fraction(200, 200)}, "2024-06-03", 0, ""},
		{"the year is well met, the last month is not", always(dossiers()), []plan.Figure{fraction(1000, 1000), fraction(19, 20)}, "2024-06-03", 0, ""},

		{"judged at due, not due yet", by("2024-06-30", inspections()), []plan.Figure{fraction(1, 10)}, "2024-06-29", 0, ""},
		{"on the due date", by("2024-06-30", inspections()), []plan.Figure{fraction(1, 10)}, "2024-06-30", plan.BelowGoal, "2024-06-30"},
		{"reported late, still under", by("2024-03-31", inspections()), []plan.Figure{fraction(1, 10), fraction(1, 10), fraction(2, 10)}, "2024-06-30", plan.BelowGoal, "2024-04-14"},
		{"a count", by("2024-06-30", initiatives()), []plan.Figure{number(2)}, "2024-07-01", plan.BelowGoal, "2024-06-30"},
		{"a count that is reached", by("2024-06-30", initiatives()), []plan.Figure{number(3)}, "2024-07-01", 0, ""},
		{"due, and nothing reported: that is overdue", by("2024-06-30", initiatives()), nil, "2024-07-01", 0, ""},
		{"a milestone", by("2024-06-30", milestone()), []plan.Figure{notDone}, "2024-06-30", plan.BelowGoal, "2024-06-30"},
		{"no date to be due on", plan.Task{Deadline: plan.Deadline{Kind: plan.ByReference}, Targets: []plan.Target{initiatives()}}, []plan.Figure{number(1)}, "2024-12-31", 0, ""},
		{"met before it is due needs no band", by("2024-06-30", inspections()), []plan.Figure{percent("30.2")}, "2024-05-01", 0, ""},
		{"met late needs it", by("2024-03-31", inspections()), []plan.Figure{percent("30.2")}, "2024-05-01", plan.BelowRecovering, "2024-03-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			f := plan.Facts{}
			if c.filed != nil {
				f = factsOf(p, monthly(10, justice, 2, c.filed...))
			}
			got := condition(t, p, f, plan.RuleBelow, c.at)
			if got.Level != c.level || got.Since.String() != c.since {
				t.Fatalf("got level %d since %s, want %d since %s", got.Level, got.Since, c.level, c.since)
			}
			if c.level == 0 {
				return
			}
			entry := int64(200 + 1 + len(c.filed))
			if got.Subject != (plan.Subject{Rule: plan.RuleBelow, Task: 1, Target: 10, Unit: justice}) || got.Inputs.Entry != entry {
				t.Errorf("got %+v by entry %d, want entry %d", got.Subject, got.Inputs.Entry, entry)
			}
			total := f.Totals[plan.TotalKey{Target: 10, Unit: justice}].Figure
			if in := got.Inputs; !in.Value.Equal(total) || in.Goal != c.task.Targets[0].Goal(day(c.at)) || in.Standing == "" {
				t.Errorf("got %+v, want the value %+v", in, total)
			}
		})
	}
}

// A target measured per unit is each unit's own matter; one of the commune is a matter of all who report on it.
func TestBelowTargetOfUnits(t *testing.T) {
	t.Parallel()
	each := dossiers()
	each.Scope = plan.PerUnit
	task := always(each, dossiers())
	task.Relations = append(lead("TPHT", "TCKT"), plan.Relation{Kind: plan.Coordinate, Unit: "VPTK"})
	p := planOf(task)
	f := factsOf(p,
		monthly(10, office, 2, fraction(90, 100)),
		monthly(10, justice, 2, fraction(100, 100)),
		monthly(10, finance, 2, fraction(10, 19)),
		monthly(11, justice, 2, fraction(99, 100)),
		monthly(11, finance, 2, fraction(90, 100)),
	)
	got := conditions(p, f, plan.RuleBelow, "2024-03-01")
	if len(got) != 2 {
		t.Fatalf("got %+v, want the office alone and the commune", got)
	}
	if c := got[0]; c.Target != 10 || c.Unit != office || !c.Inputs.Value.Equal(fraction(90, 100)) || c.Inputs.Entry != 102 {
		t.Errorf("got %+v, want the office's own", c)
	}
	if c := got[1]; c.Target != 11 || c.Unit != 0 || !c.Inputs.Value.Equal(fraction(189, 200)) || c.Inputs.Entry != 302 {
		t.Errorf("got %+v, want that of all, by the newest entry", c)
	}
}

// A correction of an older period is news too, although the latest period's entry stays.
func TestBelowTargetNamesTheNewestEntry(t *testing.T) {
	t.Parallel()
	p := planOf(always(dossiers()))
	filed := monthly(10, justice, 2, fraction(90, 100), fraction(90, 100))
	filed[0].Entry = 999
	if got := condition(t, p, factsOf(p, filed), plan.RuleBelow, "2024-03-20"); got.Inputs.Entry != 999 {
		t.Errorf("got entry %d, want 999", got.Inputs.Entry)
	}
}
