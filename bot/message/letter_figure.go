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
		all[0] = esc(target.Mark+") "+clip(target.Name, 60)) + " · " + all[0]
	}
	return all
}

// below holds the value against its goal and says what is missing.
func (w writer) below(t *plan.Task, target plan.Target, e plan.Episode) []string {
	a := w.assessed(t, target, e)
	value := fmt.Sprintf("%s, chỉ tiêu: %s", esc(w.value(target, e)), esc(goal(target, a.Goal)))
	settle := needed(target, a)
	switch {
	case e.Level >= plan.BelowLost:
		value = "<b>Không thể đạt</b>: " + value
	case e.Level == plan.BelowRecovering:
		value, settle = "<b>Đã về mức đạt, chờ ổn định</b>: "+value, slack(target, a)
	default:
		value = "<b>Chưa đạt</b>: " + value + short(a)
	}
	return []string{value, w.latest(t, target, e), settle, w.answersFor(t, target, e)}
}

// answersFor says to whom a unit answers that misses a goal which every unit has for itself, where the plan says so.
func (w writer) answersFor(t *plan.Task, target plan.Target, e plan.Episode) string {
	u, one := w.plan.UnitByID(e.Unit)
	if !one || target.Scope != plan.PerUnit || e.Level < plan.BelowGoal {
		return ""
	}
	for _, tie := range t.Relations {
		named, _ := w.plan.Unit(tie.Unit)
		if tie.Kind == plan.Accountable && tie.To != "" && named.Contains(u.Code) {
			return "Theo kế hoạch, " + esc(u.Label()) + " chịu trách nhiệm trước " + esc(tie.To) + "."
		}
	}
	return ""
}

// short says by how much a ratio misses its goal.
func short(a plan.Assessment) string {
	if a.Total.Figure.Kind != plan.Fraction {
		return ""
	}
	return fmt.Sprintf("; thiếu %s điểm %%", plan.FormatNumber(gap(a.Total.Figure.Short(a.Goal.Value))))
}

// latest names the newest period behind a value.
func (w writer) latest(t *plan.Task, target plan.Target, e plan.Episode) string {
	var last plan.Period
	for key, total := range w.mail.Facts.Totals {
		newer := last.Year == 0 || last.Before(total.Last.Slot.Period)
		if key.Target == target.ID && (e.Unit == 0 || key.Unit == e.Unit) && !total.Empty() && newer {
			last = total.Last.Slot.Period
		}
	}
	if last.Year == 0 {
		return ""
	}
	return "Số liệu đến kỳ " + periodIn(w.plan, t, last)
}

// assessed judges again what the alert was raised on, so that its words say what is still needed.
func (w writer) assessed(t *plan.Task, target plan.Target, e plan.Episode) plan.Assessment {
	total := plan.Total{Figure: e.Inputs.Value, Periods: 1}
	a := plan.Assess(target, total, w.plan.Horizon(t), w.day)
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
	if in.Forecast != nil {
		line += fmt.Sprintf("\nVới tốc độ hiện nay, dự báo %s: %s", w.horizon(t), esc(roadValue(target, *in.Forecast)))
	}
	return []string{line, needed(target, a)}
}

// horizon is when a forecast looks to.
func (w writer) horizon(t *plan.Task) string {
	if t.Deadline.Kind == plan.ByDate && !t.Due().IsZero() {
		return "đến hạn " + t.Due().VN()
	}
	return fmt.Sprintf("cả năm %d", w.plan.Year)
}

// budget says how many cases may still fail this year.
func (w writer) budget(target plan.Target, e plan.Episode) []string {
	line := sentence(budgetLine(target, e.Level, e.Inputs))
	if allowed := e.Inputs.Allowed; allowed > 0 {
		line += fmt.Sprintf(" (dự kiến cả năm tối đa %s)", number(allowed))
	}
	value := fmt.Sprintf("Hiện nay: %s, chỉ tiêu: %s", esc(w.value(target, e)), esc(goal(target, w.goalOf(target, e))))
	return []string{line, value}
}

// budgetLine begins small: it stands in a list too.
func budgetLine(target plan.Target, level plan.Level, in plan.Inputs) string {
	left, things := in.FailLeft, esc(noun(target))
	name, failed, may := "mức cho phép", "chưa đạt", "có <b>%s</b> %s chưa đạt"
	if strings.Contains(plan.Fold(target.Good), "dung han") {
		name, failed, may = "quỹ trễ hạn", "trễ hạn", "trễ <b>%s</b> %s"
	}
	switch {
	case left < 0:
		return fmt.Sprintf("%s: <b>đã vượt %s</b> %s", name, number(-left), things)
	case left == 0 || level >= plan.BudgetNone:
		return fmt.Sprintf("%s: <b>đã hết</b>; từ nay không được để thêm %s nào %s", name, things, failed)
	default:
		return name + ": cả năm còn được phép " + fmt.Sprintf(may, number(left), things)
	}
}

func (w writer) goalOf(target plan.Target, e plan.Episode) plan.Goal {
	if e.Inputs.Goal.Comparator != "" {
		return e.Inputs.Goal
	}
	return target.Goal(w.day)
}

func number(n int64) string { return plan.FormatNumber(decimal.NewFromInt(n)) }
