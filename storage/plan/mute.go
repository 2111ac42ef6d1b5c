package plan

import "slices"

// muted reports whether one matter keeps another quiet: it stays open and is told once the other is gone. The newest
// missing report speaks for the older ones once it is as late, and a missing report for whatever old figures say; a
// date that has passed speaks for what was to be reached by then, and a missed target for its pace and its budget.
func (p *Plan) muted(c Condition, all []Condition) bool {
	return slices.ContainsFunc(all, func(other Condition) bool {
		if other.Task != c.Task || other.Subject == c.Subject {
			return false
		}
		switch c.Rule {
		case RuleMissing:
			return other.Rule == RuleMissing && other.Unit == c.Unit && other.Level >= c.Level &&
				c.Inputs.Period.Before(other.Inputs.Period)
		case RuleBelow:
			return silentUnit(other, c) || p.overdueInstead(other, c)
		case RulePace, RuleBudget:
			return silentUnit(other, c) ||
				other.Rule == RuleBelow && other.Target == c.Target && other.Level >= BelowGoal
		default:
			return false
		}
	})
}

// overdueInstead reports whether the same units hear of a missed target as an overdue task: it was to be reached by
// the date.
func (p *Plan) overdueInstead(other, c Condition) bool {
	_, target, ok := p.TargetByID(c.Target)
	return ok && other.Rule == RuleOverdue && target.Judged == AtDue && (other.Unit == 0 || other.Unit == c.Unit)
}

// Muted reports whether another open episode speaks for this one.
func (p *Plan) Muted(e Episode, open []Episode) bool {
	all := make([]Condition, len(open))
	for i, o := range open {
		all[i] = o.condition()
	}
	return p.muted(e.condition(), all)
}

// condition is what the episode was last judged by.
func (e Episode) condition() Condition {
	return Condition{Subject: e.Subject, Level: e.Level, Since: e.Since, Inputs: e.Inputs}
}

// silentUnit reports whether the unit behind a figure, or one of several, has not reported what is due by now. What was
// left out before the newest figure makes that one no older.
func silentUnit(other, c Condition) bool {
	if c.Unit != 0 && other.Unit != c.Unit || !other.Inputs.Period.endsAfter(c.Inputs.Period) {
		return false
	}
	return other.Rule == RuleMissing && other.Level >= MissingLate && slices.Contains(other.Inputs.Targets, c.Target)
}

// replaces lists what speaks in place of a matter that ended because time went on, or what it warned of has come.
var replaces = map[Rule][]Rule{
	RuleDueSoon: {RuleDueToday, RuleOverdue}, RuleDueToday: {RuleOverdue}, RulePace: {RuleBelow},
}

func replaced(e Episode, all []Condition) bool {
	return slices.ContainsFunc(all, func(c Condition) bool {
		same := c.Task == e.Task && c.Scope == e.Scope && c.Target == e.Target && (e.Target == 0 || c.Unit == e.Unit)
		met := c.Rule == RuleBelow && c.Level <= BelowRecovering
		return same && !met && slices.Contains(replaces[e.Rule], c.Rule)
	})
}
