package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// meaning is what one claim can mean for a measure: its figures, the likeliest first. A single figure with a
// doubt is to be confirmed.
type meaning struct {
	figures []Figure
	ask     Doubt
	bad     BadReason
}

func means(f ...Figure) meaning { return meaning{figures: f} }

func (m meaning) asking(d Doubt) meaning {
	m.ask = d
	return m
}

func refused(reason BadReason) meaning { return meaning{bad: reason} }

func percent(v decimal.Decimal) Figure { return Figure{Kind: Percent, Num: v} }

func count(v decimal.Decimal) Figure { return Figure{Kind: Number, Num: v} }

func fraction(num, den decimal.Decimal) Figure { return Figure{Kind: Fraction, Num: num, Den: den} }

// cases is a numerator whose denominator is yet to be asked.
func cases(num decimal.Decimal) Figure { return Figure{Kind: Fraction, Num: num} }

// LacksDenominator reports whether only the numerator is known. Such a figure is half an answer: the denominator
// is asked before it is stored.
func (f Figure) LacksDenominator() bool { return f.Kind == Fraction && f.Den.IsZero() }

// meaning reads a claim the way the target's measure wants it.
func (r *reader) meaning(c claim) meaning {
	var m meaning
	switch r.want.Measure {
	case Ratio:
		m = r.ratio(c)
	case Amount:
		m = amount(c)
	default:
		m = countOf(c)
	}
	if m.bad == "" && slices.ContainsFunc(m.figures, tooLarge) {
		return refused(BadTooLarge)
	}
	return m
}

func tooLarge(f Figure) bool {
	most := decimal.NewFromInt(MostNumber)
	if f.Kind == Percent {
		most = decimal.NewFromInt(MostPercent)
	}
	return f.Num.GreaterThan(most) || f.Den.GreaterThan(most)
}

func (r *reader) ratio(c claim) meaning {
	switch {
	case c.paired:
		return c.pair()
	case c.num.percent:
		return c.percentage()
	case c.num.twofold && c.num.bare() && !c.things:
		return means(percent(c.num.decimal), cases(c.num.value)).asking(DoubtThousandsOrDecimal)
	case c.num.bare() && !c.things:
		return r.bareRatio(c.num)
	case c.num.value.IsZero():
		return means(Figure{Kind: NoCases})
	default:
		return c.num.amounts(cases).or(DoubtDenominator)
	}
}

// or asks d where nothing else is asked.
func (m meaning) or(d Doubt) meaning {
	if m.ask == "" {
		m.ask = d
	}
	return m
}

// bareRatio reads a number without any unit in a ratio's place: "97" may count cases, "97,5" cannot, and "1.5" may
// be a criterion.
func (r *reader) bareRatio(q quantity) meaning {
	switch v := q.value; {
	case q.code && !r.want.Addressed:
		return means(percent(v)).asking(DoubtCodeOrNumber)
	case !v.IsInteger():
		return means(percent(v))
	case v.IsZero():
		return means(Figure{Kind: NoCases}, percent(v)).asking(DoubtZero)
	case v.LessThanOrEqual(hundred):
		return means(percent(v), cases(v)).asking(DoubtPercentOrCount)
	default:
		return means(cases(v)).asking(DoubtDenominator)
	}
}

// percentage reads "97,5%". No rate is 12345%, so the dot of "12.345%" is a decimal sign, but that is asked.
func (c claim) percentage() meaning {
	switch q := c.num; {
	case q.twofold && q.comma:
		return means(percent(q.decimal))
	case q.twofold:
		return means(percent(q.decimal)).asking(DoubtThousandsOrDecimal)
	default:
		return means(percent(q.value))
	}
}

func (c claim) pair() meaning {
	switch {
	case c.num.percent && c.den.percent: // "98%/100%": done and planned
		return c.percentage().or(DoubtWhich)
	case c.num.percent || c.den.percent:
		return refused(BadNumber)
	}
	num, otherNum, numDoubt := c.num.amount()
	den, otherDen, denDoubt := c.den.amount()
	m := means(fraction(num, den)).asking(cmp.Or(numDoubt, denDoubt))
	switch {
	case den.IsZero() && num.IsZero():
		return means(Figure{Kind: NoCases})
	case den.IsZero():
		return refused(BadZeroWhole)
	case numDoubt != "" && denDoubt != "": // whoever writes one number so writes the other so
		m.figures = append(m.figures, fraction(otherNum, otherDen))
	}
	return m
}

