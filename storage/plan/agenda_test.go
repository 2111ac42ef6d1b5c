package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// The agenda puts what presses first: dossiers over the limit, overdue, due today, missing, below by the gap, soon.
func TestAgenda(t *testing.T) {
	t.Parallel()
	p := duties()
	day := calendar.NewDate(2024, 6, 13)
	for no := 4; no <= 8; no++ {
		task := p.Tasks[1]
		task.ID, task.No, task.Targets = int64(10+no), no, slices.Clone(task.Targets)
		task.Targets[0].ID = int64(100 + no)
		p.Tasks = append(p.Tasks, task)
	}
	due := func(no int, on calendar.Date) { p.Tasks[no-1].Deadline = plan.Deadline{Kind: plan.ByDate, Due: on} }
	due(4, day.AddDays(-3))
	due(5, day)
	due(6, day.AddDays(5))
	due(7, day.AddDays(60))
	totals := plan.Totals{}
	report := func(target, good int64) {
		key := plan.TotalKey{Target: target, Unit: 2}
		totals[key] = plan.UnitTotal(p.Tasks[1].Targets[0], []plan.Filed{{
			Slot: plan.Slot{Target: target, Unit: 2}, Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(good), Den: decimal.NewFromInt(100)},
		}})
	}
	report(102, 96)
	report(108, 90)
	conditions := []plan.Condition{
		{Subject: plan.Subject{Rule: plan.RuleMissing, Task: 17, Unit: 2}, Level: plan.MissingLate},
		{Subject: plan.Subject{Rule: plan.RuleWaiting, Task: 13, Unit: 2}, Level: plan.WaitingLate},
		{Subject: plan.Subject{Rule: plan.RuleMissing, Task: 11, Unit: 1}, Level: plan.MissingLate},
		{Subject: plan.Subject{Rule: plan.RuleHole, Task: 17}, Level: 1},
	}
	for code, want := range map[string]string{"TP": "3 4 5 7 8 2 6", "VH": "", "VP": "3 4 5 7 1 8 2 6"} {
		viewer, _ := p.Unit(code)
		var got []string
		for _, e := range p.Agenda(totals, conditions, viewer, day) {
			got = append(got, fmt.Sprint(e.Task.No))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", code, got, want)
		}
	}
}

// Episodes are listed by what presses, the older first.
func TestMorePressing(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2024, 6, 13)
	episode := func(id int64, r plan.Rule, l plan.Level, since calendar.Date) plan.Episode {
		return plan.Episode{ID: id, Subject: plan.Subject{Rule: r}, Level: l, Since: since}
	}
	all := []plan.Episode{
		episode(1, plan.RuleHole, 1, day), episode(2, plan.RuleDueSoon, 2, day), episode(3, plan.RuleBelow, plan.BelowGoal, day),
		episode(4, plan.RuleBelow, plan.BelowLost, day), episode(5, plan.RuleMissing, plan.MissingLate, day),
		episode(6, plan.RuleOverdue, 1, day), episode(7, plan.RuleOverdue, 1, day.AddDays(-1)),
		episode(8, plan.RuleWaiting, plan.WaitingLate, day), episode(9, plan.RuleMissing, plan.MissingAhead, day),
	}
	slices.SortFunc(all, plan.MorePressing)
	var ids []int64
	for _, e := range all {
		ids = append(ids, e.ID)
	}
	if want := []int64{8, 7, 6, 5, 4, 3, 2, 9, 1}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}

// A matter climbs to the chats of its units, the office's, and the leaders': in private where they are known.
func TestAudience(t *testing.T) {
	t.Parallel()
	w := plan.Watch{Plan: duties(), Reach: []plan.Mailbox{
		{Chat: -1, Unit: 1, Active: true}, {Chat: -2, Unit: 2, Active: true}, {Chat: -3, Unit: 3}, {Chat: -5, Unit: 5, Active: true},
		{Chat: 50, Unit: 5, Role: plan.Chairman, Active: true}, {Chat: 51, Unit: 5, Role: plan.ViceChairman},
	}}
	for to, want := range map[plan.Audience]string{
		plan.ToLead: "[-2]", plan.ToOffice: "[-1]", plan.ToViceChairman: "[-5]", plan.ToChairman: "[50]",
	} {
		var got []int64
		for _, m := range w.Audience(to, []int64{2, 3}) {
			got = append(got, m.Chat)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", to, got, want)
		}
	}
}

