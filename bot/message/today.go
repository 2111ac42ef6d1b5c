package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Agenda is what a unit should do now.
type Agenda struct {
	Plan   *plan.Plan
	Viewer plan.Unit
	Day    calendar.Date
	Shown  []plan.Errand
	Found  int
	Taken  map[int64]bool // tasks that somebody of the unit has taken up
}

// Today shows what must be done now, one line and one button for each task.
func Today(a Agenda) Message {
	m := say(fmt.Sprintf("<b>Việc cần làm</b> · %s · %s, %s", esc(a.Viewer.Label()), a.Day.WeekdayVN(), a.Day.VN()))
	if !a.Plan.Calendar.Workday(a.Day) {
		m.add("Hôm nay là ngày nghỉ (" + esc(a.Plan.Calendar.Why(a.Day).Name) + ").")
	}
	if a.Found == 0 {
		m.add("Không có việc gấp. Gửi /tasks để xem mọi nhiệm vụ.")
		return m
	}
	for _, e := range a.Shown {
		m.add(errandLine(a, e))
	}
	if more := a.Found - len(a.Shown); more > 0 {
		m.add(fmt.Sprintf("Còn %d việc khác: /tasks", more))
	}
	answers := func(e plan.Errand) bool { return reportable(e.Task) && a.Plan.Concerns(e.Task, a.Viewer) }
	if i := slices.IndexFunc(a.Shown, answers); i >= 0 {
		m.add("Trả lời tin này bằng số nhiệm vụ và số liệu, ví dụ " + code(exampleAsked(a.Shown[i].Task, a.Shown[i].Reasons)) + ".")
	}
	if slices.ContainsFunc(a.Shown, a.accepts) {
		m.add("Khi tiếp nhận xong, gửi " + code("/pending 0") + ".")
	}
	for some := range slices.Chunk(a.Shown, 3) {
		var row []Button
		for _, e := range some {
			row = append(row, Button{fmt.Sprintf("Cập nhật %d", e.Task.No), fmt.Sprintf("task:%d", e.Task.ID)})
		}
		m.row(row...)
	}
	m.row(Button{"Làm mới", "today"})
	return m
}

// accepts reports whether dossiers wait in the viewer's own unit.
func (a Agenda) accepts(e plan.Errand) bool {
	return slices.ContainsFunc(e.Reasons, func(c plan.Condition) bool { return c.Rule == plan.RuleWaiting && c.Unit == a.Viewer.ID })
}

// errandLine is one task with everything that presses about it.
func errandLine(a Agenda, e plan.Errand) string {
	line := fmt.Sprintf("<b>%d</b> · %s: %s", e.Task.No, esc(clip(e.Task.Title, 45)), strings.Join(errandWords(a, e), "; "))
	if a.Viewer.SeesAll() {
		line += " · " + esc(leadNames(a.Plan, e.Task))
	}
	if a.Taken[e.Task.ID] {
		line += " · ✋ đã nhận việc"
	}
	return line
}

func errandWords(a Agenda, e plan.Errand) []string {
	var all []string
	for _, c := range e.Reasons {
		if c.Rule == plan.RuleMatter {
			all = append(all, "📨 "+esc(strings.ToLower(matterNames[c.Inputs.MatterKind]))+" chờ xử lý, hạn "+c.Inputs.Due.VN())
		}
		if c.Rule == plan.RuleWaiting {
			all = append(all, fmt.Sprintf("📥 %d hồ sơ chờ tiếp nhận từ %s", c.Inputs.Count, clock(c.Inputs.Oldest)))
		}
	}
	switch e.Due.Standing {
	case plan.Overdue:
		all = append(all, fmt.Sprintf("⛔ quá hạn %d ngày làm việc", max(-e.Due.Left, 0)))
	case plan.DueToday:
		all = append(all, "⏰ đến hạn hôm nay")
	case plan.DueSoon:
		all = append(all, fmt.Sprintf("⏳ còn %d ngày làm việc", e.Due.Left))
	}
	if missing := unreportedWords(e.Reasons); missing != "" {
		all = append(all, missing)
	}
	if steps := stepReasons(e.Reasons); steps != "" {
		all = append(all, steps)
	}
	for _, t := range e.Targets {
		if plan.Worse(t.Standing, plan.NoData) < 0 {
			all = append(all, marks[t.Standing]+" "+targetGap(e.Task, t, a.Day))
		}
	}
	return append(all, budgetReasons(e)...)
}

// budgetReasons says how many cases may still fail of what is not missed yet.
func budgetReasons(e plan.Errand) []string {
	var all []string
	for _, c := range e.Reasons {
		missed := func(t plan.TargetState) bool {
			return t.Target.ID == c.Target && plan.Worse(t.Standing, plan.AtRisk) < 0
		}
		if c.Rule == plan.RuleBudget && !slices.ContainsFunc(e.Targets, missed) {
			all = append(all, ruleMarks[c.Rule]+" "+budgetLine(targetOf(e.Task, c.Target), c.Level, c.Inputs))
		}
	}
	return all
}

// unreportedWords names the latest period whose figures are not in, with those due with it, and counts the others.
func unreportedWords(reasons []plan.Condition) string {
	var periods []plan.Period
	var latest plan.Inputs
	for _, c := range reasons {
		if c.Rule != plan.RuleMissing || slices.Contains(periods, c.Inputs.Period) {
			continue
		}
		periods = append(periods, c.Inputs.Period)
		if len(periods) == 1 || latest.Period.Before(c.Inputs.Period) {
			latest = c.Inputs
		}
	}
	if len(periods) == 0 {
		return ""
	}
	words := "📭 chưa báo cáo " + periodNames(latest)
	if n := len(periods) - 1 - len(latest.Beside); n > 0 {
		words += fmt.Sprintf(" và %d kỳ trước", n)
	}
	return words
}

// exampleAsked is a reply about a task that names the latest period whose report is asked for.
func exampleAsked(t *plan.Task, reasons []plan.Condition) string {
	var asked plan.Condition
	for _, c := range reasons {
		newer := asked.Rule == "" || asked.Inputs.Period.Before(c.Inputs.Period)
		if c.Rule == plan.RuleMissing && c.Task == t.ID && newer {
			asked = c
		}
	}
	return exampleFor(t, asked.Subject, asked.Inputs)
}

// targetGap is a missed target in a few words: value, goal and how far apart they are.
func targetGap(t *plan.Task, s plan.TargetState, day calendar.Date) string {
	name := ""
	if len(t.Targets) > 1 {
		name = s.Target.Mark + ") "
	}
	line := name + Figure(*s.Target, s.Total.Figure, day) + ", " + goal(*s.Target, s.Goal) + ": " + verdictOf(s)
	if s.Standing == plan.Below && s.MoreKnown && s.More.IsPositive() {
		line += ", cần thêm " + moreOf(*s.Target, s.Assessment)
	}
	return esc(line)
}

func moreOf(t plan.Target, a plan.Assessment) string {
	if t.Money() {
		return plan.FormatMoneyNeeded(a.More)
	}
	return plan.FormatNumber(a.More.Ceil()) + " " + noun(t)
}
