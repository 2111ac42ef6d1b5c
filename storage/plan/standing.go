package plan

import (
	"cmp"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Standing is what the figures of a target mean on a day. It is derived, never typed.
type Standing string

const (
	// NoData says that nothing was reported, or too few cases to judge.
	NoData Standing = "no_data"
	// Met says that the goal is reached.
	Met Standing = "met"
	// OnTrack says that a target judged at its due date keeps to its planned road.
	OnTrack Standing = "on_track"
	// AtRisk says that the goal is in danger: under the planned road, or the latest period missed it.
	AtRisk Standing = "at_risk"
	// Below says that the goal is missed as things stand.
	Below Standing = "below"
	// OutOfReach says that no further good case can bring the goal back.
	OutOfReach Standing = "out_of_reach"
)

// Assessment is a standing with everything it was derived from, so that it can be explained.
type Assessment struct {
	Standing    Standing
	Goal        Goal
	Total       Total
	SmallSample bool            // too few cases to judge
	LastMissed  bool            // the latest period alone misses the goal
	More        decimal.Decimal // good cases still needed; set for Below, AtRisk and OnTrack
	MoreKnown   bool
	FailLeft    decimal.Decimal // cases that may still fail, of those known so far; flows that are met
	FailKnown   bool
	Expected    decimal.Decimal // where the planned road stands today, in the goal's unit
	OnRoad      bool            // Expected is meaningful
}

// Horizon is the time a target is judged over: the road starts at From, the verdict falls on Due.
type Horizon struct {
	From calendar.Date
	Due  calendar.Date // zero: no date is known, so nothing is due
}

// Assess judges one target on a day.
func Assess(t Target, total Total, h Horizon, day calendar.Date) Assessment {
	a := Assessment{Goal: t.Goal(day), Total: total, Standing: NoData}
	holds, comparable := total.Figure.Compare(a.Goal.Comparator, goalValue(t, a.Goal))
	switch {
	case !comparable:
		return a
	case holds:
		a.Standing = Met
		a.judgeMet(t)
	case t.Judged == AtDue && !h.passed(day):
		a.needMore(t)
		a.judgeRoad(t, h, day)
	default:
		a.needMore(t)
		a.judgeMissed(t)
	}
	return a
}

func goalValue(t Target, g Goal) decimal.Decimal {
	if t.Measure == Milestone {
		return decimal.Zero
	}
	return g.Value
}

func (h Horizon) passed(day calendar.Date) bool { return !h.Due.IsZero() && !day.Before(h.Due) }

// judgeMet looks behind a reached goal: a flow whose latest period misses it is at risk.
func (a *Assessment) judgeMet(t Target) {
	if !t.Flow() {
		return
	}
	sum := a.Total.Figure
	if sum.Kind == Fraction {
		a.FailLeft, a.FailKnown = FailuresLeft(a.Goal.Comparator, a.Goal.Value, sum.Num, sum.Den, decimal.Zero), true
	}
	latest := a.Total.Last.Figure
	holds, ok := latest.Compare(a.Goal.Comparator, a.Goal.Value)
	a.LastMissed = ok && !holds && a.Total.Periods > 1 && !tooFew(t, latest)
	if a.LastMissed {
		a.Standing = AtRisk
	}
}

// judgeRoad judges a target that is not due yet by where its planned road stands.
func (a *Assessment) judgeRoad(t Target, h Horizon, day calendar.Date) {
	a.Standing = OnTrack
	if t.Measure == Milestone || h.Due.IsZero() {
		return
	}
	a.Expected, a.OnRoad = RoadValue(t, a.Goal.Value, h, day), true
	if holds, ok := a.Total.Figure.Compare(AtLeast, a.Expected); ok && !holds {
		a.Standing = AtRisk
	}
}

// judgeMissed tells a shortfall that can be made good from one that cannot, and from too small a sample.
func (a *Assessment) judgeMissed(t Target) {
	a.Standing = Below
	f := a.Total.Figure
	switch {
	case f.Kind == Fraction && t.Flow() && !a.MoreKnown:
		a.Standing = OutOfReach
	case tooFew(t, f):
		a.Standing, a.SmallSample = NoData, true
	}
}

func (a *Assessment) needMore(t Target) {
	f := a.Total.Figure
	switch {
	case f.Kind == Fraction:
		a.More, a.MoreKnown = MoreNeeded(a.Goal.Comparator, a.Goal.Value, f.Num, f.Den, t.Flow())
	case f.Kind == Number && f.Num.LessThan(a.Goal.Value):
		a.More, a.MoreKnown = a.Goal.Value.Sub(f.Num), true
	}
}

// tooFew reports whether a fraction has fewer cases than the target's smallest sample. A percentage alone does
// not say how many cases it stands for, so it is taken at its word.
func tooFew(t Target, f Figure) bool {
	return f.Kind == Fraction && f.Den.LessThan(decimal.NewFromInt(int64(t.MinSample)))
}

// RoadValue is where the planned road of a target stands on a day, in the goal's unit: linear from zero at the
// horizon's start to the goal at its due date, by way of the target's waypoints.
func RoadValue(t Target, goal decimal.Decimal, h Horizon, day calendar.Date) decimal.Decimal {
	from := Waypoint{On: h.From}
	for _, to := range append(t.Road[:len(t.Road):len(t.Road)], Waypoint{On: h.Due, Value: goal}) {
		if day.Before(to.On) {
			return between(from, to, day)
		}
		from = to
	}
	return goal
}

func between(from, to Waypoint, day calendar.Date) decimal.Decimal {
	length := to.On.DaysSince(from.On)
	gone := max(day.DaysSince(from.On), 0)
	if length <= 0 {
		return to.Value
	}
	rise := to.Value.Sub(from.Value).Mul(decimal.NewFromInt(int64(gone)))
	return from.Value.Add(rise.DivRound(decimal.NewFromInt(int64(length)), 6))
}

// severity orders standings from the most pressing to the least.
var severity = map[Standing]int{OutOfReach: 0, Below: 1, AtRisk: 2, NoData: 3, OnTrack: 4, Met: 5}

// Worse orders two standings, the more pressing first.
func Worse(a, b Standing) int { return cmp.Compare(severity[a], severity[b]) }
