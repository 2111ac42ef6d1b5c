package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/calendar"
)

// theatre plays rounds one after the other, keeping what they change as the database would, and writes down who was
// told what. Its rules are a script: what holds on a day.
type theatre struct {
	t        *testing.T
	watch    Watch
	script   func(day calendar.Date) []Condition
	episodes []Episode
	told     []string
}

const (
	justice = 1 // a unit
	office  = 2
	leaders = 3
)

func newTheatre(t *testing.T, script func(day calendar.Date) []Condition) *theatre {
	p := &Plan{
		ID: 1, Commune: Commune{ID: 1}, From: date("2024-01-01"), Until: date("2024-12-31"), Calendar: calendar.New(),
		Units: []Unit{
			{ID: justice, Code: "TPHT", Kind: Specialised}, {ID: office, Code: "VPTK", Kind: Office},
			{ID: leaders, Code: "UBND", Kind: Leaders},
		},
		Tasks: []Task{
			{ID: 1, No: 1, Relations: []Relation{{Kind: Lead, Unit: "TPHT"}}, Targets: []Target{{ID: 11}}},
			{ID: 2, No: 2, Relations: []Relation{{Kind: Lead, Unit: "VPTK"}}, Targets: []Target{{ID: 21}}},
		},
	}
	return &theatre{t: t, script: script, watch: Watch{
		Plan: p, Facts: Facts{Totals: Totals{}},
		Reach: []Mailbox{
			{Chat: -1, Unit: justice, Active: true}, {Chat: -2, Unit: office, Active: true},
			{Chat: 31, Unit: leaders, Role: ViceChairman, Active: true}, {Chat: 32, Unit: leaders, Role: Chairman, Active: true},
		},
	}}
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// play runs one round at an instant such as "2024-04-01 07:45".
func (s *theatre) play(at string) Round {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", at, calendar.Zone)
	if err != nil {
		s.t.Fatal(err)
	}
	s.watch.Open = slices.DeleteFunc(slices.Clone(s.episodes), func(e Episode) bool { return !e.Open() })
	s.watch.Recent = map[Subject]int{}
	for i, e := range s.episodes {
		for _, moment := range []time.Time{e.OpenedAt, e.EndedAt} {
			if !moment.IsZero() && now.Sub(moment) < calmDays*24*time.Hour {
				s.watch.Recent[s.episodes[i].Subject]++
			}
		}
	}
	script := func(*Plan, Facts, time.Time) ([]Condition, []TaskFailure) { return s.script(dayOf(now)), nil }
	round := s.watch.round(script, now, 0)
	s.watch.Judged = now
	s.keep(round, now)
	return round
}

func (s *theatre) keep(round Round, now time.Time) {
	for _, n := range round.Notices {
		e := round.Episodes[n.Episode]
		why := string(n.Why)
		if n.Repeat > 0 {
			why += fmt.Sprint(n.Repeat)
		}
		s.told = append(s.told, fmt.Sprintf("%s %s %d %s>%s", now.In(calendar.Zone).Format("02/01 15:04"), e.Rule, e.Task, why, n.Audience))
	}
	for _, f := range round.Flips {
		if e := round.Episodes[f.Episode]; f.To == Resolved && e.TellsEnd(f.Why) {
			s.told = append(s.told, fmt.Sprintf("%s %s %d over", now.In(calendar.Zone).Format("02/01 15:04"), e.Rule, e.Task))
		}
	}
	for _, e := range round.Episodes {
		at := slices.IndexFunc(s.episodes, func(o Episode) bool { return o.ID == e.ID && e.ID != 0 })
		if at < 0 {
			e.ID = int64(len(s.episodes) + 1)
			s.episodes = append(s.episodes, e)
			continue
		}
		s.episodes[at] = e
	}
}

// mornings plays the morning of every working day from one day to another.
func (s *theatre) mornings(from, to string) {
	s.t.Helper()
	for d := date(from); !d.After(date(to)); d = d.AddDays(1) {
		if s.watch.Plan.Calendar.Workday(d) {
			s.play(d.String() + " 07:45")
		}
	}
}

// said holds what was told since the last look against the only right lines.
func (s *theatre) said(want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(s.told, "\n")); diff != "" {
		s.t.Errorf("told (-want +got):\n%s", diff)
	}
	s.told = nil
}

