package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// A unit owes the tasks whose figures of the period are not in, and nothing for other periods.
func TestCoverage(t *testing.T) {
	t.Parallel()
	p := duties()
	march := plan.Period{Kind: plan.Month, Year: 2024, No: 3}
	file := func(target, unit int64, period plan.Period, kind plan.FigureKind) (plan.TotalKey, []plan.Filed) {
		return plan.TotalKey{Target: target, Unit: unit}, []plan.Filed{{Slot: plan.Slot{Target: target, Unit: unit, Period: period}, Figure: plan.Figure{Kind: kind}}}
	}
	facts := plan.Facts{Filed: map[plan.TotalKey][]plan.Filed{}}
	for _, f := range []struct {
		target, unit int64
		period       plan.Period
		kind         plan.FigureKind
	}{
		{101, 1, march, plan.Fraction},
		{102, 2, march.Previous(), plan.Fraction},
		{103, 2, march, plan.NoCases},
		{103, 3, march, plan.Withdrawn},
	} {
		key, filed := file(f.target, f.unit, f.period, f.kind)
		facts.Filed[key] = filed
	}
	all := p.CoveragesOf(facts, march, calendar.NewDate(2024, 3, 14))
	if len(all) != 1 || all[0].Early {
		t.Fatalf("got %+v, want one that is cut off", all)
	}
	c := all[0]
	var owes []string
	for _, o := range c.Owes() {
		for _, task := range o.Tasks {
			owes = append(owes, fmt.Sprint(o.Unit.Code, task.No))
		}
	}
	if got := strings.Join(owes, " "); got != "TP2 VH3" || c.Tasks != 3 || len(c.Units) != 3 {
		t.Errorf("got %q of %d tasks and %d units, want TP2 VH3 of 3 and 3", got, c.Tasks, len(c.Units))
	}
	if c.To.String() != "2024-03-14" || c.ReportBy.String() != "2024-03-14" {
		t.Errorf("got cut-off %v, report by %v", c.To, c.ReportBy)
	}
	quarter := p.CoveragesOf(facts, plan.Period{Kind: plan.Quarter, Year: 2024, No: 1}, calendar.NewDate(2024, 3, 14))
	if len(quarter) != 1 || quarter[0].Tasks != 0 {
		t.Errorf("got %+v, want no task that reports by quarters", quarter)
	}
}

// Tasks that are cut off or due on other days are covered apart, each with its own dates; what is not cut off yet is early.
func TestCoveragesByRule(t *testing.T) {
	t.Parallel()
	p := duties()
	p.Cutoff = 0
	p.Tasks[0].Cadences = []plan.Cadence{{Every: plan.Month, Within: 2, Wording: "hằng tháng"}, {Every: plan.Quarter, Within: 2}}
	p.Tasks[1].Cadences = []plan.Cadence{{Every: plan.Month, Within: 2}}
	p.Tasks[2].Cadences = []plan.Cadence{{Every: plan.Month, Cutoff: 14, Within: 2}}
	lines := func(all []plan.Coverage) string {
		var lines []string
		for _, c := range all {
			line := fmt.Sprintf("%s %d %v-%v by %v: %d", c.Period.Kind, c.Period.No, c.From, c.To, c.ReportBy, c.Tasks)
			if c.Early {
				line += " early"
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	june, on := plan.Period{Kind: plan.Month, Year: 2024, No: 6}, calendar.NewDate(2024, 6, 19)
	for _, c := range []struct {
		name string
		got  []plan.Coverage
		want []string
	}{
		{"a month that is named", p.CoveragesOf(plan.Facts{}, june, on), []string{
			"month 6 2024-05-15-2024-06-14 by 2024-06-18: 1", "month 6 2024-06-01-2024-06-30 by 2024-07-02: 2 early",
			"quarter 2 2024-04-01-2024-06-30 by 2024-07-02: 1 early",
		}},
		{"what is looked for", p.CoveragesNow(plan.Facts{}, on), []string{
			"month 5 2024-05-01-2024-05-31 by 2024-06-04: 2", "month 6 2024-05-15-2024-06-14 by 2024-06-18: 1",
		}},
		{"at the end of a quarter", p.CoveragesNow(plan.Facts{}, calendar.NewDate(2024, 7, 1)), []string{
			"month 6 2024-05-15-2024-06-14 by 2024-06-18: 1", "month 6 2024-06-01-2024-06-30 by 2024-07-02: 2",
			"quarter 2 2024-04-01-2024-06-30 by 2024-07-02: 1",
		}},
	} {
		if got := lines(c.got); got != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, strings.Join(c.want, "\n"))
		}
	}
	if owing := p.Owing(plan.Facts{}, june); len(owing) != 3 {
		t.Errorf("got %d units that owe June by whatever rule, want 3", len(owing))
	}
}

// The period asked about is the one cut off last, and the current one from the working day before its cut-off.
func TestPeriodToAsk(t *testing.T) {
	t.Parallel()
	p := duties()
	for day, want := range map[string]int{
		"2024-03-12": 2, "2024-03-13": 3, "2024-03-14": 3, "2024-03-15": 3, "2024-04-10": 3, "2024-04-11": 4, "2024-04-15": 4,
		"2024-01-03": 1,
	} {
		d, _ := calendar.ParseDate(day)
		if got := p.PeriodToAsk(plan.Month, d); got.No != want {
			t.Errorf("on %s got month %d, want %d", day, got.No, want)
		}
	}
}

// A unit that is urged has until the hour reports are due: today before three, else the next working day.
func TestUrgeDeadline(t *testing.T) {
	t.Parallel()
	p := duties()
	for said, want := range map[string]string{
		"2024-06-13 09:00": "2024-06-13 16:00", "2024-06-13 14:59": "2024-06-13 16:00", "2024-06-13 15:00": "2024-06-14 16:00",
		"2024-06-14 17:00": "2024-06-17 16:00", "2024-06-15 09:00": "2024-06-17 16:00", "2024-04-26 16:00": "2024-05-02 16:00",
	} {
		at, _ := time.ParseInLocation("2006-01-02 15:04", said, calendar.Zone)
		if got := p.UrgeDeadline(at).Format("2006-01-02 15:04"); got != want {
			t.Errorf("at %s got %s, want %s", said, got, want)
		}
	}
}

// A wait runs in working hours, or in clock hours where the commune says so.
func TestWaitLimits(t *testing.T) {
	t.Parallel()
	p := duties()
	task, ok := p.WaitingTask()
	if !ok || task.No != 3 {
		t.Fatalf("got %v, want task 3", task)
	}
	came := calendar.NewDate(2024, 6, 14).At(calendar.NewTimeOfDay(14, 0), calendar.Zone)
	_, warn, late := p.WaitLimits(task, came)
	if w, l := warn.Format("02 15:04"), late.Format("02 15:04"); w != "17 10:00" || l != "17 14:00" {
		t.Errorf("got %s and %s, want Monday 10:00 and 14:00", w, l)
	}
	p.Commune.Alerts.ClockHours = true
	_, warn, late = p.WaitLimits(task, came)
	if w, l := warn.Format("02 15:04"), late.Format("02 15:04"); w != "14 20:00" || l != "14 22:00" {
		t.Errorf("got %s and %s, want 20:00 and 22:00 of the day", w, l)
	}
}
