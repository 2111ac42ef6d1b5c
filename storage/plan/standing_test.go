package plan_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func day(s string) calendar.Date {
	date, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return date
}

func fraction(num, den int64) plan.Figure {
	return plan.Figure{Kind: plan.Fraction, Num: d(num), Den: d(den)}
}

// dossiers is a rate judged with every figure; inspections grow towards a date among a fixed population.
func dossiers() plan.Target {
	return plan.Target{
		Measure: plan.Ratio, Accumulation: plan.ByPeriod, Judged: plan.Continuously, MinSample: 20,
		Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: d(97)}},
	}
}

func inspections() plan.Target {
	return plan.Target{
		Measure: plan.Ratio, Accumulation: plan.ToDate, Judged: plan.AtDue,
		Goals: []plan.Goal{{Comparator: plan.MoreThan, Value: d(30)}},
	}
}

func month(no int) plan.Period { return plan.Period{Kind: plan.Month, Year: 2024, No: no} }

func filed(no int, f plan.Figure) plan.Filed {
	_, to := month(no).Span(14)
	return plan.Filed{Slot: plan.Slot{Target: 1, Unit: 1, Period: month(no)}, Figure: f, AsOf: to, Entry: int64(no)}
}

func TestAssess(t *testing.T) {
	t.Parallel()
	whole := dossiers()
	whole.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(100)}}
	initiatives := plan.Target{
		Measure: plan.Count, Accumulation: plan.ToDate, Judged: plan.AtDue,
		Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: d(3)}},
	}
	done := plan.Target{Measure: plan.Milestone, Accumulation: plan.ToDate, Judged: plan.AtDue, Goals: []plan.Goal{{Comparator: plan.Exactly}}}
	number := func(n int64) plan.Figure { return plan.Figure{Kind: plan.Number, Num: d(n)} }
	for _, c := range []struct {
		name   string
		target plan.Target
		filed  []plan.Filed
		on     string
		want   plan.Standing
	}{
		{"nothing reported", dossiers(), nil, "2024-06-03", plan.NoData},
		{"96,96% is below 97%", dossiers(), []plan.Filed{filed(3, fraction(9696, 10000))}, "2024-06-03", plan.Below},
		{"97% is at least 97%", dossiers(), []plan.Filed{filed(3, fraction(97, 100))}, "2024-06-03", plan.Met},
		{"nineteen cases are too few", dossiers(), []plan.Filed{filed(3, fraction(15, 19))}, "2024-06-03", plan.NoData},
		{"no cases are neither 0% nor 100%", dossiers(), []plan.Filed{filed(3, plan.Figure{Kind: plan.NoCases})}, "2024-06-03", plan.NoData},
		{"a period without cases adds nothing", dossiers(), []plan.Filed{filed(3, fraction(30, 30)), filed(4, plan.Figure{Kind: plan.NoCases})}, "2024-06-03", plan.Met},
		{"the year is met, the last month is not", dossiers(), []plan.Filed{filed(3, fraction(1000, 1000)), filed(4, fraction(19, 20))}, "2024-06-03", plan.AtRisk},
		{"one miss of a whole is out of reach", whole, []plan.Filed{filed(3, fraction(199, 200))}, "2024-06-03", plan.OutOfReach},
		{"one miss is out of reach however few the cases", whole, []plan.Filed{filed(3, fraction(4, 5))}, "2024-06-03", plan.OutOfReach},
		{"a percentage alone is taken at its word", dossiers(), []plan.Filed{filed(3, plan.Figure{Kind: plan.Percent, Num: d(96)})}, "2024-06-03", plan.Below},
		{"a strict goal is not met by itself", inspections(), []plan.Filed{filed(3, fraction(3, 10))}, "2024-06-30", plan.Below},
		{"one more unit meets it", inspections(), []plan.Filed{filed(3, fraction(4, 10))}, "2024-06-30", plan.Met},
		{"before the date only the road counts", inspections(), []plan.Filed{filed(3, fraction(1, 10))}, "2024-02-01", plan.OnTrack},
		{"behind the road", inspections(), []plan.Filed{filed(3, fraction(1, 10))}, "2024-05-31", plan.AtRisk},
		{"two initiatives of three in April", initiatives, []plan.Filed{filed(3, number(2))}, "2024-04-15", plan.OnTrack},
		{"three initiatives", initiatives, []plan.Filed{filed(3, number(3))}, "2024-04-15", plan.Met},
		{"two initiatives when they were due", initiatives, []plan.Filed{filed(3, number(2))}, "2024-07-01", plan.Below},
		{"a milestone not reached is on its way until it is due", done, []plan.Filed{filed(3, plan.Figure{Kind: plan.NotDone})}, "2024-06-29", plan.OnTrack},
		{"and a miss from then on", done, []plan.Filed{filed(3, plan.Figure{Kind: plan.NotDone})}, "2024-06-30", plan.Below},
		{"a withdrawn figure is none", dossiers(), []plan.Filed{filed(3, plan.Figure{Kind: plan.Withdrawn})}, "2024-06-03", plan.NoData},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := plan.Horizon{From: day("2024-01-01"), Due: day("2024-06-30")}
			got := plan.Assess(c.target, plan.UnitTotal(c.target, c.filed), h, day(c.on))
			if got.Standing != c.want {
				t.Errorf("got %s, want %s: %+v", got.Standing, c.want, got)
			}
		})
	}
}

