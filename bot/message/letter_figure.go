package message

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// figureMatter words an alert about the value of a target.
func (w writer) figureMatter(t *plan.Task, e plan.Episode) []string {
	target := targetOf(t, e.Target)
	var all []string
	switch e.Rule {
	case plan.RulePace:
		all = w.pace(t, target, e)
	case plan.RuleBudget:
		all = w.budget(target, e)
	default:
		all = w.below(t, target, e)
	}
	if len(t.Targets) > 1 && target.Mark != "" {
		all = append([]string{esc(target.Mark + ") " + clip(target.Name, 60))}, all...)
	}
	return all
}

// below holds the value against its goal and says what is missing.
func (w writer) below(t *plan.Task, target plan.Target, e plan.Episode) []string {
	a := w.assessed(t, target, e)
	value := fmt.Sprintf("%s, chỉ tiêu: %s", esc(w.value(target, e)), esc(goal(target, a.Goal)))
	switch {
	case e.Level >= plan.BelowLost:
		return []string{"<b>Không thể đạt</b>: " + value, needed(target, a)}
	case e.Level == plan.BelowRecovering:
		return []string{"<b>Đã về mức đạt, chờ ổn định</b>: " + value, slack(target, a)}
	case a.Total.Figure.Kind == plan.Fraction:
		value += fmt.Sprintf("; thiếu %s điểm %%", plan.FormatNumber(gap(a.Total.Figure.Short(a.Goal.Value))))
	}
	return []string{"<b>Chưa đạt</b>: " + value, needed(target, a)}
}

// assessed judges again what the alert was raised on, so that its words say what is still needed.
func (w writer) assessed(t *plan.Task, target plan.Target, e plan.Episode) plan.Assessment {
	total := plan.Total{Figure: e.Inputs.Value, Periods: 1}
	a := plan.Assess(target, total, plan.Horizon{From: w.plan.From, Due: t.Deadline.Due}, w.day)
	if e.Inputs.Goal.Comparator != "" {
		a.Goal = e.Inputs.Goal
	}
	if e.Level >= plan.BelowLost {
		a.Standing = plan.OutOfReach
	}
	return a
}

// value writes the figure an alert was raised on, and that it is a sum where it is one.
func (w writer) value(target plan.Target, e plan.Episode) string {
	text := Figure(target, e.Inputs.Value, w.day)
	for key, total := range w.mail.Facts.Totals {
		sum := key.Target == target.ID && (e.Unit == 0 || key.Unit == e.Unit) && total.Periods > 1
		if sum && target.Accumulation == plan.ByPeriod && !total.Unsummed {
			return "lũy kế " + text
		}
	}
	return text
}

func (w writer) pace(t *plan.Task, target plan.Target, e plan.Episode) []string {
	in := e.Inputs
	a := w.assessed(t, target, e)
	line := "<b>Chậm tiến độ</b>: " + esc(w.value(target, e))
	if in.Expected.IsPositive() {
		line += "; lộ trình đến nay: " + esc(roadValue(target, in.Expected))
	}
	line += "; chỉ tiêu: " + esc(goal(target, a.Goal))
	if in.Forecast.IsPositive() {
		line += fmt.Sprintf("\nVới tốc độ hiện nay, dự báo %s: %s", w.horizon(t), esc(roadValue(target, in.Forecast)))
	}
	return []string{line, needed(target, a)}
}

// horizon is when a forecast looks to.
func (w writer) horizon(t *plan.Task) string {
	if t.Deadline.Kind == plan.ByDate && !t.Deadline.Due.IsZero() {
		return "đến hạn " + t.Deadline.Due.VN()
	}
	return fmt.Sprintf("cả năm %d", w.plan.Year)
}

// budget says how many cases may still fail this year.
func (w writer) budget(target plan.Target, e plan.Episode) []string {
	in := e.Inputs
	name, failed := "Quỹ trường hợp chưa đạt", "chưa đạt"
	if strings.Contains(plan.Fold(target.Good), "dung han") {
		name, failed = "Quỹ trễ hạn", "trễ hạn"
	}
	left := fmt.Sprintf("cả năm còn được phép %s <b>%s</b> %s", failed, number(in.FailLeft), esc(noun(target)))
	switch {
	case in.FailLeft < 0:
		left = fmt.Sprintf("<b>đã vượt %s</b> %s", number(-in.FailLeft), esc(noun(target)))
	case in.FailLeft == 0 || e.Level >= plan.BudgetNone:
		left = fmt.Sprintf("<b>đã hết</b>; từ nay không được để thêm %s nào %s", esc(noun(target)), failed)
	}
	line := name + ": " + left
	if in.Allowed > 0 {
		line += fmt.Sprintf(" (dự kiến cả năm tối đa %s)", number(in.Allowed))
	}
	value := fmt.Sprintf("Hiện nay: %s, chỉ tiêu: %s", esc(w.value(target, e)), esc(goal(target, w.goalOf(target, e))))
	return []string{line, value}
}

func (w writer) goalOf(target plan.Target, e plan.Episode) plan.Goal {
	if e.Inputs.Goal.Comparator != "" {
		return e.Inputs.Goal
	}
	return target.Goal(w.day)
}

func number(n int64) string { return plan.FormatNumber(decimal.NewFromInt(n)) }