// A task climbs to the vice chairman in charge of its area; one without fields on record is in charge of all.
func TestHearsInCharge(t *testing.T) {
	t.Parallel()
	vice := func(chat int64, areas ...int) plan.Mailbox {
		return plan.Mailbox{Chat: chat, Unit: 5, Role: plan.ViceChairman, Active: true, Areas: areas}
	}
	away := func(m plan.Mailbox) plan.Mailbox { m.Active = false; return m }
	leaders := plan.Mailbox{Chat: -5, Unit: 5, Active: true}
	for _, c := range []struct {
		name  string
		area  int
		reach []plan.Mailbox
		want  string
	}{
		{"the one in charge", 1, []plan.Mailbox{vice(51, 1, 3), vice(52, 2)}, "[51]"},
		{"both in charge", 1, []plan.Mailbox{vice(51, 1), vice(52, 1, 2)}, "[51 52]"},
		{"one without fields", 1, []plan.Mailbox{vice(51, 2), vice(52)}, "[52]"},
		{"nobody in charge", 3, []plan.Mailbox{vice(51, 1), vice(52, 2)}, "[51 52]"},
		{"a task of no area", 0, []plan.Mailbox{vice(51, 1), vice(52, 2)}, "[51 52]"},
		{"the one in charge is out of reach", 1, []plan.Mailbox{away(vice(51, 1)), vice(52, 2), leaders}, "[-5]"},
		{"the one in charge is out of reach, and no group", 1, []plan.Mailbox{away(vice(51, 1)), vice(52, 2)}, "[]"},
		{"nobody in charge is in reach", 3, []plan.Mailbox{away(vice(51, 1)), vice(52, 2)}, "[52]"},
	} {
		p := duties()
		p.Tasks[0].Area = c.area
		got := []int64{}
		for _, m := range (plan.Watch{Plan: p, Reach: c.reach}).Hears(plan.ToViceChairman, plan.Episode{Subject: plan.Subject{Rule: plan.RuleOverdue, Task: p.Tasks[0].ID}}) {
			got = append(got, m.Chat)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

// A unit that only coordinates a task sees it for what it must act on itself, and nothing of how its leader stands.
func TestAgendaOfACoordinator(t *testing.T) {
	t.Parallel()
	p := duties()
	day := calendar.NewDate(2024, 6, 13)
	p.Tasks[0].Relations = append(p.Tasks[0].Relations, plan.Relation{Kind: plan.Coordinate, Unit: "TP"})
	p.Tasks[0].Deadline = plan.Deadline{Kind: plan.ByDate, Due: day.AddDays(-30)}
	viewer, _ := p.Unit("TP")
	if all := p.Agenda(plan.Totals{}, nil, viewer, day); len(all) != 0 {
		t.Errorf("without a reason: got %d errands, want none", len(all))
	}
	waits := []plan.Condition{{Subject: plan.Subject{Rule: plan.RuleWaiting, Task: 11, Unit: 2}, Level: plan.WaitingLate}}
	all := p.Agenda(plan.Totals{}, waits, viewer, day)
	if len(all) != 1 || all[0].Task.No != 1 || len(all[0].Reasons) != 1 || all[0].Due.Standing != "" {
		t.Errorf("got %+v, want task 1 for its dossiers alone", all)
	}
	p.Tasks[0].Retired = true
	if all := p.Agenda(plan.Totals{}, waits, viewer, day); len(all) != 0 {
		t.Errorf("of a retired task: got %d errands, want none", len(all))
	}
}
