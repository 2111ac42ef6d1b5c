package plan

import "slices"

// Rests reports whether the unit has done its part of an overdue task, and an answer of somebody above is awaited:
// nobody is told of it meanwhile.
func (e Episode) Rests() bool { return e.Inputs.Rests != "" }

// resting are the told matters of late tasks that wait for an answer, as conditions: no rule finds them now, but they
// are not over.
func (r *rounding) resting() []Condition {
	var all []Condition
	for _, e := range r.Open {
		c := e.condition()
		if c.Inputs.Rests = r.awaits(e); c.Inputs.Rests != "" {
			all = append(all, c)
		}
	}
	return all
}

// awaits is what an overdue episode waits for: DueDeclared or DueAwaited; nothing where its date no longer stands.
func (r *rounding) awaits(e Episode) DueStanding {
	t, ok := r.Plan.TaskByID(e.Task)
	if !ok || t.Retired || r.failed[e.Task] || e.Rule != RuleOverdue || e.State == Pending {
		return ""
	}
	if t.Course.Declared.IsZero() && t.Course.Awaited.IsZero() {
		return ""
	}
	due := r.Plan.state(t, r.Facts.Totals, Unit{}, r.day, false).Due
	if waits := []DueStanding{DueDeclared, DueAwaited}; due.Due.String() != e.Scope || !slices.Contains(waits, due.Standing) {
		return ""
	}
	return due.Standing
}

// rest lets an episode stay where it is, without a word, until the answer.
func (r *rounding) rest(e Episode, c Condition) {
	if e.Inputs.Rests == c.Inputs.Rests {
		return
	}
	e.Inputs, e.NextStep = c.Inputs, zeroTime
	r.flip(e, e.State, WhyRests)
}

// rested takes up an episode whose answer did not settle it. The next step waits as if the one before had just been told:
// the time that the answer took was not the unit's.
func (r *rounding) rested(e Episode, c Condition) Episode {
	e.Inputs = c.Inputs
	e.NextStep = r.Plan.stepAfter(e, r.at)
	return r.flip(e.heldUntil(e.HeldUntil), e.State, WhyGoesOn)
}
