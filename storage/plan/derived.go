package plan

import (
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Verdict is what a task given during the year means for the duty that it stands under: to finish what the level above
// orders in time, or to ask for more time before (27/KH-UBND of 2024, II.1.d).
type Verdict string

const (
	// Timely was done, or extended, in time.
	Timely Verdict = "timely"
	// Tardy was not.
	Tardy Verdict = "tardy"
	// Underway is not due yet, or it is open whether the date is moved.
	Underway Verdict = "underway"
)

// Followed is a given task behind a figure that follows from several.
type Followed struct {
	TaskState
	Verdict Verdict
	Since   calendar.Date // from when the verdict holds; zero while underway
}

// Followed lists the tasks given under a task with what each means for it on a day, by number.
func (p *Plan) Followed(t *Task, totals Totals, day calendar.Date) []Followed {
	var all []Followed
	for _, c := range p.Under(t) {
		f := Followed{TaskState: p.state(c, totals, Unit{}, day, false)}
		f.Verdict, f.Since = f.judge(day)
		all = append(all, f)
	}
	return all
}

func (f Followed) judge(day calendar.Date) (Verdict, calendar.Date) {
	course, passed := f.Task.Course, f.Due.Due.AddDays(1)
	switch {
	case course.Belated:
		return Tardy, f.Task.Deadline.Due.AddDays(1)
	case f.Due.Standing == DoneLate, f.Due.Standing == Overdue:
		return Tardy, passed
	case f.Due.Standing == DoneOnTime:
		return Timely, f.finishedOn()
	case f.Due.Standing == DueDeclared && course.Declared.After(f.Due.Due):
		return Tardy, passed
	case f.Due.Standing == DueDeclared && day.After(f.Due.Due):
		return Timely, passed
	case !course.Extended.IsZero() && day.After(f.Task.Deadline.Due) && f.Due.Standing != DueAwaited:
		return Timely, f.Task.Deadline.Due.AddDays(1)
	default:
		return Underway, calendar.Date{}
	}
}

func (f Followed) finishedOn() calendar.Date {
	if done := f.Task.Course.Done; !done.IsZero() {
		return done
	}
	return doneOn(f.Task, f.TaskState)
}

// followed is the figure of a target that follows from the tasks given under its own: those that were timely, of those
// that were due or done so far.
func (p *Plan) followed(t *Task, totals Totals, day calendar.Date) Total {
	var timely, all int64
	var newest calendar.Date
	for _, f := range p.Followed(t, totals, day) {
		if f.Verdict == Underway {
			continue
		}
		all++
		if f.Verdict == Timely {
			timely++
		}
		if f.Since.After(newest) {
			newest = f.Since
		}
	}
	figure := Figure{Kind: NoCases}
	if all > 0 {
		figure = Figure{Kind: Fraction, Num: decimal.NewFromInt(timely), Den: decimal.NewFromInt(all)}
	}
	return Total{Figure: figure, Periods: 1, Last: Filed{Figure: figure, AsOf: newest}}
}
