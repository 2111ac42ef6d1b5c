package plan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// given is a task given during the year, due on a day, under another.
func given(no int, under int64, due string) plan.Task {
	t := plan.Task{ID: int64(100 + no), No: no, Title: "việc giao", Deadline: plan.Deadline{Kind: plan.ByDate, Due: onDay(due)}}
	t.Given = plan.Given{On: onDay("2024-03-01"), Parent: under}
	t.Relations = []plan.Relation{{Kind: plan.Lead, Unit: "A"}}
	return t
}

func withCourse(t plan.Task, c plan.Course) plan.Task {
	t.Course = c
	return t
}

// An import knows nothing of what was given during the year: it neither removes nor renumbers it, and pairs nothing with it.
func TestDiffLeavesGivenTasks(t *testing.T) {
	t.Parallel()
	old := of(coded(1, "một"), given(101, 101, "2024-06-20"))
	read := of(coded(1, "một"), coded(2, "việc giao"))
	read.Tasks[1].ID = 0
	want := []plan.Difference{{Kind: plan.Added, Name: "2", Title: "việc giao"}}
	if diff := cmp.Diff(want, plan.Diff(old, read).Tasks); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	read.Adopt(old)
	if id := read.Tasks[1].ID; id != 0 {
		t.Errorf("a task of the file took identity %d", id)
	}
	if taken := of(coded(1, "một"), coded(101, "khác")).Taken(old); !slices.Equal(taken, []int{101}) {
		t.Errorf("taken: got %v, want 101", taken)
	}
	if taken := read.Taken(old); taken != nil {
		t.Errorf("taken: got %v, want none", taken)
	}
}

