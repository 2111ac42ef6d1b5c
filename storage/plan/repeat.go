package plan

import "planbot/storage/calendar"

// repeats reports whether a matter of this rule and level is told again while it lasts.
func (e Episode) repeats() bool {
	switch e.Rule {
	case RuleOverdue, RulePace, RuleHole, RuleSilence:
		return true
	case RuleMissing:
		return e.Level >= MissingLate
	case RuleBelow:
		return e.Level >= BelowGoal
	case RuleWaiting:
		return e.Level >= WaitingLate
	case RuleStep:
		return e.Level >= StepLate
	case RuleMatter:
		return e.Level >= MatterLate
	default:
		return false
	}
}

// Weekly reports whether a rule speaks once a week, on its first working day.
func (r Rule) Weekly() bool { return r == RulePace || r.OfPlan() }

// repeatBase is the day that repeats count from: the first notice, or for a missing report the morning after it was
// due, if that is later.
func (p *Plan) repeatBase(e Episode) calendar.Date {
	base := dayOf(e.FiredAt)
	if e.Rule == RuleMissing {
		if late := p.Calendar.NextWorkday(e.Inputs.ReportBy); late.After(base) {
			return late
		}
	}
	return base
}

// repeatAfter is how many working days after the base the n-th repeat comes, n from 1. It depends on nothing but the
// settings: no record needs to be kept for it.
func (s AlertSettings) repeatAfter(r Rule, n int) int {
	if r == RuleBelow || r == RuleStep {
		return n * s.RepeatEvery
	}
	if n <= len(s.Repeats) {
		return s.Repeats[n-1]
	}
	return s.Repeats[len(s.Repeats)-1] + (n-len(s.Repeats))*s.RepeatEvery
}

// repeatsDue is how many repeats an episode has had by the day, if none was held.
func (p *Plan) repeatsDue(e Episode, day calendar.Date) int {
	if !e.repeats() {
		return 0
	}
	base := p.repeatBase(e)
	if e.Rule.Weekly() {
		return max(0, weekOf(day).DaysSince(weekOf(base))/7)
	}
	settings, gone, n := p.Alerting(), p.Calendar.WorkdaysBetween(base, day), 0
	for settings.repeatAfter(e.Rule, n+1) <= gone {
		n++
	}
	return n
}

// NextRepeat is the day on which the matter is told again if nothing changes; zero where it is not.
func (p *Plan) NextRepeat(e Episode) calendar.Date {
	if !e.repeats() || e.FiredAt.IsZero() || e.Flapping {
		return calendar.Date{}
	}
	base := p.repeatBase(e)
	if e.Rule.Weekly() {
		return p.firstWorkday(weekOf(base).AddDays(7 * (e.Repeats + 1)))
	}
	return p.Calendar.AddWorkdays(base, p.Alerting().repeatAfter(e.Rule, e.Repeats+1))
}

// weekOf is the Monday of a day's week.
func weekOf(day calendar.Date) calendar.Date {
	return day.AddDays(-(int(day.Weekday()+6) % 7))
}

// firstWorkday is the first working day of a week, or, in a week off, of the next one.
func (p *Plan) firstWorkday(monday calendar.Date) calendar.Date {
	return p.Calendar.FirstWorkdayOnOrAfter(monday)
}
