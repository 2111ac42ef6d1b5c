package plan_test

import (
	"testing"

	"pgregory.net/rapid"

	"planbot/storage/plan"
)

func TestErrorBudget(t *testing.T) {
	t.Parallel()
	strict := dossiers()
	strict.Goals = []plan.Goal{{Comparator: plan.MoreThan, Value: d(97)}}
	whole := dossiers()
	whole.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(100)}}
	exactly := dossiers()
	exactly.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(95)}}
	all := dossiers()
	all.Goals = []plan.Goal{{Comparator: plan.AtLeast, Value: d(100)}}
	atDue := dossiers()
	atDue.Judged = plan.AtDue
	for _, c := range []struct {
		name          string
		task          plan.Task
		filed         []plan.Figure // from February on
		level         plan.Level
		allowed, left int64
	}{
		// 1,100 cases in eleven months of 100: 33 may fail, eight or nine of them are a quarter.
		{"well within", always(dossiers()), []plan.Figure{fraction(99, 100), fraction(98, 100)}, 0, 0, 0},
		{"nine left of 33", always(dossiers()), []plan.Figure{fraction(88, 100), fraction(88, 100)}, 0, 0, 0},
		{"eight left of 33", always(dossiers()), []plan.Figure{fraction(88, 100), fraction(87, 100)}, plan.BudgetLow, 33, 8},
		{"one left", always(dossiers()), []plan.Figure{fraction(84, 100), fraction(84, 100)}, plan.BudgetLow, 33, 1},
		{"none left", always(dossiers()), []plan.Figure{fraction(84, 100), fraction(83, 100)}, plan.BudgetNone, 33, 0},
		{"more failed than may", always(dossiers()), []plan.Figure{fraction(60, 100), fraction(84, 100)}, plan.BudgetNone, 33, -23},
		{"a strict goal allows one less where it comes out even", always(strict), []plan.Figure{fraction(84, 100), fraction(84, 100)}, plan.BudgetNone, 32, 0},
		// The last three months had 50 cases each, seven are to come: 350 + 7*50 = 700.
		{"the volume of the last three months goes on", always(dossiers()), []plan.Figure{fraction(190, 200), fraction(47, 50), fraction(46, 50), fraction(50, 50)}, plan.BudgetLow, 21, 4},
		// 40 cases a month on average of three, and eight months to come: 120 + 8*40 = 440.
		{"a month without cases counts into the mean", always(dossiers()), []plan.Figure{fraction(50, 60), noCases, fraction(60, 60)}, plan.BudgetLow, 13, 3},
		{"one period tells no volume", always(dossiers()), []plan.Figure{fraction(60, 100)}, 0, 0, 0},
		{"too few cases", always(dossiers()), []plan.Figure{fraction(5, 9), fraction(5, 10)}, 0, 0, 0},
		{"exactly all of them has no budget", always(whole), []plan.Figure{fraction(99, 100), fraction(99, 100)}, 0, 0, 0},
		{"nor has exactly so many percent", always(exactly), []plan.Figure{fraction(80, 100), fraction(80, 100)}, 0, 0, 0},
		{"nor has at least all of them", always(all), []plan.Figure{fraction(99, 100), fraction(99, 100)}, 0, 0, 0},
		{"nor a fixed population", by("2024-12-31", inspections()), []plan.Figure{fraction(1, 100), fraction(1, 100)}, 0, 0, 0},
		{"nor a rate judged at due", by("2024-12-31", atDue), []plan.Figure{fraction(50, 100), fraction(50, 100)}, 0, 0, 0},
		{"percentages do not add up", always(dossiers()), []plan.Figure{{Kind: plan.Percent, Num: d(50)}, fraction(50, 100)}, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			got := condition(t, p, factsOf(p, monthly(10, justice, 2, c.filed...)), plan.RuleBudget, "2024-06-03")
			if got.Level != c.level || got.Inputs.Allowed != c.allowed || got.Inputs.FailLeft != c.left {
				t.Errorf("got level %d, %d left of %d, want %d, %d of %d", got.Level, got.Inputs.FailLeft, got.Inputs.Allowed, c.level, c.left, c.allowed)
			}
		})
	}
}

// What is left may still fail, and not one more: at the volume expected the goal is just kept.
func TestErrorBudgetIsWhatMayFail(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := dossiers()
		target.MinSample = 0
		cmp, goal, _, _ := drawCase(t)
		target.Goals = []plan.Goal{{Comparator: cmp, Value: goal}}
		p := planOf(always(target))
		months := rapid.IntRange(2, 11).Draw(t, "months")
		var figures []plan.Figure
		var num, den, recent int64
		for m := range months {
			whole := rapid.Int64Range(1, 60).Draw(t, "den")
			good := rapid.Int64Range(0, whole).Draw(t, "num")
			figures = append(figures, fraction(good, whole))
			num, den = num+good, den+whole
			if m >= months-3 {
				recent += whole
			}
		}
		volume := den + recent*int64(11-months)/int64(min(months, 3))
		allowed := int64(-1)
		for allowed < volume && reaches(cmp, goal, volume-allowed-1, volume) {
			allowed++
		}
		left := allowed - (den - num)
		want := plan.Level(0)
		switch {
		case left <= 0:
			want = plan.BudgetNone
		case left*4 <= allowed:
			want = plan.BudgetLow
		}
		var got plan.Condition
		for _, c := range p.Conditions(factsOf(p, monthly(10, justice, 2, figures...)), clock("2024-12-20")) {
			if c.Rule == plan.RuleBudget {
				got = c
			}
		}
		if got.Level != want || want != 0 && (got.Inputs.Allowed != allowed || got.Inputs.FailLeft != left) {
			t.Fatalf("got level %d, %+v, want %d, %d left of %d", got.Level, got.Inputs, want, left, allowed)
		}
	})
}
