package message

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// History shows every figure of a task and what became of it, the newest first.
func History(p *plan.Plan, t *plan.Task, all []plan.Change, day calendar.Date) Message {
	m := say(fmt.Sprintf("<b>Lịch sử số liệu</b> · Nhiệm vụ %s", taskTitle(t)))
	for _, c := range all {
		m.add(changeLine(p, t, c, day))
	}
	if len(all) == 0 {
		m.add("Nhiệm vụ này chưa có số liệu nào.")
	}
	return m
}

// changeLine says who reported what and when, and what it replaced.
func changeLine(p *plan.Plan, t *plan.Task, c plan.Change, day calendar.Date) string {
	target := targetOf(t, c.Entry.Slot.Target)
	u, _ := p.UnitByID(c.Entry.Slot.Unit)
	head := fmt.Sprintf("· %s, %s (%s)", clock(c.At), esc(c.Author.Name), esc(u.Label()))
	what := fmt.Sprintf("%s: %s", periodName(c.Entry.Slot.Period), esc(Figure(target, c.Entry.Figure, day)))
	if len(t.Targets) > 1 {
		what = target.Mark + ") " + what
	}
	return head + "\n  " + what + esc(replaced(target, c, day))
}

func replaced(target plan.Target, c plan.Change, day calendar.Date) string {
	note := ""
	switch {
	case c.Entry.Undoes != 0 && c.Former != nil:
		note = " – hoàn tác " + Figure(target, c.Former.Figure, day)
	case c.Entry.Overtaken:
		note = " – đến sau số liệu mới hơn, chỉ lưu lịch sử"
	case c.Former != nil:
		note = " – thay " + Figure(target, c.Former.Figure, day)
	}
	if c.Entry.Reason != "" {
		note += " (lý do: " + c.Entry.Reason + ")"
	}
	if c.Entry.Note != "" {
		note += " (ghi chú: " + clip(c.Entry.Note, 100) + ")"
	}
	return note
}

func targetOf(t *plan.Task, id int64) plan.Target {
	for _, target := range t.Targets {
		if target.ID == id {
			return target
		}
	}
	return plan.Target{Goals: []plan.Goal{{}}}
}
