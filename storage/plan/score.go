package plan

import "github.com/shopspring/decimal"

// ScoreFormula is how the value of a criterion becomes points. The sets of criteria differ by province and year, so the
// formula of each is data of the plan.
type ScoreFormula string

const (
	// Proportional gives the share of the points that the value is of a hundred.
	Proportional ScoreFormula = "proportional"
	// AboveFloor is Proportional, but gives nothing below a floor.
	AboveFloor ScoreFormula = "floor"
	// Banded gives the points of the highest band that the value reaches.
	Banded ScoreFormula = "bands"
	// AgainstTarget gives the share of the points that the value is of the goal, at most all.
	AgainstTarget ScoreFormula = "against_target"
	// YesNo gives all or nothing: what was to be done is done, or the goal is reached.
	YesNo ScoreFormula = "yes_no"
	// Counted gives the share of the points that the number is of the number needed, at most all.
	Counted ScoreFormula = "count"
)

// ScoreFormulas lists every formula.
var ScoreFormulas = []ScoreFormula{Proportional, AboveFloor, Banded, AgainstTarget, YesNo, Counted}

// ScoreRule is what a criterion of the reform index is worth, and how.
type ScoreRule struct {
	Code     string
	Max      decimal.Decimal // in hundredths of a point
	Formula  ScoreFormula
	Mark     string          // of the target whose value counts; empty: the task itself, done or not
	Floor    decimal.Decimal // of AboveFloor, in percent
	Need     decimal.Decimal // of Counted
	Bands    []Band          // of Banded, the highest first
	Evidence bool            // without a document there is no point
	LateLoss decimal.Decimal // share of the points that being late costs, from 0 to 1
	Proposed bool            // nobody has confirmed it by the set of criteria itself
}

// Band gives points from a value on.
type Band struct {
	From   decimal.Decimal `json:"from"`
	Points decimal.Decimal `json:"points"`
}

// hundredths is how exactly points are counted. What lies beyond is cut off, never rounded up: no score says more than
// the figures do, and the sum of what is shown is the sum that is shown.
const hundredths = 2

// Points is what a figure earns under a goal: from nothing to Max.
func (r ScoreRule) Points(f Figure, g Goal) decimal.Decimal {
	value, den, ok := f.value()
	switch {
	case !ok:
		return decimal.Zero
	case r.Formula == YesNo:
		return r.all(f.reaches(g))
	case r.Formula == Banded:
		return r.band(value, den)
	case r.Formula == AboveFloor && value.LessThan(r.Floor.Mul(den)):
		return decimal.Zero
	case r.Formula == AgainstTarget:
		return r.share(value, den.Mul(g.Value))
	case r.Formula == Counted:
		return r.share(value, den.Mul(r.Need))
	default:
		return r.share(value, den.Mul(hundred))
	}
}

// value is a figure as an exact fraction, a ratio in percent; ok is false where there is nothing to value.
func (f Figure) value() (num, den decimal.Decimal, ok bool) {
	switch f.Kind {
	case Fraction:
		return f.Num.Mul(hundred), f.Den, f.Den.IsPositive()
	case Percent, Number:
		return f.Num, one, true
	case Done:
		return hundred, one, true
	case NotDone:
		return decimal.Zero, one, true
	default:
		return decimal.Zero, one, false
	}
}

func (f Figure) reaches(g Goal) bool {
	holds, ok := f.Compare(g.Comparator, g.Value)
	return ok && holds
}

// share is num/den of all points, at most all of them.
func (r ScoreRule) share(num, den decimal.Decimal) decimal.Decimal {
	if !den.IsPositive() || num.GreaterThanOrEqual(den) {
		return r.Max
	}
	points, _ := r.Max.Mul(num).QuoRem(den, hundredths)
	return points
}

func (r ScoreRule) all(earned bool) decimal.Decimal {
	if earned {
		return r.Max
	}
	return decimal.Zero
}

func (r ScoreRule) band(value, den decimal.Decimal) decimal.Decimal {
	for _, b := range r.Bands {
		if value.GreaterThanOrEqual(b.From.Mul(den)) {
			return decimal.Min(b.Points, r.Max)
		}
	}
	return decimal.Zero
}

// Reach is the most that can still be earned from where a figure stands. Cases that went wrong in a flow stay in it: the
// whole is out of reach for good, but anything below it may come back with enough good cases.
func (r ScoreRule) Reach(t Target, f Figure, g Goal) decimal.Decimal {
	num, den, ok := f.value()
	if !ok || !t.Flow() || num.GreaterThanOrEqual(hundred.Mul(den)) {
		return r.Max
	}
	switch r.Formula {
	case Banded, YesNo:
		return r.Points(Figure{Kind: Percent, Num: almostAll}, g)
	case AboveFloor:
		return r.all(r.Floor.LessThan(hundred))
	default:
		return r.Max
	}
}

// almostAll is a percentage below a hundred, and above every goal and band below it.
var almostAll = decimal.RequireFromString("99.9999999")

// kept is what being late leaves of points.
func (r ScoreRule) kept(points decimal.Decimal) decimal.Decimal {
	return points.Mul(one.Sub(r.LateLoss)).Truncate(hundredths)
}
