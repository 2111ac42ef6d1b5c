package plan

import (
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Measure is what kind of figure a target wants.
type Measure string

const (
	// Ratio is a numerator over a denominator, judged in percent.
	Ratio Measure = "ratio"
	// Count is a number of things.
	Count Measure = "count"
	// Amount is money, in đồng.
	Amount Measure = "amount"
	// Milestone is done or not done.
	Milestone Measure = "milestone"
)

// Comparator holds a value against a goal.
type Comparator string

const (
	// AtLeast is "tối thiểu".
	AtLeast Comparator = ">="
	// MoreThan is "trên": the goal itself does not reach it.
	MoreThan Comparator = ">"
	// Exactly is "đạt 100%", or an exact count.
	Exactly Comparator = "="
)

// Holds reports whether value compares to goal as asked.
func (c Comparator) Holds(value, goal decimal.Decimal) bool {
	switch order := value.Cmp(goal); c {
	case AtLeast:
		return order >= 0
	case MoreThan:
		return order > 0
	default:
		return order == 0
	}
}

// Accumulation says how the figures of several periods make one.
type Accumulation string

const (
	// ByPeriod adds the figures of the periods up; new cases enlarge numerator and denominator alike.
	ByPeriod Accumulation = "period"
	// ToDate lets each figure replace the last; the population (units, problems, money allotted) is fixed.
	ToDate Accumulation = "to_date"
)

// Judged says when a figure under the goal is a shortfall.
type Judged string

const (
	// Continuously judges every figure: rates such as on-time dossiers.
	Continuously Judged = "continuously"
	// AtDue judges on the due date; before it only the planned road counts.
	AtDue Judged = "at_due"
)

// Scope says whose value is held against the goal.
type Scope string

const (
	// PerCommune adds the units' figures up and judges the sum.
	PerCommune Scope = "commune"
	// PerUnit judges every unit for itself.
	PerUnit Scope = "unit"
)

// Derivation says what the figure of a target follows from, where nobody reports it.
type Derivation string

// FromAssigned follows from the tasks given under the target's own during the year: how many were done, or extended,
// in time, of those that were due or done so far.
const FromAssigned Derivation = "assigned"

// Goal is the figure to reach from a date on. A plan may raise it; easing it needs a document.
type Goal struct {
	Effective  calendar.Date // zero: from the start of the plan
	Comparator Comparator
	Value      decimal.Decimal // percent for a ratio, đồng for an amount; unused for a milestone
	Document   string          // what ordered the change; empty for the plan itself
}

// Eases reports whether the goal asks for less than the former one.
func (g Goal) Eases(former Goal) bool {
	if order := g.Value.Cmp(former.Value); order != 0 {
		return order < 0
	}
	strictness := map[Comparator]int{AtLeast: 0, Exactly: 1, MoreThan: 2}
	return strictness[g.Comparator] < strictness[former.Comparator]
}

// Waypoint is a point of a planned road: the value to have on a day.
type Waypoint struct {
	On    calendar.Date
	Value decimal.Decimal
}

// Target is one thing a task is measured by.
type Target struct {
	ID           int64
	Mark         string // "a", "b": tells the targets of one task apart; "a" when alone
	Name         string // what is measured, short
	Measure      Measure
	Goals        []Goal // by effective date, the plan's own first
	Noun         string // what is counted: "hồ sơ", "sáng kiến", "đồng"
	Good         string // what the numerator counts: "hồ sơ đúng hạn"
	Accumulation Accumulation
	Judged       Judged
	MinSample    int // smallest denominator that counts; 0: none
	Scope        Scope
	Road         []Waypoint
	Wording      string
	Proposed     bool       // not in the plan's words; the office should confirm it
	Derived      Derivation // empty: it is reported
}

// Goal is the goal in force on the day.
func (t Target) Goal(day calendar.Date) Goal {
	goal := t.Goals[0]
	for _, g := range t.Goals[1:] {
		if !day.Before(g.Effective) {
			goal = g
		}
	}
	return goal
}

// Flow reports whether each new case enlarges the denominator too, as dossiers do. The others have a fixed
// population: only the numerator can still grow.
func (t Target) Flow() bool { return t.Measure == Ratio && t.Accumulation == ByPeriod }

// Money reports whether the target counts đồng: an amount, or a ratio of two amounts.
func (t Target) Money() bool { return t.Measure == Amount || Fold(t.Noun) == "dong" }
