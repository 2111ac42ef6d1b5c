package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// choose asks which of several readings is meant.
func choose(d Doubt, options ...Reading) Reading { return Reading{Ask: d, Options: options} }

// conclude makes one reading of everything the line claims.
func (r *reader) conclude() (Reading, error) {
	r.takeDates()
	if r.want.Measure == Milestone {
		reading, err := r.milestone()
		return r.asked(reading), err
	}
	claims := r.contenders()
	if len(claims) == 0 {
		return r.wordsAlone()
	}
	c, m := claims[0], meaning{}
	if len(claims) == 1 {
		m = r.meaning(c)
	} else {
		m = r.several(claims)
	}
	if m.bad != "" {
		return Reading{}, &BadFigure{Text: r.span(c), Reason: m.bad}
	}
	return r.asked(r.weigh(c, m)), nil
}

// takeDates takes the claims that are days or months after all. In a ratio's place "15/4" is a day, since no
// ratio has more than the whole; elsewhere it is asked about unless a colon follows or there is another number.
func (r *reader) takeDates() {
	others := len(r.claims) > 1
	r.claims = slices.DeleteFunc(r.claims, func(c claim) bool {
		over := c.paired && c.num.value.GreaterThan(c.den.value)
		switch {
		case c.month && (others || c.label):
			month, _ := r.small(c.from)
			year, _ := r.yearAt(c.from + 2)
			r.named(0, Period{Kind: Month, Year: year, No: month})
			return true
		case c.date && (c.label || over && (others || r.want.Measure == Ratio)), c.date && r.openDate(over):
			if day, _ := r.dayMonth(c.from); c.told&(nearly|aiming) == 0 {
				r.day = &day
			}
			return true
		default:
			return false
		}
	})
}

// openDate reports whether a bare date stands in a milestone's line that says nothing is finished.
func (r *reader) openDate(over bool) bool {
	open := r.finish == denied || r.finish == hoped || r.finish == 0 && over
	return r.want.Measure == Milestone && open
}

// contenders are the claims that may be the figure: no goals, no changes beside a whole, no percentage that only
// repeats its fraction.
func (r *reader) contenders() []claim {
	claims := r.claims
	if len(claims) < 2 {
		return claims
	}
	claims = prefer(claims, func(c claim) bool { return c.told&aiming == 0 })
	claims = prefer(claims, func(c claim) bool { return c.told&(more|less) == 0 })
	if r.want.Measure != Ratio {
		claims = prefer(claims, func(c claim) bool { return !c.num.percent })
	} else if i := slices.IndexFunc(claims, func(c claim) bool { return c.paired }); i >= 0 {
		pair := claims[i]
		claims = prefer(claims, func(c claim) bool { return !pair.repeatedBy(c) })
	}
	all := len(claims)
	claims = prefer(claims, r.fits)
	if len(claims) < all {
		r.doubt(DoubtWhich)
	}
	return claims
}

// fits reports whether a claim is written the way the measure's figures are.
func (r *reader) fits(c claim) bool {
	switch r.want.Measure {
	case Ratio:
		return c.paired || c.num.percent
	case Amount:
		return c.num.money
	default:
		return c.own
	}
}

// prefer keeps the claims that keep holds for, or all of them if it holds for none.
func prefer(claims []claim, keep func(claim) bool) []claim {
	if !slices.ContainsFunc(claims, keep) {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c claim) bool { return !keep(c) })
}

// repeatedBy reports whether p is the pair's own percentage, rounded or cut off: "145/150 (96,67%)". Any
// percentage repeats 0/0.
func (c claim) repeatedBy(p claim) bool {
	if !p.num.percent || p.paired {
		return false
	}
	if c.den.value.IsZero() {
		return true
	}
	shown := p.num.value
	if p.num.twofold {
		shown = p.num.decimal
	}
	num, den := c.num.value.Shift(c.num.scale), c.den.value.Shift(c.den.scale)
	rest, step := num.Mul(hundred).Sub(shown.Mul(den)), den.Shift(shown.Exponent())
	cut := !rest.IsNegative() && rest.LessThan(step)
	rounded := rest.Abs().Mul(decimal.NewFromInt(2)).LessThanOrEqual(step)
	return cut || rounded
}

// several reads a line with more than one number that may be its figure: "150 hồ sơ, 145 đúng hạn" is one of
// the other, everything else a choice.
func (r *reader) several(claims []claim) meaning {
	a, b := claims[0].num, claims[1].num
	if r.want.Measure == Ratio && len(claims) == 2 && wholeNumber(claims[0]) && wholeNumber(claims[1]) {
		num, den := decimal.Min(a.value, b.value), decimal.Max(a.value, b.value)
		switch {
		case den.IsPositive() && r.seen&(failing|lacking) != 0: // "145 đúng hạn, 5 trễ hạn"
			return means(fraction(den, num.Add(den)), fraction(num, den)).asking(DoubtWhich)
		case den.IsPositive():
			return means(fraction(num, den)).asking(DoubtWhich)
		}
	}
	all := meaning{ask: DoubtWhich}
	for _, c := range claims {
		m := r.meaning(c)
		if m.bad != "" {
			return m
		}
		if !slices.ContainsFunc(all.figures, m.figures[0].Equal) {
			all.figures = append(all.figures, m.figures[0])
		}
	}
	if len(all.figures) > mostOptions {
		return refused(BadSeveral)
	}
	return all
}

