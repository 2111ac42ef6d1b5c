package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"planbot/bot/report"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func periodic(t *testing.T, r report.PeriodicReport) []byte {
	t.Helper()
	file, err := report.Periodic(r)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPeriodic(t *testing.T) {
	t.Parallel()
	golden(t, "periodic.txt", text(t, periodic(t, june(t))))
}

// Every figure in the document is the plan's own, written by the plan's own hand.
func TestPeriodicAgreesWithThePlan(t *testing.T) {
	t.Parallel()
	s, r := halfYear(t), june(t)
	said := text(t, periodic(t, r))
	told := 0
	for _, state := range s.states(r.Span.To) {
		for _, target := range state.Targets {
			f, goal := target.Total.Figure, target.Goal.Value
			var want string
			switch f.Kind {
			case plan.Fraction:
				want = plan.FormatPercent(f, goal)
			case plan.Number:
				want = plan.FormatNumber(f.Num) + " " + target.Target.Noun
			default:
				continue
			}
			told++
			if n := strings.Count(said, want); n < 2 { // in the text and in the annex
				t.Errorf("task %d: %s stands %d times in the report", state.Task.No, want, n)
			}
		}
	}
	if told < 10 {
		t.Errorf("only %d figures were compared", told)
	}
	tally := plan.TallyOf(s.states(r.Span.To))
	if want := fmt.Sprintf("%d nhiệm vụ quá hạn", tally[plan.ClassLate]); !strings.Contains(said, want) {
		t.Errorf("does not say %q", want)
	}
}

// A month with another before it says how many tasks stood where then; a time of no figure at all is a report too.
func TestPeriodicOfAnEmptyPlan(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	this, next := report.Spans(plan.Period{Kind: plan.Quarter, Year: 2024, No: 1}, s.plan.Cutoff)
	states := s.states(this.To)
	r := report.Compose(s.plan, states, this, next, report.Kept{Former: states, Day: this.To,
		Owing: s.plan.Owing(s.facts, plan.Period{Kind: plan.Month, Year: 2024, No: 3})})
	golden(t, "periodic_empty.txt", text(t, periodic(t, r)))
}

func TestPeriodicOfHostileText(t *testing.T) {
	t.Parallel()
	const hostile = "</w:t> & <!-- ]]> \x00\u202e"
	r := june(t)
	r.Commune, r.Recipient, r.Drafter, r.Basis.Number, r.Basis.Title = hostile, hostile, hostile, hostile, hostile
	r.Obstacles = []report.Obstacle{{Text: hostile, Answer: hostile}}
	r.Explanations = []report.Explanation{{By: hostile, Text: hostile}}
	r.Deferrals = []report.Deferral{{Reason: hostile, Document: hostile}}
	r.Evidence = []report.Evidence{{Name: hostile, Kind: hostile, Unit: hostile}}
	r.Proposals, r.Ahead, r.Receivers = []string{hostile}, []string{hostile}, []string{hostile}
	r.Chapters[0].Name, r.Chapters[1].Name = hostile, hostile
	r.Chapters[0].Tasks[0].Title, r.Chapters[0].Tasks[0].Lead, r.Chapters[0].Tasks[0].Lines[0].Target.Noun = hostile, hostile, hostile
	if n := strings.Count(text(t, periodic(t, r)), "</w:t> & <!-- ]]>"); n < 20 {
		t.Errorf("the text stands in the report %d times", n)
	}
}

func TestPeriodicName(t *testing.T) {
	t.Parallel()
	if got := report.PeriodicName(june(t)); got != "bao-cao-cchc-thang-6-2024.docx" {
		t.Errorf("got %s", got)
	}
}

// A report that was put away and taken out again is the same to the last byte.
func TestPeriodicCanBeStored(t *testing.T) {
	t.Parallel()
	r := june(t)
	stored, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var again report.PeriodicReport
	if err := json.Unmarshal(stored, &again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(periodic(t, r), periodic(t, again)) {
		t.Error("the stored report is another one")
	}
}

// A report on days that somebody names says them, once in each place, and calls the time after them what it is.
func TestPeriodicOnDemand(t *testing.T) {
	t.Parallel()
	golden(t, "periodic_on_demand.txt", text(t, periodic(t, onDemand(t))))
}

func onDemand(tb testing.TB) report.PeriodicReport {
	s := halfYear(tb)
	s.until(calendar.NewDate(2024, 3, 31))
	this, next := report.SpansBetween(calendar.NewDate(2024, 1, 1), calendar.NewDate(2024, 3, 31))
	return report.Compose(s.plan, s.states(this.To), this, next, report.Kept{Filed: s.facts.Filed, Day: calendar.NewDate(2024, 4, 2)})
}

// lineOf is the only line of a task.
func lineOf(tb testing.TB, r report.PeriodicReport, task int) report.Line {
	for _, c := range r.Chapters {
		for _, t := range c.Tasks {
			if t.No == task && len(t.Lines) == 1 {
				return t.Lines[0]
			}
		}
	}
	tb.Fatalf("no line of task %d", task)
	return report.Line{}
}

// What was reached in the time itself is told of the whole period while it runs, and of days that figures cover in part it
// says which.
func TestFigureOfTheTimeAlone(t *testing.T) {
	t.Parallel()
	s := halfYear(t)
	told := func(this, next report.Span, on calendar.Date) (plan.Figure, string) {
		r := report.Compose(s.plan, s.states(on), this.Until(on), next, report.Kept{Filed: s.facts.Filed, Day: on})
		return lineOf(t, r, 9).InPeriod, text(t, periodic(t, r))
	}
	quarter, ahead := report.Spans(plan.Period{Kind: plan.Quarter, Year: 2024, No: 2}, s.plan.Cutoff)
	if got, said := told(quarter, ahead, calendar.NewDate(2024, 5, 20)); !got.Equal(of(316, 330)) || !strings.Contains(said, "trong kỳ đạt 95,76% (316/330 hồ sơ)") {
		t.Errorf("a quarter that runs: %v", got)
	}
	month, ahead := report.Spans(plan.Period{Kind: plan.Month, Year: 2024, No: 6}, s.plan.Cutoff)
	if got, _ := told(month, ahead, calendar.NewDate(2024, 6, 10)); !got.Equal(of(145, 150)) {
		t.Errorf("a month that runs: %v", got)
	}
	days, ahead := report.SpansBetween(calendar.NewDate(2024, 1, 1), calendar.NewDate(2024, 3, 31))
	got, said := told(days, ahead, days.To)
	if want := "từ ngày 15/01/2024 đến ngày 14/3/2024 đạt 100% (110/110 hồ sơ)"; !got.Equal(of(110, 110)) || strings.Count(said, want) != 2 || strings.Contains(said, "trong kỳ đạt") {
		t.Errorf("days that figures cover in part: %v, %d times %q", got, strings.Count(said, want), want)
	}
}
