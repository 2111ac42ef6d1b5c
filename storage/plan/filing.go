package plan

import "slices"

// CadenceOf is the cadence by which the task reports on periods of a kind: its own, or its grid where the plan names
// none such.
func (p *Plan) CadenceOf(t *Task, kind PeriodKind) Cadence {
	if i := slices.IndexFunc(t.Cadences, func(c Cadence) bool { return c.Every == kind }); i >= 0 {
		return t.Cadences[i]
	}
	return p.Grid(t)
}

// ReportsBy reports whether the plan asks for reports of the task on periods of a kind.
func (t *Task) ReportsBy(kind PeriodKind) bool {
	return slices.ContainsFunc(t.Cadences, func(c Cadence) bool { return c.Every == kind })
}

// ReportKinds lists the lengths of the periods that the plan asks for reports of the task on, the shortest first.
func (t *Task) ReportKinds() []PeriodKind {
	kinds := make([]PeriodKind, len(t.Cadences))
	for i, c := range t.Cadences {
		kinds[i] = c.Every
	}
	return kinds
}

// OwnReports reports whether every period has a report of its own, which follows from no other: a duty that is done
// anew each time.
func (t Target) OwnReports() bool { return t.Measure == Milestone && t.Accumulation == ByPeriod }

// lacks reports whether a unit's report of a period on a target is not in. That of a longer period may follow from the
// shorter ones. A milestone that is reached for good has nothing more to report.
func (p *Plan) lacks(f Facts, t *Task, target *Target, unit int64, period Period) bool {
	if target.Derived != "" { // it follows by itself
		return false
	}
	key := TotalKey{target.ID, unit}
	if target.Accumulation == ToDate && f.Totals[key].Figure.Kind == Done {
		return false
	}
	if isFiled(f.Filed[key], period) {
		return false
	}
	parts := p.parts(t, target, period)
	unfiled := func(part Period) bool { return !isFiled(f.Filed[key], part) }
	return len(parts) == 0 || slices.ContainsFunc(parts, unfiled)
}

func isFiled(filed []Filed, period Period) bool {
	return slices.ContainsFunc(filed, func(in Filed) bool {
		return in.Slot.Period == period && in.Figure.Kind != Withdrawn
	})
}

// parts are the periods of the task's grid that the figure of a longer one follows from: all of them where they add
// up, the last one where each replaces the one before. None where it follows from nothing.
func (p *Plan) parts(t *Task, target *Target, period Period) []Period {
	grid := p.Grid(t)
	if period.Kind == grid.Every || target.OwnReports() {
		return nil
	}
	within := period.dividedBy(grid.Every)
	if target.Accumulation == ToDate {
		return latest(within, 1)
	}
	return slices.DeleteFunc(within, func(part Period) bool {
		first, last := part.Span(grid.Cutoff)
		return !p.asksFor(part.Kind, first, last)
	})
}

// dividedBy lists the periods of a shorter kind that make up this one, the earliest first; none where they do not end
// with it, as half years do not end with nine months.
func (p Period) dividedBy(kind PeriodKind) []Period {
	first, last := p.months()
	var parts []Period
	end := 0
	for part := (Period{kind, p.Year, 1}); part.Valid(); part.No++ {
		from, to := part.months()
		if from >= first && to <= last {
			parts, end = append(parts, part), to
		}
	}
	if end != last {
		return nil
	}
	return parts
}

// endsAfter reports whether the period ends later than the other one, be it shorter or longer.
func (p Period) endsAfter(other Period) bool {
	_, last := p.months()
	_, otherLast := other.months()
	return p.Year > other.Year || p.Year == other.Year && last > otherLast
}
