package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// deadline warns of a due date: ahead of it by the leads, on the last working day, and after it.
//
// Done is what the office confirmed, or what the targets judged at due say. Where every target is judged continuously, the date only
// ends the time in which it is judged: there is nothing to finish ahead of it, so only from the last working day on
// a target that is missed, or was never reported, is due and then overdue.
func (j *judge) deadline(s TaskState) (Condition, bool) {
	continuous := len(s.Targets) > 0 && !slices.ContainsFunc(s.Targets, func(t TargetState) bool { return t.Target.Judged == AtDue })
	if continuous && !slices.ContainsFunc(s.Targets, TargetState.lacking) {
		return Condition{}, false
	}
	switch s.Due.Standing {
	case Overdue:
		return j.overdue(s)
	case DueToday:
		return j.dated(s, RuleDueToday, 1, s.Due.RemindBy), true
	case OpenDue, DueSoon:
		return j.dueSoon(s, continuous)
	default:
		return Condition{}, false
	}
}

// lacking reports whether a target judged continuously was missed or never reported. No cases, or too few to
// judge, are no fault.
func (t TargetState) lacking() bool {
	return t.Standing == Below || t.Standing == OutOfReach || t.Total.Empty()
}

func (j *judge) overdue(s TaskState) (Condition, bool) {
	level := Level(1)
	if s.Due.Left <= -j.settings.LongOverdue {
		level = OverdueLong
	}
	return j.dated(s, RuleOverdue, level, s.Due.Due.AddDays(1)), true
}

func (j *judge) dueSoon(s TaskState, continuous bool) (Condition, bool) {
	if continuous {
		return Condition{}, false
	}
	workdays := j.plan.Calendar.WorkdaysBetween(j.plan.firstDay(s.Task).AddDays(-1), s.Due.RemindBy)
	leads := scaledLeads(j.settings.Leads, workdays)
	ahead := slices.IndexFunc(leads, func(lead int) bool { return lead < s.Due.Left })
	if ahead < 0 {
		ahead = len(leads)
	}
	if ahead == 0 {
		return Condition{}, false
	}
	c := j.dated(s, RuleDueSoon, Level(ahead), j.plan.Calendar.AddWorkdays(s.Due.RemindBy, -leads[ahead-1]))
	if ahead < len(leads) {
		c.Inputs.Next = leads[ahead]
	}
	return c, true
}

// firstDay is the day on which work on a task can begin.
func (p *Plan) firstDay(t *Task) calendar.Date {
	if t.Assigned() {
		return t.Given.On
	}
	if p.Issued.After(p.From) {
		return p.Issued
	}
	return p.From
}

// scaledLeads are the leads for a task of so many working days, the longest first: those longer than a third of
// it would come when it has hardly begun. The shortest always stays.
func scaledLeads(leads []int, workdays int) []int {
	leads = slices.Clone(leads)
	slices.Sort(leads)
	leads = slices.Compact(leads)
	fits := 1
	for fits < len(leads) && 3*leads[fits] <= workdays {
		fits++
	}
	leads = leads[:fits]
	slices.Reverse(leads)
	return leads
}

// dated is a condition of a task's due date.
func (j *judge) dated(s TaskState, rule Rule, level Level, since calendar.Date) Condition {
	return Condition{
		Subject: Subject{
			Rule: rule, Task: s.Task.ID,
			Unit: onlyUnit(j.plan.LeadingUnits(s.Task)), Scope: s.Due.Due.String(),
		},
		Level:  level,
		Since:  since,
		Inputs: Inputs{Due: s.Due.Due, RemindBy: s.Due.RemindBy, Left: s.Due.Left, Units: j.behind(s)},
	}
}

// behind lists, of several units that lead a task, those that have something left to do for it: they have not reported,
// or their own part misses the goal. None where that tells nobody from the others.
func (j *judge) behind(s TaskState) []int64 {
	leads := j.plan.LeadingUnits(s.Task)
	if len(leads) < 2 {
		return nil
	}
	var behind []int64
	for _, u := range leads {
		if slices.ContainsFunc(s.Targets, func(t TargetState) bool { return j.lags(t, u.ID) }) {
			behind = append(behind, u.ID)
		}
	}
	if len(behind) == len(leads) {
		return nil
	}
	return behind
}

// lags reports whether a unit's own part in a target is open. Of things that are counted together nobody's part is.
func (j *judge) lags(t TargetState, unit int64) bool {
	if slices.Contains(t.Silent, unit) {
		return true
	}
	total := j.facts.Totals[TotalKey{t.Target.ID, unit}]
	holds, comparable := total.Figure.Compare(t.Goal.Comparator, goalValue(*t.Target, t.Goal))
	return comparable && !holds && (t.Target.Scope == PerUnit || t.Target.Measure == Ratio || t.Target.Measure == Milestone)
}
