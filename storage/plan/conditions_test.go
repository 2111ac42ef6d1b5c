package plan_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// The units of the test plan.
const (
	office int64 = iota + 1
	justice
	finance
)

// planOf is a plan of 2024 with the given tasks, which get the identities and targets the numbers they lack: task
// n has ID n, its targets 10n, 10n+1 and so on.
func planOf(tasks ...plan.Task) *plan.Plan {
	p := &plan.Plan{
		ID: 1, Year: 2024, Number: "27/KH-UBND", Cutoff: 14,
		Issued: day("2024-02-16"), From: day("2024-01-01"), Until: day("2024-12-31"),
		Units: []plan.Unit{
			{ID: office, Code: "VPTK", Kind: plan.Office},
			{ID: justice, Code: "TPHT", Kind: plan.Specialised},
			{ID: finance, Code: "TCKT", Kind: plan.Specialised},
			{ID: 4, Code: "BPCM", Kind: plan.Group, Members: []string{"TPHT", "TCKT"}},
		},
		Calendar: calendar.New(),
	}
	for no, t := range tasks {
		t.No = no + 1
		t.ID = int64(t.No)
		if t.Relations == nil {
			t.Relations = lead("TPHT")
		}
		t.Targets = slices.Clone(t.Targets)
		for i := range t.Targets {
			t.Targets[i].ID = 10*t.ID + int64(i)
		}
		p.Tasks = append(p.Tasks, t)
	}
	return p
}

func lead(units ...string) []plan.Relation {
	var all []plan.Relation
	for _, u := range units {
		all = append(all, plan.Relation{Kind: plan.Lead, Unit: u})
	}
	return all
}

// by is a task with one target and a due date.
func by(due string, targets ...plan.Target) plan.Task {
	return plan.Task{Deadline: plan.Deadline{Kind: plan.ByDate, Due: day(due)}, Targets: targets}
}

// always is an ongoing duty.
func always(targets ...plan.Target) plan.Task {
	return plan.Task{Deadline: plan.Deadline{Kind: plan.Ongoing, Due: day("2024-12-31")}, Targets: targets}
}

func initiatives() plan.Target {
	return plan.Target{
		Measure: plan.Count, Accumulation: plan.ToDate, Judged: plan.AtDue,
		Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: d(3)}},
	}
}

func milestone() plan.Target {
	return plan.Target{
		Measure: plan.Milestone, Accumulation: plan.ToDate, Judged: plan.AtDue,
		Goals: []plan.Goal{{Comparator: plan.Exactly}},
	}
}

func number(n int64) plan.Figure { return plan.Figure{Kind: plan.Number, Num: d(n)} }

var (
	done    = plan.Figure{Kind: plan.Done}
	notDone = plan.Figure{Kind: plan.NotDone}
	noCases = plan.Figure{Kind: plan.NoCases}
)

// monthly is a unit's figures of months, the first one given, as of the end of each. Their entries count up from
// 100 times the unit.
func monthly(target, unit int64, first int, figures ...plan.Figure) []plan.Filed {
	all := make([]plan.Filed, len(figures))
	for i, f := range figures {
		all[i] = filed(first+i, f)
		all[i].Slot.Target, all[i].Slot.Unit = target, unit
		all[i].Entry = 100*unit + int64(first+i)
	}
	return all
}

// factsOf folds figures as the store does.
func factsOf(p *plan.Plan, all ...[]plan.Filed) plan.Facts {
	f := plan.Facts{Totals: plan.Totals{}, Filed: map[plan.TotalKey][]plan.Filed{}}
	for _, filed := range all {
		key := plan.TotalKey{Target: filed[0].Slot.Target, Unit: filed[0].Slot.Unit}
		_, target, _ := p.TargetByID(key.Target)
		f.Filed[key] = filed
		f.Totals[key] = plan.UnitTotal(*target, filed)
	}
	return f
}

