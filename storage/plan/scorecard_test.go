package plan_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// scored is the small plan with criteria: one measured, one done or not.
func scored() *plan.Plan {
	p := inspected()
	p.Tasks[0].Criteria = []plan.Criterion{{Code: "3.4.2"}}
	p.Tasks[0].Products = []string{"report", "list"}
	p.Tasks[1].Criteria = []plan.Criterion{{Code: "1.4.2"}, {Code: "1.4.3"}}
	p.Scores = []plan.ScoreRule{
		{Code: "3.4.2", Max: points("1.5"), Formula: plan.Proportional, Mark: "a", Evidence: true},
		{Code: "1.4.2", Max: points("0.5"), Formula: plan.YesNo, LateLoss: points("0.5"), Proposed: true},
	}
	return p
}

func proves(product string) plan.Evidence { return plan.Evidence{Product: product} }

func wantScore(t *testing.T, s plan.CriterionScore, earned, atStake, lost, withheld string) {
	t.Helper()
	for _, c := range []struct {
		what string
		got  decimal.Decimal
		want string
	}{{"earned", s.Earned, earned}, {"at stake", s.AtStake(), atStake}, {"lost", s.Lost(), lost}, {"withheld", s.Withheld, withheld}} {
		if !c.got.Equal(points(c.want)) {
			t.Errorf("%s: %s is %s, want %s", s.Rule.Code, c.what, c.got, c.want)
		}
	}
}

func TestScorecard(t *testing.T) {
	t.Parallel()
	p := scored()
	day := calendar.NewDate(2024, time.June, 21)
	totals := totalsOf(p, dossier(1, 5, 90, 100))
	leaders := plan.Unit{Kind: plan.Leaders}

	card := p.Score(totals, nil, leaders, day)
	if len(card.Criteria) != 2 || card.Criteria[0].Rule.Code != "3.4.2" || len(card.Unrated) != 1 || card.Unrated[0].Code != "1.4.3" {
		t.Fatalf("got %+v", card)
	}
	wantScore(t, card.Criteria[0], "0", "1.5", "0", "1.35")  // nothing proves it
	wantScore(t, card.Criteria[1], "0.25", "0", "0.25", "0") // done three days late

	half := plan.Proofs{1: {proves("report"), {Product: "list", WithdrawnAt: time.Unix(1, 0)}}}
	if s := p.Score(totals, half, leaders, day).Criteria[0]; !s.Unproven || len(s.Missing) != 1 || s.Missing[0] != "list" {
		t.Errorf("with half of the proof: %+v", s)
	}
	whole := plan.Proofs{1: {proves("report"), proves("list")}}
	card = p.Score(totals, whole, leaders, day)
	wantScore(t, card.Under("3.4.2").Criteria[0], "1.35", "0.15", "0", "0")
	if sum := card.Sum(); !sum.Max.Equal(points("2")) || !sum.Earned.Equal(points("1.6")) || sum.Proposed != 1 {
		t.Errorf("sum: %+v", sum)
	}
	wantScore(t, p.Score(totals, whole, leaders, calendar.NewDate(2025, time.January, 2)).Under("3.4").Criteria[0], "1.35", "0", "0.15", "0")
	if other, _ := p.Unit("VHXH"); len(p.Score(totals, whole, other, day).Criteria) != 0 {
		t.Error("a unit sees what does not concern it")
	}
}

// However the figures, the proof and the day fall, what is earned, at stake and lost make up the whole, and none of it
// is negative.
func TestScoreAddsUp(t *testing.T) {
	t.Parallel()
	p := scored()
	p.Scores[0].LateLoss = points("0.3")
	for _, num := range []int64{0, 1, 50, 97, 99, 100} {
		for _, day := range []string{"2024-03-01", "2024-06-21", "2024-12-31", "2025-02-01"} {
			for _, proofs := range []plan.Proofs{nil, {1: {proves("report"), proves("list")}}} {
				d, _ := calendar.ParseDate(day)
				for _, s := range p.Score(totalsOf(p, dossier(1, 5, num, 100)), proofs, plan.Unit{Kind: plan.Leaders}, d).Criteria {
					whole := s.Earned.Add(s.AtStake()).Add(s.Lost())
					if !whole.Equal(s.Rule.Max) || s.Earned.IsNegative() || s.AtStake().IsNegative() || s.Lost().IsNegative() || s.Withheld.GreaterThan(s.AtStake()) {
						t.Errorf("%d of 100 on %s: %s + %s + %s of %s, %s withheld", num, day, s.Earned, s.AtStake(), s.Lost(), s.Rule.Max, s.Withheld)
					}
				}
			}
		}
	}
}
