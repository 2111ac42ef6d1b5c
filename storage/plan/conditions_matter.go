package plan

import "strconv"

// unanswered warns whoever holds a matter of the day by which it should have been acted on, and from the next day on.
// More time for a task that is done interests nobody any more.
func (j *judge) unanswered(t *Task) {
	for _, m := range j.facts.Matters {
		if m.Task == t.ID && !(m.Kind == Extension && !t.Course.Done.IsZero()) {
			j.add(j.unansweredOf(m))
		}
	}
}

func (j *judge) unansweredOf(m Matter) (Condition, bool) {
	holder := j.plan.Holder(m)
	if holder == 0 || m.AnswerBy.IsZero() {
		return Condition{}, false
	}
	remindBy := j.plan.Calendar.LastWorkdayOnOrBefore(m.AnswerBy)
	level, since := MatterLate, m.AnswerBy.AddDays(1)
	if !j.day.After(m.AnswerBy) {
		level, since = MatterDue, remindBy
	}
	return Condition{
		Subject: Subject{Rule: RuleMatter, Task: m.Task, Unit: holder, Scope: m.scope()},
		Level:   level,
		Since:   since,
		Inputs: Inputs{
			Due: m.AnswerBy, RemindBy: remindBy, Left: j.plan.Calendar.WorkdaysBetween(j.day, remindBy),
			Matter: m.ID, MatterKind: m.Kind, MatterState: m.State,
		},
	}, !j.day.Before(remindBy)
}

// scope names the matter, and since which step it waits, in the subject of a condition: another step is another wait.
func (m Matter) scope() string {
	return "matter/" + strconv.FormatInt(m.ID, 10) + "/" + strconv.Itoa(m.Version)
}

// Holder is the unit that has to act on a matter; 0 where nobody in the commune has to.
func (p *Plan) Holder(m Matter) int64 {
	kind := map[MatterState]UnitKind{WithOffice: Office, WithLeaders: Leaders}[m.State]
	if m.State == WithUnit {
		return m.Unit
	}
	for _, u := range p.Units {
		if kind != "" && u.Kind == kind {
			return u.ID
		}
	}
	return 0
}
