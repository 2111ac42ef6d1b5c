package plan

import (
	"testing"

	"planbot/storage/calendar"
)

// Before any chat is bound nothing is burnt: the first notice waits for somebody to hear it.
func TestRoundWaitsForSomebodyToHear(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	reach := s.watch.Reach
	s.watch.Reach = nil
	s.mornings("2024-06-03", "2024-06-04")
	if e := s.only(t); e.State != Pending {
		t.Errorf("got %s before anybody hears, want pending", e.State)
	}
	s.watch.Reach = reach
	s.play("2024-06-05 07:45")
	s.said("05/06 07:45 overdue 1 first>lead")
}

// What is worse than anything told so far is told though it comes and goes.
func TestRoundFlappingDoesNotHideWhatIsWorse(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, missed(1, func(day calendar.Date) Level {
		if day.Day > 6 {
			return BelowLost
		}
		return BelowGoal * Level(day.Day%2)
	}))
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	for _, day := range []string{"01", "02", "03", "04", "05", "06", "07", "08"} {
		s.play("2024-03-" + day + " 10:00")
	}
	s.said("01/03 10:00 below_target 1 first>lead", "02/03 10:00 below_target 1 over",
		"03/03 10:00 below_target 1 first>lead", "04/03 10:00 below_target 1 over",
		"05/03 10:00 below_target 1 flapping>lead", "07/03 10:00 below_target 1 first>lead")
}

// Every batch of dossiers that waits is a matter of its own.
func TestRoundWaitsNeverFlap(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if day.Day%2 == 0 {
			return nil
		}
		return []Condition{{Subject: Subject{Rule: RuleWaiting, Task: 1, Unit: justice}, Level: WaitingLate}}
	})
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	for _, day := range []string{"04", "05", "06", "07", "08", "09"} {
		s.play("2024-03-" + day + " 10:00")
	}
	s.said("05/03 10:00 waiting 1 first>lead", "06/03 10:00 waiting 1 over", "07/03 10:00 waiting 1 first>lead",
		"08/03 10:00 waiting 1 over", "09/03 10:00 waiting 1 first>lead")
}

// Falling back from within the band is no news: the worse state was never left.
func TestRoundHoveringAboutTheGoalIsToldOnce(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, missed(1, func(day calendar.Date) Level { return BelowRecovering + Level(day.Day%2) }))
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	for _, day := range []string{"05", "06", "07", "08", "09"} {
		s.play("2024-03-" + day + " 10:00")
	}
	s.said("05/03 10:00 below_target 1 first>lead")
}

// The ladder counts from when the office could hear: a working day, not the minutes left of one.
func TestRoundLadderCountsFromWhenItIsHeard(t *testing.T) {
	t.Parallel()
	for fired, climbs := range map[string]string{
		"2024-05-31 09:00": "2024-06-03", // a Friday morning
		"2024-05-31 16:59": "2024-06-04",
		"2024-05-31 20:00": "2024-06-04",
		"2024-06-02 10:00": "2024-06-04", // a Sunday
	} {
		s := newTheatre(t, missed(1, func(calendar.Date) Level { return BelowGoal }))
		s.play(fired)
		if got := dayOf(s.only(t).NextStep); got != date(climbs) {
			t.Errorf("told at %s the office hears on %s, want %s", fired, got, climbs)
		}
	}
}

// That a day has come does not break an acknowledgement.
func TestRoundTimeAloneBreaksNoHold(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		c := Condition{
			Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice, Scope: "month/2024/3"}, Level: MissingAhead,
			Inputs: Inputs{Period: Period{Month, 2024, 3}, ReportBy: date("2024-03-14")},
		}
		if day.After(date("2024-03-14")) {
			c.Level = MissingLate
		}
		return []Condition{c}
	})
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	s.play("2024-03-13 07:45")
	s.acknowledge("2024-03-13 08:00", 0)
	s.mornings("2024-03-14", "2024-03-15")
	s.said("13/03 07:45 report_missing 1 first>lead")
	s.mornings("2024-03-18", "2024-03-19")
	s.said("18/03 07:45 report_missing 1 worse>lead", "19/03 07:45 report_missing 1 repeat2>lead")
}

