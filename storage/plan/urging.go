package plan

import (
	"time"

	"planbot/storage/calendar"
)

// urgeUntil is how late on a day a deadline for the same day may still be set.
var urgeUntil = calendar.NewTimeOfDay(15, 0)

// UrgeDeadline is until when a unit that is urged at an instant should have answered, unless the office says
// otherwise: the hour at which reports are due, today or on the next working day.
func (p *Plan) UrgeDeadline(at time.Time) time.Time {
	at = at.In(calendar.Zone)
	day, due := calendar.DateOf(at), p.Alerting().ReportTime
	if !p.Calendar.Workday(day) || calendar.TimeOfDayOf(at) >= urgeUntil || day.At(due, calendar.Zone).Before(p.SoonestAnswer(at)) {
		day = p.Calendar.NextWorkday(day)
	}
	return day.At(due, calendar.Zone)
}

// timeToAnswer is how long a unit has at least for an answer that it could not begin before the office opened.
const timeToAnswer = time.Hour

// SoonestAnswer is the earliest deadline that may be set at an instant for what a unit is asked. Outside office hours
// the unit hears of it when they begin again, and has a while from then.
func (p *Plan) SoonestAnswer(at time.Time) time.Time {
	opening := p.opening(at)
	if !opening.After(at) {
		return at
	}
	return opening.Add(timeToAnswer)
}

// Morning is when the digests of a day go out.
func (p *Plan) Morning(day calendar.Date) time.Time {
	return day.At(p.Alerting().Morning, calendar.Zone)
}

// waitLimit is how many hours a dossier may wait for acceptance where the plan does not say.
const waitLimit = 8

// WaitLimits are how many hours a dossier of a task may wait for acceptance, and the instants at which one that came at
// the given one has waited long enough to warn of, and too long.
func (p *Plan) WaitLimits(t *Task, came time.Time) (hours int, warn, late time.Time) {
	hours = waitLimit
	if t.Rule != nil && t.Rule.Kind == "eight_hours" && t.Rule.Hours > 0 {
		hours = t.Rule.Hours
	}
	return hours, p.WaitEnds(came, max(hours-p.Alerting().WaitWarn, 0)), p.WaitEnds(came, hours)
}

// WaitEnds is the instant at which what came at an instant has waited for so many hours, as the commune counts them.
func (p *Plan) WaitEnds(came time.Time, hours int) time.Time {
	s, span := p.Alerting(), time.Duration(hours)*time.Hour
	if s.ClockHours {
		return came.Add(span)
	}
	return p.Calendar.AddWorkingTime(s.Hours, came, span)
}

// WaitingTask finds the task whose note limits how long a dossier may wait for acceptance.
func (p *Plan) WaitingTask() (*Task, bool) {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if !t.Retired && t.Rule != nil && t.Rule.Kind == "eight_hours" {
			return t, true
		}
	}
	return nil, false
}

// Accepts reports whether the unit takes dossiers of the task in: it leads or coordinates it.
func (p *Plan) Accepts(t *Task, unit Unit) bool {
	return p.tied(t, Lead, unit.Code) || p.tied(t, Coordinate, unit.Code)
}
