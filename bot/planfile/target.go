package planfile

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

func (r *reader) readTargets(parent *fields, deadline plan.Deadline) []plan.Target {
	var targets []plan.Target
	entries := parent.list("targets", optional)
	for i, n := range entries {
		f, ok := r.open(n, fmt.Sprintf("target %d of %s", i+1, parent.what))
		if !ok {
			continue
		}
		t := r.readTarget(f, need(len(entries) > 1))
		if slices.ContainsFunc(targets, func(other plan.Target) bool { return other.Mark == t.Mark }) && t.Mark != "" {
			r.problem(f.at("mark"), "mark %q stands in %s twice", t.Mark, parent.what)
		}
		if t.Judged == plan.AtDue && deadline.Kind == plan.Ongoing {
			r.problem(f.at("judged"), "%s is judged at its due date, but %s is ongoing and never due", f.what, parent.what)
		}
		r.checkRoad(f, t, deadline)
		targets = append(targets, t)
	}
	return targets
}

func (r *reader) readTarget(f *fields, marked need) plan.Target {
	defer f.close()
	t := plan.Target{Mark: f.form("mark", marked, targetMark, "one small letter")}
	if !f.has("mark") && !bool(marked) {
		t.Mark = "a"
	}
	t.Name = f.line("name", required)
	t.Measure = choice(f, "measure", required, plan.Ratio, plan.Count, plan.Amount, plan.Milestone)
	t.Goals = r.readGoals(f, t.Measure)
	t.Noun = f.line("noun", need(t.Measure == plan.Ratio || t.Measure == plan.Count))
	t.Good = f.line("good", need(t.Measure == plan.Ratio))
	t.Accumulation = choice(f, "accumulation", required, plan.ByPeriod, plan.ToDate)
	t.Judged = choice(f, "judged", required, plan.Continuously, plan.AtDue)
	t.MinSample = f.integer("min_sample", optional, 0, 100_000)
	t.Scope = choice(f, "scope", optional, plan.PerCommune, plan.PerUnit)
	t.Road = r.readRoad(f)
	t.Wording = f.text("wording", optional)
	t.Proposed = f.flag("proposed")
	t.Derived = choice(f, "derived", optional, plan.FromAssigned)
	if t.Scope == "" {
		t.Scope = plan.PerCommune
	}
	if t.MinSample > 0 && t.Measure != plan.Ratio && t.Measure != "" {
		r.problem(f.at("min_sample"), "%s is a %s, and only a ratio has a smallest sample", f.what, t.Measure)
	}
	if t.Derived != "" && (t.Measure != plan.Ratio || t.Scope != plan.PerCommune) {
		r.problem(f.at("derived"), "%s follows from tasks: it is a ratio of the commune", f.what)
	}
	return t
}

// readGoals reads the plan's own goal and what later documents made of it. A milestone is its own goal.
func (r *reader) readGoals(f *fields, measure plan.Measure) []plan.Goal {
	if measure == plan.Milestone {
		r.refuseGoals(f)
		return []plan.Goal{{Comparator: plan.Exactly}}
	}
	goals := []plan.Goal{r.readGoal(f, measure, need(measure != ""))}
	for _, n := range f.list("changes", optional) {
		c, ok := r.open(n, "a change of "+f.what)
		if !ok {
			continue
		}
		later := r.readGoal(c, measure, required)
		later.Effective = c.date("effective", required)
		later.Document = c.line("document", required)
		c.close()
		former := goals[len(goals)-1].Effective
		if !later.Effective.IsZero() && (!later.Effective.After(former) || !later.Effective.After(r.plan.From)) {
			r.problem(c.at("effective"), "changes of %s go from the earliest to the latest, all after the plan begins", f.what)
		}
		goals = append(goals, later)
	}
	return goals
}

func (r *reader) refuseGoals(f *fields) {
	for _, key := range []string{"goal", "changes"} {
		if f.node(key, optional) != nil {
			r.problem(f.at(key), "%s is a milestone, which is done or not and has no goal", f.what)
		}
	}
}

var goalForm = regexp.MustCompile(`^(>=|>|=) ?([0-9_.]+)$`)

func (r *reader) readGoal(f *fields, measure plan.Measure, n need) plan.Goal {
	text := f.line("goal", n)
	if text == "" {
		return plan.Goal{Comparator: plan.AtLeast}
	}
	parts := goalForm.FindStringSubmatch(text)
	if parts == nil {
		r.problem(f.at("goal"), `goal of %s is %q, want ">=", ">" or "=" and a number, like ">= 97.5"`, f.what, text)
		return plan.Goal{Comparator: plan.AtLeast}
	}
	value, ok := exact(parts[2])
	if !ok {
		r.problem(f.at("goal"), "goal of %s is %q, want a number like 97.5 or 2_100_000_000", f.what, text)
	}
	goal := plan.Goal{Comparator: plan.Comparator(parts[1]), Value: value}
	if wrong := impossible(goal, measure); wrong != "" && ok {
		r.problem(f.at("goal"), "goal of %s is %q, %s", f.what, text, wrong)
	}
	return goal
}

var hundred = decimal.NewFromInt(100)

// impossible says why no figure can reach a goal, or none can miss it.
func impossible(g plan.Goal, measure plan.Measure) string {
	switch {
	case measure == plan.Ratio && g.Value.GreaterThan(hundred):
		return "but a ratio is at most 100 percent"
	case measure == plan.Ratio && g.Comparator == plan.MoreThan && g.Value.Equal(hundred):
		return "but no ratio is more than 100 percent"
	case measure != plan.Ratio && !g.Value.IsInteger():
		return fmt.Sprintf("but a %s is a whole number", measure)
	case g.Comparator == plan.AtLeast && g.Value.IsZero():
		return "which every figure reaches"
	default:
		return ""
	}
}
