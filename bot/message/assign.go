package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Assigned confirms a task that was given during the year, and says who hears of it.
func Assigned(p *plan.Plan, a plan.Assignment, done plan.Assigned) Message {
	unit, _ := p.Unit(a.Unit)
	t := plan.Task{
		No: done.No, Title: a.Title, Area: a.Area, Deadline: plan.Deadline{Kind: plan.ByDate, Due: a.Due}, Given: a.Given,
	}
	if a.Target != nil {
		t.Targets = []plan.Target{*a.Target}
	}
	told := "Đã gửi nhóm của " + unit.Label() + "."
	if done.Told == 0 {
		told = "Chưa liên lạc được nhóm của " + unit.Label() + "; đề nghị báo trực tiếp."
	}
	return say(lines(
		"✅ <b>Đã giao nhiệm vụ</b> "+taskTitle(&t),
		"Chủ trì: "+esc(unit.Name),
		givenDue(p, &t), givenTarget(&t, a.Given.On), givenSource(p, &t),
		esc(told),
		"Xem, theo dõi: "+code(fmt.Sprintf("/task %d", done.No)),
	))
}

// givenDue is the date of a given task, with the last working day before it where it is a rest day.
func givenDue(p *plan.Plan, t *plan.Task) string {
	return "Hạn: " + dueDates(t.Due(), p.Calendar.LastWorkdayOnOrBefore(t.Due()))
}

func givenTarget(t *plan.Task, day calendar.Date) string {
	if len(t.Targets) == 0 {
		return ""
	}
	return "Chỉ tiêu: " + esc(strings.TrimSpace(goal(t.Targets[0], t.Targets[0].Goal(day))+" "+t.Targets[0].Good))
}

// givenSource says what a task that was given during the year stands under, what orders it, and who gave it when.
func givenSource(p *plan.Plan, t *plan.Task) string {
	g := t.Given
	who := "Giao ngày " + g.On.VN() + ": " + esc(clip(g.By.Name, 60))
	if g.Above {
		who += " · việc cấp trên giao"
	}
	under, order := "", ""
	if parent, ok := p.TaskByID(g.Parent); ok && !parent.Retired {
		under = "Thuộc nhiệm vụ " + taskTitle(parent)
	}
	if g.Document != "" {
		order = "Căn cứ: " + esc(clip(g.Document, 200))
	}
	return lines(under, order, who)
}

// assignedItem tells a unit of a task that it was given.
func (w writer) assignedItem(l plan.Letter) string {
	t, ok := w.plan.TaskByID(l.Payload.Task)
	switch {
	case !ok:
		return "📌 Một nhiệm vụ giao trong năm không còn trong kế hoạch."
	case t.Retired:
		return lines("📌 <b>Thôi giao nhiệm vụ</b> "+taskTitle(t), reasonLine(l.Payload.About))
	}
	how := "Hoàn thành thì gửi " + code(fmt.Sprintf("/done %d", t.No)) + "."
	if reportable(t) {
		how = "Trả lời tin này bằng số nhiệm vụ và số liệu, ví dụ " + code(exampleReply(t)) + "."
	}
	return lines(
		"📌 <b>Nhiệm vụ mới</b> · "+taskTitle(t),
		givenDue(w.plan, t), givenTarget(t, w.day), givenSource(w.plan, t),
		how+" Chia bước: "+code(fmt.Sprintf("/sub %d việc cần làm 15/6", t.No))+".",
	)
}

// Dismissed confirms that a given task was taken back.
func Dismissed(p *plan.Plan, t *plan.Task, reason string) Message {
	return say(lines("✅ <b>Đã thôi giao nhiệm vụ</b> "+taskTitle(t), reasonLine(reason),
		"Số liệu, lịch sử vẫn được lưu; đã báo "+esc(leadNames(p, t))+"."))
}

// DismissWhy asks why a given task is taken back.
func DismissWhy(t *plan.Task) string {
	return fmt.Sprintf("Đề nghị nêu lý do thôi giao, ví dụ: /assign %d bỏ giao nhầm bộ phận.", t.No)
}

// AssignHow says how a task is given.
const AssignHow = "Đề nghị ghi bộ phận, hạn và nội dung, ví dụ: /assign TPHT 20/6 rà soát hồ sơ tồn đọng thuộc 4 theo CV 12/UBND-VP ngày 3/6/2024."

// Why a task cannot be given, in one sentence each.
const (
	AssignTarget = "Chỉ tiêu chỉ ghi được số lượng hoặc tỷ lệ, ví dụ: chỉ tiêu 5 hồ sơ, chỉ tiêu 90%. Không có thì bỏ phần này: nhiệm vụ tính theo hoàn thành hay chưa."
	DayPast      = "Ngày này đã qua; đề nghị ghi ngày từ hôm nay trở đi."
)

// AssignUnder says that a task named as the one above is not known.
func AssignUnder(named string) string {
	return "Không có nhiệm vụ “" + clip(named, 20) + "” trong kế hoạch; đề nghị ghi số nhiệm vụ sau “thuộc”, ví dụ: thuộc 4."
}

// AssignWhom asks which unit is meant.
func AssignWhom(p *plan.Plan, named string, day calendar.Date) Message {
	var units []string
	for _, u := range p.Units {
		if (u.Kind == plan.Specialised || u.Kind == plan.Office) && u.Exists(day) {
			units = append(units, code(u.Code)+" "+esc(u.Label()))
		}
	}
	return say(lines(
		"Chưa rõ giao cho bộ phận nào: “"+esc(clip(named, 40))+"”. Đề nghị ghi mã một bộ phận:",
		strings.Join(units, "; ")+".",
	))
}
