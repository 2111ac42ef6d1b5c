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

// Coverage finds who has not reported on a period. Tasks count that report by such periods because the plan says so; a
// milestone that is reached for good is owed no more.
func (p *Plan) Coverage(f Facts, period Period) Coverage {
	c := Coverage{Period: period}
	c.From, c.To = period.Span(p.Cutoff)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired || len(t.Targets) == 0 || !t.ReportsBy(period.Kind) {
			continue
		}
		c.Tasks++
		cadence := p.CadenceOf(t, period.Kind)
		c.From, c.To = period.Span(cadence.Cutoff)
		c.ReportBy = p.reportBy(cadence, c.To)
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
		if n := len(owing.Tasks); p.lacks(f, t, target, u.ID, c.Period) && (n == 0 || owing.Tasks[n-1] != t) {
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

// reportBy is the working day on which the report of a period is due.
func (p *Plan) reportBy(c Cadence, cutoff calendar.Date) calendar.Date {
	if c.Within == 0 {
		return p.Calendar.FirstWorkdayOnOrAfter(cutoff)
	}
	return p.Calendar.AddWorkdays(cutoff, c.Within)
}

// Reports reports whether a unit reports on the period at all.
func (c Coverage) Reports(unit int64) bool {
	return slices.ContainsFunc(c.Units, func(o Owing) bool { return o.Unit.ID == unit })
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

// ReportedKinds lists the lengths of the periods that the plan asks for reports on, the shortest first.
func (p *Plan) ReportedKinds() []PeriodKind {
	var all []PeriodKind
	for _, kind := range []PeriodKind{Month, Quarter, Half, NineMonths, Year} {
		if p.reportsBy(kind) {
			all = append(all, kind)
		}
	}
	return all
}

// CutOffWith lists the longer periods that are cut off on the same day as a period and that the plan asks for reports on.
func (p *Plan) CutOffWith(period Period) []Period {
	var all []Period
	_, cutoff := period.Span(p.Cutoff)
	for _, kind := range p.ReportedKinds() {
		longer := PeriodOf(kind, cutoff, p.Cutoff)
		if _, last := longer.Span(p.Cutoff); last == cutoff && period.Before(longer) {
			all = append(all, longer)
		}
	}
	return all
}

func (p *Plan) reportsBy(kind PeriodKind) bool {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if !t.Retired && len(t.Targets) > 0 && t.ReportsBy(kind) {
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
