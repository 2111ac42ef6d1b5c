package plan

import (
	"errors"
	"slices"
	"strconv"

	"planbot/storage/calendar"
)

// Step is one step of a unit's own detailed plan under a task (kế hoạch chi tiết).
type Step struct {
	ID     int64
	Task   int64
	Unit   int64
	No     int // within the task and unit; what staff type
	Words  string
	Person string        // who sees to it, as typed; empty: nobody is named
	Due    calendar.Date // zero: none
	By     Author        // who added it
	Done   calendar.Date // zero: not yet
	DoneBy Author
	Gone   bool // dropped
}

// StepMark is what somebody says of a step.
type StepMark string

const (
	StepDone    StepMark = "done"
	StepOpen    StepMark = "open" // it was called done by mistake
	StepDropped StepMark = "drop" // it is not needed any more
)

// MostSteps is how many steps a unit has under one task: more are a plan of their own.
const MostSteps = 20

// MostStepWords is how many letters a step may have.
const MostStepWords = 300

// ErrManySteps says that a unit has as many steps under a task as it may.
var ErrManySteps = errors.New("too many steps")

// CheckStep says why a step cannot be added on a day, nil where it can.
func (p *Plan) CheckStep(s Step, day calendar.Date) error {
	switch {
	case s.Words == "":
		return ErrNoWords
	case len([]rune(s.Words)) > MostStepWords:
		return ErrWordy
	case PersonalData(s.Words):
		return ErrPersonal
	case !s.Due.IsZero() && s.Due.Before(day):
		return ErrDayPast
	case s.Due.After(p.Until):
		return ErrDayAfterPlan
	default:
		return nil
	}
}

// Late reports whether the step should have been done before a day.
func (s Step) Late(day calendar.Date) bool {
	return s.Done.IsZero() && !s.Due.IsZero() && day.After(s.Due)
}

// Progress is how far the steps of a detailed plan are done.
type Progress struct{ All, Done, Late int }

// ProgressOf counts the steps that are done, and those that should be.
func ProgressOf(steps []Step, day calendar.Date) Progress {
	var p Progress
	for _, s := range steps {
		p.All++
		if !s.Done.IsZero() {
			p.Done++
		}
		if s.Late(day) {
			p.Late++
		}
	}
	return p
}

// StepsSeen are the steps of a task that a viewer sees: a unit that must act its own, any other those of every unit.
func (p *Plan) StepsSeen(steps []Step, t *Task, viewer Unit) []Step {
	own := !viewer.SeesAll() && slices.Contains(p.Bearing(t).Act, viewer.ID)
	var all []Step
	for _, s := range steps {
		if s.Task == t.ID && (!own || s.Unit == viewer.ID) {
			all = append(all, s)
		}
	}
	return all
}

// Step finds the step that a subject is about.
func (f Facts) Step(about Subject) (Step, bool) {
	i := slices.IndexFunc(f.Steps, func(s Step) bool { return about.Rule == RuleStep && s.scope() == about.Scope })
	if i < 0 {
		return Step{}, false
	}
	return f.Steps[i], true
}

// scope names the step in the subject of a condition: "step/12".
func (s Step) scope() string { return "step/" + strconv.FormatInt(s.ID, 10) }

// steps warns a unit of the steps of its own detailed plan that are due today or late, as long as the task is not done.
func (j *judge) steps(s TaskState) {
	if s.Finished() || s.Due.Standing == DueDeclared {
		return
	}
	for _, step := range j.facts.Steps {
		if step.Task == s.Task.ID && step.Done.IsZero() && !step.Due.IsZero() {
			j.add(j.step(step))
		}
	}
}

func (j *judge) step(s Step) (Condition, bool) {
	remindBy := j.plan.Calendar.LastWorkdayOnOrBefore(s.Due)
	c := Condition{
		Subject: Subject{Rule: RuleStep, Task: s.Task, Unit: s.Unit, Scope: s.scope()},
		Level:   StepToday,
		Since:   remindBy,
		Inputs:  Inputs{Due: s.Due, RemindBy: remindBy, Left: j.plan.Calendar.WorkdaysBetween(j.day, remindBy), Step: s.No},
	}
	if s.Late(j.day) {
		c.Level, c.Since = StepLate, s.Due.AddDays(1)
	}
	return c, !j.day.Before(remindBy)
}
