package plan

// waiting warns of dossiers that wait for acceptance nearly, or more than, as long as they may.
func (j *judge) waiting(t *Task) {
	for _, w := range j.facts.Waiting {
		if w.Task == t.ID && w.Count > 0 {
			j.add(j.waitingOf(t, w))
		}
	}
}

func (j *judge) waitingOf(t *Task, w Waiting) (Condition, bool) {
	hours, warn, late := j.plan.WaitLimits(t, w.Oldest)
	level, since := WaitingLate, late
	if j.at.Before(late) {
		level, since = WaitingWarn, warn
	}
	return Condition{
		Subject: Subject{Rule: RuleWaiting, Task: t.ID, Unit: w.Unit},
		Level:   level,
		Since:   dayOf(since),
		Inputs:  Inputs{Count: w.Count, Oldest: w.Oldest, Hours: hours},
	}, !j.at.Before(warn)
}
