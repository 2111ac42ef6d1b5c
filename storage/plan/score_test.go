package plan_test

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

func points(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func rate(num, den int64) plan.Figure {
	return plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(den)}
}

func scoredCount(n int64) plan.Figure {
	return plan.Figure{Kind: plan.Number, Num: decimal.NewFromInt(n)}
}

func scoredPercent(s string) plan.Figure { return plan.Figure{Kind: plan.Percent, Num: points(s)} }

// The formulas of the sets of criteria, one of each kind.
var (
	byShare  = plan.ScoreRule{Max: points("1.5"), Formula: plan.Proportional}
	byFloor  = plan.ScoreRule{Max: points("1.5"), Formula: plan.AboveFloor, Floor: points("80")}
	byBand   = plan.ScoreRule{Max: points("1"), Formula: plan.Banded, Bands: []plan.Band{{From: points("100"), Points: points("1")}, {From: points("95"), Points: points("0.5")}}}
	byTarget = plan.ScoreRule{Max: points("1"), Formula: plan.AgainstTarget}
	byDone   = plan.ScoreRule{Max: points("0.5"), Formula: plan.YesNo}
	byCount  = plan.ScoreRule{Max: points("1"), Formula: plan.Counted, Need: points("3")}
)

func TestPoints(t *testing.T) {
	t.Parallel()
	least := func(n string) plan.Goal { return plan.Goal{Comparator: plan.AtLeast, Value: points(n)} }
	for _, c := range []struct {
		name   string
		rule   plan.ScoreRule
		figure plan.Figure
		goal   plan.Goal
		want   string
	}{
		{"share of a hundred", byShare, rate(145, 150), least("97"), "1.45"},
		{"cut, never rounded up", byShare, rate(9999, 10000), least("97"), "1.49"},
		{"all", byShare, rate(150, 150), least("97"), "1.5"},
		{"no share of nothing", byShare, plan.Figure{}, least("97"), "0"},
		{"no cases", byShare, plan.Figure{Kind: plan.NoCases}, least("97"), "0"},
		{"taken back", byShare, plan.Figure{Kind: plan.Withdrawn}, least("97"), "0"},
		{"a percentage alone", byShare, scoredPercent("50"), least("97"), "0.75"},
		{"on the floor", byFloor, rate(4, 5), least("97"), "1.2"},
		{"just below the floor", byFloor, rate(7999, 10000), least("97"), "0"},
		{"highest band", byBand, rate(7, 7), least("97"), "1"},
		{"just below the highest band", byBand, rate(99999, 100000), least("97"), "0.5"},
		{"on a band", byBand, rate(95, 100), least("97"), "0.5"},
		{"below every band", byBand, rate(94, 100), least("97"), "0"},
		{"half of the goal", byTarget, rate(35, 100), least("70"), "0.5"},
		{"more than the goal", byTarget, rate(90, 100), least("70"), "1"},
		{"against an amount", byTarget, scoredCount(850_000_000), least("2100000000"), "0.4"},
		{"done", byDone, plan.Figure{Kind: plan.Done}, plan.Goal{Comparator: plan.Exactly}, "0.5"},
		{"not done", byDone, plan.Figure{Kind: plan.NotDone}, plan.Goal{Comparator: plan.Exactly}, "0"},
		{"goal reached", byDone, rate(97, 100), least("97"), "0.5"},
		{"goal missed by a hair", byDone, rate(9699, 10000), least("97"), "0"},
		{"two of three", byCount, scoredCount(2), least("3"), "0.66"},
		{"more than needed", byCount, scoredCount(5), least("3"), "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.rule.Points(c.figure, c.goal); !got.Equal(points(c.want)) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestReach(t *testing.T) {
	t.Parallel()
	flow := plan.Target{Measure: plan.Ratio, Accumulation: plan.ByPeriod}
	fixed := plan.Target{Measure: plan.Ratio, Accumulation: plan.ToDate}
	all := plan.Goal{Comparator: plan.Exactly, Value: points("100")}
	most := plan.Goal{Comparator: plan.AtLeast, Value: points("97")}
	for _, c := range []struct {
		name   string
		rule   plan.ScoreRule
		target plan.Target
		figure plan.Figure
		goal   plan.Goal
		want   string
	}{
		{"nothing reported", byBand, flow, plan.Figure{}, most, "1"},
		{"no failure yet", byBand, flow, rate(7, 7), most, "1"},
		{"one failure costs the highest band for good", byBand, flow, rate(6, 7), most, "0.5"},
		{"a fixed population can still be done whole", byBand, fixed, rate(6, 7), most, "1"},
		{"a share comes back", byShare, flow, rate(6, 7), most, "1.5"},
		{"from below the floor", byFloor, flow, rate(1, 7), most, "1.5"},
		{"all or nothing, and one failed", byDone, flow, rate(6, 7), all, "0"},
		{"all or nothing, of a goal that comes back", byDone, flow, rate(6, 7), most, "0.5"},
		{"a percentage alone tells of failures", byBand, flow, scoredPercent("99"), most, "0.5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.rule.Reach(c.target, c.figure, c.goal); !got.Equal(points(c.want)) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Whatever is reported, no rule gives more than all or less than nothing; a better figure never earns less, and what
// can still be reached is never below what is earned.
func TestPointsProperties(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(5, 27))
	goals := []plan.Goal{{Comparator: plan.AtLeast, Value: points("97")}, {Comparator: plan.MoreThan, Value: points("70")}, {Comparator: plan.Exactly, Value: points("100")}}
	targets := []plan.Target{{Measure: plan.Ratio, Accumulation: plan.ByPeriod}, {Measure: plan.Ratio, Accumulation: plan.ToDate}}
	rules := []plan.ScoreRule{byShare, byFloor, byBand, byTarget, byDone}
	for range 20_000 {
		rule, goal := rules[chance.IntN(len(rules))], goals[chance.IntN(len(goals))]
		den := 1 + chance.Int64N(400)
		low := chance.Int64N(den + 1)
		high := low + chance.Int64N(den-low+1)
		worse, better := rule.Points(rate(low, den), goal), rule.Points(rate(high, den), goal)
		switch {
		case worse.IsNegative(), better.GreaterThan(rule.Max), !better.Equal(better.Truncate(2)):
			t.Fatalf("%s of %d/%d: %s points", rule.Formula, high, den, better)
		case worse.GreaterThan(better):
			t.Fatalf("%s: %d/%d earns %s, %d/%d only %s", rule.Formula, low, den, worse, high, den, better)
		}
		target := targets[chance.IntN(len(targets))]
		reach := rule.Reach(target, rate(low, den), goal)
		if reach.LessThan(worse) || reach.GreaterThan(rule.Max) {
			t.Fatalf("%s of %d/%d: %s earned, %s in reach", rule.Formula, low, den, worse, reach)
		}
		more := 1 + chance.Int64N(400) // good cases to come
		if target.Flow() && rule.Points(rate(low+more, den+more), goal).GreaterThan(reach) {
			t.Fatalf("%s of %d/%d: %d good cases earn more than the %s in reach", rule.Formula, low, den, more, reach)
		}
	}
	for n := range int64(10) {
		if a, b := byCount.Points(scoredCount(n), goals[0]), byCount.Points(scoredCount(n+1), goals[0]); a.GreaterThan(b) || b.GreaterThan(byCount.Max) {
			t.Errorf("%d things earn %s, one more %s", n, a, b)
		}
	}
}
