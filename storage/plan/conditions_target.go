package plan

import "github.com/shopspring/decimal"

// verdict is a target's standing as one subject of alerts: of one unit, or of the commune.
type verdict struct {
	Assessment
	task   *Task
	target *Target
	units  []Unit  // whose figures it was judged from
	unit   int64   // who must act; 0: several units together
	recent []Filed // of a flow: the figures of the last periods, see history
}

// target applies the rules of targets: to every unit for itself, or to all of them together.
func (j *judge) target(t *Task, s *TargetState) {
	units := j.plan.ReportingUnits(t, s.Target)
	if s.Target.Scope != PerUnit || len(s.Units) == 0 {
		j.verdict(&verdict{Assessment: s.Assessment, task: t, target: s.Target, units: units, unit: onlyUnit(units)})
		return
	}
	for i, u := range s.Units {
		j.verdict(&verdict{Assessment: u.Assessment, task: t, target: s.Target, units: units[i : i+1], unit: u.Unit.ID})
	}
}

func (j *judge) verdict(v *verdict) {
	if v.target.Flow() && v.Total.Figure.Kind == Fraction {
		v.recent = j.history(v, max(j.settings.PacePeriods, budgetPeriods))
	}
	j.add(j.below(v))
	j.add(j.pace(v))
	j.add(j.budget(v))
}

// passed reports whether a target judged at due has been due.
func (j *judge) passed(v *verdict) bool { return Horizon{Due: v.task.Due()}.passed(j.day) }

// condition is a condition of a verdict. It holds since the day its newest figure is of.
func (j *judge) condition(v *verdict, rule Rule, level Level) Condition {
	return Condition{
		Subject: Subject{Rule: rule, Task: v.task.ID, Target: v.target.ID, Unit: v.unit},
		Level:   level,
		Since:   v.Total.Last.AsOf,
		Inputs: Inputs{
			Period: v.Total.Last.Slot.Period, Standing: v.Standing, Value: v.Total.Figure, Goal: v.Goal, Entry: j.newest(v),
		},
	}
}

// newest is the newest entry behind a verdict, which need not be the latest period's: an older one may have been
// corrected since.
func (j *judge) newest(v *verdict) int64 {
	entry := v.Total.Last.Entry
	for _, u := range v.units {
		for _, f := range j.facts.Filed[TotalKey{v.target.ID, u.ID}] {
			entry = max(entry, f.Entry)
		}
	}
	return entry
}

// below warns of a goal that is missed: at any time where figures are judged continuously, from the due date on
// where they are judged at due. A goal reached again within the band is a condition too: it keeps an open episode
// open, and the round opens none by it.
func (j *judge) below(v *verdict) (Condition, bool) {
	var level Level
	switch {
	case v.Standing == OutOfReach:
		level = BelowLost
	case v.Standing == Below:
		level = BelowGoal
	case v.recovering() && (v.target.Judged == Continuously || j.passed(v)):
		level = BelowRecovering
	default:
		return Condition{}, false
	}
	c := j.condition(v, RuleBelow, level)
	if due := v.task.Due(); v.target.Judged == AtDue && due.After(c.Since) {
		c.Since = due
	}
	return c, true
}

// band is how far over its goal a ratio must rise, in points, before a shortfall counts as settled. Without it a
// rate that hovers about its goal would raise and settle an alert with every figure.
var band = decimal.New(5, -1)

// recovering reports whether a ratio has reached its goal but not the end of the band. A goal that leaves no room
// for the band over it has none, and neither has a figure that follows by itself: it has no periods to settle over.
func (v *verdict) recovering() bool {
	settled := v.Goal.Value.Add(band)
	if v.target.Measure != Ratio || v.target.Derived != "" || v.Goal.Comparator == Exactly || settled.GreaterThan(hundred) {
		return false
	}
	met, _ := v.Total.Figure.Compare(v.Goal.Comparator, v.Goal.Value)
	beyond, _ := v.Total.Figure.Compare(AtLeast, settled)
	return met && !beyond
}
