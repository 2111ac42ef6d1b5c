package plan_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// reporting is a duty that is reported on by cadence, by the office alone.
func reporting(c plan.Cadence, targets ...plan.Target) plan.Task {
	task := always(targets...)
	task.Cadences = []plan.Cadence{c}
	task.Relations = lead("VPTK")
	return task
}

var byMonth = plan.Cadence{Every: plan.Month, Cutoff: 14}

// asked is what is missing, by scope.
func asked(p *plan.Plan, f plan.Facts, at string) map[string]plan.Level {
	levels := map[string]plan.Level{}
	for _, c := range conditions(p, f, plan.RuleMissing, at) {
		levels[c.Scope] = c.Level
	}
	return levels
}

func TestMissingReport(t *testing.T) {
	t.Parallel()
	march := reporting(byMonth, dossiers())
	within := reporting(plan.Cadence{Every: plan.Month, Cutoff: 14, Within: 3}, dossiers())
	calendarMonths := reporting(plan.Cadence{Every: plan.Month}, dossiers())
	for _, c := range []struct {
		name     string
		task     plan.Task
		filed    int // figures are in up to this month
		at       string
		scope    string
		level    plan.Level
		since    string
		reportBy string
		left     int
	}{
		// February is cut off on Wednesday 14/02, in the middle of Tết: the last working day is the 7th.
		{"before the notice", march, 0, "2024-02-06 07:44", "month/2024/2", 0, "", "", 0},
		{"the notice before Tết", march, 0, "2024-02-06 07:45", "month/2024/2", plan.MissingAhead, "2024-02-06", "2024-02-15", 2},
		{"during Tết", march, 0, "2024-02-14 16:00", "month/2024/2", plan.MissingAhead, "2024-02-06", "2024-02-15", 1},
		{"the first day after it", march, 0, "2024-02-15 15:59", "month/2024/2", plan.MissingAhead, "2024-02-06", "2024-02-15", 0},
		{"at four o'clock", march, 0, "2024-02-15 16:00", "month/2024/2", plan.MissingDue, "2024-02-15", "2024-02-15", 0},
		{"to the end of the day", march, 0, "2024-02-15 23:59", "month/2024/2", plan.MissingDue, "2024-02-15", "2024-02-15", 0},
		{"the day after", march, 0, "2024-02-16 00:00", "month/2024/2", plan.MissingLate, "2024-02-16", "2024-02-15", -1},
		{"when the plan is issued", march, 0, "2024-02-16", "month/2024/2", plan.MissingLate, "2024-02-16", "2024-02-15", -1},

		{"an ordinary cut-off, a Thursday", march, 2, "2024-03-13 07:45", "month/2024/3", plan.MissingAhead, "2024-03-13", "2024-03-14", 1},
		{"due on the cut-off itself", march, 2, "2024-03-14 16:00", "month/2024/3", plan.MissingDue, "2024-03-14", "2024-03-14", 0},
		{"reported", march, 3, "2024-03-20", "month/2024/3", 0, "", "", 0},

		// 14/04 is a Sunday: the notice comes on Thursday, a working day before Friday, the report is due on Monday.
		{"before a Sunday", march, 3, "2024-04-11 07:44", "month/2024/4", 0, "", "", 0},
		{"a working day before Friday", march, 3, "2024-04-11 07:45", "month/2024/4", plan.MissingAhead, "2024-04-11", "2024-04-15", 2},
		{"on the Monday after", march, 3, "2024-04-15 16:00", "month/2024/4", plan.MissingDue, "2024-04-15", "2024-04-15", 0},

		{"three working days after the cut-off", within, 2, "2024-03-18 17:00", "month/2024/3", plan.MissingAhead, "2024-03-13", "2024-03-19", 1},
		{"on the third", within, 2, "2024-03-19 16:00", "month/2024/3", plan.MissingDue, "2024-03-19", "2024-03-19", 0},

		// March ends on Sunday the 31st, April on a holiday before which a Monday is swapped away.
		{"March by the calendar", calendarMonths, 2, "2024-03-28 07:45", "month/2024/3", plan.MissingAhead, "2024-03-28", "2024-04-01", 2},
		{"April by the calendar", calendarMonths, 3, "2024-04-25 07:44", "month/2024/4", 0, "", "", 0},
		{"its notice", calendarMonths, 3, "2024-04-25 07:45", "month/2024/4", plan.MissingAhead, "2024-04-25", "2024-05-02", 2},
		{"due after the holidays", calendarMonths, 3, "2024-05-02 16:00", "month/2024/4", plan.MissingDue, "2024-05-02", "2024-05-02", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			f := plan.Facts{}
			if c.filed > 0 {
				figures := slices.Repeat([]plan.Figure{fraction(99, 100)}, c.filed)
				f = factsOf(p, monthly(10, office, 1, figures...))
			}
			got := condition(t, p, f, plan.RuleMissing, c.at)
			if got.Level != c.level || got.Since.String() != c.since {
				t.Fatalf("got level %d since %s, want %d since %s", got.Level, got.Since, c.level, c.since)
			}
			if c.level == 0 {
				return
			}
			in := got.Inputs
			if got.Scope != c.scope || got.Unit != office || got.Target != 0 || in.ReportBy != day(c.reportBy) || in.Left != c.left {
				t.Errorf("got %+v, by %s with %d left, want %s by %s with %d", got.Subject, in.ReportBy, in.Left, c.scope, c.reportBy, c.left)
			}
			if _, cutoff := in.Period.Span(c.task.Cadences[0].Cutoff); in.Cutoff != cutoff || !slices.Equal(in.Targets, []int64{10}) {
				t.Errorf("got cut-off %s, targets %v", in.Cutoff, in.Targets)
			}
		})
	}
}

