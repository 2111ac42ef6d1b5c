package plan

import (
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// lateUntilDeclared is a theatre in which task 1 is overdue since June; its real deadline says the same.
func lateUntilDeclared(t *testing.T) (*theatre, *Task) {
	t.Helper()
	late := overdue(1, "2024-05-31")
	var task *Task
	s := newTheatre(t, func(day calendar.Date) []Condition {
		if c := task.Course; !c.Declared.IsZero() || !c.Done.IsZero() || !day.After(c.Awaited) {
			return nil
		}
		return late(day)
	})
	task = &s.watch.Plan.Tasks[0]
	task.Targets[0].Goals = []Goal{{Comparator: AtLeast, Value: decimal.NewFromInt(4)}}
	task.Deadline = Deadline{Kind: ByDate, Due: date("2024-05-31")}
	s.watch.Plan.Commune.Alerts.LongOverdue = 100
	late = func(day calendar.Date) []Condition {
		all := overdue(1, "2024-05-31")(day)
		for i := range all {
			all[i].Level = 1
		}
		return all
	}
	return s, task
}

// A late task that its unit declares done is neither over nor urged: the office has the ball.
func TestRoundRestsWhileTheOfficeConfirms(t *testing.T) {
	t.Parallel()
	s, task := lateUntilDeclared(t)
	s.mornings("2024-06-03", "2024-06-06")
	s.told = nil
	task.Course.Declared = date("2024-06-06")
	s.play("2024-06-06 09:00")
	s.mornings("2024-06-07", "2024-06-19")
	s.said()
	if e := s.only(t); !e.Open() || e.Inputs.Rests != DueDeclared || e.Step != 2 {
		t.Errorf("got %s on step %d, rests as %q; want it open, on step 2, declared", e.State, e.Step, e.Inputs.Rests)
	}
	task.Course.Declared, task.Course.Done = calendar.Date{}, date("2024-06-06")
	s.play("2024-06-20 09:00")
	s.said("20/06 09:00 overdue 1 over")
}

// Sent back, it goes on where it stood, with the whole wait before the next step.
func TestRoundGoesOnWhenTheOfficeSendsBack(t *testing.T) {
	t.Parallel()
	s, task := lateUntilDeclared(t)
	s.mornings("2024-06-03", "2024-06-06")
	task.Course.Declared = date("2024-06-06")
	s.play("2024-06-06 09:00")
	s.mornings("2024-06-07", "2024-06-17")
	s.told = nil
	task.Course.Declared = calendar.Date{}
	s.play("2024-06-17 10:00")
	s.mornings("2024-06-18", "2024-06-20")
	s.said("18/06 07:45 overdue 1 repeat5>lead", "19/06 07:45 overdue 1 climbed>chairman", "20/06 07:45 overdue 1 repeat6>lead")
	if e := s.only(t); e.Inputs.Rests != "" {
		t.Errorf("still rests as %q", e.Inputs.Rests)
	}
}

// While the level above has not answered a letter asking for more time nobody is urged; without an answer it goes on.
func TestRoundRestsWhileMoreTimeIsAskedFor(t *testing.T) {
	t.Parallel()
	s, task := lateUntilDeclared(t)
	s.mornings("2024-06-03", "2024-06-04")
	s.told = nil
	task.Course.Awaited = date("2024-06-14")
	s.mornings("2024-06-05", "2024-06-14")
	s.said()
	s.mornings("2024-06-17", "2024-06-19")
	s.said("17/06 07:45 overdue 1 repeat5>lead", "19/06 07:45 overdue 1 climbed>vice_chairman")
}

// What was never told, or is about a date that no longer stands, does not wait for an answer.
func TestRoundRestsOnlyWhatWasTold(t *testing.T) {
	t.Parallel()
	s, task := lateUntilDeclared(t)
	s.play("2024-06-03 07:00")
	task.Course.Declared = date("2024-06-03")
	s.play("2024-06-03 07:30")
	if e := s.only(t); e.Open() {
		t.Errorf("an untold episode stays %s", e.State)
	}
	s, task = lateUntilDeclared(t)
	s.play("2024-06-03 07:45")
	task.Course.Declared, task.Course.Extended = date("2024-06-03"), date("2024-06-30")
	s.play("2024-06-03 09:00")
	if e := s.only(t); e.Open() {
		t.Errorf("an episode about a date that was moved stays %s", e.State)
	}
}

// A target that was to be reached by the date stays quiet as long as the date does.
func TestRoundRestMutesTheTargetOfTheDate(t *testing.T) {
	t.Parallel()
	s, task := lateUntilDeclared(t)
	task.Targets[0].Judged = AtDue
	late := s.script
	s.script = func(day calendar.Date) []Condition {
		below := missed(1, func(calendar.Date) Level { return BelowGoal })
		return append(late(day), below(day)...)
	}
	s.play("2024-06-03 07:45")
	s.told = nil
	task.Course.Declared = date("2024-06-03")
	s.play("2024-06-03 09:00")
	s.said()
}
