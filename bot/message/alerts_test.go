package message_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var now = today.At(calendar.NewTimeOfDay(9, 0), calendar.Zone)

// calmPlan is a plan in ordinary words: a task of two ratios and one of an amount, of one unit beside the office.
func calmPlan() *plan.Plan {
	lead := []plan.Relation{{Kind: plan.Lead, Unit: "TP"}}
	goal := func(c plan.Comparator, v int64) []plan.Goal {
		return []plan.Goal{{Comparator: c, Value: decimal.NewFromInt(v)}}
	}
	return &plan.Plan{
		ID: 1, Number: "27/KH-UBND", Year: 2024, From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31),
		Cutoff: 14, Calendar: calendar.New(),
		Units: []plan.Unit{
			{ID: 1, Code: "VP", Name: "Văn phòng", Kind: plan.Office}, {ID: 2, Code: "TP", Name: "Tư pháp", Kind: plan.Specialised},
		},
		Tasks: []plan.Task{
			{
				ID: 1, No: 9, Title: "Hồ sơ đúng hạn", Wording: "Bảo đảm tối thiểu 97%.", Relations: lead,
				Criteria: []plan.Criterion{{Code: "3.4.2"}}, Cadences: []plan.Cadence{{Every: plan.Month, Cutoff: 14}},
				Rule: &plan.SpecialRule{Kind: "eight_hours", Hours: 8},
				Targets: []plan.Target{
					{ID: 1, Mark: "a", Name: "Đúng hạn", Measure: plan.Ratio, Goals: goal(plan.AtLeast, 97), Noun: "hồ sơ", Accumulation: plan.ByPeriod, Judged: plan.Continuously},
					{ID: 2, Mark: "b", Name: "Trực tuyến", Measure: plan.Ratio, Goals: goal(plan.MoreThan, 70), Noun: "hồ sơ", Accumulation: plan.ToDate, Judged: plan.AtDue},
				},
			},
			{
				ID: 2, No: 13, Title: "Giải ngân", Wording: "Trên 1,5 tỷ.", Relations: lead,
				Deadline: plan.Deadline{Kind: plan.ByDate, Due: calendar.NewDate(2024, 6, 30)},
				Targets:  []plan.Target{{ID: 3, Mark: "a", Name: "Giải ngân", Measure: plan.Amount, Goals: goal(plan.AtLeast, 1_500_000_000), Noun: "đồng", Accumulation: plan.ToDate, Judged: plan.AtDue}},
			},
		},
	}
}

// episodes are one of every rule and level.
func episodes() []plan.Episode {
	ratio := func(n, d int64) plan.Figure {
		return plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(n), Den: decimal.NewFromInt(d)}
	}
	june := plan.Inputs{Due: calendar.NewDate(2024, 6, 30), RemindBy: calendar.NewDate(2024, 6, 28)}
	below := plan.Inputs{Value: ratio(145, 150), Goal: plan.Goal{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}}
	pace := plan.Inputs{Value: ratio(50, 100), Goal: plan.Goal{Comparator: plan.MoreThan, Value: decimal.NewFromInt(70)}}
	forecast := pace
	pace.Expected, forecast.Forecast = decimal.RequireFromString("58.33"), new(decimal.RequireFromString("64.2"))
	budget := below
	budget.FailLeft = 3
	spent := below
	missing := plan.Inputs{Period: plan.Period{Kind: plan.Month, Year: 2024, No: 5}, ReportBy: calendar.NewDate(2024, 5, 14)}
	late := missing
	late.Earlier = []plan.Period{{Kind: plan.Month, Year: 2024, No: 4}}
	wait := plan.Inputs{Count: 3, Oldest: now.Add(-25 * time.Hour), Hours: 8}
	at := func(day calendar.Date) plan.Inputs { return plan.Inputs{Due: day, RemindBy: day} }
	all := []plan.Episode{
		{Subject: plan.Subject{Rule: plan.RuleDueSoon, Task: 2}, Inputs: june, Level: 1},
		{Subject: plan.Subject{Rule: plan.RuleDueToday, Task: 2}, Inputs: at(today), Level: 1},
		{Subject: plan.Subject{Rule: plan.RuleOverdue, Task: 2}, Inputs: at(today.AddDays(-10)), Level: plan.OverdueLong},
		{Subject: plan.Subject{Rule: plan.RuleMissing, Task: 1, Unit: 2}, Inputs: missing, Level: plan.MissingDue},
		{Subject: plan.Subject{Rule: plan.RuleMissing, Task: 1, Unit: 2}, Inputs: late, Level: plan.MissingLate},
		{Subject: plan.Subject{Rule: plan.RuleBelow, Task: 1, Target: 1}, Inputs: below, Level: plan.BelowRecovering},
		{Subject: plan.Subject{Rule: plan.RuleBelow, Task: 1, Target: 1}, Inputs: below, Level: plan.BelowGoal},
		{Subject: plan.Subject{Rule: plan.RuleBelow, Task: 1, Target: 1}, Inputs: below, Level: plan.BelowLost},
		{Subject: plan.Subject{Rule: plan.RulePace, Task: 1, Target: 2}, Inputs: pace, Level: 1},
		{Subject: plan.Subject{Rule: plan.RulePace, Task: 1, Target: 2}, Inputs: forecast, Level: 1},
		{Subject: plan.Subject{Rule: plan.RuleBudget, Task: 1, Target: 1}, Inputs: budget, Level: plan.BudgetLow},
		{Subject: plan.Subject{Rule: plan.RuleBudget, Task: 1, Target: 1}, Inputs: spent, Level: plan.BudgetNone},
		{Subject: plan.Subject{Rule: plan.RuleWaiting, Task: 1, Unit: 2}, Inputs: wait, Level: plan.WaitingLate},
		{Subject: plan.Subject{Rule: plan.RuleHole}, Inputs: plan.Inputs{Count: 4}, Level: 1},
		{Subject: plan.Subject{Rule: plan.RuleSilence}, Inputs: plan.Inputs{Count: 2}, Level: 1},
	}
	states := []plan.EpisodeState{plan.Firing, plan.Acknowledged, plan.Pending}
	for i := range all {
		e := &all[i]
		e.ID, e.Plan, e.State, e.Since = int64(i+1), 1, states[i%len(states)], today.AddDays(-i)
		e.Ladder, e.NextStep = calmPlan().Alerting().Ladder, now.AddDate(0, 0, 1)
		if e.State == plan.Acknowledged {
			e.AckBy, e.AckAt, e.HeldUntil = plan.Author{ID: 1, Name: hostile}, now.Add(-time.Hour), now.AddDate(0, 0, 3)
		}
	}
	all[3].Snoozes, all[3].HeldUntil = 1, now.AddDate(0, 0, 1)
	all[6].Step = 3
	return all
}

