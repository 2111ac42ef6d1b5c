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

// asOf is the plan at the end of a day: without the tasks given later, and with every task as far as it had come. What
// was declared in time counts as it was settled by another day, on which the report was due.
func (r Record) asOf(day, settled calendar.Date) *Plan {
	then := *r.Plan
	then.Tasks = slices.DeleteFunc(slices.Clone(r.Plan.Tasks), func(t Task) bool { return t.Given.On.After(day) })
	for i := range then.Tasks {
		then.Tasks[i].Course = r.courseOf(&then.Tasks[i], day, settled)
	}
	return &then
}

// courseOf is what had become of a task: the dates asked for and granted at the end of a day, and what had been declared
// by then.
func (r Record) courseOf(t *Task, day, settled calendar.Date) Course {
	var c Course
	var asked, declared []Matter
	for _, m := range r.Matters {
		switch {
		case m.Task != t.ID || dayOf(m.Opened).After(day):
		case m.Kind == Extension:
			m, _ = r.Plan.matterAsOf(m, day)
			c = c.After(m)
			if m.State.Open() {
				asked = append(asked, m)
			}
		case m.Kind == Completion:
			m, _ = r.Plan.matterAsOf(m, settled)
			declared = append(declared, m)
		}
	}
	var leads []int64
	for _, u := range r.Plan.LeadingUnits(t) {
		leads = append(leads, u.ID)
	}
	return c.StillAsked(asked).Completed(leads, declared)
}

// matterAsOf is a matter at the end of a day; ok is false where it was opened later.
func (p *Plan) matterAsOf(m Matter, day calendar.Date) (then Matter, ok bool) {
	if dayOf(m.Opened).After(day) {
		return Matter{}, false
	}
	m.Opened = m.Opened.UTC()
	steps := m.Steps
	m.Steps = nil
	for i, s := range steps {
		if dayOf(s.At).After(day) {
			m.AnswerBy = p.AnswerBy(m.State, dayOf(steps[i-1].At))
			break
		}
		s.At = s.At.UTC()
		m.Steps, m.State, m.Version = append(m.Steps, s), s.To, s.No
		if m.Kind == Extension && (i == 0 || s.To == EndGranted && !s.On.IsZero()) {
			m.Wants = s.On
		}
	}
	return m, true
}
