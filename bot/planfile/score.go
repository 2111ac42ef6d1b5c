package planfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// mostPoints bounds what one criterion is worth: a whole index has a hundred points.
var mostPoints = decimal.NewFromInt(100)

// readScore reads what one criterion of the index is worth. The tasks must have been read before.
func (r *reader) readScore(n ast.Node, what string) {
	f, ok := r.open(n, what)
	if !ok {
		return
	}
	defer f.close()
	rule := plan.ScoreRule{Code: f.form("code", required, criterionCode, "numbers with points between, like 3.4.2")}
	if rule.Code != "" {
		f.what = "the score of " + rule.Code
	}
	rule.Max = f.decimal("max", required)
	rule.Formula = choice(f, "formula", required, plan.ScoreFormulas...)
	rule.Mark = f.form("target", optional, targetMark, "one small letter")
	rule.Floor = f.decimal("floor", need(rule.Formula == plan.AboveFloor))
	rule.Need = f.decimal("need", need(rule.Formula == plan.Counted))
	rule.Bands = r.readBands(f, need(rule.Formula == plan.Banded))
	rule.Evidence = choice(f, "evidence", optional, "true", "false") != "false"
	rule.LateLoss = f.decimal("late_loss", optional)
	rule.Proposed = f.flag("proposed")
	r.checkScore(f, rule)
	if task, ok := r.scored(f, rule); ok {
		rule.Mark = r.checkScoreTarget(f, rule, task)
	}
	r.plan.Scores = append(r.plan.Scores, rule)
}

// scored finds the task that a criterion belongs to.
func (r *reader) scored(f *fields, rule plan.ScoreRule) (*plan.Task, bool) {
	if rule.Code == "" {
		return nil, false
	}
	if slices.ContainsFunc(r.plan.Scores, func(other plan.ScoreRule) bool { return other.Code == rule.Code }) {
		r.problem(f.at("code"), "the score of %s stands here a second time", rule.Code)
		return nil, false
	}
	no, known := r.known.criteria[rule.Code]
	i := slices.IndexFunc(r.plan.Tasks, func(t plan.Task) bool { return t.No == no })
	if !known || i < 0 {
		r.problem(f.at("code"), "criterion %s is scored, but no task of this file has it", rule.Code)
		return nil, false
	}
	return &r.plan.Tasks[i], true
}

// checkScore holds the numbers of a rule against its formula.
func (r *reader) checkScore(f *fields, rule plan.ScoreRule) {
	whole := decimal.NewFromInt(1)
	switch {
	case f.has("max") && (!rule.Max.IsPositive() || rule.Max.GreaterThan(mostPoints) || !rule.Max.Equal(rule.Max.Truncate(2))):
		r.problem(f.at("max"), "max of %s is %s, want more than 0 and at most %s points, in hundredths", f.what, rule.Max, mostPoints)
	case rule.LateLoss.GreaterThan(whole):
		r.problem(f.at("late_loss"), "late_loss of %s is %s, want a share from 0 to 1", f.what, rule.LateLoss)
	case rule.Floor.GreaterThan(hundred):
		r.problem(f.at("floor"), "floor of %s is %s, want a percentage", f.what, rule.Floor)
	case rule.Formula == plan.Counted && f.has("need") && !rule.Need.IsPositive():
		r.problem(f.at("need"), "need of %s is %s, want more than 0", f.what, rule.Need)
	case rule.Formula == plan.Banded && len(rule.Bands) > 0 && !rule.Bands[0].Points.Equal(rule.Max):
		r.problem(f.at("bands"), "the highest band of %s gives %s points, want max, %s", f.what, rule.Bands[0].Points, rule.Max)
	}
	for key, of := range map[string]plan.ScoreFormula{"floor": plan.AboveFloor, "need": plan.Counted, "bands": plan.Banded} {
		if f.has(key) && rule.Formula != of && rule.Formula != "" {
			r.problem(f.at(key), "%s has the key %q, which belongs to the formula %q", f.what, key, of)
		}
	}
}