// alertMessages are all kinds of message about the alerts of a plan.
func alertMessages(p *plan.Plan, all []plan.Episode) map[string]message.Message {
	office, task := p.Units[0], &p.Tasks[0]
	by := plan.Author{ID: 1, Name: hostile}
	silence := plan.Silence{ID: 1, Plan: p.ID, Task: task.ID, Until: today.AddDays(10), Reason: hostile, By: by, At: now}
	silences := []plan.Silence{silence, {ID: 2, Unit: office.ID, Until: today.AddDays(3), Reason: hostile, By: by, At: now}}
	waiting := plan.Waiting{Task: task.ID, Unit: office.ID, Count: 3, Oldest: now.Add(-25 * time.Hour), At: now, By: by}
	withRule := *task
	withRule.Rule = &plan.SpecialRule{Kind: "eight_hours", Hours: 8, Wording: hostile}
	e := entry()
	e.RecordedAt = now
	totals := plan.Totals{{Target: 1, Unit: office.ID}: plan.UnitTotal(task.Targets[0], []plan.Filed{{Slot: e.Slot, Figure: e.Figure, Entry: 7}})}
	state := p.State(task, totals, office, today)
	box := plan.Mailbox{Chat: 1, Unit: office.ID, Active: true}
	var notices []plan.Notice
	for i := range all {
		notices = append(notices, plan.Notice{Episode: i, To: box, Audience: plan.ToLead, Why: plan.WhyFirst, Repeat: i % 2, After: now})
	}
	coverages := p.CoveragesOf(plan.Facts{Totals: totals}, plan.Period{Kind: plan.Month, Year: 2024, No: 5}, today)
	urging := message.Urging{Told: p.Units, Silent: p.Units, Until: now, Task: task}
	flips := []plan.Flip{{Episode: 1, At: now, Why: plan.WhyAcked, By: by}}
	errands := []plan.Errand{{TaskState: state, Reasons: []plan.Condition{
		{Subject: plan.Subject{Rule: plan.RuleWaiting}, Inputs: plan.Inputs{Count: 3, Oldest: now}},
		{Subject: plan.Subject{Rule: plan.RuleMissing}, Inputs: plan.Inputs{Period: e.Slot.Period}},
	}}}
	return map[string]message.Message{
		"alerts": message.Alerts(message.AlertList{
			Plan: p, Facts: plan.Facts{Silences: silences[1:]}, Viewer: office, At: now, Shown: all, Found: len(all), Page: 2, Pages: 3,
			May: func(plan.Episode) bool { return true },
		}),
		"today":      message.Today(message.Agenda{Plan: p, Viewer: office, Day: today, Shown: errands, Found: 12, Taken: map[int64]bool{1: true}}),
		"missing":    message.Missing(coverages, office, "month-2024-5"),
		"urged":      message.MissingUrged(coverages, office, urging),
		"period":     message.BadPeriod("/missing", hostile),
		"whom":       message.RemindWhom(hostile),
		"leaderless": message.RemindNobody(task),
		"why":        message.Why(message.Reasoning{Plan: p, State: state, At: now, Figures: []plan.Entry{e}, Episodes: all, Flips: flips}),
		"whyplan":    message.WhyEpisode(p, plan.Facts{Silences: silences}, all[len(all)-1], flips, now),
		"simulated":  message.Simulated(message.Simulation{Plan: p, At: now, Round: plan.Round{Episodes: all}, Notices: notices}),
		"rest":       message.RestDay(p, calendar.NewDate(2024, 6, 2)),
		"pending":    message.PendingNoted(message.Pending{Plan: p, Task: &withRule, Unit: office, Now: waiting, Former: &waiting}),
		"workdays":   message.Workdays(calendar.New(calendar.Exception{Date: today, Kind: calendar.Holiday, Note: hostile}), calendar.NewDate(2024, 6, 1), true),
		"unclear":    message.CalendarUnclear(hostile),
		"set":        message.CalendarSet([]calendar.Exception{{Date: today, Kind: calendar.Holiday, Note: hostile}}),
		"silences":   message.Silences(p, silences, true),
		"silenced":   message.Silenced(p, silence),
		"status":     message.Status(p, plan.AlertStatus{Waiting: 3, Held: 1, Dead: 1, Oldest: now.Add(-time.Hour), Slowest: time.Second, Silent: []plan.Mailbox{box}}, now, true),
		"trial":      message.Trial(p, office, []message.TrialStep{{To: plan.ToLead, Chats: []plan.Mailbox{box}}, {To: plan.ToChairman, Wait: 2}}),
	}
}

