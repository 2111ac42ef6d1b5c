package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// StepList is a detailed plan under a task as one chat sees it.
type StepList struct {
	Plan   *plan.Plan
	Task   *plan.Task
	Viewer plan.Unit
	Day    calendar.Date
	Steps  []plan.Step // those that the viewer sees
	Marks  bool        // the viewer may say what is done
	Added  int         // the step that was just added; 0: none
}

// Steps shows the steps of a detailed plan, who sees to each and until when.
func Steps(l StepList) Message {
	m := say("<b>Kế hoạch chi tiết</b> · Nhiệm vụ " + taskTitle(l.Task))
	if l.Added > 0 {
		m = say(fmt.Sprintf("✅ <b>Đã ghi bước %d</b> · Nhiệm vụ %s", l.Added, taskTitle(l.Task)))
	}
	if len(l.Steps) == 0 {
		m.add("Chưa có bước nào.")
	} else {
		m.add(sentence(progressWords(plan.ProgressOf(l.Steps, l.Day))))
	}
	var unit int64
	for _, s := range l.Steps {
		if u, ok := l.Plan.UnitByID(s.Unit); ok && s.Unit != unit && s.Unit != l.Viewer.ID {
			m.add(bold(u.Label()))
		}
		unit = s.Unit
		m.add(stepLine(l.Plan, s, l.Day))
		if l.Marks && s.Unit == l.Viewer.ID && s.Done.IsZero() {
			m.inRow(3, Button{fmt.Sprintf("Xong %d", s.No), fmt.Sprintf("sub:%d:%s", s.ID, plan.StepDone)})
		}
	}
	if l.Marks {
		no := l.Task.No
		m.add(lines("Thêm bước: "+code(fmt.Sprintf("/sub %d việc cần làm @nguoi 15/6", no)),
			"Đánh dấu: "+code(fmt.Sprintf("/sub %d 1 xong", no))+", "+code("chưa")+" hoặc "+code("bỏ")+"."))
	}
	return m
}

// inRow adds a button to the last row, or begins another where it is full.
func (m *Message) inRow(most int, b Button) {
	if last := len(m.Buttons) - 1; last >= 0 && len(m.Buttons[last]) < most {
		m.Buttons[last] = append(m.Buttons[last], b)
		return
	}
	m.row(b)
}

// stepLine is one step: its number and words, who sees to it, and whether it is done, due or late.
func stepLine(p *plan.Plan, s plan.Step, day calendar.Date) string {
	remindBy := p.Calendar.LastWorkdayOnOrBefore(s.Due)
	mark, when := "▫️", ""
	switch {
	case !s.Done.IsZero():
		mark, when = "✅", "xong "+s.Done.VN()
	case s.Due.IsZero():
	case s.Late(day):
		mark, when = "⛔", "trễ hạn "+s.Due.VN()
	case !day.Before(remindBy):
		mark, when = "⏰", "đến hạn hôm nay"
	default:
		when = "hạn " + weekdate(s.Due)
	}
	return mark + " " + joined(" · ", fmt.Sprintf("<b>%d</b>. %s", s.No, esc(s.Words)), esc(s.Person), when)
}

// progress is how far the detailed plan of a task is done, for lists and the task's page; empty where there is none.
func progress(p *plan.Plan, steps []plan.Step, t *plan.Task, viewer plan.Unit, day calendar.Date) string {
	if len(steps) == 0 {
		return ""
	}
	so := plan.ProgressOf(p.StepsSeen(steps, t, viewer), day)
	if so.All == 0 {
		return ""
	}
	return "Kế hoạch chi tiết: " + progressWords(so)
}

func progressWords(p plan.Progress) string {
	words := fmt.Sprintf("%d/%d bước xong", p.Done, p.All)
	if p.Late > 0 {
		words += fmt.Sprintf(", bước trễ: %d", p.Late)
	}
	return words
}

// step says which step is due or late, in whose hands it is.
func (w writer) step(e plan.Episode) []string {
	s, ok := w.mail.Facts.Step(e.Subject)
	if !ok {
		return []string{fmt.Sprintf("Bước %d không còn trong kế hoạch chi tiết", e.Inputs.Step)}
	}
	head := fmt.Sprintf("<b>Bước %d đến hạn hôm nay</b>", s.No)
	if s.Late(w.day) {
		head = fmt.Sprintf("<b>Bước %d trễ hạn</b> (hạn %s)", s.No, weekdate(s.Due))
	}
	return []string{head + ": " + joined(" · ", esc(s.Words), esc(s.Person))}
}

// stepEnd says how the matter of a step ended.
func (w writer) stepEnd(e plan.Episode) string {
	switch s, ok := w.mail.Facts.Step(e.Subject); {
	case !ok:
		return fmt.Sprintf("bước %d đã bỏ", e.Inputs.Step)
	case !s.Done.IsZero():
		return fmt.Sprintf("bước %d đã xong", s.No)
	default:
		return fmt.Sprintf("bước %d không còn thuộc diện nhắc", s.No)
	}
}

// stepReasons counts the steps of a task that are due today or late.
func stepReasons(reasons []plan.Condition) string {
	var late, due []string
	for _, c := range reasons {
		no := fmt.Sprint(c.Inputs.Step)
		switch {
		case c.Rule != plan.RuleStep:
		case c.Level >= plan.StepLate:
			late = append(late, no)
		default:
			due = append(due, no)
		}
	}
	var parts []string
	if len(late) > 0 {
		parts = append(parts, "bước trễ hạn: "+strings.Join(late, ", "))
	}
	if len(due) > 0 {
		parts = append(parts, "bước đến hạn hôm nay: "+strings.Join(due, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return "🪜 " + strings.Join(parts, "; ")
}

// StepMarked says in a word what a tap did.
func StepMarked(s plan.Step, mark plan.StepMark) string {
	return fmt.Sprintf("Bước %d: %s.", s.No, markWords[mark])
}

var markWords = map[plan.StepMark]string{plan.StepDone: "đã xong", plan.StepOpen: "chưa xong", plan.StepDropped: "đã bỏ"}

// Sentences about steps that cannot be.
const (
	SubHow   = "Đề nghị ghi số nhiệm vụ và việc cần làm, ví dụ: /sub 3 dự thảo văn bản @nguoi 15/6; đánh dấu: /sub 3 1 xong."
	SubMany  = "Nhiệm vụ này đã có nhiều bước nhất có thể; đề nghị bỏ bớt bước không cần, ví dụ: /sub 3 1 bỏ."
	SubWordy = "Nội dung bước quá dài; đề nghị ghi ngắn gọn."
	SubGone  = "Bước này không còn trong kế hoạch chi tiết."
)

// NoSuchStep says that the unit has no step of that number.
func NoSuchStep(no int) string {
	return fmt.Sprintf("Kế hoạch chi tiết không có bước %d; xem các bước bằng /sub và số nhiệm vụ.", no)
}

// SubByLead says whose steps may be kept under a task, and where.
func SubByLead(units []plan.Unit) string {
	return "Kế hoạch chi tiết do đơn vị thực hiện (" + labels(units) + ") lập, trong nhóm của đơn vị hoặc trong chat riêng với bot."
}
