package plan_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// inspected is a plan of three tasks: a rate that is judged at once, a milestone that falls due, and one given later.
func inspected() *plan.Plan {
	goal := []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}}
	lead := []plan.Relation{{Kind: plan.Lead, Unit: "TPHT"}}
	return &plan.Plan{
		ID: 1, From: calendar.NewDate(2024, time.January, 1), Until: calendar.NewDate(2024, time.December, 31), Cutoff: 14,
		Units: []plan.Unit{{ID: 1, Code: "VP", Kind: plan.Office}, {ID: 2, Code: "TPHT", Kind: plan.Specialised}, {ID: 3, Code: "VHXH", Kind: plan.Specialised}},
		Areas: []plan.Area{{No: 1, Name: "one"}, {No: 2, Name: "two"}},
		Tasks: []plan.Task{
			{ID: 1, No: 1, Area: 1, Relations: lead, Deadline: plan.Deadline{Kind: plan.Ongoing},
				Cadences: []plan.Cadence{{Every: plan.Month, Cutoff: 14}},
				Targets:  []plan.Target{{ID: 1, Mark: "a", Measure: plan.Ratio, Goals: goal, Accumulation: plan.ByPeriod, Judged: plan.Continuously, Scope: plan.PerCommune}}},
			{ID: 2, No: 2, Area: 2, Relations: lead, Deadline: plan.Deadline{Kind: plan.ByDate, Due: calendar.NewDate(2024, time.June, 17)},
				Course: plan.Course{Declared: calendar.NewDate(2024, time.June, 20), Done: calendar.NewDate(2024, time.June, 20)}},
			{ID: 3, No: 101, Relations: []plan.Relation{{Kind: plan.Lead, Unit: "VP"}}, Deadline: plan.Deadline{Kind: plan.ByDate, Due: calendar.NewDate(2024, time.July, 30)},
				Given: plan.Given{On: calendar.NewDate(2024, time.June, 18)}},
		},
	}
}

func dossier(id int64, month int, num, den int64) plan.Entry {
	return plan.Entry{
		ID: id, Slot: plan.Slot{Target: 1, Unit: 2, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(den)},
		AsOf:   calendar.NewDate(2024, time.Month(month), 14),
	}
}

// totalsOf folds figures, one a slot.
func totalsOf(p *plan.Plan, figures ...plan.Entry) plan.Totals {
	return plan.Snapshot{Plan: p, Figures: figures}.Facts().Totals
}

func TestOverviewSince(t *testing.T) {
	t.Parallel()
	p := inspected()
	leaders := plan.Unit{Kind: plan.Leaders}
	day := calendar.NewDate(2024, time.June, 21)
	cut, ok := p.FormerCut(day)
	if want := (plan.Period{Kind: plan.Month, Year: 2024, No: 6}); !ok || cut.Period != want || cut.To != calendar.NewDate(2024, time.June, 14) {
		t.Fatalf("the former period is %v until %v, want %v until the 14th", cut.Period, cut.To, want)
	}
	all := []plan.Entry{dossier(1, 5, 90, 100), dossier(2, 7, 900, 900)}
	record := plan.Record{Plan: p, Entries: all}
	former := record.At(cut).Overview(leaders)
	now := p.Overview(totalsOf(p, all...), leaders, day)
	if diff := cmp.Diff(plan.Tally{plan.ClassShort: 1, plan.ClassUnderWay: 1}, former.Tally); diff != "" {
		t.Errorf("then (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(plan.Tally{plan.ClassReached: 2, plan.ClassUnderWay: 1}, now.Tally); diff != "" {
		t.Errorf("now (-want +got):\n%s", diff)
	}
	shift := now.Since(former)
	if len(shift.Better) != 2 || len(shift.Worse) != 0 || shift.Change[plan.ClassReached] != 2 || shift.Change[plan.ClassShort] != -1 {
		t.Errorf("changed: %v", shift)
	}
	if back := former.Since(now); len(back.Worse) != 2 || len(back.Better) != 0 {
		t.Errorf("changed back: %v", back)
	}
	if n := p.Tasks[1].Course.Done; n.IsZero() {
		t.Error("looking back changed the plan itself")
	}
}

// However it is divided, every task is counted once; a unit's row is what the unit itself is shown.
func TestOverviewCountsEveryTaskOnce(t *testing.T) {
	t.Parallel()
	p := inspected()
	day := calendar.NewDate(2024, time.June, 21)
	totals := totalsOf(p, dossier(1, 5, 90, 100))
	o := p.Overview(totals, plan.Unit{Kind: plan.Leaders}, day)
	n := 0
	for _, a := range o.Areas {
		n += a.Tally.Tasks()
	}
	if n != 3 || o.Tally.Tasks() != 3 {
		t.Errorf("areas count %d, the whole %d, want 3", n, o.Tally.Tasks())
	}
	for _, u := range o.Units {
		if u.Unit.SeesAll() {
			continue
		}
		if diff := cmp.Diff(p.Overview(totals, u.Unit, day).Tally, u.Tally); diff != "" {
			t.Errorf("%s (-own +shown):\n%s", u.Unit.Code, diff)
		}
	}
	if red := o.Reds(); len(red) != 1 || red[0].Task.No != 1 {
		t.Errorf("red: %v", red)
	}
}

// Before the plan began there is nothing to compare with.
func TestNoFormerPeriod(t *testing.T) {
	t.Parallel()
	if cut, ok := inspected().FormerCut(calendar.NewDate(2024, time.January, 10)); ok {
		t.Errorf("compared with %v, before the plan", cut.To)
	}
}

func morningOf(year int, month time.Month, day int) time.Time {
	return calendar.NewDate(year, month, day).At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
}