func (s *theatre) only(t *testing.T) *Episode {
	t.Helper()
	if len(s.episodes) != 1 {
		t.Fatalf("%d episodes, want one: %+v", len(s.episodes), s.episodes)
	}
	return &s.episodes[0]
}

func overdue(task int64, due string) func(calendar.Date) []Condition {
	return func(day calendar.Date) []Condition {
		if !day.After(date(due)) {
			return nil
		}
		level := Level(1)
		if calendar.New().WorkdaysBetween(date(due), day) >= 5 {
			level = OverdueLong
		}
		return []Condition{{Subject: Subject{Rule: RuleOverdue, Task: task, Unit: task, Scope: due}, Level: level, Since: date(due).AddDays(1)}}
	}
}

func missed(task int64, level func(day calendar.Date) Level) func(calendar.Date) []Condition {
	return func(day calendar.Date) []Condition {
		if l := level(day); l > 0 {
			return []Condition{{Subject: Subject{Rule: RuleBelow, Task: task, Target: 10*task + 1, Unit: task}, Level: l}}
		}
		return nil
	}
}

func TestRoundRepeatsAndClimbs(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.watch.Plan.Commune.Alerts.LongOverdue = 100
	once := s.script
	s.script = func(day calendar.Date) []Condition {
		all := once(day)
		for i := range all {
			all[i].Level = 1
		}
		return all
	}
	s.mornings("2024-05-31", "2024-06-25")
	s.said(
		"03/06 07:45 overdue 1 first>lead",
		"04/06 07:45 overdue 1 repeat1>lead",
		"04/06 07:45 overdue 1 climbed>office",
		"05/06 07:45 overdue 1 repeat2>lead",
		"06/06 07:45 overdue 1 repeat3>lead",
		"06/06 07:45 overdue 1 climbed>vice_chairman",
		"10/06 07:45 overdue 1 repeat4>lead",
		"10/06 07:45 overdue 1 climbed>chairman",
		"13/06 07:45 overdue 1 repeat5>lead",
		"20/06 07:45 overdue 1 repeat6>lead",
	)
}

func TestRoundTellsTheChairmanAtOnceWhatIsLongOverdue(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.play("2024-06-12 09:00") // after a silence of ours
	s.said(
		"12/06 09:00 overdue 1 first>lead", "12/06 09:00 overdue 1 first>office",
		"12/06 09:00 overdue 1 first>vice_chairman", "12/06 09:00 overdue 1 first>chairman",
	)
}

func TestRoundCatchesUpOnce(t *testing.T) {
	t.Parallel()
	for _, away := range []string{"2024-06-04", "2024-06-06", "2024-07-04"} {
		s := newTheatre(t, overdue(1, "2024-05-31"))
		s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
		s.play("2024-06-03 07:45")
		s.told = nil
		s.play(away + " 10:12")
		if len(s.told) != 1 {
			t.Errorf("after a silence until %s: told %q, want one line", away, s.told)
		}
	}
}

// An acknowledged alert stays quiet, and never pages again after it is settled.
func TestRoundAcknowledgedStaysQuiet(t *testing.T) {
	t.Parallel()
	settled := false
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if settled {
			return nil
		}
		return overdue(1, "2024-05-31")(day)
	})
	s.play("2024-06-03 07:45")
	s.told = nil
	s.acknowledge("2024-06-03 08:05", 0)
	s.mornings("2024-06-04", "2024-06-05")
	s.said()
	settled = true
	s.play("2024-06-05 09:00")
	s.said("05/06 09:00 overdue 1 over")
	s.mornings("2024-06-06", "2024-09-30")
	s.said()
}

func (s *theatre) acknowledge(at string, entry int64) {
	s.t.Helper()
	now, _ := time.ParseInLocation("2006-01-02 15:04", at, calendar.Zone)
	e := s.only(s.t)
	*e, _ = e.Acknowledged(Author{ID: 7}, entry, s.watch.Plan.HoldUntil(3, now), now)
}

func TestRoundGoesOnWhenAnAcknowledgementRunsOut(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.watch.Plan.Commune.Alerts.LongOverdue = 100
	s.play("2024-06-03 07:45")
	s.acknowledge("2024-06-03 08:05", 0)
	s.told = nil
	s.mornings("2024-06-04", "2024-06-06")
	s.said("06/06 07:45 overdue 1 resumed>lead", "06/06 07:45 overdue 1 climbed>office")
}

