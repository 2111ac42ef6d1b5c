package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// AsOf is the plan as it stood at the end of a day: what was done, declared or given later is left out, and so is the
// time that was granted later. matters are those by which it was granted.
func (p *Plan) AsOf(day calendar.Date, matters []Matter) *Plan {
	former := *p
	former.Tasks = make([]Task, len(p.Tasks))
	for i, t := range p.Tasks {
		if t.Course.Done.After(day) {
			t.Course.Done = calendar.Date{}
		}
		if t.Course.Declared.After(day) {
			t.Course.Declared = calendar.Date{}
		}
		t.Course.Extended, t.Course.Belated = grantedBy(matters, t.ID, day)
		t.Retired = t.Retired || t.Assigned() && t.Given.On.After(day)
		former.Tasks[i] = t
	}
	return &former
}

// grantedBy is until when a task was extended at the end of a day, and whether that was asked for too late.
func grantedBy(matters []Matter, task int64, day calendar.Date) (until calendar.Date, belated bool) {
	var c Course
	for _, m := range matters {
		if then, ok := m.asOf(day); ok && m.Kind == Extension && m.Task == task {
			c = c.After(then)
		}
	}
	return c.Extended, c.Belated
}

// Moved reports whether the date of a task was moved since the plan was issued.
func (p *Plan) Moved() bool {
	return slices.ContainsFunc(p.Tasks, func(t Task) bool { return !t.Course.Extended.IsZero() })
}

// OfPlanBefore reports whether a period that somebody names, and its last day, are of the plan before: it ended before
// this one began, or, while this one is young, it is still to come and the one of the year before is closer ("tháng 12",
// said in January).
func (p *Plan) OfPlanBefore(period Period, cutoff Cutoff, today calendar.Date) (end calendar.Date, yes bool) {
	from, end := period.Span(cutoff)
	if end.Before(p.From) {
		return end, true
	}
	period.Year--
	_, former := period.Span(cutoff)
	return former, p.Young(today) && from.After(today) && apart(former, today) < apart(end, today)
}

// TotalsOf folds the figures that counted at some time, one a slot, as they are folded when they are recorded.
func (p *Plan) TotalsOf(entries []Entry) Totals {
	filed := map[TotalKey][]Filed{}
	for _, e := range entries {
		key := TotalKey{e.Slot.Target, e.Slot.Unit}
		filed[key] = append(filed[key], Filed{Slot: e.Slot, Figure: e.Figure, AsOf: e.AsOf, Entry: e.ID})
	}
	totals := make(Totals, len(filed))
	for key, figures := range filed {
		if _, target, ok := p.TargetByID(key.Target); ok {
			if total := UnitTotal(*target, figures); !total.Empty() {
				totals[key] = total
			}
		}
	}
	return totals
}

// FormerEnd is the last day of the period that ended last before a day, by the shortest periods that the plan has
// reports on; ok is false where the plan was not in force yet.
func (p *Plan) FormerEnd(day calendar.Date) (period Period, end calendar.Date, ok bool) {
	kind := Month
	if kinds := p.ReportedKinds(); len(kinds) > 0 {
		kind = kinds[0]
	}
	period = PeriodOf(kind, day, p.Cutoff).Previous()
	_, end = period.Span(p.Cutoff)
	return period, end, !end.Before(p.From)
}