// Every rule, level and state of an alert has words of its own.
func TestAlertListWords(t *testing.T) {
	t.Parallel()
	all := episodes()
	for i := range all {
		if all[i].State == plan.Acknowledged {
			all[i].AckBy.Name = "Công chức Tư pháp"
		}
	}
	golden(t, "alerts", alertMessages(calmPlan(), all)["alerts"])
}

// A simulation is told by chat and step, with the reason of each notice; how the telling goes is told in numbers.
func TestSimulatedAndStatusWords(t *testing.T) {
	t.Parallel()
	p := calmPlan()
	round := plan.Round{Episodes: episodes()}
	justice := plan.Mailbox{Chat: -2, Unit: 2, Active: true}
	golden(t, "simulated", message.Simulated(message.Simulation{Plan: p, At: now, Round: round, Notices: []plan.Notice{
		{Episode: 7, To: plan.Mailbox{Chat: 5, Unit: 1, Role: plan.Chairman, Active: true}, Audience: plan.ToChairman, Step: 3, Why: plan.WhyWorse, After: now},
		{Episode: 6, To: justice, Audience: plan.ToLead, Why: plan.WhyFirst, After: now},
		{Episode: 2, To: justice, Audience: plan.ToLead, Why: plan.WhyRepeat, Repeat: 2, After: now.Add(5 * time.Hour)},
		{Episode: 3, To: plan.Mailbox{Chat: -1, Unit: 1, Active: true}, Audience: plan.ToOffice, Step: 1, Why: plan.WhyClimbed, After: now},
	}}))
	golden(t, "status", message.Status(p, plan.AlertStatus{
		Waiting: 3, Held: 2, Dead: 1, Oldest: now.Add(-7 * time.Minute), SentToday: 12, Slowest: 8 * time.Second,
		JudgedAt: now.Add(-time.Hour), NextRound: now.Add(-time.Second), Silent: []plan.Mailbox{justice, {Chat: 5, Unit: 1, Role: plan.Chairman}},
	}, now, true))
	golden(t, "status_unit", message.Status(p, plan.AlertStatus{JudgedAt: now, NextRound: now.AddDate(0, 0, 1)}, now, false))
}

// The reasons of what the plan itself lacks are its holes, and those of a silence what is kept quiet.
func TestWhyOfThePlan(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	for _, a := range sampleAlerts() {
		if e := a.episode; e.Rule.OfPlan() {
			e.Since = on("2024-02-21")
			flips := []plan.Flip{{Episode: e.ID, At: e.FiredAt, To: plan.Firing, Why: plan.WhyFirst}}
			golden(t, "why_"+a.name, message.WhyEpisode(p, plan.Facts{Silences: quiet()[:1]}, e, flips, at(a.at)))
		}
	}
}

// The answers to taps about alerts fit their box and are calm.
func TestAlertToasts(t *testing.T) {
	t.Parallel()
	p := hostilePlan(1)
	e := episodes()[1]
	said := []string{
		message.AckOver, message.SnoozedOnce, message.UrgeByOffice, message.SilenceByOffice, message.SilenceEnded, message.TapUrged,
		message.AckedToast(e), message.AckedBefore(e), message.SnoozedToast(now), message.AckNotYours(slices.Repeat(p.Units, 9)), message.AckNotYours(nil),
	}
	for _, sentence := range said {
		if n := len([]rune(sentence)); n > 200 {
			t.Errorf("%d letters, want at most 200: %s", n, sentence)
		}
		if strings.Contains(sentence, "!") || !strings.HasSuffix(sentence, ".") {
			t.Errorf("want a calm sentence with a full stop: %s", sentence)
		}
	}
}
