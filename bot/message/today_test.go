package message_test

import (
	"strings"
	"testing"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// Every reason for which a task is on the agenda has its words: a bare title says nothing.
func TestTodaySaysWhy(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	task, _ := p.TaskByID(109)
	viewer, _ := p.UnitByID(vptk)
	for name, c := range map[string]struct {
		rule  plan.Rule
		level plan.Level
		in    plan.Inputs
		want  string
	}{
		"missing":     {plan.RuleMissing, plan.MissingLate, plan.Inputs{Period: month(2)}, "📭 chưa báo cáo tháng 2/2024"},
		"waiting":     {plan.RuleWaiting, plan.WaitingLate, plan.Inputs{Count: 3, Oldest: at("2024-03-04 07:45")}, "📥 3 hồ sơ chờ"},
		"budget low":  {plan.RuleBudget, plan.BudgetLow, plan.Inputs{Allowed: 30, FailLeft: 7}, "🟠 quỹ trễ hạn: cả năm còn được phép trễ <b>7</b> hồ sơ"},
		"budget none": {plan.RuleBudget, plan.BudgetNone, plan.Inputs{Allowed: 30}, "🟠 quỹ trễ hạn: <b>đã hết</b>"},
		"matter":      {plan.RuleMatter, plan.MatterDue, plan.Inputs{MatterKind: plan.Completion, Due: on("2024-03-05")}, "📨 báo hoàn thành chờ xử lý"},
		"step":        {plan.RuleStep, plan.StepLate, plan.Inputs{Step: 2}, "bước"},
	} {
		about := plan.Subject{Rule: c.rule, Task: task.ID, Target: task.Targets[0].ID, Unit: vptk}
		shown := message.Today(message.Agenda{Plan: p, Viewer: viewer, Day: on("2024-03-05"), Found: 1, Shown: []plan.Errand{{
			TaskState: plan.TaskState{Task: task}, Reasons: []plan.Condition{{Subject: about, Level: c.level, Inputs: c.in}},
		}}})
		if text := strings.Join(shown.Items, "\n"); !strings.Contains(text, c.want) {
			t.Errorf("%s: got %s\nwant it to hold %q", name, text, c.want)
		}
	}
}

// What is missed already speaks for its budget.
func TestTodayMissedSpeaksForBudget(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	task, _ := p.TaskByID(109)
	viewer, _ := p.UnitByID(vptk)
	state := plan.TaskState{Task: task, Targets: []plan.TargetState{{Target: &task.Targets[0], Assessment: plan.Assessment{Standing: plan.Below, Goal: atLeast97}}}}
	about := plan.Subject{Rule: plan.RuleBudget, Task: task.ID, Target: task.Targets[0].ID, Unit: vptk}
	shown := message.Today(message.Agenda{Plan: p, Viewer: viewer, Day: on("2024-03-05"), Found: 1, Shown: []plan.Errand{{
		TaskState: state, Reasons: []plan.Condition{{Subject: about, Level: plan.BudgetNone}},
	}}})
	if text := strings.Join(shown.Items, "\n"); strings.Contains(text, "quỹ trễ hạn") {
		t.Errorf("got %s", text)
	}
}
