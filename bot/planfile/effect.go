package planfile

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"planbot/storage/plan"
)

// readEffects reads what each option of a question makes of its task, in the order of the options.
func (r *reader) readEffects(parent *fields, task *plan.Task, options int) []plan.Effect {
	entries := parent.list("sets", optional)
	if len(entries) == 0 {
		return nil
	}
	switch {
	case task == nil:
		r.problem(parent.at("sets"), "%s sets something, which only a question of a task can", parent.what)
		return nil
	case len(entries) != options:
		r.problem(parent.at("sets"), "sets of %s has %d entries for %d options", parent.what, len(entries), options)
	}
	effects := make([]plan.Effect, 0, len(entries))
	for i, n := range entries {
		effects = append(effects, r.readEffect(n, fmt.Sprintf("option %d of %s", i+1, parent.what), task))
	}
	return effects
}

func (r *reader) readEffect(n ast.Node, what string, task *plan.Task) plan.Effect {
	f, ok := r.open(n, what)
	if !ok {
		return plan.Effect{}
	}
	defer f.close()
	e := plan.Effect{
		Mark:  f.form("target", optional, targetMark, "one small letter"),
		Scope: choice(f, "scope", optional, plan.PerCommune, plan.PerUnit),
		Due:   f.date("due", optional),
	}
	if len(task.Targets) == 1 && e.Mark == "" {
		e.Mark = task.Targets[0].Mark
	}
	i := slices.IndexFunc(task.Targets, func(t plan.Target) bool { return t.Mark == e.Mark })
	switch {
	case i < 0 && (e.Mark != "" || f.has("goal") || f.has("scope")):
		r.problem(f.start, "%s names no target of %s", f.what, fmt.Sprintf("task %d", task.No))
	case i >= 0 && f.has("goal") && task.Targets[i].Measure == plan.Milestone:
		r.problem(f.at("goal"), "%s sets a goal of a milestone, which has none", f.what)
	}
	if i < 0 || !f.has("goal") {
		f.node("goal", optional)
		return e
	}
	goal := r.readGoal(f, task.Targets[i].Measure, required)
	e.Comparator, e.Value = goal.Comparator, goal.Value
	return e
}
