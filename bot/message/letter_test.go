package message_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"planbot/bot/message"
	"planbot/bot/planfile"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// Identities that samplePlan gives.
const (
	vptk    = 1
	tpht    = 2
	vhxh    = 3
	leaders = 6
)

// samplePlan is the plan of 2024, with identities as a database would give them: task n is 100+n, its targets are
// 10n and on.
func samplePlan(t testing.TB) *plan.Plan {
	t.Helper()
	draft, err := planfile.Read("ke-hoach-27-2024.yaml", sample.Plan27())
	if err != nil {
		t.Fatal(err)
	}
	p := &draft.Plan
	p.ID, p.Calendar = 1, calendar.New()
	for i := range p.Units {
		p.Units[i].ID = int64(i + 1)
	}
	for i := range p.Tasks {
		p.Tasks[i].ID = int64(100 + p.Tasks[i].No)
		for j := range p.Tasks[i].Targets {
			p.Tasks[i].Targets[j].ID = int64(10*p.Tasks[i].No + j)
		}
	}
	p.Index()
	return p
}

func on(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// at reads "2024-03-04 07:45" in the office's time.
func at(s string) time.Time {
	instant, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return instant
}

func fraction(num, den int64) plan.Figure {
	return plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(den)}
}

func month(no int) plan.Period { return plan.Period{Kind: plan.Month, Year: 2024, No: no} }

var atLeast97 = plan.Goal{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}

// ladder is the one that planbot gives a commune.
var ladder = plan.AlertSettings{}.WithDefaults().Ladder

// firing is an episode that was announced in the morning of a day.
func firing(id int64, about plan.Subject, level plan.Level, fired string, in plan.Inputs) plan.Episode {
	e := plan.Episode{ID: id, Plan: 1, Subject: about, State: plan.Firing, Level: level, Inputs: in, Ladder: ladder}
	return firedAt(e, at(fired))
}

// firedAt moves the first announcement; the next step is a working day later.
func firedAt(e plan.Episode, fired time.Time) plan.Episode {
	e.FiredAt = fired
	e.NextStep = calendar.New().NextWorkday(calendar.DateOf(fired)).At(calendar.NewTimeOfDay(7, 45), calendar.Zone)
	return e
}

// sampleAlert is an episode of every rule, as it is judged at an instant.
type sampleAlert struct {
	name    string
	at      string
	episode plan.Episode
	whys    []plan.Why
}

