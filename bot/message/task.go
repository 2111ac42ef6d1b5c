package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// TaskDetail is what the page of one task shows.
type TaskDetail struct {
	Plan    *plan.Plan
	Viewer  plan.Unit
	Day     calendar.Date
	State   plan.TaskState
	Figures []plan.Entry       // those that count, by target, unit and period
	Words   plan.Confirmations // the office's, where the commune wants two signatures
	Late    map[int64]bool     // entries given after their period was closed
	Changes []plan.Change
	Given   []plan.Followed // the tasks given under it during the year
	Steps   []plan.Step     // of detailed plans
	Answers bool            // the viewer may answer what the plan leaves open
}

// Task shows everything of one task.
func Task(d TaskDetail) Message {
	t := d.State.Task
	m := say(lines("<b>Nhiệm vụ "+fmt.Sprint(t.No)+"</b>"+codes(t), bold(t.Title)), taskPlace(d.Plan, t))
	m.add(due(t, d.State.Due) + dueWords(t))
	for _, target := range d.State.Targets {
		m.add(targetBlock(d, target))
	}
	m.add(progress(d.Plan, d.Steps, t, d.Viewer, d.Day), given(d.Plan, d.Given), relations(d.Plan, t), duties(d.Plan, t), questions(t), changes(d))
	m.add("<blockquote expandable>Nguyên văn: " + esc(t.Wording) + "</blockquote>")
	if d.Answers {
		m.answers(t)
	}
	m.row(Button{"Lịch sử", fmt.Sprintf("hist:%d", t.ID)}, Button{"Cập nhật", fmt.Sprintf("task:%d", t.ID)})
	return m
}

func taskPlace(p *plan.Plan, t *plan.Task) string {
	place := "Tổ chức thực hiện"
	if t.Assigned() {
		place = "Nhiệm vụ giao trong năm"
	}
	for _, a := range p.Areas {
		if a.No == t.Area {
			place = fmt.Sprintf("%d. %s", a.No, a.Name)
		}
	}
	all := []string{esc(place) + " · Kế hoạch " + esc(p.Number)}
	for _, c := range t.Criteria {
		all = append(all, "Tiêu chí "+esc(c.Code)+": "+esc(c.Name))
	}
	if t.Assigned() {
		all = append(all, givenSource(p, t))
	}
	return lines(all...)
}

func dueWords(t *plan.Task) string {
	words := ""
	if t.Deadline.Wording != "" {
		words = "\nThời hạn theo kế hoạch: “" + esc(t.Deadline.Wording) + "”"
	}
	for _, c := range t.Cadences {
		if c.Wording != "" {
			words += "\nChế độ báo cáo: " + esc(c.Wording)
		}
	}
	return words
}

func targetBlock(d TaskDetail, s plan.TargetState) string {
	t := *s.Target
	name := "Chỉ tiêu"
	if len(d.State.Targets) > 1 {
		name = t.Mark + ") " + clip(t.Name, 80)
	}
	head := esc(name + ": " + goal(t, s.Goal))
	for _, g := range t.Goals {
		if g.Effective.After(d.Day) {
			head += "; từ " + g.Effective.VN() + ": " + esc(goal(t, g))
		}
	}
	if t.Proposed {
		head += " <i>(đề xuất, chờ Văn phòng xác nhận)</i>"
	}
	block := []string{"\n" + head, marks[s.Standing] + " " + valueBelowGoal(s, d.Day)}
	if !everyUnit(s) {
		block = append(block, needed(t, s.Assessment), slack(t, s.Assessment))
	}
	block = append(block, unitLines(s, d.Day)...)
	return lines(append(block, figureLines(d, t)...)...)
}

// valueBelowGoal is a target's value and verdict where the goal stands in the line above.
func valueBelowGoal(s plan.TargetState, day calendar.Date) string {
	if none, ok := followedValue(s); ok {
		return none
	}
	value := sentence(esc(Figure(*s.Target, s.Total.Figure, day)))
	if s.Total.Empty() || s.Target.Measure == plan.Milestone {
		return value
	}
	return fmt.Sprintf("%s: <b>%s</b>", value, verdictOf(s))
}

// unitLines shows every unit's own value where several report.
func unitLines(s plan.TargetState, day calendar.Date) []string {
	if s.Unit != 0 {
		return nil
	}
	var all []string
	for _, u := range s.Units {
		value := "chưa báo cáo"
		if !u.Total.Empty() {
			value = Figure(*s.Target, u.Total.Figure, day)
		}
		mark := "·"
		if s.Target.Scope == plan.PerUnit {
			mark = marks[u.Standing]
		}
		all = append(all, fmt.Sprintf("%s %s: %s", mark, esc(u.Unit.Label()), esc(value)))
	}
	return all
}

