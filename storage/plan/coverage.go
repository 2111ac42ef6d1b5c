package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Coverage says how far the figures of one period are in.
type Coverage struct {
	Period   Period
	From, To calendar.Date
	ReportBy calendar.Date // the day the reports are due
	Tasks    int           // how many report by this period
	Units    []Owing       // every unit that reports, in the plan's order
}

// Owing is a unit with the tasks whose figures of a period are not in. It owes nothing where there are none.
type Owing struct {
	Unit  Unit
	Tasks []*Task
}

// Coverage finds who has not reported on a period. Tasks count whose figures are filed by such periods because the
// plan says so; a milestone that is reached for good is owed no more.
func (p *Plan) Coverage(f Facts, period Period) Coverage {
	c := Coverage{Period: period}
	c.From, c.To = period.Span(p.Cutoff)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired || len(t.Cadences) == 0 || len(t.Targets) == 0 || p.Grid(t).Every != period.Kind {
			continue
		}
		c.Tasks++
		grid := p.Grid(t)
		c.From, c.To = period.Span(grid.Cutoff)
		c.ReportBy = p.reportBy(grid, c.To)
		for j := range t.Targets {
			p.cover(&c, f, t, &t.Targets[j])
		}
	}
	return c
}

// cover notes each unit of a target, and that it owes the task where its figure of the period is not in.
func (p *Plan) cover(c *Coverage, f Facts, t *Task, target *Target) {
	for _, u := range p.ReportingUnits(t, target) {
		owing := c.unit(u)
		if n := len(owing.Tasks); f.lacks(target, u.ID, c.Period) && (n == 0 || owing.Tasks[n-1] != t) {
			owing.Tasks = append(owing.Tasks, t)
		}
	}
}

func (c *Coverage) unit(u Unit) *Owing {
	for i := range c.Units {
		if c.Units[i].Unit.ID == u.ID {
			return &c.Units[i]
		}
	}
	c.Units = append(c.Units, Owing{Unit: u})
	return &c.Units[len(c.Units)-1]
}

// lacks reports whether a unit's figure of a period is not in. A milestone that is reached for good has nothing more to
// report, and a figure that follows by itself never has.
func (f Facts) lacks(target *Target, unit int64, period Period) bool {
	key := TotalKey{target.ID, unit}
	if target.Derived != "" {
		return false
	}
	if target.Accumulation == ToDate && f.Totals[key].Figure.Kind == Done {
		return false
	}
	return !slices.ContainsFunc(f.Filed[key], func(in Filed) bool {
		return in.Slot.Period == period && in.Figure.Kind != Withdrawn
	})
}

// reportBy is the working day on which the report of a period is due.
func (p *Plan) reportBy(c Cadence, cutoff calendar.Date) calendar.Date {
	if c.Within == 0 {
		return p.Calendar.FirstWorkdayOnOrAfter(cutoff)
	}
	return p.Calendar.AddWorkdays(cutoff, c.Within)
}

// Owes lists the units that have not reported.
func (c Coverage) Owes() []Owing {
	var all []Owing
	for _, o := range c.Units {
		if len(o.Tasks) > 0 {
			all = append(all, o)
		}
	}
	return all
}

// ReportedKinds lists the lengths of the periods that figures of the plan are filed by, the shortest first.
func (p *Plan) ReportedKinds() []PeriodKind {
	var all []PeriodKind
	for _, kind := range []PeriodKind{Month, Quarter, Half, NineMonths, Year} {
		if p.reportsBy(kind) {
			all = append(all, kind)
		}
	}
	return all
}

func (p *Plan) reportsBy(kind PeriodKind) bool {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if !t.Retired && len(t.Targets) > 0 && len(t.Cadences) > 0 && p.Grid(t).Every == kind {
			return true
		}
	}
	return false
}

// PeriodToAsk is the period of a kind whose reports are looked for on a day: the one that was cut off last, or the
// one that is cut off by the next working day.
func (p *Plan) PeriodToAsk(kind PeriodKind, day calendar.Date) Period {
	current := PeriodOf(kind, day, p.Cutoff)
	_, cutoff := current.Span(p.Cutoff)
	_, former := current.Previous().Span(p.Cutoff)
	if p.Calendar.WorkdaysBetween(day, cutoff) <= 1 || former.Before(p.From) {
		return current
	}
	return current.Previous()
}