func sampleAlerts() []sampleAlert {
	dueQ1 := plan.Inputs{Due: on("2024-03-31"), RemindBy: on("2024-03-29"), Next: 3}
	feb := plan.Inputs{Period: month(2), Cutoff: on("2024-02-14"), ReportBy: on("2024-02-15")}
	febLate := feb
	febLate.Earlier = []plan.Period{month(1)}
	low := plan.Inputs{Value: fraction(145, 150), Goal: atLeast97}
	task := func(rule plan.Rule, no int64) plan.Subject { return plan.Subject{Rule: rule, Task: 100 + no} }
	target := func(rule plan.Rule, no int64) plan.Subject {
		return plan.Subject{Rule: rule, Task: 100 + no, Target: 10 * no}
	}
	waiting := task(plan.RuleWaiting, 16)
	waiting.Unit = tpht
	return []sampleAlert{
		{"due_soon", "2024-03-20 07:45", firing(1, task(plan.RuleDueSoon, 1), 2, "2024-03-20 07:45", dueQ1), []plan.Why{plan.WhyFirst, plan.WhyCloser}},
		{"due_today", "2024-03-29 07:45", firing(2, task(plan.RuleDueToday, 1), 1, "2024-03-29 07:45", dueQ1), []plan.Why{plan.WhyFirst, plan.WhyCloser}},
		{"overdue", "2024-07-03 07:45", firing(3, task(plan.RuleOverdue, 2), 1, "2024-07-01 07:45",
			plan.Inputs{Due: on("2024-06-30"), RemindBy: on("2024-06-28")}), allWhys},
		{"report_ahead", "2024-02-13 07:45", firing(4, task(plan.RuleMissing, 9), plan.MissingAhead, "2024-02-13 07:45", feb), []plan.Why{plan.WhyFirst}},
		{"report_due", "2024-02-15 13:30", firing(5, task(plan.RuleMissing, 9), plan.MissingDue, "2024-02-13 07:45", feb), []plan.Why{plan.WhyWorse}},
		{"report_late", "2024-02-20 07:45", firing(6, task(plan.RuleMissing, 9), plan.MissingLate, "2024-02-16 07:45", febLate), allWhys},
		{"below", "2024-03-05 09:00", firing(7, target(plan.RuleBelow, 9), plan.BelowGoal, "2024-03-04 08:00", low), allWhys},
		{"below_lost", "2024-03-05 09:00", firing(8, target(plan.RuleBelow, 16), plan.BelowLost, "2024-03-05 09:00",
			plan.Inputs{Value: fraction(40, 41), Goal: plan.Goal{Comparator: plan.Exactly, Value: decimal.NewFromInt(100)}}), []plan.Why{plan.WhyFirst, plan.WhyWorse}},
		{"below_recovering", "2024-03-05 09:00", firing(9, target(plan.RuleBelow, 9), plan.BelowRecovering, "2024-03-04 08:00",
			plan.Inputs{Value: fraction(147, 150), Goal: atLeast97}), []plan.Why{plan.WhyRepeat}},
		{"pace", "2024-03-04 07:45", firing(10, target(plan.RulePace, 1), 1, "2024-03-04 07:45", plan.Inputs{
			Value: fraction(0, 4), Expected: decimal.RequireFromString("21.333333"), Goal: plan.Goal{Comparator: plan.MoreThan, Value: decimal.NewFromInt(30)},
		}), []plan.Why{plan.WhyFirst, plan.WhyRepeat, plan.WhyWorse}},
		{"pace_forecast", "2024-09-04 07:45", firing(11, target(plan.RulePace, 13), 1, "2024-09-02 07:45", plan.Inputs{
			Value:    fraction(900_000_000, 2_100_000_000),
			Forecast: new(decimal.RequireFromString("64.28")), Goal: plan.Goal{Comparator: plan.MoreThan, Value: decimal.NewFromInt(70)},
		}), []plan.Why{plan.WhyFirst}},
		{"budget_low", "2024-09-04 07:45", firing(12, target(plan.RuleBudget, 9), plan.BudgetLow, "2024-09-04 07:45", plan.Inputs{
			Value: fraction(877, 900), Goal: atLeast97, Allowed: 30, FailLeft: 7,
		}), []plan.Why{plan.WhyFirst}},
		{"budget_none", "2024-09-04 07:45", firing(13, target(plan.RuleBudget, 9), plan.BudgetNone, "2024-09-03 07:45", plan.Inputs{
			Value: fraction(870, 900), Goal: atLeast97, Allowed: 30,
		}), []plan.Why{plan.WhyWorse}},
		{"waiting", "2024-03-04 14:45", firing(14, waiting, plan.WaitingWarn, "2024-03-04 14:45", plan.Inputs{
			Count: 3, Oldest: at("2024-03-04 07:45"), Hours: 8,
		}), []plan.Why{plan.WhyFirst}},
		{"waiting_late", "2024-03-05 08:00", firing(15, waiting, plan.WaitingLate, "2024-03-04 15:45", plan.Inputs{
			Count: 3, Oldest: at("2024-03-04 07:45"), Hours: 8,
		}), []plan.Why{plan.WhyWorse, plan.WhyClimbed}},
		{"plan_hole", "2024-03-04 07:45", firing(16, plan.Subject{Rule: plan.RuleHole}, 1, "2024-03-04 07:45", plan.Inputs{Count: 12}), []plan.Why{plan.WhyFirst, plan.WhyRepeat}},
		{"silence", "2024-04-08 07:45", firing(17, plan.Subject{Rule: plan.RuleSilence}, 1, "2024-04-08 07:45", plan.Inputs{Count: 9}), []plan.Why{plan.WhyFirst, plan.WhyRepeat}},
	}
}

