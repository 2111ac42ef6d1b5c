package plan_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"planbot/storage/plan"
)

// dueRules are the rules of a due date.
var dueRules = []plan.Rule{plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue}

func dueCondition(p *plan.Plan, f plan.Facts, at string) plan.Condition {
	for _, c := range p.Conditions(f, clock(at)) {
		if slices.Contains(dueRules, c.Rule) {
			return c
		}
	}
	return plan.Condition{}
}

func TestDueDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, due, at string
		rule          plan.Rule
		level         plan.Level
		left, next    int
		since         string
	}{
		// 31/03/2024 is a Sunday: everything counts to Friday the 29th. From the day of issue, 16/02, there are 31
		// working days, so the lead of 15 falls away.
		{"sixteen working days", "2024-03-31", "2024-03-07", "", 0, 0, 0, ""},
		{"fifteen are too early for a short task", "2024-03-31", "2024-03-08", "", 0, 0, 0, ""},
		{"eight", "2024-03-31", "2024-03-19", "", 0, 0, 0, ""},
		{"seven", "2024-03-31", "2024-03-20", plan.RuleDueSoon, 1, 7, 3, "2024-03-20"},
		{"a Sunday counts as the Friday before it", "2024-03-31", "2024-03-24", plan.RuleDueSoon, 1, 5, 3, "2024-03-20"},
		{"three", "2024-03-31", "2024-03-26", plan.RuleDueSoon, 2, 3, 1, "2024-03-26"},
		{"two", "2024-03-31", "2024-03-27", plan.RuleDueSoon, 2, 2, 1, "2024-03-26"},
		{"one", "2024-03-31", "2024-03-28", plan.RuleDueSoon, 3, 1, 0, "2024-03-28"},
		{"the last working day", "2024-03-31", "2024-03-29", plan.RuleDueToday, 1, 0, 0, "2024-03-29"},
		{"the Saturday", "2024-03-31", "2024-03-30", plan.RuleDueToday, 1, 0, 0, "2024-03-29"},
		{"the Sunday itself, to its last minute", "2024-03-31", "2024-03-31 23:59", plan.RuleDueToday, 1, 0, 0, "2024-03-29"},
		{"the Monday after, from its first", "2024-03-31", "2024-04-01 00:00", plan.RuleOverdue, 1, -1, 0, "2024-04-01"},
		{"four working days over", "2024-03-31", "2024-04-04", plan.RuleOverdue, 1, -4, 0, "2024-04-01"},
		{"five are long", "2024-03-31", "2024-04-05", plan.RuleOverdue, plan.OverdueLong, -5, 0, "2024-04-01"},
		{"the Sunday after that", "2024-03-31", "2024-04-07", plan.RuleOverdue, plan.OverdueLong, -5, 0, "2024-04-01"},
		{"long after the year", "2024-03-31", "2025-02-03", plan.RuleOverdue, plan.OverdueLong, -210, 0, "2024-04-01"},

		// 30/06/2024 is a Sunday too, and far enough from the day of issue for every lead.
		{"fifteen", "2024-06-30", "2024-06-07", plan.RuleDueSoon, 1, 15, 7, "2024-06-07"},
		{"a Saturday with fourteen left", "2024-06-30", "2024-06-15", plan.RuleDueSoon, 1, 10, 7, "2024-06-07"},
		{"one of four leads left", "2024-06-30", "2024-06-27", plan.RuleDueSoon, 4, 1, 0, "2024-06-27"},
		{"due on the Friday", "2024-06-30", "2024-06-28", plan.RuleDueToday, 1, 0, 0, "2024-06-28"},

		// On 30/04 and 01/05 nobody works, nor on 29/04, for which 04/05, a Saturday, is worked.
		{"the day before a long rest", "2024-05-01", "2024-04-25", plan.RuleDueSoon, 4, 1, 0, "2024-04-25"},
		{"the last working day before it", "2024-05-01", "2024-04-26", plan.RuleDueToday, 1, 0, 0, "2024-04-26"},
		{"the swapped Monday", "2024-05-01", "2024-04-29", plan.RuleDueToday, 1, 0, 0, "2024-04-26"},
		{"the day after it", "2024-05-01", "2024-05-02", plan.RuleOverdue, 1, -1, 0, "2024-05-02"},
		{"the Saturday worked for it counts", "2024-05-01", "2024-05-04", plan.RuleOverdue, 1, -3, 0, "2024-05-02"},
		{"five over, that Saturday among them", "2024-05-01", "2024-05-07", plan.RuleOverdue, plan.OverdueLong, -5, 0, "2024-05-02"},
		{"due on that Saturday itself", "2024-05-04", "2024-05-04", plan.RuleDueToday, 1, 0, 0, "2024-05-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := dueCondition(planOf(by(c.due, initiatives())), plan.Facts{}, c.at)
			if got.Rule != c.rule || got.Level != c.level || got.Since.String() != c.since {
				t.Fatalf("got %s %d since %s, want %s %d since %s", got.Rule, got.Level, got.Since, c.rule, c.level, c.since)
			}
			if got.Inputs.Left != c.left || got.Inputs.Next != c.next {
				t.Errorf("got %d left, next %d, want %d, next %d", got.Inputs.Left, got.Inputs.Next, c.left, c.next)
			}
			if c.rule != "" && (got.Scope != c.due || got.Unit != justice || got.Task != 1 || got.Inputs.Due != day(c.due)) {
				t.Errorf("got %+v about %+v", got.Inputs, got.Subject)
			}
		})
	}
}

