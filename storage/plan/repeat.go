package plan

import "planbot/storage/calendar"

// NextRepeat is the day on which an episode is announced again if nothing changes; zero where that is not planned.
// It counts from the first announcement, so it never depends on how long records are kept.
func (p *Plan) NextRepeat(e Episode) calendar.Date {
	if e.FiredAt.IsZero() || e.Flapping || !e.Open() {
		return calendar.Date{}
	}
	days := p.Alerting().daysToRepeat(e)
	if days == 0 {
		return calendar.Date{}
	}
	day := p.Calendar.AddWorkdays(calendar.DateOf(e.FiredAt.In(calendar.Zone)), days)
	if held := e.HeldUntil; !held.IsZero() && day.Before(calendar.DateOf(held.In(calendar.Zone))) {
		return p.Calendar.FirstWorkdayOnOrAfter(calendar.DateOf(held.In(calendar.Zone)))
	}
	return day
}

// daysToRepeat is how many working days after the first announcement the next repeat comes; 0: never.
func (s AlertSettings) daysToRepeat(e Episode) int {
	pressing := e.Rule == RuleOverdue || e.Rule == RuleMissing && e.Level >= MissingLate
	switch {
	case pressing && e.Repeats < len(s.Repeats):
		return s.Repeats[e.Repeats]
	case pressing:
		return s.Repeats[len(s.Repeats)-1] + s.RepeatEvery*(e.Repeats-len(s.Repeats)+1)
	case e.Rule == RuleBelow, e.Rule == RulePace, e.Rule == RuleHole:
		return s.RepeatEvery * (e.Repeats + 1)
	default:
		return 0
	}
}
