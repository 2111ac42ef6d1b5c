package plan

import (
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// forecast is a value to come as an exact fraction, in the goal's unit: ratios in percent. den is positive.
type forecast struct{ num, den decimal.Decimal }

// misses reports whether the value does not reach the goal. More than an exact goal reaches it too: growth is no
// more than a guess.
func (f forecast) misses(g Goal) bool {
	c := g.Comparator
	if c == Exactly {
		c = AtLeast
	}
	return !c.Holds(f.num, g.Value.Mul(f.den))
}

// value is the forecast as it is shown: rounded, not negative, a ratio at most the whole.
func (f forecast) value(t Target) decimal.Decimal {
	value := decimal.Max(f.num.DivRound(f.den, 6), decimal.Zero)
	if t.Measure == Ratio {
		value = decimal.Min(value, hundred)
	}
	return value
}

// forecastFlow is where the rate of a flow ends if the periods to come have the mean volume and the rate of the
// recent ones.
func forecastFlow(total Figure, recent []Filed, remaining int64) forecast {
	num, den := volume(recent)
	count, more := decimal.NewFromInt(int64(len(recent))), decimal.NewFromInt(remaining)
	// (N + more*num/count) / (D + more*den/count), in percent and without the inner quotients
	return forecast{
		num: total.Num.Mul(count).Add(num.Mul(more)).Mul(hundred),
		den: total.Den.Mul(count).Add(den.Mul(more)),
	}
}

// volume adds up the cases of some periods; a period without cases has none.
func volume(filed []Filed) (num, den decimal.Decimal) {
	for _, f := range filed {
		if f.Figure.Kind == Fraction {
			num, den = num.Add(f.Figure.Num), den.Add(f.Figure.Den)
		}
	}
	return num, den
}

// reading is a value that a target had on a day, as an exact fraction in the goal's unit.
type reading struct {
	on       calendar.Date
	num, den decimal.Decimal
}

// readings turns figures into the values a target had, the earliest first. Under ByPeriod they add up, each as of
// the last day of its period however late it was reported.
func readings(t Target, filed []Filed, cutoff Cutoff) []reading {
	var all []reading
	sum := decimal.Zero
	for _, f := range filed {
		r := reading{on: f.AsOf, num: f.Figure.Num, den: one}
		switch {
		case f.Figure.Kind == Fraction && f.Figure.Den.IsPositive():
			r.num, r.den = f.Figure.Num.Mul(hundred), f.Figure.Den
		case t.Accumulation == ByPeriod && (f.Figure.Kind == Number || f.Figure.Kind == NoCases):
			sum = sum.Add(f.Figure.Num)
			r.num = sum
			if _, last := f.Slot.Period.Span(cutoff); last.Before(r.on) {
				r.on = last
			}
		case f.Figure.Kind != Number && f.Figure.Kind != Percent:
			continue
		}
		all = append(all, r)
	}
	return all
}

var one = decimal.NewFromInt(1)

// forecastGrowth is where a value that grows stands on a day if it goes on growing as it did from one reading to
// another. ok is false where no time lies between the two.
func forecastGrowth(from, to reading, day calendar.Date) (f forecast, ok bool) {
	gone, left := to.on.DaysSince(from.on), max(day.DaysSince(to.on), 0)
	if gone <= 0 {
		return forecast{}, false
	}
	// to + (to-from) * left/gone = (to*(gone+left) - from*left) / gone
	grown := to.num.Mul(from.den).Mul(decimal.NewFromInt(int64(gone + left)))
	start := from.num.Mul(to.den).Mul(decimal.NewFromInt(int64(left)))
	return forecast{
		num: grown.Sub(start),
		den: to.den.Mul(from.den).Mul(decimal.NewFromInt(int64(gone))),
	}, true
}
