package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// ForMeeting lists the tasks that a meeting of the leaders should decide on, the most pressing first: overdue, missed or
// about to be, or with something that waits for a leader.
func (p *Plan) ForMeeting(totals Totals, open []Matter, day calendar.Date) []TaskState {
	waits := map[int64]bool{}
	for _, m := range open {
		waits[m.Task] = waits[m.Task] || m.State == WithLeaders
	}
	all := p.List(totals, Unit{Kind: Leaders}, Filter{Kind: FilterAll}, day)
	return slices.DeleteFunc(all, func(s TaskState) bool { return !waits[s.Task.ID] && !s.Red() })
}

// Red reports whether a task is late, or its figures miss or endanger a goal.
func (s TaskState) Red() bool {
	switch {
	case s.Due.Standing == Overdue, s.Due.Standing == DueAwaited:
		return true
	case s.Finished():
		return false
	default:
		return s.Standing == Below || s.Standing == OutOfReach || s.Standing == AtRisk
	}
}
