package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Coverage says how far the figures of one period are in, of the tasks that are cut off and due by one rule.
type Coverage struct {
	Period   Period
	From, To calendar.Date
	ReportBy calendar.Date // the day the reports are due
	Early    bool          // it is cut off later than on the next working day: what is not in is not late
	Tasks    int           // how many report by this period
	Units    []Owing       // every unit that reports, in the plan's order
}

// Owing is a unit with the tasks whose figures of a period are not in. It owes nothing where there are none.
type Owing struct {
	Unit  Unit
	Tasks []*Task
}

// Owing lists the units that have not reported on a period, by whatever rule. Tasks count that report by such periods
// because the plan says so; a milestone that is reached for good is owed no more.
func (p *Plan) Owing(f Facts, period Period) []Owing {
	c := Coverage{Period: period}
	for _, t := range p.reportingBy(period.Kind) {
		p.cover(&c, f, t)
	}
	return c.Owes()
}

// reportingBy lists the tasks whose reports on periods of a kind the plan asks for.
func (p *Plan) reportingBy(kind PeriodKind) []*Task {
	var all []*Task
	for i := range p.Tasks {
		if t := &p.Tasks[i]; !t.Retired && len(t.Targets) > 0 && t.ReportsBy(kind) {
			all = append(all, t)
		}
	}
	return all
}

// cover notes each unit that reports on a task, and that it owes the task where a figure of the period is not in.
func (p *Plan) cover(c *Coverage, f Facts, t *Task) {
	c.Tasks++
	for i := range t.Targets {
		for _, u := range p.ReportingUnits(t, &t.Targets[i]) {
			owing := c.unit(u)
			if n := len(owing.Tasks); p.lacks(f, t, &t.Targets[i], u.ID, c.Period) && (n == 0 || owing.Tasks[n-1] != t) {
				owing.Tasks = append(owing.Tasks, t)
			}
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
		if len(p.reportingBy(kind)) > 0 {
			all = append(all, kind)
		}
	}
	return all
}

// PeriodToAsk is the period of a kind whose reports are looked for on a day: the one that was cut off last, or the
// one that is cut off by the next working day.
func (p *Plan) PeriodToAsk(kind PeriodKind, day calendar.Date) Period {
	return p.periodToAsk(kind, p.Cutoff, day)
}

// periodToAsk is PeriodToAsk for what is cut off on a day of its own.
func (p *Plan) periodToAsk(kind PeriodKind, by Cutoff, day calendar.Date) Period {
	current := PeriodOf(kind, day, by)
	_, cutoff := current.Span(by)
	_, former := current.Previous().Span(by)
	if p.Calendar.WorkdaysBetween(day, cutoff) <= 1 || former.Before(p.From) {
		return current
	}
	return current.Previous()
}
