package plan

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Errand is what a unit should do now for one task.
type Errand struct {
	TaskState
	Reasons []Condition // what its state does not say: reports that are missing, dossiers that wait
}

// Agenda lists what the viewer should do now, the most pressing first: by kind, by days left, by how far it is from
// its goal. conditions are those of the whole plan. Of a task that is another unit's the viewer sees what it must act on
// itself, such as its own dossiers that wait, and not how the task stands.
func (p *Plan) Agenda(totals Totals, conditions []Condition, viewer Unit, day calendar.Date) []Errand {
	reasons := map[int64][]Condition{}
	for _, c := range conditions {
		if addsToState(c) && p.Regards(c.Subject, viewer) {
			reasons[c.Task] = append(reasons[c.Task], c)
		}
	}
	var all []Errand
	for _, s := range append(p.List(totals, viewer, Filter{Kind: FilterAll}, day), p.others(viewer)...) {
		if e := (Errand{s, reasons[s.Task.ID]}); e.urgency() < notNow {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Errand) int {
		return cmp.Or(
			cmp.Compare(a.urgency(), b.urgency()),
			cmp.Compare(a.daysLeft(), b.daysLeft()),
			b.gap().Cmp(a.gap()),
			cmp.Compare(a.Task.No, b.Task.No),
		)
	})
	return all
}

// others are the tasks that stand in other units' lists alone, without their state.
func (p *Plan) others(viewer Unit) []TaskState {
	var all []TaskState
	for i := range p.Tasks {
		if t := &p.Tasks[i]; !t.Retired && !p.Concerns(t, viewer) {
			all = append(all, TaskState{Task: t})
		}
	}
	return all
}

// addsToState reports whether the condition is not seen from the task's deadline and figures alone.
func addsToState(c Condition) bool {
	return c.Rule == RuleMissing || c.Rule == RuleWaiting || c.Rule == RuleBudget || c.Rule == RuleMatter ||
		c.Rule == RuleStep
}

// notNow is the urgency of what can wait.
const notNow = 9

// urgency ranks why a task is on the agenda.
func (e Errand) urgency() int {
	least := notNow
	switch {
	case e.Finished():
	case e.Due.Standing == Overdue:
		least = 1
	case e.Due.Standing == DueToday:
		least = 2
	case e.Standing == OutOfReach, e.Standing == Below:
		least = 4
	case e.Due.Standing == DueSoon:
		least = 5
	case e.Standing == AtRisk:
		least = 7
	}
	for _, c := range e.Reasons {
		least = min(least, rulePressure(c.Rule, c.Level))
	}
	return least
}

// rulePressure ranks conditions as Agenda ranks states: 0 is the most pressing.
func rulePressure(r Rule, l Level) int {
	switch {
	case r == RuleWaiting && l >= WaitingLate:
		return 0
	case r == RuleOverdue, r == RuleWaiting:
		return 1
	case r == RuleDueToday, r == RuleMatter:
		return 2
	case r == RuleMissing && l >= MissingDue:
		return 3
	case r == RuleBelow && l >= BelowGoal:
		return 4
	case r == RuleDueSoon, r == RuleStep:
		return 5
	case r == RuleMissing:
		return 6
	case r == RulePace, r == RuleBudget:
		return 7
	default:
		return 8
	}
}

// gap is how far the worst target is from its goal, in percentage points or units.
func (e Errand) gap() decimal.Decimal {
	widest := decimal.Zero
	for _, t := range e.Targets {
		if !t.Total.Empty() && t.Total.Figure.Kind != NoCases && t.Target.Measure != Milestone {
			widest = decimal.Max(widest, t.Total.Figure.Short(t.Goal.Value))
		}
	}
	return widest
}

// MorePressing orders episodes for a list: by kind and level, then the older first.
func MorePressing(a, b Episode) int {
	return cmp.Or(
		cmp.Compare(rulePressure(a.Rule, a.Level), rulePressure(b.Rule, b.Level)),
		-cmp.Compare(a.Level, b.Level),
		a.Since.Compare(b.Since),
		cmp.Compare(a.ID, b.ID),
	)
}
