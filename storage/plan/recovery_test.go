package plan_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/storage/plan"
)

func d(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

func dec(t testing.TB, s string) decimal.Decimal {
	t.Helper()
	v, err := decimal.NewFromString(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestMoreNeeded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		cmp      plan.Comparator
		goal     string
		num, den int64
		flow     bool
		want     int64
		ok       bool
	}{
		{"on-time dossiers of the founding example", plan.AtLeast, "97", 145, 150, true, 17, true},
		{"four late of a hundred", plan.AtLeast, "97", 96, 100, true, 34, true},
		{"ten late of 190", plan.AtLeast, "97", 180, 190, true, 144, true},
		{"already there", plan.AtLeast, "97", 97, 100, true, 0, true},
		{"exactly at a strict goal", plan.MoreThan, "97", 97, 100, true, 1, true},
		{"a whole that was missed once", plan.Exactly, "100", 99, 100, true, 0, false},
		{"over 30% of ten units", plan.MoreThan, "30", 0, 10, false, 4, true},
		{"at least 30% of ten units", plan.AtLeast, "30", 0, 10, false, 3, true},
		{"all problems of five handled", plan.Exactly, "100", 3, 5, false, 2, true},
		{"a fractional goal", plan.AtLeast, "97.5", 39, 41, true, 39, true},
		{"no units at all", plan.MoreThan, "30", 0, 0, false, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := plan.MoreNeeded(c.cmp, dec(t, c.goal), d(c.num), d(c.den), c.flow)
			if ok != c.ok || (ok && !got.Equal(d(c.want))) {
				t.Errorf("got %v, %v, want %v, %v", got, ok, c.want, c.ok)
			}
		})
	}
}

// drawCase draws a fraction with its goal in tenths of a percent.
func drawCase(t *rapid.T) (cmp plan.Comparator, goal decimal.Decimal, num, den int64) {
	cmp = rapid.SampledFrom([]plan.Comparator{plan.AtLeast, plan.MoreThan}).Draw(t, "cmp")
	goal = decimal.New(rapid.Int64Range(0, 999).Draw(t, "goal"), -1)
	den = rapid.Int64Range(1, 2000).Draw(t, "den")
	num = rapid.Int64Range(0, den).Draw(t, "num")
	return cmp, goal, num, den
}

// reaches holds num/den against a goal in tenths of a percent with whole numbers only.
func reaches(cmp plan.Comparator, goal decimal.Decimal, num, den int64) bool {
	left, right := num*1000, goal.Mul(decimal.NewFromInt(10)).IntPart()*den
	if cmp == plan.MoreThan {
		return left > right
	}
	return left >= right
}

func TestMoreNeededIsLeast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cmp, goal, num, den := drawCase(t)
		more, ok := plan.MoreNeeded(cmp, goal, d(num), d(den), true)
		if !ok {
			t.Fatalf("out of reach: %d/%d for %s %s%%", num, den, cmp, goal)
		}
		k := more.IntPart()
		if !reaches(cmp, goal, num+k, den+k) {
			t.Fatalf("%d more are not enough: %d/%d for %s %s%%", k, num, den, cmp, goal)
		}
		if k > 0 && reaches(cmp, goal, num+k-1, den+k-1) {
			t.Fatalf("%d more are one too many: %d/%d for %s %s%%", k, num, den, cmp, goal)
		}
	})
}

func TestMoreNeededOfPopulationIsLeast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cmp, goal, num, den := drawCase(t)
		more, ok := plan.MoreNeeded(cmp, goal, d(num), d(den), false)
		possible := reaches(cmp, goal, den, den)
		if ok != possible {
			t.Fatalf("got reachable %v, want %v", ok, possible)
		}
		k := more.IntPart()
		if ok && (!reaches(cmp, goal, num+k, den) || (k > 0 && reaches(cmp, goal, num+k-1, den))) {
			t.Fatalf("%d is not the least: %d/%d for %s %s%%", k, num, den, cmp, goal)
		}
	})
}

func TestFailuresLeftIsMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cmp, goal, num, den := drawCase(t)
		expect := rapid.Int64Range(0, 500).Draw(t, "expect")
		left := plan.FailuresLeft(cmp, goal, d(num), d(den), d(expect)).IntPart()
		total := den + expect
		failed := den - num
		if left >= 0 && left <= expect && !reaches(cmp, goal, total-failed-left, total) {
			t.Fatalf("%d more may not fail: %d/%d and %d to come for %s %s%%", left, num, den, expect, cmp, goal)
		}
		if next := left + 1; next >= 0 && failed+next <= total && reaches(cmp, goal, total-failed-next, total) {
			t.Fatalf("%d more may fail: %d/%d and %d to come for %s %s%%", next, num, den, expect, cmp, goal)
		}
	})
}

func TestFailuresLeftOfTheReference(t *testing.T) {
	t.Parallel()
	if got := plan.FailuresLeft(plan.AtLeast, d(97), d(180), d(190), d(400)); !got.Equal(d(7)) {
		t.Errorf("got %v, want 7 of 17 allowed with ten used", got)
	}
}
