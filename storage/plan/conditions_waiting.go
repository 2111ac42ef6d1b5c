package plan

import (
	"time"

	"planbot/storage/calendar"
)

// waitLimit is how many hours a dossier may wait for acceptance where the plan does not say.
const waitLimit = 8

// wait is when a report of waiting dossiers becomes pressing, and when too old.
type wait struct {
	limit      int // hours
	warn, late time.Time
}

// waiting warns of dossiers that wait for acceptance nearly, or more than, as long as they may.
func (j *judge) waiting(t *Task) {
	for _, w := range j.facts.Waiting {
		if w.Task == t.ID && w.Count > 0 {
			j.add(j.waitingOf(t, w))
		}
	}
}

func (j *judge) waitingOf(t *Task, w Waiting) (Condition, bool) {
	limits := j.wait(t, w)
	level, since := WaitingLate, limits.late
	if j.at.Before(limits.late) {
		level, since = WaitingWarn, limits.warn
	}
	return Condition{
		Subject: Subject{Rule: RuleWaiting, Task: t.ID, Unit: w.Unit},
		Level:   level,
		Since:   calendar.DateOf(since.In(calendar.Zone)),
		Inputs:  Inputs{Count: w.Count, Oldest: w.Oldest, Hours: limits.limit},
	}, !j.at.Before(limits.warn)
}

// wait works out when the oldest dossier of a report has waited as long as it may, in the commune's hours.
func (j *judge) wait(t *Task, w Waiting) wait {
	limit := waitLimit
	if t.Rule != nil && t.Rule.Kind == "eight_hours" && t.Rule.Hours > 0 {
		limit = t.Rule.Hours
	}
	return wait{
		limit: limit,
		warn:  j.waited(w.Oldest, max(limit-j.settings.WaitWarn, 0)),
		late:  j.waited(w.Oldest, limit),
	}
}

// waited is the instant at which what came at an instant has waited for so many hours.
func (j *judge) waited(from time.Time, hours int) time.Time {
	span := time.Duration(hours) * time.Hour
	if j.settings.ClockHours {
		return from.Add(span)
	}
	return j.plan.Calendar.AddWorkingTime(j.settings.Hours, from, span)
}
