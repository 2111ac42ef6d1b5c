package message

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// TaskList is what a list of tasks shows.
type TaskList struct {
	Plan   *plan.Plan
	Viewer plan.Unit
	Day    calendar.Date
	Filter plan.Filter
	All    []plan.TaskState // those of the viewer, or of the filter's area or unit, in any state: for the counts at the top
	Shown  []plan.TaskState // the filtered tasks of this page
	Found  int              // how many the filter finds on all pages
	Page   int              // from 1
	Pages  int
	Steps  []plan.Step // of detailed plans
}

// Tasks shows a unit's tasks, most urgent first.
func Tasks(l TaskList) Message {
	m := say(listHead(l))
	for _, s := range l.Shown {
		m.add(taskItem(l, s))
	}
	if l.Found == 0 {
		m.add("Không có nhiệm vụ nào thuộc diện này.")
	}
	m.add(listFoot(l))
	m.Buttons = listButtons(l)
	return m
}

func listHead(l TaskList) string {
	title := fmt.Sprintf("<b>%s</b> · %s, %s", esc(l.Viewer.Name), l.Day.WeekdayVN(), l.Day.VN())
	over := ""
	if l.Day.After(l.Plan.Until) {
		over = "Kế hoạch đã hết thời gian thực hiện (" + l.Plan.Until.VN() + ")."
	}
	return lines(title, over, fmt.Sprintf("Kế hoạch %s · %s: %d nhiệm vụ", esc(l.Plan.Number), filterWords(l), l.Found), countLine(l))
}

func taskItem(l TaskList, s plan.TaskState) string {
	item := []string{"", taskTitle(s.Task)}
	for _, t := range s.Targets {
		item = append(item, targetLine(s.Task, t, l.Day))
	}
	item = append(item, due(s.Task, s.Due), progress(l.Plan, l.Steps, s.Task, l.Viewer, l.Day))
	if l.Viewer.SeesAll() {
		item = append(item, "Chủ trì: "+esc(leadNames(l.Plan, s.Task)))
	}
	return strings.TrimRight("\n"+lines(item...), "\n")
}

// taskTitle heads a task wherever it is named: number, code, short title.
func taskTitle(t *plan.Task) string {
	return "<b>" + strconv.Itoa(t.No) + "</b>" + codes(t) + " · " + esc(clip(t.Title, 90))
}

func codes(t *plan.Task) string {
	all := ""
	for _, c := range t.Criteria {
		all += " · " + esc(c.Code)
	}
	return all
}

// targetLine is one target in a list: its mark where there are several, value, goal, standing.
func targetLine(t *plan.Task, s plan.TargetState, day calendar.Date) string {
	name := ""
	if len(t.Targets) > 1 {
		name = s.Target.Mark + ") " + clip(s.Target.Name, 40) + ": "
	}
	line := marks[s.Standing] + " " + esc(name) + targetValue(s, day)
	if missing := unitsMissing(s); missing != "" {
		line += "\n" + missing
	}
	return line
}

func targetValue(s plan.TargetState, day calendar.Date) string {
	aim := esc(goal(*s.Target, s.Goal))
	if s.Total.Empty() {
		return "Chưa có số liệu · chỉ tiêu: " + aim
	}
	if none, ok := followedValue(s); ok {
		return none + " · chỉ tiêu: " + aim
	}
	value := esc(Figure(*s.Target, s.Total.Figure, day))
	if s.Target.Measure == plan.Milestone {
		return sentence(value)
	}
	return fmt.Sprintf("%s · %s: <b>%s</b>", value, aim, verdictOf(s))
}

// verdictOf is a target's verdict. Where each unit answers for itself, the sum may look well while one does not.
func verdictOf(s plan.TargetState) string {
	if everyUnit(s) && plan.Worse(s.Standing, plan.NoData) < 0 {
		return "có đơn vị " + standingWords[s.Standing]
	}
	return verdict(*s.Target, s.Assessment)
}

// everyUnit reports whether this is the commune's view of a target that each unit answers for itself.
func everyUnit(s plan.TargetState) bool {
	return s.Target.Scope == plan.PerUnit && s.Unit == 0 && len(s.Units) > 0
}