func TestTotalOfPercentagesIsTheLatest(t *testing.T) {
	t.Parallel()
	total := plan.UnitTotal(dossiers(), []plan.Filed{filed(4, plan.Figure{Kind: plan.Percent, Num: d(98)}), filed(3, fraction(1, 2))})
	if !total.Unsummed || !total.Figure.Equal(plan.Figure{Kind: plan.Percent, Num: d(98)}) {
		t.Errorf("got %+v, want April's 98%% alone", total)
	}
}

// Adding figures must not depend on the order they came in, and must equal adding by hand.
func TestUnitTotalAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all []plan.Filed
		var num, den int64
		for no := range rapid.IntRange(1, 12).Draw(t, "months") {
			d := rapid.Int64Range(1, 300).Draw(t, "den")
			n := rapid.Int64Range(0, d).Draw(t, "num")
			num, den = num+n, den+d
			all = append(all, filed(no+1, fraction(n, d)))
		}
		last := all[len(all)-1]
		total := plan.UnitTotal(dossiers(), rapid.Permutation(all).Draw(t, "order"))
		if !total.Figure.Equal(fraction(num, den)) || total.Last.Entry != last.Entry || total.Periods != len(all) {
			t.Fatalf("got %+v, want %d/%d and the last of %d months", total, num, den, len(all))
		}
	})
}

// A further good case never worsens a standing, and a raised goal never betters it.
func TestAssessIsMonotonic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := rapid.SampledFrom([]plan.Target{dossiers(), inspections()}).Draw(t, "target")
		target.MinSample = 0
		_, goal, num, den := drawCase(t)
		target.Goals = []plan.Goal{{Comparator: target.Goals[0].Comparator, Value: goal}}
		on := day("2024-01-01").AddDays(rapid.IntRange(0, 365).Draw(t, "day"))
		h := plan.Horizon{From: day("2024-01-01"), Due: day("2024-06-30")}
		judge := func(target plan.Target, n, d int64) plan.Standing {
			return plan.Assess(target, plan.UnitTotal(target, []plan.Filed{filed(3, fraction(n, d))}), h, on).Standing
		}
		now := judge(target, num, den)
		if num < den {
			if better := judge(target, num+1, den); plan.Worse(better, now) < 0 {
				t.Fatalf("one more good case turned %s into %s", now, better)
			}
		}
		target.Goals[0].Value = goal.Add(decimal.NewFromInt(1))
		if stricter := judge(target, num, den); plan.Worse(now, stricter) < 0 {
			t.Fatalf("a raised goal turned %s into %s", now, stricter)
		}
	})
}

func TestRoadValue(t *testing.T) {
	t.Parallel()
	target := inspections()
	target.Road = []plan.Waypoint{{On: day("2024-03-31"), Value: d(10)}}
	h := plan.Horizon{From: day("2024-01-01"), Due: day("2024-06-30")}
	for on, want := range map[string]string{
		"2023-12-01": "0", "2024-01-01": "0", "2024-02-15": "5", "2024-03-31": "10", "2024-06-30": "30", "2024-12-31": "30",
	} {
		if got := plan.RoadValue(target, d(30), h, day(on)); !got.Equal(dec(t, want)) {
			t.Errorf("on %s got %v, want %s", on, got, want)
		}
	}
}