func TestCheckAssignment(t *testing.T) {
	t.Parallel()
	p := of(coded(4, "bốn"), given(101, 104, "2024-06-20"))
	p.Until = onDay("2024-12-31")
	p.Units = []plan.Unit{
		{Code: "A", Kind: plan.Specialised, Until: onDay("2024-09-30")}, {Code: "G", Kind: plan.Group}, {Code: "L", Kind: plan.Leaders},
	}
	fine := plan.Assignment{Unit: "A", Title: "rà soát", Wording: "rà soát", Due: onDay("2024-06-20")}
	change := func(f func(*plan.Assignment)) plan.Assignment { a := fine; f(&a); return a }
	for name, test := range map[string]struct {
		a    plan.Assignment
		want error
	}{
		"fine":             {fine, nil},
		"today":            {change(func(a *plan.Assignment) { a.Due = onDay("2024-06-03") }), nil},
		"past":             {change(func(a *plan.Assignment) { a.Due = onDay("2024-06-02") }), plan.ErrDayPast},
		"after the plan":   {change(func(a *plan.Assignment) { a.Due = onDay("2025-01-01") }), plan.ErrDayAfterPlan},
		"a unit that ends": {change(func(a *plan.Assignment) { a.Due = onDay("2024-10-01") }), plan.ErrCannotAct},
		"a group":          {change(func(a *plan.Assignment) { a.Unit = "G" }), plan.ErrCannotAct},
		"the leaders":      {change(func(a *plan.Assignment) { a.Unit = "L" }), plan.ErrCannotAct},
		"no such unit":     {change(func(a *plan.Assignment) { a.Unit = "X" }), plan.ErrCannotAct},
		"no words":         {change(func(a *plan.Assignment) { a.Wording = "" }), plan.ErrNoWords},
		"a book":           {change(func(a *plan.Assignment) { a.Wording = strings.Repeat("dài ", 300) }), plan.ErrWordy},
		"a citizen":        {change(func(a *plan.Assignment) { a.Wording = "cấp CCCD 051202001234" }), plan.ErrPersonal},
		"under a task":     {change(func(a *plan.Assignment) { a.Given.Parent = 104 }), nil},
		"under a given":    {change(func(a *plan.Assignment) { a.Given.Parent = 201 }), plan.ErrNested},
		"under none":       {change(func(a *plan.Assignment) { a.Given.Parent = 999 }), plan.ErrNotFound},
	} {
		if got := p.Check(test.a, onDay("2024-06-03")); !errors.Is(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

// The figure of the orders from above counts those done or extended in time, of those due or done so far.
func TestFollowedFigure(t *testing.T) {
	t.Parallel()
	due := func(c plan.Course) plan.Task { return withCourse(given(101, 104, "2024-06-20"), c) }
	day := func(s string) calendar.Date { return onDay(s) }
	for name, test := range map[string]struct {
		task plan.Task
		on   string
		want string
	}{
		"not due yet":                {due(plan.Course{}), "2024-06-19", "no_cases"},
		"due today":                  {due(plan.Course{}), "2024-06-20", "no_cases"},
		"overdue":                    {due(plan.Course{}), "2024-06-21", "0/1"},
		"done early":                 {due(plan.Course{Done: day("2024-06-10")}), "2024-06-11", "1/1"},
		"done on the day":            {due(plan.Course{Done: day("2024-06-20")}), "2024-07-01", "1/1"},
		"done late":                  {due(plan.Course{Done: day("2024-06-21")}), "2024-07-01", "0/1"},
		"declared, not due yet":      {due(plan.Course{Declared: day("2024-06-19")}), "2024-06-20", "no_cases"},
		"declared in time":           {due(plan.Course{Declared: day("2024-06-20")}), "2024-06-24", "1/1"},
		"declared late":              {due(plan.Course{Declared: day("2024-06-21")}), "2024-06-24", "0/1"},
		"extended":                   {due(plan.Course{Extended: day("2024-07-31")}), "2024-06-21", "1/1"},
		"extended, not due before":   {due(plan.Course{Extended: day("2024-07-31")}), "2024-06-20", "no_cases"},
		"extended and late again":    {due(plan.Course{Extended: day("2024-07-31")}), "2024-08-01", "0/1"},
		"extended and done":          {due(plan.Course{Extended: day("2024-07-31"), Done: day("2024-07-30")}), "2024-08-01", "1/1"},
		"asked for too late":         {due(plan.Course{Extended: day("2024-07-31"), Belated: true}), "2024-06-25", "0/1"},
		"waiting for the answer":     {due(plan.Course{AskedFor: day("2024-07-31"), Awaited: day("2024-06-25")}), "2024-06-24", "no_cases"},
		"no answer within the time":  {due(plan.Course{AskedFor: day("2024-07-31"), Awaited: day("2024-06-25")}), "2024-06-26", "0/1"},
		"under another":              {given(101, 105, "2024-06-20"), "2024-06-21", "no_cases"},
		"of the plan's own document": {coded(5, "năm"), "2024-06-21", "no_cases"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			orders := measured(4, plan.Goal{Comparator: plan.Exactly, Value: decimal.NewFromInt(100)})
			orders.Targets[0].Derived, orders.Targets[0].Accumulation = plan.FromAssigned, plan.ByPeriod
			p := of(orders, test.task)
			s := p.State(&p.Tasks[0], nil, plan.Unit{}, onDay(test.on))
			got := string(s.Targets[0].Total.Figure.Kind)
			if f := s.Targets[0].Total.Figure; f.Kind == plan.Fraction {
				got = f.Num.String() + "/" + f.Den.String()
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if lacks := (plan.Filter{Kind: plan.FilterNoData}).Matches(p, s); lacks {
				t.Error("a figure that nobody reports is asked for")
			}
		})
	}
}

func TestFollowedFigureMissesItsGoal(t *testing.T) {
	t.Parallel()
	orders := measured(4, plan.Goal{Comparator: plan.Exactly, Value: decimal.NewFromInt(100)})
	orders.Targets[0].Derived, orders.Targets[0].Accumulation = plan.FromAssigned, plan.ByPeriod
	orders.Deadline = plan.Deadline{Kind: plan.ByDate, Due: onDay("2024-12-31")}
	orders.Relations = []plan.Relation{{Kind: plan.Lead, Unit: "A"}}
	p := of(orders, given(101, 104, "2024-06-20"), withCourse(given(102, 104, "2024-05-20"), plan.Course{Done: onDay("2024-05-17")}))
	p.Units, p.Until = []plan.Unit{{ID: 1, Code: "A", Kind: plan.Office}}, onDay("2024-12-31")
	at := onDay("2024-06-24").At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
	var found []plan.Condition
	for _, c := range p.Conditions(plan.Facts{}, at) {
		if c.Rule == plan.RuleBelow {
			found = append(found, c)
		}
	}
	if len(found) != 1 || found[0].Level != plan.BelowLost || found[0].Since != onDay("2024-06-21") || found[0].Unit != 1 {
		t.Errorf("got %+v, want one alert of a lost goal since the day after the date", found)
	}
}

// A task given in June with a month to do it is reminded of as one of a month, and needs no target.
func TestGivenTaskBehavesLikeAnyTask(t *testing.T) {
	t.Parallel()
	task := given(101, 0, "2024-04-01")
	p := of(task)
	p.Units, p.Until = []plan.Unit{{ID: 1, Code: "A", Kind: plan.Specialised}}, onDay("2024-12-31")
	for _, h := range p.Holes() {
		t.Errorf("it lacks a %s", h.Kind)
	}
	at := func(day string) []plan.Condition {
		return p.Conditions(plan.Facts{}, onDay(day).At(calendar.NewTimeOfDay(9, 0), calendar.Zone))
	}
	if c := at("2024-03-11"); len(c) != 0 { // 15 working days ahead
		t.Errorf("a short task is reminded of at once: %+v", c)
	}
	for day, rule := range map[string]plan.Rule{
		"2024-03-21": plan.RuleDueSoon, "2024-04-01": plan.RuleDueToday, "2024-04-02": plan.RuleOverdue,
	} {
		if c := at(day); len(c) != 1 || c[0].Rule != rule {
			t.Errorf("%s: got %+v, want %s", day, c, rule)
		}
	}
}