func TestRoundLetsProgressHoldTheLadder(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.play("2024-06-03 07:45")
	s.acknowledge("2024-06-03 08:05", 5)
	s.watch.Facts.Totals[TotalKey{11, justice}] = Total{Last: Filed{Entry: 6}}
	s.told = nil
	s.mornings("2024-06-04", "2024-06-06")
	s.said()
	if e := s.only(t); e.State != Acknowledged || e.AckEntry != 6 {
		t.Errorf("got %s with figure %d, want it acknowledged with 6", e.State, e.AckEntry)
	}
}

func TestRoundWorseBreaksAHold(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, missed(1, func(day calendar.Date) Level {
		if day.Before(date("2024-06-05")) {
			return BelowGoal
		}
		return BelowLost
	}))
	s.play("2024-06-03 10:00")
	s.acknowledge("2024-06-03 10:05", 0)
	s.play("2024-06-05 11:00")
	s.said("03/06 10:00 below_target 1 first>lead", "05/06 11:00 below_target 1 worse>lead",
		"05/06 11:00 below_target 1 first>office", "05/06 11:00 below_target 1 first>vice_chairman",
		"05/06 11:00 below_target 1 first>chairman")
}

// Before the limit dossiers wait for their unit alone; the ladder begins when it has passed.
func TestRoundClimbsOnceDossiersWaitTooLong(t *testing.T) {
	t.Parallel()
	level := WaitingWarn
	s := newTheatre(t, func(calendar.Date) []Condition {
		return []Condition{{Subject: Subject{Rule: RuleWaiting, Task: 1, Unit: justice}, Level: level}}
	})
	s.play("2024-06-03 16:15")
	s.play("2024-06-04 07:45")
	s.said("03/06 16:15 waiting 1 first>lead")
	level = WaitingLate
	s.play("2024-06-04 08:15")
	s.said("04/06 08:15 waiting 1 worse>lead")
	s.play("2024-06-05 07:45")
	s.said("05/06 07:45 waiting 1 repeat2>lead", "05/06 07:45 waiting 1 climbed>office")
}

func TestRoundRemindsTheOfficeOfItsOwnTask(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(2, "2024-05-31"))
	s.watch.Plan.Commune.Alerts.LongOverdue = 100
	s.mornings("2024-06-03", "2024-06-04")
	s.said("03/06 07:45 overdue 2 first>lead", "04/06 07:45 overdue 2 repeat1>lead", "04/06 07:45 overdue 2 climbed>office")
}

func TestRoundPassesAnUnreachableChat(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.watch.Reach[0].Active = false
	s.play("2024-06-03 07:45")
	s.said("03/06 07:45 overdue 1 unreachable>office")
	s = newTheatre(t, overdue(1, "2024-05-31"))
	s.play("2024-06-03 07:45")
	s.watch.Reach[0].Active = false // removed from the group
	s.play("2024-06-03 08:00")
	s.said("03/06 07:45 overdue 1 first>lead", "03/06 08:00 overdue 1 unreachable>office")
}

// Where the unit has no chat, whoever was told in its place hears the repeats.
func TestRoundRepeatsToWhoeverCanBeReached(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.watch.Reach[0].Active = false
	s.watch.Plan.Commune.Alerts.LongOverdue = 100
	s.mornings("2024-06-03", "2024-06-04")
	s.said("03/06 07:45 overdue 1 unreachable>office", "04/06 07:45 overdue 1 repeat1>office")
}

// A step whose every letter is dead counts as one that cannot be reached, once, however the chat is now.
func TestRoundPassesAStepWhoseLettersAreDead(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.play("2024-06-03 07:45")
	s.watch.Ladder = map[int64]Untold{s.only(t).ID: {Step: 0, Lost: true}}
	s.play("2024-06-03 08:00")
	s.play("2024-06-03 09:00")
	s.said("03/06 07:45 overdue 1 first>lead", "03/06 08:00 overdue 1 unreachable>office")
}