// countOf reads a number of things. Of "2/3 sáng kiến" the second number is taken for the goal, and that is asked.
func countOf(c claim) meaning {
	if c.num.percent || c.den.percent {
		return refused(BadPercent)
	}
	m := c.num.amounts(count)
	switch {
	case c.paired && c.den.value.IsZero() && c.num.value.IsZero():
		return means(Figure{Kind: NoCases})
	case c.paired:
		return m.or(DoubtPart)
	case c.num.money && c.num.scale != 3:
		return m.or(DoubtUnit)
	case slices.ContainsFunc(m.figures, func(f Figure) bool { return !f.Num.IsInteger() }):
		return m.or(DoubtWhole)
	default:
		return m
	}
}

// amount reads money. Without a unit only millions are certain to be đồng.
func amount(c claim) meaning {
	if c.num.percent || c.den.percent {
		return refused(BadPercent)
	}
	m := c.num.amounts(count)
	switch {
	case c.paired:
		return m.or(DoubtPart)
	case c.num.money || c.num.value.IsZero() || c.num.value.GreaterThanOrEqual(decimal.New(1, 6)):
		return m
	}
	switch v := c.num.value; {
	case !v.IsInteger():
		m = means(count(v.Shift(9)), count(v.Shift(6)))
	case v.LessThan(decimal.New(1, 4)):
		m = means(count(v.Shift(6)), count(v.Shift(3)), count(v))
	default:
		m = means(count(v), count(v.Shift(3)))
	}
	return m.asking(DoubtUnit)
}

// amount reads one number of things or đồng, and the other way to read it where there is a doubt. A dot with
// three digits behind it separates thousands, except in front of "tỷ": no commune has "1.500 tỷ". A comma there
// is asked about.
func (q quantity) amount() (likely, other decimal.Decimal, d Doubt) {
	value := q.scaled(q.value)
	switch {
	case !q.twofold, !q.comma && q.scale < 9:
		return value, value, ""
	case q.scale > 0:
		return q.scaled(q.decimal), value, DoubtThousandsOrDecimal
	default:
		return value, q.scaled(q.decimal), DoubtThousandsOrDecimal
	}
}

// amounts makes figures of the ways to read one number.
func (q quantity) amounts(as func(decimal.Decimal) Figure) meaning {
	likely, other, d := q.amount()
	if d == "" {
		return means(as(likely))
	}
	return means(as(likely), as(other)).asking(d)
}

// milestone reads done or not done. A number is refused, except "xong 100%" and the day of "xong 15/4".
func (r *reader) milestone() (Reading, error) {
	done, open := Reading{Figure: Figure{Kind: Done}}, Reading{Figure: Figure{Kind: NotDone}}
	part := false // "xong 2/3" may be a part of something
	for _, c := range r.claims {
		whole := c.num.percent && c.num.value.Equal(hundred)
		if !(r.finish != 0 && (whole || c.date)) {
			return Reading{}, &BadFigure{Text: r.span(c), Reason: BadWantsDone}
		}
		if c.date {
			day, _ := r.dayMonth(c.from)
			done.AsOf, part = &day, !c.num.value.GreaterThan(c.den.value)
		}
	}
	switch {
	case r.finish != 0:
		return r.finishing(done, open, part), nil
	case r.seen&absent != 0:
		return Reading{Figure: Figure{Kind: NoCases}}, nil
	case r.seen&(notYet|underway) != 0:
		return open, nil
	case r.seen&negating != 0:
		return choose(DoubtZero, open, Reading{Figure: Figure{Kind: NoCases}}), nil
	case r.seen&nearly != 0:
		return choose(DoubtDone, open, done), nil
	case r.seen&already != 0:
		return choose(DoubtDone, done, open), nil
	default:
		return Reading{}, ErrNoFigure
	}
}

// finishing reads a line that speaks of finishing. What is finished may be a part of the task only: "xong dự thảo, đang
// trình ký".
func (r *reader) finishing(done, open Reading, part bool) Reading {
	switch {
	case r.finish&denied != 0 && r.finish&affirmed == 0:
		return open
	case r.finish == hoped, r.finish == affirmed && r.seen&underway != 0:
		return choose(DoubtDone, open, done)
	case r.finish != affirmed, r.seen&(notYet|nearly|lacking) != 0:
		return choose(DoubtDone, done, open)
	case part:
		return choose(DoubtDateOrRatio, done, open)
	default:
		return done
	}
}

func (r *reader) span(c claim) string {
	return strings.TrimSpace(r.line[r.tokens[c.from].from:r.tokens[c.to-1].to])
}
