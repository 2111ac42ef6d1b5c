package message

import (
	"fmt"
	"slices"

	"planbot/storage/plan"
)

// alertNames are what buttons call the alerts of a message: by task number, then by whatever differs between those of
// one number.
func alertNames(p *plan.Plan, shown []plan.Episode) []string {
	names := make([]string, len(shown))
	for i, e := range shown {
		names[i] = alertName(p, e)
	}
	mark := func(e plan.Episode) string { return markOf(p, e) }
	unit := func(e plan.Episode) string { return unitName(p, e) }
	for _, more := range []func(plan.Episode) string{mark, unit, ruleName, periodOfAlert, stepOfAlert} {
		for _, group := range repeated(names) {
			tellApart(names, group, func(i int) string { return more(shown[i]) })
		}
	}
	for _, group := range repeated(names) {
		for n, i := range group {
			names[i] += fmt.Sprintf(" (%d)", n+1)
		}
	}
	return names
}

// tellApart adds to the names of a group what they are about, if that differs.
func tellApart(names []string, group []int, about func(int) string) {
	same := !slices.ContainsFunc(group, func(i int) bool { return about(i) != about(group[0]) })
	if same {
		return
	}
	for _, i := range group {
		names[i] += about(i)
	}
}

func alertName(p *plan.Plan, e plan.Episode) string {
	if t, ok := p.TaskByID(e.Task); ok {
		return fmt.Sprint(t.No)
	}
	return "kế hoạch"
}

func markOf(p *plan.Plan, e plan.Episode) string {
	if t, ok := p.TaskByID(e.Task); ok && len(t.Targets) > 1 {
		return targetOf(t, e.Target).Mark
	}
	return ""
}

func unitName(p *plan.Plan, e plan.Episode) string {
	if u, ok := p.UnitByID(e.Unit); ok {
		return " · " + clip(u.Label(), 20)
	}
	return ""
}

func ruleName(e plan.Episode) string { return " · " + countWord(e) }

// periodOfAlert is the period of a missing report.
func periodOfAlert(e plan.Episode) string {
	if e.Rule != plan.RuleMissing || !e.Inputs.Period.Valid() {
		return ""
	}
	return " · " + periodName(e.Inputs.Period)
}

// stepOfAlert is the step of a detailed plan.
func stepOfAlert(e plan.Episode) string {
	if e.Rule != plan.RuleStep {
		return ""
	}
	return fmt.Sprintf(" · bước %d", e.Inputs.Step)
}

// repeated groups the places of names that occur more than once.
func repeated(names []string) [][]int {
	places := map[string][]int{}
	for i, n := range names {
		places[n] = append(places[n], i)
	}
	var groups [][]int
	for _, group := range places {
		if len(group) > 1 {
			groups = append(groups, group)
		}
	}
	return groups
}