func TestRoundWaitsForTheMorning(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	for _, at := range []string{"2024-06-01 00:00", "2024-06-01 07:45", "2024-06-02 12:00", "2024-06-03 07:44"} {
		s.play(at) // a Saturday, a Sunday, too early
	}
	s.said()
	if e := s.only(t); e.State != Pending || e.OpenedAt.IsZero() {
		t.Errorf("got %s, want pending", e.State)
	}
	s.play("2024-06-03 07:45")
	s.said("03/06 07:45 overdue 1 first>lead")
}

func TestRoundSpeaksOfThePaceOnceAWeek(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if day.Before(date("2024-05-29")) { // a Wednesday
			return nil
		}
		return []Condition{{Subject: Subject{Rule: RulePace, Task: 1, Target: 11, Unit: justice}, Level: 1}}
	})
	s.mornings("2024-05-27", "2024-06-14")
	s.said("03/06 07:45 pace 1 first>lead", "10/06 07:45 pace 1 repeat1>lead")
}

func TestRoundMissingReportMutesOldFigures(t *testing.T) {
	t.Parallel()
	silent := true
	march := Period{Month, 2024, 3}
	s := newTheatre(t, func(calendar.Date) []Condition {
		all := []Condition{{Subject: Subject{Rule: RuleBelow, Task: 1, Target: 11, Unit: justice}, Level: BelowGoal}}
		if silent {
			all = append(all, Condition{
				Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice, Scope: "month/2024/3"}, Level: MissingLate,
				Inputs: Inputs{Period: march, ReportBy: date("2024-03-14"), Targets: []int64{11}},
			})
		}
		return all
	})
	s.play("2024-03-15 07:45")
	s.said("15/03 07:45 report_missing 1 first>lead")
	silent = false
	s.play("2024-03-15 09:00")
	s.said("15/03 09:00 below_target 1 first>lead", "15/03 09:00 report_missing 1 over")
}

// A report that was left out once does not hide what later figures say.
func TestRoundMissingReportMutesNoNewerFigure(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(calendar.Date) []Condition {
		return []Condition{
			{Subject: Subject{Rule: RuleBelow, Task: 1, Target: 11, Unit: justice}, Level: BelowGoal, Inputs: Inputs{Period: Period{Month, 2024, 5}}},
			{Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice, Scope: "month/2024/3"}, Level: MissingLate,
				Inputs: Inputs{Period: Period{Month, 2024, 3}, ReportBy: date("2024-03-14"), Targets: []int64{11}}},
		}
	})
	s.play("2024-05-15 07:45")
	s.said("15/05 07:45 below_target 1 first>lead", "15/05 07:45 report_missing 1 first>lead")
}

func TestRoundMissingReportTellsThreeTimesThenAsOverdue(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if day.Before(date("2024-03-13")) {
			return nil
		}
		c := Condition{
			Subject: Subject{Rule: RuleMissing, Task: 1, Unit: justice, Scope: "month/2024/3"}, Level: MissingAhead,
			Inputs: Inputs{Period: Period{Month, 2024, 3}, ReportBy: date("2024-03-14")},
		}
		if day == date("2024-03-14") {
			c.Level = MissingDue
		}
		if day.After(date("2024-03-14")) {
			c.Level = MissingLate
		}
		return []Condition{c}
	})
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	s.mornings("2024-03-12", "2024-03-13")
	s.play("2024-03-14 16:00")
	s.play("2024-03-15 00:10") // somebody reports something else: no message at midnight, and none lost
	s.mornings("2024-03-15", "2024-03-22")
	s.said("13/03 07:45 report_missing 1 first>lead", "14/03 16:00 report_missing 1 worse>lead",
		"15/03 07:45 report_missing 1 worse>lead", "18/03 07:45 report_missing 1 repeat1>lead",
		"19/03 07:45 report_missing 1 repeat2>lead", "20/03 07:45 report_missing 1 repeat3>lead",
		"22/03 07:45 report_missing 1 repeat4>lead")
}

func TestRoundSilencedMattersGoOnAfterwards(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	s.watch.Facts.Silences = []Silence{{Task: 1, Until: date("2024-06-05")}}
	s.mornings("2024-06-03", "2024-06-05")
	s.said()
	s.mornings("2024-06-06", "2024-06-07")
	s.said("06/06 07:45 overdue 1 first>lead", "07/06 07:45 overdue 1 worse>lead")
}