// A snooze does not shorten an acknowledgement.
func TestSnoozeDoesNotShortenAHold(t *testing.T) {
	t.Parallel()
	p := newTheatre(t, nil).watch.Plan
	at := p.Morning(date("2024-06-03"))
	e, _ := Episode{State: Firing}.Acknowledged(Author{ID: 7}, 0, p.HoldUntil(3, at), at)
	e, _ = e.Snoozed(p.HoldUntil(1, at), Author{ID: 7}, at)
	if want := p.HoldUntil(3, at); !e.HeldUntil.Equal(want) {
		t.Errorf("held until %v, want %v", e.HeldUntil, want)
	}
}

// A pace that shows on Monday after the digest waits a week.
func TestRoundWeeklyKeepsItsDay(t *testing.T) {
	t.Parallel()
	opened := false
	s := newTheatre(t, func(calendar.Date) []Condition {
		if !opened {
			return nil
		}
		return []Condition{{Subject: Subject{Rule: RulePace, Task: 1, Target: 11, Unit: justice}, Level: 1}}
	})
	s.play("2024-06-03 07:45")
	opened = true
	s.play("2024-06-03 10:00")
	s.mornings("2024-06-04", "2024-06-10")
	s.said("10/06 07:45 pace 1 first>lead")
}

// A goal that was going to be missed and is missed has not caught up: its shortfall goes on under another name. That of
// another unit does not speak for it.
func TestRoundPaceGivesWayToTheShortfall(t *testing.T) {
	t.Parallel()
	for unit, want := range map[int64]Why{justice: WhyReplaced, office: WhyHealed} {
		begun := false
		s := newTheatre(t, func(calendar.Date) []Condition {
			about := Subject{Rule: RulePace, Task: 1, Target: 11, Unit: justice}
			if begun {
				about.Rule, about.Unit = RuleBelow, unit
			}
			return []Condition{{Subject: about, Level: BelowGoal}}
		})
		s.play("2024-06-03 07:45")
		begun = true
		round := s.play("2024-06-04 07:45")
		if f := round.Flips[0]; f.To != Resolved || f.Why != want {
			t.Errorf("unit %d falls short: the pace ends as %s, %s; want it over, %s", unit, f.To, f.Why, want)
		}
	}
}

// Due today is told on the day, however late it shows.
func TestRoundDueTodayCannotWait(t *testing.T) {
	t.Parallel()
	done := true
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if done {
			return nil
		}
		return []Condition{{Subject: Subject{Rule: RuleDueToday, Task: 1, Unit: justice, Scope: "2024-05-31"}, Level: 1}}
	})
	s.play("2024-05-31 07:45")
	done = false // "xong" is taken back
	s.play("2024-05-31 08:10")
	s.said("31/05 08:10 due_today 1 first>lead")
}

// A notice ahead of the next period does not quieten the one that is late.
func TestMutedByWhatIsAsLate(t *testing.T) {
	t.Parallel()
	p := newTheatre(t, nil).watch.Plan
	missing := func(month int, level Level) Condition {
		period := Period{Month, 2024, month}
		return Condition{Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice, Scope: period.scope()}, Level: level, Inputs: Inputs{Period: period}}
	}
	february := missing(2, MissingLate)
	if p.muted(february, []Condition{february, missing(3, MissingAhead)}) {
		t.Error("a notice ahead mutes the report that is late")
	}
	if !p.muted(february, []Condition{february, missing(3, MissingLate)}) {
		t.Error("the newest late report does not speak for the older one")
	}
}

// An overdue task speaks for what was to be reached by its date, to the same units, and for nothing else.
func TestMutedByOverdue(t *testing.T) {
	t.Parallel()
	p := newTheatre(t, nil).watch.Plan
	p.Tasks[0].Targets = []Target{{ID: 11, Judged: AtDue}, {ID: 12, Judged: Continuously}}
	late := Condition{Subject: Subject{Rule: RuleOverdue, Task: 1, Unit: justice}}
	for _, c := range []struct {
		target, unit int64
		want         bool
	}{{11, justice, true}, {12, justice, false}, {11, office, false}} {
		below := Condition{Subject: Subject{Rule: RuleBelow, Task: 1, Target: c.target, Unit: c.unit}, Level: BelowGoal}
		if got := p.muted(below, []Condition{below, late}); got != c.want {
			t.Errorf("target %d of unit %d: muted %v, want %v", c.target, c.unit, got, c.want)
		}
	}
}
