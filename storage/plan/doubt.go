package plan

import (
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Doubt is why a figure is asked about before it is stored.
type Doubt string

// The doubts that the words themselves leave.
const (
	// DoubtPercentOrCount: "97" is 97%, or 97 cases of an unnamed number.
	DoubtPercentOrCount Doubt = "percent_or_count"
	// DoubtDenominator: "1500" of how many; the figure lacks its denominator.
	DoubtDenominator Doubt = "denominator"
	// DoubtDateOrRatio: "2/3" is two of three, or 2 March.
	DoubtDateOrRatio Doubt = "date_or_ratio"
	// DoubtMonthOrRatio: "3/2024" is March 2024, or three of 2024.
	DoubtMonthOrRatio Doubt = "month_or_ratio"
	// DoubtThousandsOrDecimal: "12.345" is 12345, or 12,345.
	DoubtThousandsOrDecimal Doubt = "thousands_or_decimal"
	// DoubtCodeOrNumber: "1.5" is a criterion, or a value.
	DoubtCodeOrNumber Doubt = "code_or_number"
	// DoubtUnit: "850" is triệu, nghìn or đồng.
	DoubtUnit Doubt = "unit"
	// DoubtWhole: not a whole number of things.
	DoubtWhole Doubt = "not_whole"
	// DoubtPart: "2/3 sáng kiến" where the target counts: the first number is taken.
	DoubtPart Doubt = "part_of_goal"
	// DoubtDelta: "tăng 5%" is the increase, or the total.
	DoubtDelta Doubt = "delta"
	// DoubtComparator: "trên 70%" is no exact figure.
	DoubtComparator Doubt = "comparator"
	// DoubtNegated: "chưa đạt 97%" denies the number it names.
	DoubtNegated Doubt = "negated"
	// DoubtOpposite: "5/150 hồ sơ trễ hạn" may count the bad cases.
	DoubtOpposite Doubt = "opposite"
	// DoubtZero: "không" is zero, or no cases.
	DoubtZero Doubt = "zero_or_no_cases"
	// DoubtDone: "sắp xong", "đã gửi" are neither done nor not done.
	DoubtDone Doubt = "done_or_not"
	// DoubtWhich: several numbers of which one is the figure.
	DoubtWhich Doubt = "which"
	// DoubtPeriod: another length of period than the task reports by, or two periods.
	DoubtPeriod Doubt = "period"
	// DoubtCumulative: "lũy kế" where the figures of the periods are added up by planbot.
	DoubtCumulative Doubt = "cumulative"
)

// The doubts that the figure leaves, held against what is known. See [Doubts].
const (
	// DoubtOverWhole: more than the whole, N > D or over 100%.
	DoubtOverWhole Doubt = "over_whole"
	// DoubtFarFromLast: far from the last figure.
	DoubtFarFromLast Doubt = "far_from_last"
	// DoubtDecreasing: less than the last figure of a value that only grows.
	DoubtDecreasing Doubt = "decreasing"
	// DoubtFuture: a period or a day that has not begun.
	DoubtFuture Doubt = "future"
)

// Context is what a figure is held against.
type Context struct {
	From, To calendar.Date // the span of its period
	AsOf     calendar.Date // zero: as of today
	Today    calendar.Date
	Last     *Figure // the figure of the period before, or the former one of a to_date target; nil: none
}

// What counts as far from the last figure: the whole (or the number) is more than three times larger or smaller
// and ten or more apart, or the rate moved by more than thirty points. Rates of fewer than ten cases move that
// much by themselves. Distances between clerks' honest figures are smaller; a slipped digit is larger.
const (
	farTimes  = 3
	farThings = 10
	farPoints = 30
)

// Doubts lists what is implausible about a figure, the gravest first; none means that it may be stored unasked.
func Doubts(t Target, f Figure, c Context) []Doubt {
	checks := []struct {
		holds bool
		doubt Doubt
	}{
		{c.From.After(c.Today) || c.AsOf.After(c.Today), DoubtFuture},
		{f.LacksDenominator(), DoubtDenominator},
		{t.Money() && f.fewDong(), DoubtUnit},
		{t.Measure == Ratio && f.overWhole(), DoubtOverWhole},
		{t.Accumulation == ToDate && c.Last != nil && f.lessThan(*c.Last), DoubtDecreasing},
		{c.Last != nil && f.farFrom(*c.Last), DoubtFarFromLast},
	}
	var doubts []Doubt
	for _, check := range checks {
		if check.holds {
			doubts = append(doubts, check.doubt)
		}
	}
	return doubts
}

// leastMoney is the least that is certain to be đồng where no unit is named.
var leastMoney = decimal.NewFromInt(1_000_000)

// fewDong reports whether a part of a sum of money is so small that its unit (tỷ, triệu) was left out.
func (f Figure) fewDong() bool { return f.Kind == Fraction && f.Den.LessThan(leastMoney) }

// overWhole reports whether a ratio's figure is more than the whole.
func (f Figure) overWhole() bool {
	switch f.Kind {
	case Fraction:
		return !f.Den.IsZero() && f.Num.GreaterThan(f.Den)
	case Percent:
		return f.Num.GreaterThan(hundred)
	default:
		return false
	}
}

// lessThan reports whether a value that only grows went back: fewer cases, a smaller number, done no more.
// Between a fraction and a percentage the rates are compared.
func (f Figure) lessThan(last Figure) bool {
	switch {
	case last.Kind == Done:
		return f.Kind == NotDone
	case f.Kind == last.Kind:
		return f.Num.LessThan(last.Num)
	default:
		rate, ok := f.rate()
		before, okBefore := last.rate()
		return ok && okBefore && rate.LessThan(before)
	}
}

func (f Figure) farFrom(last Figure) bool {
	size, ok := f.size()
	before, okBefore := last.size()
	if ok && okBefore {
		small, large := decimal.Min(size, before), decimal.Max(size, before)
		times := large.GreaterThan(small.Mul(decimal.NewFromInt(farTimes)))
		if times && large.Sub(small).GreaterThanOrEqual(decimal.NewFromInt(farThings)) {
			return true
		}
	}
	rate, ok := f.rate()
	rateBefore, okBefore := last.rate()
	few := f.few() || last.few()
	return ok && okBefore && !few && rate.Sub(rateBefore).Abs().GreaterThan(decimal.NewFromInt(farPoints))
}

// size is how much was counted: the whole of a fraction, or the number.
func (f Figure) size() (decimal.Decimal, bool) {
	switch f.Kind {
	case Fraction:
		return f.Den, !f.Den.IsZero()
	case Number:
		return f.Num, true
	default:
		return decimal.Decimal{}, false
	}
}

// rate is the percentage, rounded: good enough to be surprised by, not to judge.
func (f Figure) rate() (decimal.Decimal, bool) {
	switch {
	case f.Kind == Percent:
		return f.Num, true
	case f.Kind == Fraction && !f.Den.IsZero():
		return f.Num.Mul(hundred).Div(f.Den), true
	default:
		return decimal.Decimal{}, false
	}
}

func (f Figure) few() bool {
	return f.Kind == Fraction && f.Den.LessThan(decimal.NewFromInt(farThings))
}