// Late figures count, so older periods stay missing; the newest one names them, the oldest first. January is not
// asked for, because half of it lies before the plan.
func TestMissingReportsOfSeveralPeriods(t *testing.T) {
	t.Parallel()
	p := planOf(reporting(byMonth, dossiers()))
	f := factsOf(p, monthly(10, office, 4, noCases))
	got := conditions(p, f, plan.RuleMissing, "2024-06-13 08:00")
	var scopes []string
	for i, c := range got {
		scopes = append(scopes, c.Scope)
		if last := i == len(got)-1; last != (len(c.Inputs.Earlier) > 0) {
			t.Errorf("%s names %v", c.Scope, c.Inputs.Earlier)
		}
	}
	if want := []string{"month/2024/2", "month/2024/3", "month/2024/5", "month/2024/6"}; !slices.Equal(scopes, want) {
		t.Fatalf("got %v, want %v", scopes, want)
	}
	if newest := got[3]; !slices.Equal(newest.Inputs.Earlier, []plan.Period{month(2), month(3), month(5)}) || newest.Level != plan.MissingAhead {
		t.Errorf("got %+v", newest)
	}
}

func TestMissingReportsOfEveryUnitAndTarget(t *testing.T) {
	t.Parallel()
	each := dossiers()
	each.Scope = plan.PerUnit
	task := reporting(byMonth, dossiers(), each)
	task.Relations = append(lead("BPCM"), plan.Relation{Kind: plan.Coordinate, Unit: "VPTK"})
	p := planOf(task)
	f := factsOf(p, monthly(10, justice, 2, noCases), monthly(11, finance, 2, fraction(1, 1)), monthly(10, finance, 2, fraction(1, 1)))
	got := map[int64][]int64{}
	for _, c := range conditions(p, f, plan.RuleMissing, "2024-02-20") {
		got[c.Unit] = c.Inputs.Targets
	}
	want := map[int64][]int64{office: {11}, justice: {11}} // the office coordinates: it is measured for itself only
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMissingReportsOfLongerPeriods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		cadence plan.Cadence
		at      string
		want    map[string]plan.Level
	}{
		{"the first quarter begins in December", plan.Cadence{Every: plan.Quarter, Cutoff: 14}, "2024-03-14 16:00", map[string]plan.Level{"quarter/2024/1": plan.MissingDue}},
		{"quarters by the calendar", plan.Cadence{Every: plan.Quarter}, "2024-07-02", map[string]plan.Level{"quarter/2024/1": plan.MissingLate, "quarter/2024/2": plan.MissingLate}},
		{"half a year", plan.Cadence{Every: plan.Half, Cutoff: 14}, "2024-06-14 12:00", map[string]plan.Level{"half/2024/1": plan.MissingAhead}},
		{"nine months", plan.Cadence{Every: plan.NineMonths, Cutoff: 14}, "2024-09-16 16:00", map[string]plan.Level{"nine_months/2024/1": plan.MissingDue}},
		{"the year by its cut-off", plan.Cadence{Every: plan.Year, Cutoff: 14}, "2024-12-17", map[string]plan.Level{"year/2024/1": plan.MissingLate}},
		{"the year by the calendar, due on a holiday", plan.Cadence{Every: plan.Year}, "2025-01-01 17:00", map[string]plan.Level{"year/2024/1": plan.MissingLate}},
		{"nothing of the year before", plan.Cadence{Every: plan.Quarter, Cutoff: 14}, "2024-02-20", map[string]plan.Level{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(reporting(c.cadence, dossiers()))
			if got := asked(p, plan.Facts{}, c.at); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestNothingIsMissingWhereNothingIsAskedFor(t *testing.T) {
	t.Parallel()
	at := "2024-03-20"
	noCadence := always(dossiers())
	reached := planOf(reporting(byMonth, milestone()))
	for name, c := range map[string]struct {
		p    *plan.Plan
		f    plan.Facts
		want int
	}{
		"without cadence":                  {p: planOf(noCadence)},
		"without target":                   {p: planOf(reporting(byMonth))},
		"a milestone that is reached":      {p: reached, f: factsOf(reached, monthly(10, office, 2, done))},
		"one that is not":                  {p: reached, f: factsOf(reached, monthly(10, office, 2, notDone)), want: 1},
		"one that is asked for each month": {p: monthlyMilestone(), f: factsOf(monthlyMilestone(), monthly(10, office, 2, done)), want: 1},
	} {
		if got := conditions(c.p, c.f, plan.RuleMissing, at); len(got) != c.want {
			t.Errorf("%s: got %+v, want %d", name, got, c.want)
		}
	}
}

// monthlyMilestone is a report that must be written every month.
func monthlyMilestone() *plan.Plan {
	target := milestone()
	target.Accumulation, target.Judged = plan.ByPeriod, plan.Continuously
	return planOf(reporting(byMonth, target))
}

// As time goes by a report that does not come is only ever more missing, and never forgotten.
func TestMissingReportsOnlyGrow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cadence := plan.Cadence{
			Every:  rapid.SampledFrom([]plan.PeriodKind{plan.Month, plan.Quarter, plan.Half, plan.NineMonths, plan.Year}).Draw(t, "every"),
			Cutoff: plan.Cutoff(rapid.IntRange(0, 28).Draw(t, "cutoff")),
			Within: rapid.IntRange(0, 10).Draw(t, "within"),
		}
		p := planOf(reporting(cadence, dossiers()))
		a, b := drawInstant(t), drawInstant(t)
		if b.Before(a) {
			a, b = b, a
		}
		later := map[plan.Subject]plan.Condition{}
		for _, c := range p.Conditions(plan.Facts{}, b) {
			later[c.Subject] = c
		}
		for _, c := range p.Conditions(plan.Facts{}, a) {
			if c.Rule != plan.RuleMissing {
				continue
			}
			if later[c.Subject].Level < c.Level {
				t.Fatalf("at %s got %+v, at %s %+v", a, c, b, later[c.Subject])
			}
			in := c.Inputs
			if in.Cutoff.Before(p.From) || in.Cutoff.After(p.Until) || in.ReportBy.Before(in.Cutoff) || !p.Calendar.Workday(in.ReportBy) {
				t.Fatalf("got %+v", in)
			}
			if c.Since.After(calendar.DateOf(a)) || (c.Level == plan.MissingLate) != in.ReportBy.Before(calendar.DateOf(a)) {
				t.Fatalf("at %s got %+v", a, c)
			}
		}
	})
}
