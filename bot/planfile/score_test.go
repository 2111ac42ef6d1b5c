package planfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/bot/planfile"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// Every criterion of the plan of 2024 has a worth, and nobody may take it for the true one.
func TestScoresOfPlan27AreProposed(t *testing.T) {
	t.Parallel()
	p := read(t, sample.Plan27()).Plan
	sum := decimal.Zero
	rated := map[string]bool{}
	for _, r := range p.Scores {
		rated[r.Code] = true
		sum = sum.Add(r.Max)
		if !r.Proposed {
			t.Errorf("%s stands as a fact", r.Code)
		}
	}
	for _, task := range p.Tasks {
		for _, c := range task.Criteria {
			if !rated[c.Code] {
				t.Errorf("%s of task %d has no worth", c.Code, task.No)
			}
		}
	}
	if want := decimal.RequireFromString("13.5"); !sum.Equal(want) || len(p.Scores) != 16 {
		t.Errorf("%d criteria are worth %s, want 16 and %s", len(p.Scores), sum, want)
	}
}

func TestReadScore(t *testing.T) {
	t.Parallel()
	got := read(t, []byte(small+`score:
  - code: 1.10
    max: 1.25
    formula: bands
    bands: [{from: 97.5, points: 1.25}, {from: 90, points: 0.5}]
    evidence: false
    late_loss: 0.5
`)).Plan.Scores
	d := decimal.RequireFromString
	want := []plan.ScoreRule{{
		Code: "1.10", Max: d("1.25"), Formula: plan.Banded, Mark: "a", LateLoss: d("0.5"),
		Bands: []plan.Band{{From: d("97.5"), Points: d("1.25")}, {From: d("90"), Points: d("0.5")}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := read(t, []byte(small+"score: [{code: 1.10, max: 1, formula: proportional}]\n")).Plan.Scores[0]; !got.Evidence || !got.LateLoss.IsZero() {
		t.Errorf("left out, a rule is %+v, want proof and nothing lost by being late", got)
	}
}

func TestReadScoreProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, score, want string }{
		{"unknown criterion", "{code: 9.9, max: 1, formula: proportional}", "criterion 9.9 is scored, but no task of this file has it"},
		{"twice", "{code: 1.10, max: 1, formula: proportional}, {code: 1.10, max: 1, formula: proportional}", "the score of 1.10 stands here a second time"},
		{"no points", "{code: 1.10, max: 0, formula: proportional}", "max of the score of 1.10 is 0, want more than 0"},
		{"too fine", "{code: 1.10, max: 0.125, formula: proportional}", "in hundredths"},
		{"unknown formula", "{code: 1.10, max: 1, formula: guess}", `formula of the score of 1.10 is "guess", want one of`},
		{"no floor", "{code: 1.10, max: 1, formula: floor}", `the score of 1.10 lacks the key "floor"`},
		{"a floor too much", "{code: 1.10, max: 1, formula: proportional, floor: 80}", `has the key "floor", which belongs to the formula "floor"`},
		{"floor is no percentage", "{code: 1.10, max: 1, formula: floor, floor: 101}", "want a percentage"},
		{"bands rise", "{code: 1.10, max: 1, formula: bands, bands: [{from: 90, points: 1}, {from: 95, points: 0.5}]}", "go from the highest value"},
		{"bands give too little", "{code: 1.10, max: 1, formula: bands, bands: [{from: 90, points: 0.5}]}", "the highest band of the score of 1.10 gives 0.5 points, want max, 1"},
		{"counts no ratio", "{code: 1.10, max: 1, formula: count, need: 3}", `formula of the score of 1.10 is "count", which values no ratio`},
		{"needs nothing", "{code: 1.10, max: 1, formula: count, need: 0}", "need of the score of 1.10 is 0"},
		{"unknown target", "{code: 1.10, max: 1, formula: proportional, target: b}", `names the target "b", which task 1 does not have`},
		{"loses more than all", "{code: 1.10, max: 1, formula: proportional, late_loss: 1.5}", "want a share from 0 to 1"},
		{"unknown key", "{code: 1.10, max: 1, formula: proportional, bonus: 1}", `unknown key "bonus" in the score of 1.10`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := planfile.Read("plan.yaml", []byte(small+"score: ["+c.score+"]\n"))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
