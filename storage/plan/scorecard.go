package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// CriterionScore is what a criterion has earned on a day, with everything it was derived from.
type CriterionScore struct {
	Rule      ScoreRule
	Criterion Criterion
	State     TaskState
	Target    *TargetState    // whose value counts; nil: whether the task is done
	Figure    Figure          // the value that counts
	Figured   decimal.Decimal // what the figure earns, before what it lacks and what being late costs
	Late      bool            // the task is, or was done, after its day
	Missing   []string        // what is to be proved and is not; products in the plan's words
	Unproven  bool            // there is no point before it is proved
	Earned    decimal.Decimal // points so far
	Withheld  decimal.Decimal // points that the figure earns and that wait for evidence
	Reach     decimal.Decimal // the most that it can end with
}

// AtStake is what can still be earned.
func (c CriterionScore) AtStake() decimal.Decimal { return c.Reach.Sub(c.Earned) }

// Lost is what cannot be earned any more.
func (c CriterionScore) Lost() decimal.Decimal { return c.Rule.Max.Sub(c.Reach) }

// Cost is what the criterion lacks of all its points.
func (c CriterionScore) Cost() decimal.Decimal { return c.Rule.Max.Sub(c.Earned) }

// Scorecard is the index as far as the plan carries it.
type Scorecard struct {
	Criteria []CriterionScore // what costs most first
	Unrated  []Criterion      // criteria of the plan that nobody has said the worth of
}

// Proofs are the evidence on record, by task.
type Proofs map[int64][]Evidence

// Score values the criteria of the tasks that concern a viewer on a day. The index values the commune, so it is the
// commune's figures that count, whoever looks.
func (p *Plan) Score(totals Totals, proofs Proofs, viewer Unit, day calendar.Date) Scorecard {
	var card Scorecard
	seen := map[string]bool{}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired || !p.Concerns(t, viewer) {
			continue
		}
		for _, c := range t.Criteria {
			rule, rated := p.scoreRule(c.Code)
			switch {
			case seen[c.Code]:
			case rated:
				card.Criteria = append(card.Criteria, p.score(t, c, rule, totals, proofs[t.ID], day))
			default:
				card.Unrated = append(card.Unrated, c)
			}
			seen[c.Code] = true
		}
	}
	slices.SortStableFunc(card.Criteria, costlier)
	return card
}

func (p *Plan) scoreRule(code string) (ScoreRule, bool) {
	i := slices.IndexFunc(p.Scores, func(r ScoreRule) bool { return r.Code == code })
	if i < 0 {
		return ScoreRule{}, false
	}
	return p.Scores[i], true
}

// costlier orders by what is missing, then by what can still be had of it.
func costlier(a, b CriterionScore) int {
	return cmp.Or(b.Cost().Cmp(a.Cost()), b.AtStake().Cmp(a.AtStake()), cmp.Compare(a.State.Task.No, b.State.Task.No))
}

func (p *Plan) score(t *Task, c Criterion, rule ScoreRule, totals Totals, proofs []Evidence, day calendar.Date) CriterionScore {
	s := CriterionScore{Rule: rule, Criterion: c, State: p.State(t, totals, Unit{}, day)}
	goal := s.take()
	s.Figured = rule.Points(s.Figure, goal)
	s.Reach = s.reach(goal, day.After(p.Until))
	s.Earned = s.Figured
	s.Late = s.State.Due.Standing == DoneLate || s.State.Due.Standing == Overdue
	if s.Late {
		s.Earned, s.Reach = rule.kept(s.Earned), rule.kept(s.Reach)
	}
	s.prove(proofs)
	return s
}

// take finds the figure that counts, and the goal it is held against.
func (s *CriterionScore) take() Goal {
	for i := range s.State.Targets {
		if target := &s.State.Targets[i]; target.Target.Mark == s.Rule.Mark {
			s.Target, s.Figure = target, target.Total.Figure
			return target.Goal
		}
	}
	s.Figure = Figure{Kind: NotDone}
	if s.State.Finished() {
		s.Figure = Figure{Kind: Done}
	}
	return Goal{}
}

// reach is what the figures leave possible. Once the plan is over they are what they are.
func (s *CriterionScore) reach(goal Goal, over bool) decimal.Decimal {
	switch {
	case over:
		return s.Figured
	case s.Target == nil:
		return s.Rule.Max
	default:
		return decimal.Max(s.Figured, s.Rule.Reach(*s.Target.Target, s.Figure, goal))
	}
}

// prove withholds what is not proved: every product that the plan names, or anything where it names none.
func (s *CriterionScore) prove(proofs []Evidence) {
	if !s.Rule.Evidence {
		return
	}
	s.Missing = MissingEvidence(s.State.Task, proofs)
	none := !slices.ContainsFunc(proofs, Evidence.Counts)
	if s.Unproven = none || len(s.Missing) > 0; s.Unproven {
		s.Withheld, s.Earned = s.Earned, decimal.Zero
	}
}

// Under narrows a scorecard to a criterion and those below it; an exact match stands alone.
func (c Scorecard) Under(code string) Scorecard {
	var exact, under Scorecard
	for _, s := range c.Criteria {
		switch {
		case s.Rule.Code == code:
			exact.Criteria = append(exact.Criteria, s)
		case strings.HasPrefix(s.Rule.Code, code+"."):
			under.Criteria = append(under.Criteria, s)
		}
	}
	if len(exact.Criteria) > 0 {
		return exact
	}
	return under
}

// Of narrows a scorecard to a task.
func (c Scorecard) Of(t *Task) Scorecard {
	return Scorecard{Criteria: slices.DeleteFunc(slices.Clone(c.Criteria), func(s CriterionScore) bool { return s.State.Task.ID != t.ID })}
}

// ScoreSum adds up criteria. Earned, AtStake and Lost make up Max; Withheld is part of AtStake.
type ScoreSum struct {
	Max, Earned, AtStake, Lost, Withheld decimal.Decimal
	Proposed                             int // criteria whose worth nobody has confirmed
}

// Sum adds the criteria up.
func (c Scorecard) Sum() (sum ScoreSum) {
	for _, s := range c.Criteria {
		sum.Max = sum.Max.Add(s.Rule.Max)
		sum.Earned = sum.Earned.Add(s.Earned)
		sum.AtStake = sum.AtStake.Add(s.AtStake())
		sum.Lost = sum.Lost.Add(s.Lost())
		sum.Withheld = sum.Withheld.Add(s.Withheld)
		if s.Rule.Proposed {
			sum.Proposed++
		}
	}
	return sum
}
