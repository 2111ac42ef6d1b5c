package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// Bound confirms that a chat belongs to a unit now.
func Bound(unit, commune string) Message {
	return say(lines(
		"✅ Đã gắn nhóm này với "+bold(unit)+", "+esc(commune)+".",
		"Gửi /tasks để xem nhiệm vụ; trả lời tin của bot bằng số liệu để cập nhật.",
	))
}

// Unbound confirms that a chat belongs to no unit any more.
func Unbound() Message {
	return say("Đã bỏ gắn nhóm này với bộ phận. Số liệu đã báo được giữ nguyên.")
}

// BindCode hands out a one-time code.
func BindCode(unit, bindCode string) Message {
	return say(lines(
		"Mã gắn nhóm cho "+bold(unit)+": "+code(bindCode),
		"Gửi vào nhóm của bộ phận: "+code("/bind "+bindCode),
		"Mã dùng một lần, có hiệu lực 10 phút.",
	))
}

// BindWhich asks which unit is meant.
func BindWhich(units []plan.Unit) Message {
	m := say("Đề nghị ghi mã bộ phận sau /bind:")
	var all []string
	for _, u := range units {
		if u.Kind != plan.Group && u.Kind != plan.External {
			all = append(all, code("/bind "+u.Code)+" – "+esc(u.Name))
		}
	}
	m.add(lines(all...))
	return m
}

// BindAmbiguous asks an operator which commune is meant.
func BindAmbiguous(addresses []string) Message {
	all := make([]string, len(addresses))
	for i, a := range addresses {
		all[i] = code("/bind " + a)
	}
	return say("Mã bộ phận này có ở nhiều xã, phường. Đề nghị ghi rõ: " + strings.Join(all, ", "))
}

// Found lists the tasks that match words, codes or a number: the first of all that do.
func Found(words string, p *plan.Plan, found []*plan.Task, all int) Message {
	if len(found) == 0 {
		return say(fmt.Sprintf("Không tìm thấy nhiệm vụ nào với “%s”. Có thể tìm bằng từ không dấu, số nhiệm vụ hoặc mã tiêu chí.", esc(clip(words, 60))))
	}
	head := fmt.Sprintf("<b>Tìm thấy %d nhiệm vụ</b> với “%s”", all, esc(clip(words, 60)))
	if all > len(found) {
		head += fmt.Sprintf("; sau đây là %d nhiệm vụ đầu", len(found))
	}
	m := say(head)
	for _, t := range found {
		m.add(lines(taskTitle(t), "Chủ trì: "+esc(leadNames(p, t))))
	}
	m.choose(found, "task")
	return m
}

// WhichTaskOf asks which of several tasks a code means, or the message replied to where there is no code. The
// buttons lead to what was asked for: "task" or "hist".
func WhichTaskOf(codeText string, found []*plan.Task, tap string) Message {
	head := "Tin đó có nhiều nhiệm vụ."
	if codeText != "" {
		head = "Mã " + code(codeText) + " có ở nhiều nhiệm vụ."
	}
	m := say(head + " Đề nghị chọn một nhiệm vụ:")
	for _, t := range found {
		m.add(taskTitle(t))
	}
	m.choose(found, tap)
	return m
}

// choose adds a button for each task, three in a row: more cannot be read on a phone.
func (m *Message) choose(found []*plan.Task, tap string) {
	for some := range slices.Chunk(found, 3) {
		var row []Button
		for _, t := range some {
			row = append(row, Button{fmt.Sprintf("Nhiệm vụ %d", t.No), fmt.Sprintf("%s:%d", tap, t.ID)})
		}
		m.row(row...)
	}
}

// Greeting is what the bot says when it is added to a group.
func Greeting(p Place) Message { return Help(p) }

// Adopted tells a group that became a supergroup that everything goes on.
func Adopted(unit string) Message {
	return say("Nhóm đã được nâng cấp; bot tiếp tục phục vụ " + bold(unit) + ". Gửi /tasks để có danh sách mới.")
}
