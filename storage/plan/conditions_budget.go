package plan

import "github.com/shopspring/decimal"

// Of how many periods the mean volume is expected to go on, and how many must be in before anything is expected.
const (
	budgetPeriods = 3
	budgetLeast   = 2
)

// budget warns of a rate judged continuously of which few cases, or none, may still fail this year: a quarter or
// less of those that may fail at the volume to be expected.
func (j *judge) budget(v *verdict) (Condition, bool) {
	total := v.Total.Figure
	if !v.budgeted() || total.Kind != Fraction || !total.Den.IsPositive() || tooFew(*v.target, total) {
		return Condition{}, false
	}
	if len(v.recent) < budgetLeast {
		return Condition{}, false
	}
	left := FailuresLeft(v.Goal.Comparator, v.Goal.Value, total.Num, total.Den, j.expected(v)).IntPart()
	allowed := left + total.Den.Sub(total.Num).IntPart()
	level := budgetLevel(allowed, left)
	if level == 0 {
		return Condition{}, false
	}
	c := j.condition(v, RuleBudget, level)
	c.Inputs.Allowed, c.Inputs.FailLeft = allowed, left
	return c, true
}

// budgeted reports whether some cases may fail. A goal of exactly so many percent, or of all, has no budget.
func (v *verdict) budgeted() bool {
	return v.target.Flow() && v.target.Judged == Continuously && v.Goal.Comparator != Exactly && v.Goal.Value.LessThan(hundred)
}

// expected is how many further cases come this year if the periods to come are like the recent ones, in whole cases.
func (j *judge) expected(v *verdict) decimal.Decimal {
	recent := latest(v.recent, budgetPeriods)
	_, den := volume(recent)
	cases, _ := den.Mul(decimal.NewFromInt(j.remaining(v))).QuoRem(decimal.NewFromInt(int64(len(recent))), 0)
	return cases
}

func budgetLevel(allowed, left int64) Level {
	switch {
	case left <= 0:
		return BudgetNone
	case left*4 <= allowed:
		return BudgetLow
	default:
		return 0
	}
}