// mostFigures is how many periods a task's page lists; older ones are in its history.
const mostFigures = 6

func figureLines(d TaskDetail, t plan.Target) []string {
	if t.Derived != "" {
		return nil
	}
	var own []plan.Entry
	for _, e := range d.Figures {
		if e.Slot.Target == t.ID && e.Figure.Kind != plan.Withdrawn {
			own = append(own, e)
		}
	}
	if len(own) == 0 {
		return nil
	}
	all := []string{"Số liệu theo kỳ:"}
	for _, e := range own[max(0, len(own)-mostFigures):] {
		all = append(all, fmt.Sprintf("· %s%s: %s%s%s",
			periodOf(d.Plan, d.State.Task, e), unitOf(d.Plan, d.State, e), esc(Figure(t, e.Figure, d.Day)),
			signature(d.Plan, t, e, d.Words, d.Day), handedIn(d.Late[e.ID])))
	}
	return all
}

func handedIn(late bool) string {
	if late {
		return " (nộp muộn)"
	}
	return ""
}

func periodOf(p *plan.Plan, t *plan.Task, e plan.Entry) string {
	return periodIn(p, t, e.Slot.Period)
}

// unitOf names the reporting unit where a task has several.
func unitOf(p *plan.Plan, s plan.TaskState, e plan.Entry) string {
	for _, target := range s.Targets {
		if target.Target.ID == e.Slot.Target && len(target.Units) > 1 {
			u, _ := p.UnitByID(e.Slot.Unit)
			return ", " + esc(u.Label())
		}
	}
	return ""
}

var relationWords = []struct {
	kind plan.RelationKind
	word string
}{
	{plan.Lead, "Chủ trì"}, {plan.Coordinate, "Phối hợp"}, {plan.Monitor, "Theo dõi, đôn đốc"},
	{plan.Accountable, "Chịu trách nhiệm"},
}

func relations(p *plan.Plan, t *plan.Task) string {
	var all []string
	for _, r := range relationWords {
		var names []string
		towards := ""
		for _, tie := range t.Relations {
			if tie.Kind != r.kind {
				continue
			}
			names = append(names, tieName(p, tie))
			if tie.To != "" {
				towards = " trước " + tie.To
			}
		}
		if len(names) > 0 {
			all = append(all, esc(r.word+towards+": "+strings.Join(names, "; ")))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "\n" + lines(all...)
}

func tieName(p *plan.Plan, tie plan.Relation) string {
	name := tie.Who
	if u, ok := p.Unit(tie.Unit); ok && name == "" {
		name = u.Name
	}
	if tie.When != "" {
		name += " (" + tie.When + ")"
	}
	return name
}

func duties(p *plan.Plan, t *plan.Task) string {
	var all []string
	if len(t.ReportTo) > 0 {
		var names []string
		for _, c := range t.ReportTo {
			u, _ := p.Unit(c)
			names = append(names, u.Label())
		}
		all = append(all, "Nơi nhận báo cáo: "+esc(strings.Join(names, ", ")))
	}
	if len(t.Products) > 0 {
		all = append(all, "Sản phẩm, minh chứng: "+esc(strings.Join(t.Products, "; ")))
	}
	if t.Source != "" {
		all = append(all, "Nguồn số liệu: "+esc(t.Source))
	}
	if t.Rule != nil {
		all = append(all, "Lưu ý: "+esc(t.Rule.Wording))
	}
	return lines(all...)
}

func changes(d TaskDetail) string {
	if len(d.Changes) == 0 {
		return ""
	}
	all := []string{"\nThay đổi gần nhất:"}
	for _, c := range d.Changes[:min(3, len(d.Changes))] {
		all = append(all, changeLine(d.Plan, d.State.Task, c, d.Day))
	}
	return lines(all...)
}

// TaskPrinted finds the number of the one task that the text of a former message names.
func TaskPrinted(text string) (no int, ok bool) {
	_, after, found := strings.Cut(text, "Nhiệm vụ ")
	if !found || strings.Contains(after, "Nhiệm vụ ") {
		return 0, false
	}
	_, err := fmt.Sscanf(after, "%d", &no)
	return no, err == nil
}