// readBands reads bands from the highest to the lowest.
func (r *reader) readBands(parent *fields, n need) []plan.Band {
	var bands []plan.Band
	for _, entry := range parent.list("bands", n) {
		f, ok := r.open(entry, "a band of "+parent.what)
		if !ok {
			continue
		}
		b := plan.Band{From: f.decimal("from", required), Points: f.decimal("points", required)}
		f.close()
		if last := len(bands) - 1; last >= 0 && (!b.From.LessThan(bands[last].From) || !b.Points.LessThan(bands[last].Points)) {
			r.problem(f.start, "bands of %s go from the highest value and the most points down", parent.what)
		}
		if !b.Points.Equal(b.Points.Truncate(2)) {
			r.problem(f.at("points"), "points of %s are %s, want hundredths", f.what, b.Points)
		}
		bands = append(bands, b)
	}
	return bands
}

// checkScoreTarget finds the target whose value counts, and sees that the formula can value it.
func (r *reader) checkScoreTarget(f *fields, rule plan.ScoreRule, task *plan.Task) (mark string) {
	switch {
	case len(task.Targets) == 0 && rule.Formula != plan.YesNo:
		r.problem(f.at("formula"), "%s needs a target, but task %d has none; only %q does without", f.what, task.No, plan.YesNo)
		return ""
	case len(task.Targets) == 0:
		return ""
	case rule.Mark == "" && len(task.Targets) > 1:
		r.problem(f.start, "%s lacks the key \"target\": task %d has several", f.what, task.No)
		return ""
	case rule.Mark == "":
		rule.Mark = task.Targets[0].Mark
	}
	i := slices.IndexFunc(task.Targets, func(t plan.Target) bool { return t.Mark == rule.Mark })
	if i < 0 {
		r.problem(f.at("target"), "%s names the target %q, which task %d does not have", f.what, rule.Mark, task.No)
		return rule.Mark
	}
	if fits := scoreMeasures[rule.Formula]; len(fits) > 0 && !slices.Contains(fits, task.Targets[i].Measure) {
		r.problem(f.at("formula"), "formula of %s is %q, which values no %s", f.what, rule.Formula, task.Targets[i].Measure)
	}
	return rule.Mark
}

// scoreMeasures are what a formula can value; one that is not named values anything.
var scoreMeasures = map[plan.ScoreFormula][]plan.Measure{
	plan.Proportional: {plan.Ratio}, plan.AboveFloor: {plan.Ratio}, plan.Counted: {plan.Count},
	plan.Banded: {plan.Ratio, plan.Count, plan.Amount}, plan.AgainstTarget: {plan.Ratio, plan.Count, plan.Amount},
}

// scores prints what criteria are worth.
func (t *table) scores(p *plan.Plan) {
	if len(p.Scores) == 0 {
		return
	}
	t.section("SCORE", "CRITERION\tMAX\tFORMULA\tTARGET\tEVIDENCE\tLATE LOSS\tPROPOSED")
	for _, r := range p.Scores {
		t.row(r.Code, r.Max.String(), scoreFormula(r), r.Mark, yes(r.Evidence), r.LateLoss.String(), yes(r.Proposed))
	}
}

func scoreFormula(r plan.ScoreRule) string {
	switch r.Formula {
	case plan.AboveFloor:
		return fmt.Sprintf("floor %s", r.Floor)
	case plan.Counted:
		return fmt.Sprintf("count, need %s", r.Need)
	case plan.Banded:
		bands := make([]string, len(r.Bands))
		for i, b := range r.Bands {
			bands[i] = fmt.Sprintf("from %s: %s", b.From, b.Points)
		}
		return "bands " + strings.Join(bands, ", ")
	default:
		return string(r.Formula)
	}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
