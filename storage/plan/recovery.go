package plan

import "github.com/shopspring/decimal"

// MoreNeeded is the least number of further good cases that brings num/den to the goal (in percent).
//
// Where flow is true each case enlarges the denominator too, as dossiers do: the least k with (num+k)/(den+k)
// reaching the goal. Otherwise the population is fixed: the least k with (num+k)/den reaching it.
// ok is false where no k can do it ("không thể đạt").
func MoreNeeded(c Comparator, goal, num, den decimal.Decimal, flow bool) (k decimal.Decimal, ok bool) {
	have, want := num.Mul(hundred), goal.Mul(den)
	if c.Holds(have, want) && !den.IsZero() {
		return decimal.Zero, true
	}
	if !flow {
		k = leastOver(c, want.Sub(have), hundred)
		reached := num.Add(k)
		return k, reached.LessThanOrEqual(den) && c.Holds(reached.Mul(hundred), want) && den.IsPositive()
	}
	// (num+k)*100 >= goal*(den+k)  <=>  k >= (goal*den - 100*num) / (100 - goal)
	room := hundred.Sub(goal)
	if !room.IsPositive() {
		return decimal.Zero, false
	}
	return leastOver(c, want.Sub(have), room), true
}

// leastOver is the least whole k >= 0 with k*divisor >= gap, or > gap for MoreThan.
func leastOver(c Comparator, gap, divisor decimal.Decimal) decimal.Decimal {
	quotient, rest := gap.QuoRem(divisor, 0)
	k := quotient
	if rest.IsPositive() || (c == MoreThan && rest.IsZero()) {
		k = k.Add(decimal.NewFromInt(1))
	}
	return decimal.Max(k, decimal.Zero)
}

// FailuresLeft is how many more cases may still fail when den cases are known and expect further ones come, of
// which all others succeed; negative when more failed already than the goal (in percent) allows.
//
// Source: the late budget of an objective, allowed = floor((1 - goal) * volume), one less for "trên".
func FailuresLeft(c Comparator, goal, num, den, expect decimal.Decimal) decimal.Decimal {
	slack := hundred.Sub(goal).Mul(den.Add(expect))
	allowed, rest := slack.QuoRem(hundred, 0)
	if c == MoreThan && rest.IsZero() {
		allowed = allowed.Sub(decimal.NewFromInt(1))
	}
	return allowed.Sub(den.Sub(num))
}