// mostSilent is how many units without a report are named; more are counted.
const mostSilent = 3

// unitsMissing says which of several units have not reported, and which miss the goal for themselves.
func unitsMissing(s plan.TargetState) string {
	if len(s.Units) == 0 || s.Unit != 0 {
		return ""
	}
	var silent, under []string
	for _, u := range s.Units {
		switch {
		case u.Total.Empty():
			silent = append(silent, u.Unit.Label())
		case s.Target.Scope == plan.PerUnit && plan.Worse(u.Standing, plan.NoData) < 0:
			under = append(under, u.Unit.Label())
		}
	}
	var parts []string
	if len(under) > 0 {
		parts = append(parts, "chưa đạt: "+strings.Join(under, ", "))
	}
	switch n := len(silent); {
	case n == 0, n == len(s.Units):
	case n <= mostSilent:
		parts = append(parts, "chưa báo cáo: "+strings.Join(silent, ", "))
	default:
		parts = append(parts, fmt.Sprintf("%d/%d đơn vị chưa báo cáo", n, len(s.Units)))
	}
	return esc(strings.Join(parts, " · "))
}

func leadNames(p *plan.Plan, t *plan.Task) string {
	var names []string
	for _, code := range t.Related(plan.Lead) {
		u, _ := p.Unit(code)
		names = append(names, u.Label())
	}
	return strings.Join(names, ", ")
}

func listFoot(l TaskList) string {
	if len(l.Shown) == 0 {
		return ""
	}
	shown := make([]*plan.Task, len(l.Shown))
	for i, s := range l.Shown {
		shown[i] = s.Task
	}
	detail := "Xem chi tiết: " + code(fmt.Sprintf("/task %d", shown[0].No))
	if i := slices.IndexFunc(shown, reportable); i >= 0 {
		return "\nTrả lời tin này bằng số nhiệm vụ và số liệu, ví dụ " + code(exampleReply(shown[i])) + ". " + detail
	}
	return "\n" + detail
}

// exampleFor is a line that settles a matter: it names the target that the matter is about, and the period that is
// asked for, as a figure without one is taken for the period of today.
func exampleFor(t *plan.Task, about plan.Subject, in plan.Inputs) string {
	target, period := about.Target, ""
	if about.Rule == plan.RuleMissing {
		period = " " + periodWord(in.Period)
		if len(in.Targets) > 0 {
			target = in.Targets[0]
		}
	}
	only := *t
	if i := slices.IndexFunc(t.Targets, func(one plan.Target) bool { return one.ID == target }); i >= 0 {
		only.Targets = t.Targets[i : i+1]
	}
	mark := ""
	if len(t.Targets) > 1 {
		mark = firstReported(&only).Mark
	}
	return fmt.Sprintf("%d%s%s: %s", t.No, mark, period, exampleFigure(&only))
}

// exampleReply is a line that reports on a task: its number, the mark of one of several targets, a figure.
func exampleReply(t *plan.Task) string {
	return exampleFor(t, plan.Subject{}, plan.Inputs{})
}

// firstReported is the first target of a task that somebody reports on; of one that has none, the zero target.
func firstReported(t *plan.Task) plan.Target {
	for _, target := range t.Targets {
		if target.Derived == "" {
			return target
		}
	}
	return plan.Target{}
}

// exampleFigure is what a reply about the task would look like.
func exampleFigure(t *plan.Task) string {
	if !reportable(t) {
		return "145/150"
	}
	return exampleOf(firstReported(t))
}

// exampleOf is a figure that a target takes.
func exampleOf(target plan.Target) string {
	switch {
	case target.Measure == plan.Milestone:
		return "xong"
	case target.Money() && target.Measure == plan.Ratio:
		return "1,5 tỷ/2,1 tỷ"
	case target.Measure == plan.Ratio && !target.Flow():
		return "2/4"
	case target.Measure == plan.Ratio:
		return "145/150"
	case target.Money():
		return "850 triệu"
	default:
		return "2 " + noun(target)
	}
}

// sentence raises the first letter.
func sentence(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}
