package plan

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Filed is a figure that counts: the last one of its slot.
type Filed struct {
	Slot   Slot
	Figure Figure
	AsOf   calendar.Date
	Entry  int64
}

// Total is what judgement needs to know about the figures of one target, of one unit or of the commune.
// The zero Total has no figures.
type Total struct {
	Figure   Figure // folded; its Kind is empty when nothing was reported
	Periods  int    // how many periods have a figure
	Last     Filed  // the latest period's figure
	Unsummed bool   // a period has a percentage only, so the figure shown is the latest one alone
}

// Empty reports whether nothing was reported.
func (t Total) Empty() bool { return t.Figure.Kind == "" }

// UnitTotal folds the figures of one target and one unit, one figure a period. Under ByPeriod the cases add up;
// a percentage alone cannot be added, so then the latest figure stands for itself. Under ToDate the latest
// figure replaces the others.
func UnitTotal(t Target, filed []Filed) Total {
	filed = slices.DeleteFunc(slices.Clone(filed), func(f Filed) bool { return f.Figure.Kind == Withdrawn })
	if len(filed) == 0 {
		return Total{}
	}
	slices.SortFunc(filed, func(a, b Filed) int { return ComparePeriods(a.Slot.Period, b.Slot.Period) })
	last := filed[len(filed)-1]
	total := Total{Figure: last.Figure, Periods: len(filed), Last: last}
	if t.Accumulation == ToDate || t.Measure == Milestone {
		return total
	}
	total.Unsummed = len(filed) > 1 && slices.ContainsFunc(filed, func(f Filed) bool { return f.Figure.Kind == Percent })
	if total.Unsummed {
		return total
	}
	total.Figure = sum(figures(filed))
	return total
}

// CommuneTotal folds the units' totals of one target into the commune's: cases, counts and amounts add up; a
// milestone is done when every expected unit has done it.
func CommuneTotal(t Target, units []Total, expected int) Total {
	var reported []Total
	for _, u := range units {
		if !u.Empty() {
			reported = append(reported, u)
		}
	}
	if len(reported) == 0 {
		return Total{}
	}
	last := slices.MaxFunc(reported, func(a, b Total) int { return ComparePeriods(a.Last.Slot.Period, b.Last.Slot.Period) })
	if len(reported) == 1 && expected <= 1 {
		return last
	}
	total := Total{Last: last.Last, Periods: last.Periods}
	parts := make([]Figure, len(reported))
	for i, u := range reported {
		parts[i] = u.Figure
		total.Unsummed = total.Unsummed || u.Unsummed || (u.Figure.Kind == Percent && len(reported) > 1)
	}
	switch {
	case t.Measure == Milestone:
		total.Figure = allDone(parts, expected)
	case total.Unsummed:
		total.Figure = last.Figure
	default:
		total.Figure = sum(parts)
	}
	return total
}

func allDone(parts []Figure, expected int) Figure {
	undone := slices.ContainsFunc(parts, func(f Figure) bool { return f.Kind != Done && f.Kind != NoCases })
	if undone || len(parts) < expected {
		return Figure{Kind: NotDone}
	}
	return Figure{Kind: Done}
}

// sum adds figures of one measure. Periods without cases add nothing, but if there is nothing else the sum is
// "no cases" too.
func sum(parts []Figure) Figure {
	total := Figure{Kind: NoCases}
	for _, f := range parts {
		total.Estimate = total.Estimate || f.Estimate
		if f.Kind == NoCases {
			continue
		}
		total.Kind = f.Kind
		total.Num = total.Num.Add(f.Num)
		total.Den = total.Den.Add(f.Den)
	}
	return total
}

func figures(filed []Filed) []Figure {
	all := make([]Figure, len(filed))
	for i, f := range filed {
		all[i] = f.Figure
	}
	return all
}

// ComparePeriods orders periods by the month they end in; of two that end together the longer comes later.
func ComparePeriods(a, b Period) int {
	_, lastA := a.months()
	_, lastB := b.months()
	firstA, _ := a.months()
	firstB, _ := b.months()
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(lastA, lastB), -cmp.Compare(firstA, firstB))
}

// hundred turns a fraction into percent.
var hundred = decimal.NewFromInt(100)

// Compare holds the figure against a goal exactly: fractions are compared as products, never as quotients.
// ok is false where there is nothing to compare: no figure, no cases.
func (f Figure) Compare(c Comparator, goal decimal.Decimal) (holds, ok bool) {
	switch f.Kind {
	case Fraction:
		if f.Den.IsZero() {
			return false, false
		}
		return c.Holds(f.Num.Mul(hundred), goal.Mul(f.Den)), true
	case Percent, Number:
		return c.Holds(f.Num, goal), true
	case Done, NotDone:
		return f.Kind == Done, true
	default:
		return false, false
	}
}
