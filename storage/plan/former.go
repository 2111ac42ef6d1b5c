package plan

import "planbot/storage/calendar"

// AsOf is the plan as it stood at the end of a day: what was done, declared or given later is left out. The day on which
// more time was granted is not part of the plan, so a date that was moved since counts as moved.
func (p *Plan) AsOf(day calendar.Date) *Plan {
	former := *p
	former.Tasks = make([]Task, len(p.Tasks))
	for i, t := range p.Tasks {
		if t.Course.Done.After(day) {
			t.Course.Done = calendar.Date{}
		}
		if t.Course.Declared.After(day) {
			t.Course.Declared = calendar.Date{}
		}
		t.Retired = t.Retired || t.Assigned() && t.Given.On.After(day)
		former.Tasks[i] = t
	}
	return &former
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