func TestAssessDeadline(t *testing.T) {
	t.Parallel()
	sunday := plan.Deadline{Kind: plan.ByDate, Due: day("2024-03-31")}
	undated := plan.Deadline{Kind: plan.Undated}
	declared := plan.Course{Declared: day("2024-03-28")}
	confirmed := plan.Course{Done: day("2024-03-28")}
	extended := plan.Course{Extended: day("2024-04-15")}
	awaited := plan.Course{AskedFor: day("2024-04-30"), Awaited: day("2024-04-02")}
	for _, c := range []struct {
		name     string
		deadline plan.Deadline
		course   plan.Course
		done, on string
		want     plan.DueStanding
		left     int
	}{
		{"months ahead", sunday, plan.Course{}, "", "2024-01-02", plan.OpenDue, 58},
		{"seven working days", sunday, plan.Course{}, "", "2024-03-20", plan.DueSoon, 7},
		{"the last working day before a Sunday", sunday, plan.Course{}, "", "2024-03-29", plan.DueToday, 0},
		{"the Sunday itself", sunday, plan.Course{}, "", "2024-03-31", plan.DueToday, 0},
		{"the day after", sunday, plan.Course{}, "", "2024-04-01", plan.Overdue, -1},
		{"done on the Sunday", sunday, plan.Course{}, "2024-03-31", "2024-05-01", plan.DoneOnTime, -19},
		{"done on the Monday", sunday, plan.Course{}, "2024-04-01", "2024-05-01", plan.DoneLate, -19},
		{"an ongoing duty is never due", plan.Deadline{Kind: plan.Ongoing, Due: day("2024-12-31")}, plan.Course{}, "", "2025-01-15", plan.Running, 0},
		{"by another plan", plan.Deadline{Kind: plan.ByReference}, plan.Course{}, "", "2024-06-01", plan.NoDeadline, 0},
		{"declared in time, confirmed by nobody yet", sunday, declared, "", "2024-04-02", plan.DueDeclared, -2},
		{"declared without a date", undated, declared, "", "2024-04-02", plan.DueDeclared, 0},
		{"confirmed after the date, as declared before it", sunday, confirmed, "", "2024-04-02", plan.DoneOnTime, -2},
		{"confirmed, whatever the figures say", sunday, confirmed, "2024-04-10", "2024-04-12", plan.DoneOnTime, -10},
		{"confirmed without a date", undated, confirmed, "", "2024-04-02", plan.DoneOnTime, 0},
		{"extended", sunday, extended, "", "2024-04-01", plan.OpenDue, 10},
		{"after the extension", sunday, extended, "", "2024-04-16", plan.Overdue, -1},
		{"done within the extension", sunday, extended, "2024-04-12", "2024-04-16", plan.DoneOnTime, -1},
		{"a letter is out, before the date", sunday, awaited, "", "2024-03-20", plan.DueSoon, 7},
		{"a letter is out, after the date", sunday, awaited, "", "2024-04-02", plan.DueAwaited, -2},
		{"no answer came: overdue since the original date", sunday, awaited, "", "2024-04-03", plan.Overdue, -3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var done calendar.Date
			if c.done != "" {
				done = day(c.done)
			}
			got := plan.AssessDeadline(&plan.Task{Deadline: c.deadline, Course: c.course}, done, calendar.New(), day(c.on))
			if got.Standing != c.want || got.Left != c.left {
				t.Errorf("got %s, %d left, want %s, %d left", got.Standing, got.Left, c.want, c.left)
			}
		})
	}
}

func TestPeriodSpan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		period   plan.Period
		cutoff   plan.Cutoff
		from, to string
	}{
		{plan.Period{Kind: plan.Month, Year: 2024, No: 1}, 14, "2023-12-15", "2024-01-14"},
		{plan.Period{Kind: plan.Month, Year: 2024, No: 3}, 0, "2024-03-01", "2024-03-31"},
		{plan.Period{Kind: plan.Quarter, Year: 2024, No: 2}, 14, "2024-03-15", "2024-06-14"},
		{plan.Period{Kind: plan.Half, Year: 2024, No: 1}, 14, "2023-12-15", "2024-06-14"},
		{plan.Period{Kind: plan.NineMonths, Year: 2024, No: 1}, 14, "2023-12-15", "2024-09-14"},
		{plan.Period{Kind: plan.Year, Year: 2024, No: 1}, 0, "2024-01-01", "2024-12-31"},
	} {
		from, to := c.period.Span(c.cutoff)
		if from != day(c.from) || to != day(c.to) {
			t.Errorf("%+v: got %s to %s, want %s to %s", c.period, from, to, c.from, c.to)
		}
	}
}

// Every day lies in the period that PeriodOf finds for it, and periods follow each other without gap.
func TestPeriodOfContainsTheDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]plan.PeriodKind{plan.Month, plan.Quarter, plan.Half, plan.Year}).Draw(t, "kind")
		cutoff := plan.Cutoff(rapid.IntRange(0, 28).Draw(t, "cutoff"))
		on := calendar.NewDate(2024, time.January, 1).AddDays(rapid.IntRange(0, 2500).Draw(t, "day"))
		p := plan.PeriodOf(kind, on, cutoff)
		from, to := p.Span(cutoff)
		if on.Before(from) || on.After(to) || !p.Valid() {
			t.Fatalf("%s is not in %+v, %s to %s", on, p, from, to)
		}
		if _, before := p.Previous().Span(cutoff); before.AddDays(1) != from {
			t.Fatalf("%+v begins %s, the one before ends %s", p, from, before)
		}
	})
}