// What waits for the morning is on record before it is told, and does not count as one more time that it came.
func TestRoundFlappingOfTheMorningIsToldOnce(t *testing.T) {
	t.Parallel()
	late := overdue(1, "2024-02-29")
	holds := false
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if !holds {
			return nil
		}
		all := late(day)
		all[0].Level = 1
		return all
	})
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	for day := 4; day <= 8; day++ {
		s.play(fmt.Sprintf("2024-03-%02d 07:45", day))
		holds = false // it is declared done
		s.play(fmt.Sprintf("2024-03-%02d 09:00", day))
		holds = true // and sent back
		s.play(fmt.Sprintf("2024-03-%02d 10:00", day))
	}
	s.said("05/03 07:45 overdue 1 first>lead", "05/03 09:00 overdue 1 over",
		"06/03 07:45 overdue 1 first>lead", "06/03 09:00 overdue 1 over",
		"07/03 07:45 overdue 1 flapping>lead")
}

func TestRoundFlappingIsToldOnce(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, missed(1, func(day calendar.Date) Level { return BelowGoal * Level(day.Day%2) }))
	s.watch.Plan.Commune.Alerts.Ladder = []LadderStep{{To: ToLead}}
	for day := 1; day <= 9; day++ {
		s.play(fmt.Sprintf("2024-03-%02d 10:00", day))
	}
	s.said("01/03 10:00 below_target 1 first>lead", "02/03 10:00 below_target 1 over",
		"03/03 10:00 below_target 1 first>lead", "04/03 10:00 below_target 1 over",
		"05/03 10:00 below_target 1 flapping>lead")
}

func TestRoundLeavesTheBandAfterAFullPeriod(t *testing.T) {
	t.Parallel()
	level := BelowGoal
	s := newTheatre(t, missed(1, func(calendar.Date) Level { return level }))
	report := func(month int) {
		s.watch.Facts.Totals[TotalKey{11, justice}] = Total{Last: Filed{Slot: Slot{Period: Period{Month, 2024, month}}}}
	}
	report(3)
	s.play("2024-03-20 10:00")
	level = BelowRecovering
	report(4)
	s.play("2024-04-16 10:00")
	s.play("2024-04-17 07:45")
	s.said("20/03 10:00 below_target 1 first>lead")
	report(5)
	s.play("2024-05-16 10:00")
	s.said("16/05 10:00 below_target 1 over")
	s.play("2024-05-17 07:45")
	s.said()
}

func TestRoundDeadlinesGiveWayQuietly(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		rule := RuleDueSoon
		switch due := date("2024-05-31"); {
		case day == due:
			rule = RuleDueToday
		case day.After(due):
			rule = RuleOverdue
		}
		return []Condition{{Subject: Subject{Rule: rule, Task: 1, Unit: justice, Scope: "2024-05-31"}, Level: 1}}
	})
	s.mornings("2024-05-29", "2024-06-03")
	s.said("29/05 07:45 due_soon 1 first>lead", "31/05 07:45 due_today 1 first>lead", "03/06 07:45 overdue 1 first>lead")
}

func TestRoundJudgesTheOthersWhenOneTaskBreaks(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, nil)
	rules := func(*Plan, Facts, time.Time) ([]Condition, []TaskFailure) {
		return overdue(2, "2024-05-31")(date("2024-06-03")), []TaskFailure{{Task: 1, Err: errors.New("broken")}}
	}
	s.watch.Open = []Episode{{ID: 9, Subject: Subject{Rule: RuleOverdue, Task: 1}, State: Firing}}
	round := s.watch.round(rules, s.watch.Plan.Morning(date("2024-06-03")), 0)
	if len(round.Failed) != 1 || round.Failed[0].Task != 1 || len(round.Notices) != 1 || len(round.Episodes) != 1 {
		t.Errorf("got failures %v, notices %v, episodes %v; want task 1 to fail alone and keep its episode", round.Failed, round.Notices, round.Episodes)
	}
}

func TestRoundEndsWithThePlan(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-12-20"))
	s.mornings("2024-12-23", "2024-12-24")
	s.told = nil
	round := s.play("2025-02-03 07:45")
	s.said()
	if e := s.only(t); e.Open() || !round.Next.IsZero() {
		t.Errorf("got %s and a next round at %v, want the episode ended and no further round", e.State, round.Next)
	}
}
