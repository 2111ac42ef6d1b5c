package plan

import (
	"cmp"
	"slices"

	"planbot/storage/calendar"
)

// FiguresAsOf picks the figures that count at the end of a day: of each slot the newest, where its period is over or the
// figure itself is of that day or earlier. A correction counts whenever it was given; what became known of the days
// after does not. They come by target, unit and period.
func (p *Plan) FiguresAsOf(entries []Entry, day calendar.Date) []Entry {
	tasks := p.tasksByTarget()
	newest := map[Slot]Entry{}
	for _, e := range entries {
		t := tasks[e.Slot.Target]
		if t == nil || e.Overtaken || e.ID < newest[e.Slot].ID {
			continue
		}
		_, last := e.Slot.Period.Span(p.CadenceOf(t, e.Slot.Period.Kind).Cutoff)
		if !last.After(day) || !e.AsOf.After(day) {
			newest[e.Slot] = e
		}
	}
	var kept []Entry
	for _, e := range newest {
		if e.Figure.Kind != Withdrawn {
			e.RecordedAt = e.RecordedAt.UTC()
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Slot.Target, b.Slot.Target), cmp.Compare(a.Slot.Unit, b.Slot.Unit),
			ComparePeriods(a.Slot.Period, b.Slot.Period))
	})
	return kept
}

func (p *Plan) tasksByTarget() map[int64]*Task {
	all := map[int64]*Task{}
	for i := range p.Tasks {
		for _, target := range p.Tasks[i].Targets {
			all[target.ID] = &p.Tasks[i]
		}
	}
	return all
}

// asOf is the plan at the end of a day, without the tasks given later and without what was declared or confirmed later.
// A date that was moved since stays moved: whoever reads the report asks about the date in force.
func (p *Plan) asOf(day calendar.Date) *Plan {
	then := *p
	then.Tasks = slices.DeleteFunc(slices.Clone(p.Tasks), func(t Task) bool { return t.Given.On.After(day) })
	for i := range then.Tasks {
		c := &then.Tasks[i].Course
		if c.Done.After(day) {
			c.Done = calendar.Date{}
		}
		if c.Declared.After(day) {
			c.Declared = calendar.Date{}
		}
	}
	return &then
}

// asOf is a matter at the end of a day; ok is false where it was opened later.
func (m Matter) asOf(day calendar.Date) (then Matter, ok bool) {
	if dayOf(m.Opened).After(day) {
		return Matter{}, false
	}
	m.Opened = m.Opened.UTC()
	steps := m.Steps
	m.Steps = nil
	for _, s := range steps {
		if dayOf(s.At).After(day) {
			break
		}
		s.At = s.At.UTC()
		m.Steps, m.State = append(m.Steps, s), s.To
	}
	if n := len(m.Steps); n > 0 {
		m.Version = m.Steps[n-1].No
	}
	return m, true
}
