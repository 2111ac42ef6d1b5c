package plan_test

import (
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// divided is a plan whose task 1 has a step of the unit of justice, due on a day.
func divided(due string, change func(*plan.Step)) (*plan.Plan, plan.Facts) {
	s := plan.Step{ID: 12, Task: 1, Unit: justice, No: 2, Words: "trình ký", Due: onDay(due)}
	change(&s)
	return planOf(always(dossiers())), plan.Facts{Steps: []plan.Step{s}}
}

func same(*plan.Step) {}

func TestStepCondition(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		due, at string
		change  func(*plan.Step)
		level   plan.Level
		since   string
	}{
		"the day before":     {"2024-03-27", "2024-03-26 09:00", same, 0, ""},
		"on the day":         {"2024-03-27", "2024-03-27 09:00", same, plan.StepToday, "2024-03-27"},
		"before a Sunday":    {"2024-03-31", "2024-03-29 09:00", same, plan.StepToday, "2024-03-29"},
		"on a Sunday":        {"2024-03-31", "2024-03-31 09:00", same, plan.StepToday, "2024-03-29"},
		"after it":           {"2024-03-27", "2024-03-28 09:00", same, plan.StepLate, "2024-03-28"},
		"done":               {"2024-03-27", "2024-03-28 09:00", func(s *plan.Step) { s.Done = onDay("2024-03-28") }, 0, ""},
		"without a day":      {"2024-03-27", "2024-03-28 09:00", func(s *plan.Step) { s.Due = calendar.Date{} }, 0, ""},
		"under another task": {"2024-03-27", "2024-03-28 09:00", func(s *plan.Step) { s.Task = 99 }, 0, ""},
	} {
		p, f := divided(c.due, c.change)
		got := condition(t, p, f, plan.RuleStep, c.at)
		if got.Level != c.level || got.Since.String() != c.since {
			t.Errorf("%s: got level %d since %s, want %d since %s", name, got.Level, got.Since, c.level, c.since)
		}
		if c.level != 0 && (got.Unit != justice || got.Scope != "step/12" || got.Inputs.Step != 2) {
			t.Errorf("%s: got %+v about %+v", name, got.Inputs, got.Subject)
		}
	}
}

// What is done needs no steps any more.
func TestStepOfAFinishedTask(t *testing.T) {
	t.Parallel()
	p, f := divided("2024-03-27", same)
	p.Tasks[0].Deadline = plan.Deadline{Kind: plan.ByDate, Due: onDay("2024-06-30")}
	for _, course := range []plan.Course{{Done: onDay("2024-03-20")}, {Declared: onDay("2024-03-20")}} {
		p.Tasks[0].Course = course
		if got := condition(t, p, f, plan.RuleStep, "2024-03-28 09:00"); got.Level != 0 {
			t.Errorf("%+v: got %+v, want none", course, got)
		}
	}
}

func TestStepIsShownToItsUnitAlone(t *testing.T) {
	t.Parallel()
	p, _ := divided("2024-03-27", same)
	about := plan.Subject{Rule: plan.RuleStep, Task: 1, Unit: justice, Scope: "step/12"}
	for _, u := range p.Units {
		if got := p.Regards(about, u); got != (u.ID == justice) {
			t.Errorf("%s: shown %v", u.Code, got)
		}
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	steps := []plan.Step{
		{Done: onDay("2024-03-20")}, {Due: onDay("2024-03-27")}, {Due: onDay("2024-03-28")}, {}, {Due: onDay("2024-03-01"), Done: onDay("2024-03-05")},
	}
	if got, want := plan.ProgressOf(steps, onDay("2024-03-28")), (plan.Progress{All: 5, Done: 2, Late: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
