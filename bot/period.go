package bot

import (
	"context"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// graceDays is how many working days after a cut-off an unnamed figure may still mean the period that just ended.
const graceDays = 5

// periodsOf finds the period of a figure: the one named, the one an edited message had, or the current one. Just
// after a cut-off, while the ended period lacks its figure, both are possible, and in reply to a message that asks for
// reports at any time; and where a task has reports of several lengths, so is each that is asked for now.
func (s *speech) periodsOf(task *plan.Task, target *plan.Target, unit plan.Unit, r plan.Reading, grid plan.Cadence, line int) ([]plan.Period, error) {
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
	if r.AsOf != nil {
		return []plan.Period{current}, nil
	}
	slot := plan.Slot{Target: target.ID, Unit: unit.ID, Period: current.Previous()}
	periods := append(s.askedFor(task, slot, grid), current)
	if target.Accumulation == plan.ToDate {
		return periods, nil
	}
	if len(periods) == 1 && s.justEnded(slot.Period, grid) && s.lacks(slot) {
		periods = append(periods, slot.Period)
	}
	if target.OwnReports() {
		periods = append(periods, s.longerAsked(task, slot, day)...)
	}
	slices.SortFunc(periods, plan.ComparePeriods)
	return periods, nil
}

// mostAsked is how many ended periods a reply may be about, the latest ones.
const mostAsked = 2

// asksForReports reports whether the message replied to may ask for a report: an alert or an urging, the list of the
// day, or of what is missing. A figure must not be filed under another period then without a word.
func (s *speech) asksForReports() bool {
	about, _, _ := strings.Cut(s.posted.About, " ")
	return slices.Contains([]string{"alerts", aboutToday, aboutMissing}, about)
}

// askedFor lists the ended periods, from that of a slot back, whose report the message replied to may ask for.
func (s *speech) askedFor(task *plan.Task, slot plan.Slot, grid plan.Cadence) (asked []plan.Period) {
	if len(task.Cadences) == 0 || !s.asksForReports() {
		return nil
	}
	for ; len(asked) < mostAsked && s.plan.Asks(slot.Period, grid); slot.Period = slot.Period.Previous() {
		if s.lacks(slot) {
			asked = append(asked, slot.Period)
		}
	}
	return asked
}

// longerAsked lists the longer periods of a task whose own report is asked for now and not in: the current one from
// the working day before its cut-off on, the former one for a while after it, or in reply to what may ask for it.
func (s *speech) longerAsked(task *plan.Task, slot plan.Slot, day calendar.Date) []plan.Period {
	var asked []plan.Period
	for _, c := range task.Cadences[min(1, len(task.Cadences)):] {
		current := s.inPlan(plan.PeriodOf(c.Every, day, c.Cutoff), c)
		_, cutoff := current.Span(c.Cutoff)
		if s.plan.Calendar.WorkdaysBetween(s.said, cutoff) > 1 {
			current = current.Previous()
		}
		slot.Period = current
		_, cutoff = current.Span(c.Cutoff)
		open := !s.said.After(cutoff) || s.justEnded(current, c) || s.asksForReports() && s.plan.Asks(current, c)
		if open && s.lacks(slot) {
			asked = append(asked, current)
		}
	}
	return asked
}

// justEnded reports whether a period of the plan was cut off so lately that a figure may still be of it.
func (s *speech) justEnded(p plan.Period, c plan.Cadence) bool {
	_, cutoff := p.Span(c.Cutoff)
	return s.said.After(cutoff) && s.plan.Calendar.WorkdaysBetween(cutoff, s.said) <= graceDays && !cutoff.Before(s.plan.From)
}

// lacks reports whether the figure of a period is not in. Of most targets only the latest period with a figure is
// known, and what lies before it is taken for reported.
func (s *speech) lacks(slot plan.Slot) bool {
	if filed, known := s.filed[slot.Target]; known {
		return !slices.Contains(filed, slot)
	}
	last := s.place.Totals[plan.TotalKey{Target: slot.Target, Unit: slot.Unit}]
	return last.Empty() || last.Last.Slot.Period.Before(slot.Period)
}

// knownPeriods reads which periods have a figure, of the targets that the lines are about and that have reports of several
// lengths: there one period says nothing about another.
func (b *Bot) knownPeriods(ctx context.Context, s *speech) error {
	var targets []int64
	for i, line := range s.lines() {
		task, _ := s.taskOf(line.Address, i)
		if task == nil || len(task.Cadences) < 2 {
			continue
		}
		for _, t := range task.Targets {
			if t.OwnReports() && s.filed[t.ID] == nil {
				targets, s.filed[t.ID] = append(targets, t.ID), []plan.Slot{}
			}
		}
	}
	if len(targets) == 0 {
		return nil
	}
	figures, err := b.Store.Figures(ctx, targets)
	for _, e := range figures {
		if e.Figure.Kind != plan.Withdrawn {
			s.filed[e.Slot.Target] = append(s.filed[e.Slot.Target], e.Slot)
		}
	}
	return err
}

// reportsBy refuses a period whose figures would be counted twice: where periods add up, only the task's own
// lengths are filed.
func (s *speech) reportsBy(task *plan.Task, target *plan.Target, kind plan.PeriodKind, grid plan.Cadence) error {
	if target.Accumulation == plan.ToDate || kind == grid.Every {
		return nil
	}
	if target.OwnReports() && task.ReportsBy(kind) {
		return nil
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
