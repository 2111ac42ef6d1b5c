package plan

import "time"

// NextChange is the first instant after at at which time alone may change the conditions: the next working
// morning, the time of day at which a report is due today, or a wait that grows too long. Rules that go by the day
// change at midnight; that shows at the next working morning, before which nobody could be told.
func (p *Plan) NextChange(f Facts, at time.Time) time.Time {
	j := newJudge(p, f, at)
	next := j.nextMorning()
	for _, change := range append(j.waitingChanges(), j.reportTimeToday()) {
		if change.After(at) && change.Before(next) {
			next = change
		}
	}
	return next
}

// nextMorning is the next working morning after the instant.
func (j *judge) nextMorning() time.Time {
	today := j.plan.Morning(j.day)
	if today.After(j.at) && j.plan.Calendar.Workday(j.day) {
		return today
	}
	return j.plan.Morning(j.plan.Calendar.NextWorkday(j.day))
}

// waitingChanges lists when the waits that were reported become pressing and too old.
func (j *judge) waitingChanges() []time.Time {
	var all []time.Time
	for _, w := range j.facts.Waiting {
		if t, ok := j.plan.TaskByID(w.Task); ok && !t.Retired && w.Count > 0 {
			_, warn, late := j.plan.WaitLimits(t, w.Oldest)
			all = append(all, warn, late)
		}
	}
	return all
}