// Tết lasts from 8 to 14 February: what is due then counts to Wednesday the 7th.
func TestDueAtTet(t *testing.T) {
	t.Parallel()
	p := planOf(by("2024-02-14", initiatives()))
	p.Issued = day("2023-12-29")
	for _, c := range []struct {
		at    string
		rule  plan.Rule
		level plan.Level
		left  int
	}{
		{"2024-01-28", "", 0, 0}, // 27 working days leave leads of seven, three and one
		{"2024-01-29", plan.RuleDueSoon, 1, 7},
		{"2024-02-06", plan.RuleDueSoon, 3, 1},
		{"2024-02-07", plan.RuleDueToday, 1, 0},
		{"2024-02-14", plan.RuleDueToday, 1, 0},
		{"2024-02-15", plan.RuleOverdue, 1, -1},
		{"2024-02-21", plan.RuleOverdue, plan.OverdueLong, -5},
	} {
		got := dueCondition(p, plan.Facts{}, c.at)
		if got.Rule != c.rule || got.Level != c.level || got.Inputs.Left != c.left {
			t.Errorf("on %s got %s %d with %d left, want %s %d with %d", c.at, got.Rule, got.Level, got.Inputs.Left, c.rule, c.level, c.left)
		}
	}
}

func TestDueLeadsAreScaled(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, issued string
		leads        []int
		want         map[string]plan.Level // on the days of June with so many working days left to the 28th
	}{
		{"45 working days keep fifteen", "2024-04-25", nil, map[string]plan.Level{"2024-06-06": 0, "2024-06-07": 1, "2024-06-19": 2, "2024-06-25": 3, "2024-06-27": 4}},
		{"44 do not", "2024-04-26", nil, map[string]plan.Level{"2024-06-07": 0, "2024-06-19": 1, "2024-06-27": 3}},
		{"two days keep the shortest", "2024-06-27", nil, map[string]plan.Level{"2024-06-26": 0, "2024-06-27": 1}},
		{"whatever order the commune wrote them in", "2024-01-02", []int{2, 10, 2}, map[string]plan.Level{"2024-06-13": 0, "2024-06-14": 1, "2024-06-26": 2, "2024-06-27": 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(by("2024-06-30", initiatives()))
			p.Issued = day(c.issued)
			p.Commune.Alerts.Leads = c.leads
			for at, want := range c.want {
				if got := dueCondition(p, plan.Facts{}, at); got.Level != want {
					t.Errorf("on %s got level %d, want %d", at, got.Level, want)
				}
			}
		})
	}
}

