package message

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// mostKnown is how many figures or matters a letter lists.
const mostKnown = 10

// gapItem tells that messages may have been lost, and which figures are on record, so that nobody needs to guess.
func (w writer) gapItem(l plan.Letter) string {
	all := []string{
		fmt.Sprintf("⚠️ <b>Bot gián đoạn</b> từ %s đến %s; tin gửi trong khoảng này có thể chưa được ghi nhận. "+
			"Đề nghị kiểm tra và gửi lại nếu thiếu.", clock(l.Payload.From), clock(l.Payload.Until)),
	}
	known := w.known()
	if len(known) == 0 {
		return lines(append(all, "Hiện chưa có số liệu nào được ghi nhận.")...)
	}
	all = append(all, "Số liệu hiện có:")
	for _, k := range known[:min(len(known), mostKnown)] {
		all = append(all, w.knownLine(k))
	}
	if n := len(known) - mostKnown; n > 0 {
		all = append(all, fmt.Sprintf("và %d chỉ tiêu khác; xem %s", n, code("/tasks")))
	}
	return lines(all...)
}

// knownFigure is a target of the unit that has a figure.
type knownFigure struct {
	task   *plan.Task
	target plan.TargetState
}

// known are the targets of the chat's unit that have figures, in the plan's order.
func (w writer) known() []knownFigure {
	var all []knownFigure
	for i := range w.plan.Tasks {
		t := &w.plan.Tasks[i]
		if t.Retired || !w.plan.Concerns(t, w.unit) {
			continue
		}
		for j := range t.Targets {
			s := w.plan.TargetState(t, &t.Targets[j], w.mail.Facts.Totals, w.unit, w.day)
			if !s.Total.Empty() && s.Target.Derived == "" {
				all = append(all, knownFigure{t, s})
			}
		}
	}
	return all
}

func (w writer) knownTasks() []*plan.Task {
	known := w.known()
	var tasks []*plan.Task
	for _, k := range known[:min(len(known), mostKnown)] {
		tasks = append(tasks, k.task)
	}
	return tasks
}

// knownLine is the latest period's figure of a target.
func (w writer) knownLine(k knownFigure) string {
	name := fmt.Sprintf("· <b>%d</b>%s", k.task.No, codes(k.task))
	if len(k.task.Targets) > 1 {
		name += " " + esc(k.target.Target.Mark) + ")"
	}
	last := k.target.Total.Last
	value := fmt.Sprintf("%s: %s, %s", name, esc(Figure(*k.target.Target, last.Figure, w.day)),
		periodIn(w.plan, k.task, last.Slot.Period))
	if u, ok := w.plan.UnitByID(last.Slot.Unit); ok && len(k.target.Units) > 1 && k.target.Unit == 0 {
		value += ", " + esc(clip(u.Label(), 20))
	}
	return value
}

// urgeItem is the office urging a unit, with what the unit still owes.
func (w writer) urgeItem(l plan.Letter) string {
	u := w.urged(l)
	what := "kết quả, số liệu"
	if t, ok := w.plan.TaskByID(l.Payload.Task); ok {
		what += fmt.Sprintf(" nhiệm vụ <b>%d</b>%s · %s", t.No, codes(t), esc(clip(t.Title, 90)))
	}
	all := []string{fmt.Sprintf("📣 Văn phòng đề nghị %s khẩn trương cập nhật %s trước %s để tổng hợp, báo cáo.",
		esc(clip(inSentence(u.Name), 80)), what, byHour(l.Payload.Until))}
	owed := w.owed(l)
	if len(owed) > 0 {
		all = append(all, "Nội dung còn thiếu:")
	}
	for _, e := range owed[:min(len(owed), mostKnown)] {
		all = append(all, w.owedLine(e))
	}
	if n := len(owed) - mostKnown; n > 0 {
		all = append(all, fmt.Sprintf("và %d nội dung khác", n))
	}
	return lines(append(all, w.urgeFoot(l))...)
}

func (w writer) urged(l plan.Letter) plan.Unit {
	if u, ok := w.plan.UnitByID(l.Payload.Unit); ok {
		return u
	}
	return w.unit
}

