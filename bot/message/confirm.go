package message

import (
	"cmp"
	"fmt"
	"slices"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Sentences about the office's signature under figures.
const (
	ConfirmByOffice  = "Chỉ Văn phòng được xác nhận số liệu."
	ConfirmOneSigns  = "Xã, phường không yêu cầu Văn phòng xác nhận số liệu; số liệu bộ phận báo được tính ngay."
	ConfirmHow       = "Đề nghị ghi số nhiệm vụ, hoặc số nhiệm vụ kèm số liệu Văn phòng đối chiếu, ví dụ /confirm 9 hoặc /confirm 9 144/150."
	ConfirmNothing   = "Chưa có số liệu nào của nhiệm vụ và kỳ này để đối chiếu."
	ConfirmOutdated  = "Số liệu này đã được sửa hoặc rút sau khi tin này được gửi nên không xác nhận được. Gửi /confirm để xem số liệu hiện tính."
	ConfirmOwn       = "Số liệu do chính đồng chí báo; cần người khác của Văn phòng xác nhận."
	ConfirmListMoved = "Danh sách đã thay đổi sau khi đồng chí bấm; đề nghị xem lại rồi bấm xác nhận."
	TapConfirmed     = "Đã xác nhận."
)

// ConfirmList is the figures that wait for the office's signature.
type ConfirmList struct {
	Plan  *plan.Plan
	Task  *plan.Task // nil: of all tasks
	Shown []plan.Unconfirmed
	Found int
	Day   calendar.Date
	Done  string // what a tap has just done; empty: nothing
}

// Confirmables lists figures that wait for the office's signature, by task, target and unit, with a button for each and
// one for all of them. What the office reads otherwise stands beside, and must be confirmed by itself.
func Confirmables(l ConfirmList) Message {
	about := ""
	if l.Task != nil {
		about = " · Nhiệm vụ " + taskTitle(l.Task)
	}
	if l.Found == 0 {
		return say(esc(l.Done), "✅ Không có số liệu nào chờ Văn phòng xác nhận"+about+".")
	}
	m := say(esc(l.Done), fmt.Sprintf("✍️ <b>Số liệu chờ Văn phòng xác nhận</b> · %d số liệu%s", l.Found, about))
	shown := byTask(l.Plan, l.Shown)
	var task *plan.Task
	var each []Button
	open := 0
	for i, u := range shown {
		t, target, ok := l.Plan.TargetByID(u.Entry.Slot.Target)
		if !ok {
			continue
		}
		if l.Task == nil && t != task {
			m.add("\n" + taskTitle(t))
		}
		task = t
		m.add(confirmLine(l, i+1, t, *target, u))
		each = append(each, Button{fmt.Sprintf("Xác nhận %d", i+1), fmt.Sprintf("conf:%d", u.Entry.ID)})
		if u.Word == nil {
			open++
		}
	}
	if more := l.Found - len(shown); more > 0 {
		m.add(fmt.Sprintf("Còn %d số liệu khác; xác nhận xong sẽ hiện tiếp.", more))
	}
	m.add("Số liệu bộ phận báo vẫn được tính trong khi chờ. Nếu Văn phòng có số khác, gửi " + code(confirmExample(l, shown[0])) + ".")
	if open > 1 {
		m.row(Button{fmt.Sprintf("Xác nhận tất cả (%d)", open), ConfirmAllData(l.Task, l.Shown)})
	}
	for some := range slices.Chunk(each, 3) {
		m.row(some...)
	}
	return m
}

// ConfirmAllData is the button's data that confirms all that a list shows. The last of them tells this list from a later
// one in the same message.
func ConfirmAllData(t *plan.Task, shown []plan.Unconfirmed) string {
	task, last := int64(0), int64(0)
	if t != nil {
		task = t.ID
	}
	for _, u := range shown {
		last = max(last, u.Entry.ID)
	}
	return fmt.Sprintf("confa:%d:%d", task, last)
}

// byTask orders figures as the plan does: by task, target, unit and period.
func byTask(p *plan.Plan, all []plan.Unconfirmed) []plan.Unconfirmed {
	place := func(u plan.Unconfirmed) (no int, mark string) {
		t, target, ok := p.TargetByID(u.Entry.Slot.Target)
		if !ok {
			return 0, ""
		}
		return t.No, target.Mark
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b plan.Unconfirmed) int {
		noA, markA := place(a)
		noB, markB := place(b)
		return cmp.Or(
			cmp.Compare(noA, noB), cmp.Compare(markA, markB), cmp.Compare(a.Entry.Slot.Unit, b.Entry.Slot.Unit),
			plan.ComparePeriods(a.Entry.Slot.Period, b.Entry.Slot.Period),
		)
	})
	return all
}