func TestDueOnlyWhileNotDone(t *testing.T) {
	t.Parallel()
	rate := dossiers()
	for _, c := range []struct {
		name    string
		targets []plan.Target
		filed   []plan.Filed
		soon    plan.Rule // two working days before the date
		today   plan.Rule
		over    plan.Rule
	}{
		{"nothing reported", []plan.Target{initiatives()}, nil, plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue},
		{"two of three", []plan.Target{initiatives()}, monthly(10, justice, 3, number(2)), plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue},
		{"three of three", []plan.Target{initiatives()}, monthly(10, justice, 3, number(3)), "", "", ""},
		{"one of two targets", []plan.Target{initiatives(), milestone()}, monthly(10, justice, 3, number(3)), plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue},
		{"a rate beside the target that can be done", []plan.Target{initiatives(), rate}, monthly(10, justice, 3, number(3)), "", "", ""},
		{"no target at all", nil, nil, plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue},
		{"a rate that is met", []plan.Target{rate}, monthly(10, justice, 3, fraction(99, 100)), "", "", ""},
		{"a rate that is missed", []plan.Target{rate}, monthly(10, justice, 3, fraction(90, 100)), "", plan.RuleDueToday, plan.RuleOverdue},
		{"a rate never reported", []plan.Target{rate}, nil, "", plan.RuleDueToday, plan.RuleOverdue},
		{"a rate of nothing", []plan.Target{rate}, monthly(10, justice, 3, noCases), "", "", ""},
		{"a rate of too little", []plan.Target{rate}, monthly(10, justice, 3, fraction(1, 2)), "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(by("2024-06-30", c.targets...))
			f := plan.Facts{}
			if c.filed != nil {
				f = factsOf(p, c.filed)
			}
			for at, want := range map[string]plan.Rule{"2024-06-26": c.soon, "2024-06-30": c.today, "2024-07-01": c.over} {
				if got := dueCondition(p, f, at).Rule; got != want {
					t.Errorf("on %s got %q, want %q", at, got, want)
				}
			}
		})
	}
}

func TestDueIsTheBusinessOfAllWhoLead(t *testing.T) {
	t.Parallel()
	task := by("2024-06-30", initiatives())
	task.Relations = lead("BPCM")
	if got := dueCondition(planOf(task), plan.Facts{}, "2024-07-01"); got.Rule != plan.RuleOverdue || got.Unit != 0 {
		t.Errorf("got %s for unit %d, want one for all", got.Rule, got.Unit)
	}
	task.Deadline.Kind = plan.Ongoing
	if got := dueCondition(planOf(task), plan.Facts{}, "2024-07-01"); got.Rule != "" {
		t.Errorf("an ongoing duty is never due, got %s", got.Rule)
	}
}

// From day to day a date only becomes more pressing, and each level says truly since when it holds.
func TestDueOnlyGrowsMorePressing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		due := day("2024-01-01").AddDays(rapid.IntRange(0, 365).Draw(t, "due"))
		p := planOf(by(due.String(), initiatives()))
		p.Issued = day("2024-01-01").AddDays(rapid.IntRange(-30, 300).Draw(t, "issued"))
		p.Commune.Alerts.Leads = rapid.SliceOfN(rapid.IntRange(1, 30), 0, 5).Draw(t, "leads")
		var last plan.Condition
		rank := func(c plan.Condition) int { return 10*slices.Index(dueRules, c.Rule) + int(c.Level) }
		for on := due.AddDays(-60); on != due.AddDays(20); on = on.AddDays(1) {
			c := dueCondition(p, plan.Facts{}, on.String())
			if rank(c) < rank(last) {
				t.Fatalf("on %s %s %d came after %s %d", on, c.Rule, c.Level, last.Rule, last.Level)
			}
			since := c.Since
			switch begun := rank(c) > rank(last); {
			case c.Rule == plan.RuleOverdue:
				since = due.AddDays(1)
			case begun && on.After(due.AddDays(-60)):
				since = on
			case !begun:
				since = last.Since
			}
			if c.Since != since {
				t.Fatalf("on %s got %+v, want it since %s", on, c, since)
			}
			last = c
		}
		if last.Rule != plan.RuleOverdue || last.Since != due.AddDays(1) {
			t.Fatalf("ended with %+v", last)
		}
	})
}