// clock is an instant of the office: "2024-03-29" is its noon, "2024-03-29 16:00" as written.
func clock(s string) time.Time {
	if len(s) == len("2024-03-29") {
		s += " 12:00"
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return at
}

// conditions are those of one rule.
func conditions(p *plan.Plan, f plan.Facts, rule plan.Rule, at string) []plan.Condition {
	return slices.DeleteFunc(p.Conditions(f, clock(at)), func(c plan.Condition) bool { return c.Rule != rule })
}

// condition is the only one of a rule, if there is any.
func condition(t *testing.T, p *plan.Plan, f plan.Facts, rule plan.Rule, at string) plan.Condition {
	t.Helper()
	found := conditions(p, f, rule, at)
	if len(found) > 1 {
		t.Fatalf("on %s got %d conditions of %s, want one: %+v", at, len(found), rule, found)
	}
	if len(found) == 0 {
		return plan.Condition{}
	}
	return found[0]
}

// A plan with everything in it, at a time when most rules hold for something.
func busyPlan() (*plan.Plan, plan.Facts) {
	each := dossiers()
	each.Scope = plan.PerUnit
	monthlyTask := always(dossiers(), each)
	monthlyTask.Cadences = []plan.Cadence{{Every: plan.Month, Cutoff: 14}}
	monthlyTask.Relations = lead("BPCM")
	eight := always(dossiers())
	eight.Rule = &plan.SpecialRule{Kind: "eight_hours", Hours: 8}
	retired := by("2024-01-31", initiatives())
	retired.Retired = true
	p := planOf(
		by("2024-03-31", inspections(), initiatives()),
		by("2024-06-30", milestone()),
		monthlyTask,
		eight,
		plan.Task{Deadline: plan.Deadline{Kind: plan.ByReference}},
		retired,
	)
	p.Questions = []plan.Question{{Key: "signer", Text: "Ai ký?"}}
	f := factsOf(p,
		monthly(10, justice, 2, fraction(0, 10)),
		monthly(30, justice, 2, fraction(97, 100), fraction(80, 100), fraction(99, 100)),
		monthly(31, finance, 2, fraction(99, 100), fraction(60, 100)),
		monthly(40, justice, 2, fraction(100, 100), fraction(98, 100), fraction(96, 100)),
	)
	f.Waiting = []plan.Waiting{
		{Task: 4, Unit: justice, Count: 3, Oldest: clock("2024-03-26 08:00")},
		{Task: 4, Unit: office, Count: 1, Oldest: clock("2024-03-27 09:00")},
		{Task: 6, Unit: office, Count: 1, Oldest: clock("2024-03-20 09:00")},
	}
	return p, f
}

// The order is that of task, rule, target and unit, does not hang on that of the plan, and nothing is told twice.
func TestConditionsComeInOrder(t *testing.T) {
	t.Parallel()
	p, f := busyPlan()
	at := clock("2024-03-28 10:00")
	want := p.Conditions(f, at)
	rules := map[plan.Rule]bool{}
	seen := map[plan.Subject]bool{}
	for i, c := range want {
		rules[c.Rule] = true
		if seen[c.Subject] {
			t.Errorf("%+v comes twice", c.Subject)
		}
		seen[c.Subject] = true
		if i > 0 && before(c.Subject, want[i-1].Subject) {
			t.Errorf("%+v comes after %+v", c.Subject, want[i-1].Subject)
		}
	}
	for _, rule := range []plan.Rule{plan.RuleDueSoon, plan.RuleMissing, plan.RuleBelow, plan.RulePace, plan.RuleWaiting, plan.RuleHole} {
		if !rules[rule] {
			t.Errorf("%s does not hold in the busy plan", rule)
		}
	}
	slices.Reverse(p.Tasks)
	slices.Reverse(f.Waiting)
	if got := p.Conditions(f, at); !reflect.DeepEqual(got, want) {
		t.Errorf("in reverse order got %+v, want %+v", got, want)
	}
}

func before(a, b plan.Subject) bool {
	switch {
	case a.Task != b.Task:
		return a.Task < b.Task
	case a.Rule != b.Rule:
		return a.Rule < b.Rule
	case a.Target != b.Target:
		return a.Target < b.Target
	default:
		return a.Unit < b.Unit
	}
}

func TestConditionsOfAnIndexedPlanAreTheSame(t *testing.T) {
	t.Parallel()
	p, f := busyPlan()
	at := clock("2024-03-28 10:00")
	want := p.Conditions(f, at)
	p.Index()
	if got := p.Conditions(f, at); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A task whose rules break must not keep the others from being judged.
func TestJudgeNamesABrokenTask(t *testing.T) {
	t.Parallel()
	p, f := busyPlan()
	at := clock("2024-03-28 10:00")
	whole := p.Conditions(f, at)
	p.Tasks[1].Targets[0].Goals = nil
	got, failed := p.Judge(f, at)
	want := slices.DeleteFunc(whole, func(c plan.Condition) bool { return c.Task == 2 })
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(failed) != 1 || failed[0].Task != 2 || failed[0].Err == nil {
		t.Errorf("got failures %+v, want task 2 alone", failed)
	}
}

// A condition began no later than today, except that a figure may be as of a day to come.
func TestConditionsHaveBegun(t *testing.T) {
	t.Parallel()
	p, f := busyPlan()
	rapid.Check(t, func(t *rapid.T) {
		at := drawInstant(t)
		for _, c := range p.Conditions(f, at) {
			ofFigure := c.Rule == plan.RuleBelow || c.Rule == plan.RulePace || c.Rule == plan.RuleBudget
			if c.Level < 1 || c.Since.IsZero() || !ofFigure && c.Rule != plan.RuleHole && c.Since.After(calendar.DateOf(at)) {
				t.Fatalf("at %s got %+v", at, c)
			}
		}
	})
}

// drawInstant draws an instant of the plan's year and the weeks after it.
func drawInstant(t *rapid.T) time.Time {
	on := day("2024-01-01").AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
	return on.At(calendar.TimeOfDay(rapid.IntRange(0, 24*60-1).Draw(t, "minute")), calendar.Zone)
}

// 3,321 communes are judged every morning.
func BenchmarkConditions(b *testing.B) {
	p, f := yearPlan()
	p.Index()
	at := clock("2024-08-01 08:00")
	b.ReportAllocs()
	b.ReportMetric(float64(len(p.Conditions(f, at))), "conditions")
	for b.Loop() {
		p.Conditions(f, at)
	}
}

// yearPlan is a plan of 24 tasks and six units with the figures of seven months.
func yearPlan() (*plan.Plan, plan.Facts) {
	each := dossiers()
	each.Scope = plan.PerUnit
	kinds := []plan.Task{
		by("2024-09-30", inspections()), by("2024-12-31", initiatives()), always(dossiers()), always(each),
		by("2024-06-30", milestone()), always(dossiers()),
	}
	kinds[2].Cadences = []plan.Cadence{{Every: plan.Month, Cutoff: 14}}
	kinds[3].Relations = lead("BPCM")
	kinds[5].Relations = lead("BPCM")
	var tasks []plan.Task
	for range 4 {
		tasks = append(tasks, kinds...)
	}
	p := planOf(tasks...)
	p.Units[3].Members = []string{"TPHT", "TCKT", "VHXH", "DC"}
	p.Units = append(p.Units, plan.Unit{ID: 5, Code: "VHXH"}, plan.Unit{ID: 6, Code: "DC"})
	var all [][]plan.Filed
	for i := range p.Tasks {
		task := &p.Tasks[i]
		for _, u := range p.ReportingUnits(task, &task.Targets[0]) {
			figures := make([]plan.Figure, 7)
			for m := range figures {
				figures[m] = figureOf(task.Targets[0], int64(m))
			}
			all = append(all, monthly(task.Targets[0].ID, u.ID, 1, figures...))
		}
	}
	f := factsOf(p, all...)
	f.Waiting = []plan.Waiting{{Task: 3, Unit: justice, Count: 2, Oldest: clock("2024-07-31 09:00")}}
	return p, f
}

func figureOf(t plan.Target, month int64) plan.Figure {
	switch {
	case t.Measure == plan.Milestone:
		return notDone
	case t.Measure == plan.Count:
		return number(month / 4)
	case t.Accumulation == plan.ToDate:
		return fraction(month, 40)
	default:
		return fraction(146-month%3, 150)
	}
}
