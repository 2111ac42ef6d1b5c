package bot

import (
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// graceDays is how many working days after a cut-off an unnamed figure may still mean the period that just ended.
const graceDays = 5

// periodsOf finds the period of a figure: the one named, the one an edited message had, or the current one. Just
// after a cut-off, while the ended period lacks its figure, both are possible.
func (s *speech) periodsOf(task *plan.Task, target *plan.Target, r plan.Reading, grid plan.Cadence, last plan.Total, line int) ([]plan.Period, error) {
	if r.Period != nil {
		return []plan.Period{*r.Period}, s.reportsBy(task, target, r.Period.Kind, grid)
	}
	if before, ok := s.before(line); ok && before.Slot.Target == target.ID {
		return []plan.Period{before.Slot.Period}, nil
	}
	day := s.said
	if r.AsOf != nil {
		day = *r.AsOf
	}
	current := s.inPlan(plan.PeriodOf(grid.Every, day, grid.Cutoff), grid)
	ended := current.Previous()
	_, cutoff := ended.Span(grid.Cutoff)
	justEnded := s.plan.Calendar.WorkdaysBetween(cutoff, s.said) <= graceDays && s.said.After(cutoff)
	missing := last.Empty() || last.Last.Slot.Period.Before(ended)
	if target.Accumulation == plan.ByPeriod && r.AsOf == nil && justEnded && missing && !cutoff.Before(s.plan.From) {
		return []plan.Period{ended, current}, nil
	}
	return []plan.Period{current}, nil
}

// reportsBy refuses a period whose figures would be counted twice: where periods add up, only the task's own
// lengths are filed.
func (s *speech) reportsBy(task *plan.Task, target *plan.Target, kind plan.PeriodKind, grid plan.Cadence) error {
	if target.Accumulation == plan.ToDate || kind == grid.Every {
		return nil
	}
	for _, c := range task.Cadences {
		if c.Every == kind && target.Measure == plan.Milestone {
			return nil
		}
	}
	return plan.ErrOtherPeriod
}

// inPlan keeps the period within the plan: figures of the last days of the year, after its last cut-off, still
// belong to its last period.
func (s *speech) inPlan(p plan.Period, grid plan.Cadence) plan.Period {
	last := plan.PeriodOf(grid.Every, lastCutoff(s.plan.Until, grid.Cutoff), grid.Cutoff)
	if last.Before(p) {
		return last
	}
	return p
}

func lastCutoff(until calendar.Date, cutoff plan.Cutoff) calendar.Date {
	if cutoff == 0 || until.Day <= int(cutoff) {
		return until
	}
	return calendar.NewDate(until.Year, until.Month, int(cutoff))
}
