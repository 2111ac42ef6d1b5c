package plan

import (
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Verdict is what a task given during the year means for the duty that it stands under.
type Verdict string

const (
	// Timely was done, or extended, in time.
	Timely Verdict = "timely"
	// Tardy was not.
	Tardy Verdict = "tardy"
	// Underway is not due yet.
	Underway Verdict = "underway"
)

// Given tasks are judged by their own deadline: nobody reports them a second time.

// verdict judges a given task on a day, and says since when that holds.
func verdictOn(s TaskState, day calendar.Date) (v Verdict, since calendar.Date) {
	switch s.Due.Standing {
	case DoneOnTime:
		return Timely, s.DoneOn
	case DoneLate, Overdue:
		return Tardy, s.Due.Due.AddDays(1)
	}
	return Underway, calendar.Date{}
}

// Followed is a given task behind a figure that follows from several.
type Followed struct {
	TaskState
	Verdict Verdict
}

// Followed lists the tasks given under a task with what each means for it, by number.
func (p *Plan) Followed(t *Task, totals Totals, day calendar.Date) []Followed {
	var all []Followed
	for _, c := range p.Under(t) {
		s := p.state(c, totals, Unit{}, day, false)
		v, _ := verdictOn(s, day)
		all = append(all, Followed{s, v})
	}
	return all
}

// followed is the figure of a target that follows from the tasks given under its own: those done or extended in time,
// of those that were due or done so far.
func (p *Plan) followed(t *Task, totals Totals, day calendar.Date) Total {
	var timely, all int64
	var newest calendar.Date
	for _, c := range p.Under(t) {
		v, since := verdictOn(p.state(c, totals, Unit{}, day, false), day)
		if v == Underway {
			continue
		}
		all++
		if v == Timely {
			timely++
		}
		if since.After(newest) {
			newest = since
		}
	}
	f := Figure{Kind: NoCases}
	if all > 0 {
		f = Figure{Kind: Fraction, Num: decimal.NewFromInt(timely), Den: decimal.NewFromInt(all)}
	}
	return Total{Figure: f, Periods: 1, Last: Filed{Figure: f, AsOf: newest}}
}
