package message

import (
	"fmt"

	"planbot/storage/plan"
)

// alertNames are what the buttons of a list call its episodes: as short as tells them apart.
func alertNames(p *plan.Plan, shown []plan.Episode) []string {
	names := make([]string, len(shown))
	for i, e := range shown {
		names[i] = alertName(p, e)
	}
	unitName := func(e plan.Episode) string {
		u, ok := p.UnitByID(e.Unit)
		if !ok {
			return ""
		}
		return " " + clip(u.Label(), 20)
	}
	for _, more := range []func(plan.Episode) string{unitName, ruleName, scopeName} {
		for _, i := range twice(names) {
			names[i] += more(shown[i])
		}
	}
	return names
}

// twice lists the places of names that are not alone.
func twice(names []string) []int {
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	var all []int
	for i, n := range names {
		if count[n] > 1 {
			all = append(all, i)
		}
	}
	return all
}

// alertName is what a button calls an episode: the task's number, with the mark of one of several targets.
func alertName(p *plan.Plan, e plan.Episode) string {
	t, ok := p.TaskByID(e.Task)
	if !ok {
		return "kế hoạch"
	}
	name := fmt.Sprint(t.No)
	if len(t.Targets) > 1 && e.Target != 0 {
		name += targetOf(t, e.Target).Mark
	}
	return name
}

var ruleNames = map[plan.Rule]string{
	plan.RuleDueSoon: "sắp đến hạn", plan.RuleDueToday: "đến hạn", plan.RuleOverdue: "quá hạn", plan.RuleMissing: "báo cáo",
	plan.RuleBelow: "chỉ tiêu", plan.RulePace: "tiến độ", plan.RuleBudget: "mức được phép", plan.RuleWaiting: "hồ sơ chờ",
	plan.RuleHole: "cần làm rõ",
}

func ruleName(e plan.Episode) string { return " · " + ruleNames[e.Rule] }

// scopeName tells the periods of missing reports apart.
func scopeName(e plan.Episode) string {
	if e.Rule != plan.RuleMissing {
		return ""
	}
	return " " + periodName(e.Inputs.Period)
}