// owed is what the rules hold against the unit now: past due, not reported, below target. Of several periods that a
// task lacks only the newest stands here; it names or counts the others.
func (w writer) owed(l plan.Letter) []plan.Condition {
	unit := w.urged(l)
	var owed []plan.Condition
	for _, c := range w.plan.Conditions(w.mail.Facts, w.at) {
		_, ok := w.plan.TaskByID(c.Task)
		mine := ok && w.actsOn(plan.Episode{Subject: c.Subject, Inputs: c.Inputs}, unit)
		if mine && owing[c.Rule] && (l.Payload.Task == 0 || l.Payload.Task == c.Task) {
			owed = append(owed, c)
		}
	}
	return slices.DeleteFunc(slices.Clone(owed), func(c plan.Condition) bool {
		return c.Rule == plan.RuleMissing && slices.ContainsFunc(owed, func(other plan.Condition) bool {
			return other.Rule == c.Rule && other.Task == c.Task && other.Inputs.SpeaksFor(c.Inputs.Period)
		})
	})
}

var owing = map[plan.Rule]bool{
	plan.RuleOverdue: true, plan.RuleDueToday: true, plan.RuleMissing: true, plan.RuleBelow: true, plan.RuleWaiting: true,
}

// owedLine names the task and what is the matter; what would settle it is left to the alert.
func (w writer) owedLine(c plan.Condition) string {
	t, _ := w.plan.TaskByID(c.Task)
	words := w.matter(plan.Episode{Subject: c.Subject, Level: c.Level, Inputs: c.Inputs, State: plan.Firing})
	more := ""
	if n := len(c.Inputs.Earlier); n > 0 {
		more = fmt.Sprintf(" và %d kỳ trước", n)
	}
	return fmt.Sprintf("· <b>%d</b>%s · %s%s", t.No, codes(t), words[0], more)
}

func (w writer) urgedTasks(l plan.Letter) []*plan.Task {
	var tasks []*plan.Task
	if t, ok := w.plan.TaskByID(l.Payload.Task); ok {
		tasks = append(tasks, t)
	}
	owed := w.owed(l)
	for _, c := range owed[:min(len(owed), mostKnown)] {
		if t, ok := w.plan.TaskByID(c.Task); ok {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// urgeFoot says how to answer.
func (w writer) urgeFoot(l plan.Letter) string {
	owed := w.owed(l)
	for _, t := range w.urgedTasks(l) {
		if reportable(t) {
			return "Trả lời tin này bằng số nhiệm vụ và số liệu, ví dụ " + code(exampleAsked(t, owed)) + "."
		}
	}
	return "Xem nhiệm vụ của bộ phận: " + code("/tasks")
}

// inSentence is a unit's name within a sentence: "bộ phận Tư pháp - hộ tịch xã".
func inSentence(name string) string {
	if rest, ok := strings.CutPrefix(name, "Bộ phận "); ok {
		return "bộ phận " + rest
	}
	return name
}

// byHour writes a deadline as the office does: "16 giờ 00 ngày 14/6/2024".
func byHour(t time.Time) string {
	local := t.In(calendar.Zone)
	return fmt.Sprintf("%d giờ %02d ngày %d/%d/%d", local.Hour(), local.Minute(), local.Day(), local.Month(), local.Year())
}

// testItem is a test message, which step of the ladder it stands for, and that nothing is to be done.
func (w writer) testItem(l plan.Letter) string {
	audience := l.Audience
	if ladder := w.plan.Alerting().Ladder; audience == "" && l.Payload.Step >= 1 && l.Payload.Step <= len(ladder) {
		audience = ladder[l.Payload.Step-1].To
	}
	name := audienceName(w.plan, audience)
	if audience == plan.ToLead && w.unit.Name != "" {
		name = w.unit.Label()
	}
	return fmt.Sprintf("🧪 Tin thử cảnh báo (bước %d/%d: %s). Không cần xử lý.",
		max(l.Payload.Step, 1), max(l.Payload.Steps, l.Payload.Step, 1), esc(clip(name, 60)))
}
