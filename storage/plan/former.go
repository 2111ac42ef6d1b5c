package plan

import "planbot/storage/calendar"

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

// FormerCut is the period that ended last before a day, by the shortest periods that the plan has reports on; ok is
// false where the plan was not in force yet.
func (p *Plan) FormerCut(day calendar.Date) (c Cut, ok bool) {
	kind := Month
	if kinds := p.ReportedKinds(); len(kinds) > 0 {
		kind = kinds[0]
	}
	c = p.CutOf(p.lastOver(kind, day))
	return c, !c.To.Before(p.From)
}
