package message

import (
	"fmt"
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

// Found lists the tasks that match words, codes or a number.
func Found(words string, p *plan.Plan, found []*plan.Task) Message {
	if len(found) == 0 {
		return say(fmt.Sprintf("Không tìm thấy nhiệm vụ nào với “%s”. Có thể tìm bằng từ không dấu, số nhiệm vụ hoặc mã tiêu chí.", esc(clip(words, 60))))
	}
	m := say(fmt.Sprintf("<b>Tìm thấy %d nhiệm vụ</b> với “%s”", len(found), esc(clip(words, 60))))
	for _, t := range found {
		m.add(lines(taskTitle(t), "Chủ trì: "+esc(leadNames(p, t))))
	}
	m.row(taskButtons(found)...)
	return m
}

// WhichTaskOf asks which of several tasks a code means.
func WhichTaskOf(codeText string, found []*plan.Task) Message {
	m := say(fmt.Sprintf("Mã %s có ở nhiều nhiệm vụ. Đề nghị ghi số nhiệm vụ:", code(codeText)))
	for _, t := range found {
		m.add(taskTitle(t))
	}
	m.row(taskButtons(found)...)
	return m
}

func taskButtons(found []*plan.Task) []Button {
	var all []Button
	for _, t := range found[:min(len(found), 6)] {
		all = append(all, Button{fmt.Sprintf("Nhiệm vụ %d", t.No), fmt.Sprintf("task:%d", t.ID)})
	}
	return all
}

// Greeting is what the bot says when it is added to a group.
func Greeting(p Place) Message { return Help(p) }

// Adopted tells a group that became a supergroup that everything goes on.
func Adopted(unit string) Message {
	return say("Nhóm đã được nâng cấp; bot tiếp tục phục vụ " + bold(unit) + ". Gửi /tasks để có danh sách mới.")
}