// quiet is what the office keeps quiet: a task, a unit, and more than a letter names.
func quiet() []plan.Silence {
	all := []plan.Silence{
		{Task: 109, Until: on("2024-04-15"), Reason: "chờ hướng dẫn của tỉnh"}, {Unit: tpht, Until: on("2024-04-12"), Reason: "tập trung bầu cử"},
	}
	for no := int64(1); no < 8; no++ {
		all = append(all, plan.Silence{Task: 100 + no, Until: on("2024-04-30"), Reason: "rà soát lại số liệu"})
	}
	return all
}

var allWhys = []plan.Why{
	plan.WhyFirst, plan.WhyRepeat, plan.WhyWorse, plan.WhyClimbed, plan.WhyUnreachable, plan.WhyResumed, plan.WhyFlapping,
}

// mailOf is the mail of the chat in which an audience is told of an episode.
func mailOf(p *plan.Plan, a plan.Audience, e plan.Episode) plan.Mail {
	to := map[plan.Audience]int64{plan.ToOffice: vptk, plan.ToViceChairman: leaders, plan.ToChairman: leaders}[a]
	if task, ok := p.TaskByID(e.Task); ok && a == plan.ToLead {
		to = p.LeadingUnits(task)[0].ID
	}
	if a == plan.ToLead && e.Unit != 0 {
		to = e.Unit
	}
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: to, Active: true}, Plan: p}
	if e.Rule == plan.RuleSilence {
		m.Facts.Silences = quiet()
	}
	return m
}

// audiences are those that a reason is given to: what climbs goes above the unit, the rest to the unit itself.
func audiences(rule plan.Rule, why plan.Why) []plan.Audience {
	switch {
	case rule.OfPlan():
		return []plan.Audience{plan.ToOffice}
	case why == plan.WhyClimbed:
		return []plan.Audience{plan.ToOffice, plan.ToViceChairman, plan.ToChairman}
	case why == plan.WhyUnreachable:
		return []plan.Audience{plan.ToOffice, plan.ToViceChairman}
	default:
		return []plan.Audience{plan.ToLead}
	}
}

// told is a letter that tells an episode for a reason.
func told(e plan.Episode, a plan.Audience, why plan.Why, due time.Time) plan.Letter {
	l := plan.Letter{ID: e.ID, Kind: plan.LetterAlert, Episode: e, Audience: a, Why: why, Due: due}
	for step, s := range e.Ladder {
		if s.To == a {
			l.Step = step
		}
	}
	switch why {
	case plan.WhyFirst:
		l.Episode = firedAt(e, due)
	case plan.WhyRepeat:
		l.Repeat, l.Episode.Repeats = 2, 2
	case plan.WhyResumed:
		l.Episode.AckBy, l.Episode.AckAt = clerk, due.AddDate(0, 0, -5)
	}
	return l
}

var clerk = plan.Author{ID: 5, Name: "Công chức phụ trách một cửa"}

// Every rule, for every reason it may be told for and to everybody it may be told to, reads as an office would write.
func TestAlertWords(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	for _, a := range sampleAlerts() {
		var all strings.Builder
		for _, why := range a.whys {
			for _, audience := range audiences(a.episode.Rule, why) {
				l := told(a.episode, audience, why, at(a.at))
				for _, c := range message.Letters(mailOf(p, audience, a.episode), []plan.Letter{l}, at(a.at)) {
					fmt.Fprintf(&all, "=== %s, %s\n%s\n", why, audience, shown(c.Message))
				}
			}
		}
		goldenText(t, "letter_"+a.name, all.String())
	}
}