// mostOptions is how many readings one question offers.
const mostOptions = 4

func wholeNumber(c claim) bool { return !c.paired && c.num.bare() && c.num.plain }

// weigh adds what the words near a claim say about its figures.
func (r *reader) weigh(c claim, m meaning) Reading {
	estimate := c.told&(estimating|comparing) != 0 || len(r.claims) == 1 && r.pending&estimating != 0
	options := make([]Reading, 0, len(m.figures))
	for _, f := range m.figures {
		f.Estimate = estimate && f.Kind != NoCases
		options = append(options, Reading{Figure: f})
		if change := c.change(f); change.Delta {
			options = append(options, change)
		}
	}
	options = append(options, r.alternatives(c)...)
	if len(options) > 1 {
		options = options[:min(len(options), mostOptions)]
		return choose(cmp.Or(r.why(c), m.ask, DoubtWhich), options...)
	}
	reading := options[0]
	reading.Ask = cmp.Or(m.ask, r.why(c))
	if reading.Ask == "" && r.want.Measure == Ratio && reading.Figure.overWhole() {
		reading.Ask = DoubtOverWhole
	}
	return reading
}

// change is the other reading of a figure behind "tăng" or "giảm": not the whole, but what came or went.
func (c claim) change(f Figure) Reading {
	if f.Kind == NoCases || c.told&(more|less) == 0 {
		return Reading{}
	}
	if c.told&less != 0 {
		f.Num = f.Num.Neg()
	}
	return Reading{Figure: f, Delta: true}
}

// alternatives are the readings of a claim that are no number: a day, a month, no cases.
func (r *reader) alternatives(c claim) []Reading {
	switch {
	case c.month:
		month, _ := r.small(c.from)
		year, _ := r.yearAt(c.from + 2)
		return []Reading{{Period: &Period{Kind: Month, Year: year, No: month}}}
	case c.date && r.want.Measure != Ratio:
		day, _ := r.dayMonth(c.from)
		return []Reading{{AsOf: &day}}
	case r.seen&absent != 0 && !r.spared && !c.num.value.IsZero():
		return []Reading{{Figure: Figure{Kind: NoCases}}}
	default:
		return nil
	}
}

// why is what the words near a claim leave in doubt.
func (r *reader) why(c claim) Doubt {
	switch {
	case c.told&(more|less) != 0:
		return DoubtDelta
	case c.month:
		return DoubtMonthOrRatio
	case c.date && r.want.Measure != Ratio:
		return DoubtDateOrRatio
	case c.told&negating != 0:
		return DoubtNegated
	case c.told&comparing != 0:
		return DoubtComparator
	case (c.told|c.behind)&(failing|lacking) != 0, c.behind&negating != 0: // "5/150 hồ sơ chưa giải quyết"
		return DoubtOpposite
	case r.seen&failing != 0 && r.want.Measure == Ratio:
		return DoubtOpposite
	default:
		return ""
	}
}

// asked adds what the rest of the line leaves in doubt.
func (r *reader) asked(reading Reading) Reading {
	every := r.want.Every
	other := r.period != nil && every != "" && r.period.Kind != every && !slices.Contains(r.want.Longer, r.period.Kind)
	switch {
	case reading.Ask != "":
	case r.ask != "":
		reading.Ask = r.ask
	case r.seen&summing != 0 && r.want.Accumulation == ByPeriod && r.want.Measure != Milestone:
		reading.Ask = DoubtCumulative
	case other && r.want.Measure != Milestone:
		reading.Ask = DoubtPeriod
	}
	return reading
}

// wordsAlone reads a line without a number where the target wants one.
func (r *reader) wordsAlone() (Reading, error) {
	none, zero := Figure{Kind: NoCases}, percent(decimal.Zero)
	if r.want.Measure != Ratio {
		zero = count(decimal.Zero)
	}
	alone := r.note == "" && !r.spared && r.seen&(failing|lacking) == 0
	switch {
	case r.seen&absent != 0 && alone:
		return r.asked(Reading{Figure: none}), nil
	case r.seen&absent != 0:
		return Reading{Figure: none, Ask: DoubtOpposite}, nil
	case r.finish != 0 || r.seen&underway != 0:
		return Reading{}, r.wantsNumber()
	case r.seen&negating == 0 || !alone:
		return Reading{}, ErrNoFigure
	case r.want.Measure == Ratio && r.seen&notYet != 0:
		return Reading{}, r.wantsNumber()
	case r.want.Measure == Ratio && r.seen&having != 0 && r.things:
		return r.asked(Reading{Figure: none}), nil
	default:
		return choose(DoubtZero, Reading{Figure: none}, Reading{Figure: zero}), nil
	}
}

func (r *reader) wantsNumber() error {
	return &BadFigure{Text: strings.TrimSpace(r.line), Reason: BadWantsNumber}
}
