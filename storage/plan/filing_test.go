package plan_test

import (
	"reflect"
	"slices"
	"testing"

	"planbot/storage/plan"
)

// threefold is a duty that is reported on every month, every quarter and for the year.
func threefold(within int, targets ...plan.Target) *plan.Plan {
	task := reporting(byMonth, targets...)
	task.Cadences = []plan.Cadence{byMonth, {Every: plan.Quarter, Cutoff: 14, Within: within}, {Every: plan.Year, Cutoff: 14}}
	return planOf(task)
}

// renewed is a report that must be written for every period.
func renewed() plan.Target {
	target := milestone()
	target.Accumulation, target.Judged = plan.ByPeriod, plan.Continuously
	return target
}

func quarterly(no int, f plan.Figure) plan.Filed {
	one := filed(3*no, f)
	one.Slot.Target, one.Slot.Period = 10, plan.Period{Kind: plan.Quarter, Year: 2024, No: no}
	return one
}

// Every cadence asks for its own periods by its own rule. The report of a quarter is one of its own; the sum of a
// quarter follows from its months, and a value to date from the last of them.
func TestMissingReportsOfEveryCadence(t *testing.T) {
	t.Parallel()
	renewedFacts := func(p *plan.Plan, months int, more ...plan.Filed) plan.Facts {
		figures := slices.Repeat([]plan.Figure{done}, months)
		return factsOf(p, append(monthly(10, office, 2, figures...), more...))
	}
	late := plan.MissingLate
	own := threefold(0, renewed())
	slow := threefold(3, renewed())
	sums := threefold(0, dossiers())
	toDate := threefold(0, inspections())
	for _, c := range []struct {
		name string
		p    *plan.Plan
		f    plan.Facts
		at   string
		want map[string]plan.Level
	}{
		{"nothing is in", own, plan.Facts{}, "2024-03-18", map[string]plan.Level{"month/2024/2": late, "month/2024/3": late, "quarter/2024/1": late}},
		{"the months are in", own, renewedFacts(own, 2), "2024-03-18", map[string]plan.Level{"quarter/2024/1": late}},
		{"the quarter is in too", own, renewedFacts(own, 2, quarterly(1, done)), "2024-03-18", map[string]plan.Level{}},
		{"it was taken back", own, renewedFacts(own, 2, quarterly(1, plan.Figure{Kind: plan.Withdrawn})), "2024-03-18", map[string]plan.Level{"quarter/2024/1": late}},
		{"the quarter has three days more", slow, plan.Facts{}, "2024-03-18", map[string]plan.Level{"month/2024/2": late, "month/2024/3": late, "quarter/2024/1": plan.MissingAhead}},
		{"and is due on the third", slow, renewedFacts(slow, 2), "2024-03-19 16:00", map[string]plan.Level{"quarter/2024/1": plan.MissingDue}},
		{"the sum of the quarter", sums, factsOf(sums, monthly(10, office, 2, noCases, fraction(99, 100))), "2024-03-18", map[string]plan.Level{}},
		{"of which a month lacks", sums, factsOf(sums, monthly(10, office, 3, fraction(99, 100))), "2024-03-18", map[string]plan.Level{"month/2024/2": late, "quarter/2024/1": late}},
		{"a value to date", toDate, factsOf(toDate, monthly(10, office, 3, fraction(1, 10))), "2024-03-18", map[string]plan.Level{"month/2024/2": late}},
		{"before the end of the quarter", toDate, factsOf(toDate, monthly(10, office, 2, fraction(1, 10))), "2024-03-18", map[string]plan.Level{"month/2024/3": late, "quarter/2024/1": late}},
		{"a milestone that is not reached yet", threefold(0, milestone()), factsOf(threefold(0, milestone()), monthly(10, office, 2, notDone, notDone)), "2024-03-18", map[string]plan.Level{}},
	} {
		if got := asked(c.p, c.f, c.at); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// What is cut off and due together is one matter: the longest period names the shorter ones, and they are muted by it.
func TestMissingReportsThatFallTogether(t *testing.T) {
	t.Parallel()
	p := threefold(0, renewed())
	got := conditions(p, plan.Facts{}, plan.RuleMissing, "2024-12-17")
	year, quarter := got[len(got)-1], got[len(got)-2]
	if year.Scope != "year/2024/1" || quarter.Scope != "quarter/2024/4" {
		t.Fatalf("got %s before %s", quarter.Scope, year.Scope)
	}
	fourth, december := quarter.Inputs.Period, month(12)
	if !slices.Equal(year.Inputs.Beside, []plan.Period{december, fourth}) || !slices.Equal(quarter.Inputs.Beside, []plan.Period{december}) {
		t.Errorf("beside the year %v, beside the quarter %v", year.Inputs.Beside, quarter.Inputs.Beside)
	}
	if len(quarter.Inputs.Earlier) != 0 || len(year.Inputs.Earlier) != 13 || !year.Inputs.SpeaksFor(december) || !year.Inputs.SpeaksFor(month(2)) {
		t.Errorf("the year names %v, the quarter %v", year.Inputs.Earlier, quarter.Inputs.Earlier)
	}
	open := []plan.Episode{{Subject: year.Subject, Level: year.Level, Inputs: year.Inputs}, {Subject: quarter.Subject, Level: quarter.Level, Inputs: quarter.Inputs}}
	if !p.Muted(open[1], open) || p.Muted(open[0], open) {
		t.Error("the year must speak for the quarter, and nothing for the year")
	}
}

// A missing sum of a quarter says nothing about the month that is in.
func TestMissingQuarterDoesNotHideAFreshShortfall(t *testing.T) {
	t.Parallel()
	p := threefold(0, dossiers())
	f := factsOf(p, monthly(10, office, 3, fraction(50, 100)))
	var open []plan.Episode
	for _, c := range p.Conditions(f, clock("2024-03-18")) {
		open = append(open, plan.Episode{Subject: c.Subject, Level: c.Level, Inputs: c.Inputs, State: plan.Pending})
	}
	for _, e := range open {
		if e.Rule == plan.RuleBelow && p.Muted(e, open) {
			t.Errorf("%+v is muted", e.Subject)
		}
	}
}

// A period is in the plan's reports where some task has such a cadence, and is shown beside those cut off with it.
func TestCutOffWith(t *testing.T) {
	t.Parallel()
	p := threefold(0, renewed())
	p.Cutoff = 14
	for no, want := range map[int]int{2: 1, 3: 2, 6: 2, 12: 3} {
		if got := p.CoveragesOf(plan.Facts{}, month(no), day("2024-12-31")); len(got) != want {
			t.Errorf("with month %d got %v, want %d", no, got, want)
		}
	}
	all := p.CoveragesOf(plan.Facts{}, plan.Period{Kind: plan.Quarter, Year: 2024, No: 1}, day("2024-12-31"))
	if len(all) != 1 || all[0].Tasks != 1 || len(all[0].Owes()) != 1 || !all[0].Reports(office) {
		t.Errorf("got %+v", all)
	}
}
