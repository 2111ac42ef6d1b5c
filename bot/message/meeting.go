package message

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Session is one item of a meeting.
type Session struct {
	Plan    *plan.Plan
	State   plan.TaskState
	Item    int // from 0
	Items   int
	Day     calendar.Date
	Account plan.Account
	Open    []plan.Matter // about this task
}

// Meeting shows one task that the leaders should decide on: how it stands, who answers for it, what was warned of and
// what waits, with what can be decided.
func Meeting(s Session) Message {
	t := s.State.Task
	m := say(fmt.Sprintf("<b>Họp %s</b> · %d/%d việc cần cho ý kiến", s.Day.VN(), s.Item+1, s.Items),
		"\n"+lines("<b>Nhiệm vụ "+fmt.Sprint(t.No)+"</b>"+codes(t)+" · "+bold(t.Title), due(t, s.State.Due)))
	for _, target := range s.State.Targets {
		m.add(targetLine(t, target, s.Day))
	}
	m.add(relations(s.Plan, t), warned(Answering{Plan: s.Plan, Account: s.Account}), waitingMatters(s))
	for _, open := range s.Open {
		m.row(Button{"Xem: " + clip(matterNames[open.Kind], 24), fmt.Sprintf("matv:%d", open.ID)})
	}
	m.row(Button{"📌 Chỉ đạo", fmt.Sprintf("order:%d:instruction", t.ID)}, Button{"📄 Giải trình", fmt.Sprintf("order:%d:explanation", t.ID)})
	m.row(Button{"📝 Kết luận, giao việc", fmt.Sprintf("order:%d:assignment", t.ID)})
	m.row(turnItems(s)...)
	return m
}

// ConcludedOn names a meeting's conclusion as the source of a task.
func ConcludedOn(day calendar.Date) string { return "kết luận họp ngày " + day.VN() }

func turnItems(s Session) []Button {
	var row []Button
	if s.Item > 0 {
		row = append(row, Button{"◀ Việc trước", fmt.Sprintf("meet:%d", s.Item-1)})
	}
	if s.Item+1 < s.Items {
		row = append(row, Button{"Việc tiếp ▶", fmt.Sprintf("meet:%d", s.Item+1)})
	}
	return row
}

func waitingMatters(s Session) string {
	if len(s.Open) == 0 {
		return ""
	}
	all := []string{"\n<b>Đang chờ xử lý</b>"}
	for _, m := range s.Open {
		unit, _ := s.Plan.UnitByID(m.Unit)
		all = append(all, fmt.Sprintf("· %s: %s%s", esc(unit.Label()), esc(matterTitle(m)), byDay(m)))
	}
	return lines(all...)
}

// NothingToDecide says that nothing is red.
func NothingToDecide(p *plan.Plan, day calendar.Date) Message {
	return say(fmt.Sprintf("Đến %s không có nhiệm vụ quá hạn, dưới chỉ tiêu hoặc chờ lãnh đạo cho ý kiến (Kế hoạch %s).", day.VN(), esc(p.Number)))
}