func confirmLine(l ConfirmList, no int, t *plan.Task, target plan.Target, u plan.Unconfirmed) string {
	e := u.Entry
	unit, _ := l.Plan.UnitByID(e.Slot.Unit)
	mark := ""
	if len(t.Targets) > 1 {
		mark = target.Mark + ") "
	}
	line := fmt.Sprintf("%d. %s%s, %s: <b>%s</b> – %s, %s", no, mark, esc(unit.Label()), periodIn(l.Plan, t, e.Slot.Period),
		esc(Figure(target, e.Figure, l.Day)), esc(clip(e.Author.Name, 40)), clock(e.RecordedAt))
	if u.Word != nil {
		line += "\n⚠️ Văn phòng đối chiếu: " + wordOf(target, *u.Word, l.Day)
	}
	return line
}

// wordOf is the office's own value, with who read it and when.
func wordOf(target plan.Target, c plan.Confirmation, day calendar.Date) string {
	return fmt.Sprintf("<b>%s</b> – %s, %s", esc(Figure(target, c.Figure, day)), esc(clip(c.By.Name, 40)), clock(c.At))
}

func confirmExample(l ConfirmList, u plan.Unconfirmed) string {
	t, target, ok := l.Plan.TargetByID(u.Entry.Slot.Target)
	if !ok {
		return "/confirm 9 144/150"
	}
	only := *t
	only.Targets = []plan.Target{*target}
	named := fmt.Sprintf("%d%s", t.No, markIfSeveral(t, *target))
	if unit, ok := l.Plan.UnitByID(u.Entry.Slot.Unit); ok && len(l.Plan.ReportingUnits(t, target)) > 1 {
		named += " " + unit.Code
	}
	return fmt.Sprintf("/confirm %s %s: %s", named, periodWord(u.Entry.Slot.Period), exampleFigure(&only))
}

// ConfirmCounts is what became of confirming several figures at once.
type ConfirmCounts struct {
	Now, Before, Outdated, Own, Differing int
	Newer                                 int // figures that came after the list was made
}

// ConfirmedAll sums up what one tap did, for its toast and above the list as it is now.
func ConfirmedAll(c ConfirmCounts) string {
	parts := []struct {
		n    int
		text string
	}{
		{c.Now, "Đã xác nhận %d số liệu."},
		{c.Before, "%d số liệu đã được xác nhận trước đó."},
		{c.Own, "%d số liệu do chính đồng chí báo, cần người khác xác nhận."},
		{c.Outdated, "%d số liệu đã được sửa hoặc rút nên chưa xác nhận."},
		{c.Differing, "%d số liệu Văn phòng có số khác, cần xác nhận riêng."},
		{c.Newer, "Có %d số liệu mới hơn tin này, chưa xác nhận."},
	}
	words := ""
	for _, p := range parts {
		if p.n > 0 {
			words = joined(" ", words, fmt.Sprintf(p.text, p.n))
		}
	}
	return words
}

// ConfirmedBefore says who confirmed a figure and when.
func ConfirmedBefore(c plan.Confirmation) string {
	return fmt.Sprintf("%s đã xác nhận lúc %s.", clip(c.By.Name, 40), clock(c.At))
}
