package message

import (
	"fmt"

	"planbot/storage/plan"
)

// JoinHow says how a person is put on record.
func JoinHow() Message {
	return say(lines(
		"Để được ghi tên vào bộ phận:",
		"· có mã của Văn phòng: gửi "+code("/join C-XXXXXXXX")+" tại đây;",
		"· chưa có mã: gửi "+code("/join")+" trong nhóm của bộ phận, hoặc "+code("/join TPHT")+" (mã bộ phận) tại đây; Văn phòng sẽ duyệt.",
	))
}

// Joined says what a code has made of somebody.
func Joined(j plan.Joined) Message {
	return say(lines(
		fmt.Sprintf("✅ Đã ghi tên đồng chí vào %s, %s (%s).", bold(j.Unit.Name), esc(j.Unit.CommuneName), RoleWord[j.Role]),
		"Gửi /tasks để xem nhiệm vụ, /whoami để xem quyền của mình.",
	))
}

// AskedToJoin says that the office will decide; told is false where no chat of its own can be reached.
func AskedToJoin(r plan.JoinRequest, told bool) Message {
	if r.State != plan.RequestOpen {
		return say(esc(JoinSettled(r)))
	}
	if !told {
		return say("Đã ghi đề nghị, nhưng Văn phòng chưa có nhóm liên lạc được. Đề nghị liên hệ trực tiếp Văn phòng để được cấp mã.")
	}
	return say(fmt.Sprintf("Đã gửi Văn phòng đề nghị ghi tên đồng chí vào %s (%s). Bot sẽ báo kết quả tại đây.",
		bold(r.Unit.Name), RoleWord[r.Role]))
}

// JoinDecided is the toast for who decided.
func JoinDecided(r plan.JoinRequest) string {
	if r.State == plan.RequestAgreed {
		return "Đã ghi tên " + clip(r.Who.Name, 60) + "."
	}
	return "Đã từ chối; người đề nghị sẽ được báo."
}

// JoinSettled says who decided a request before, and how.
func JoinSettled(r plan.JoinRequest) string {
	how := "từ chối"
	if r.State == plan.RequestAgreed {
		how = "đồng ý"
	}
	return fmt.Sprintf("Đề nghị này đã được %s %s lúc %s.", clip(r.By.Name, 40), how, clock(r.Decided))
}

// JoinedAlready says that somebody is in a unit already.
func JoinedAlready(unit string) string {
	return "Đồng chí đã được ghi tên vào " + unit + ". Gửi /whoami để xem vai trò."
}

// Sentences about joining.
const (
	JoinInPrivate = "Mã ghi tên chỉ dùng trong chat riêng với bot; đề nghị gửi lại lệnh này trong chat riêng."
	JoinBadCode   = "Mã không đúng, đã dùng hoặc đã hết hạn (10 phút). Đề nghị xin Văn phòng mã mới, hoặc gửi /join trong nhóm của bộ phận."
	JoinWhere     = "Chưa rõ bộ phận nào. Đề nghị ghi đủ mã xã, phường và mã bộ phận trong chat riêng, ví dụ: /join sonky/TPHT, hoặc gửi /join trong nhóm của bộ phận."
	JoinByOffice  = "Chỉ công chức Văn phòng đã được ghi tên hoặc người quản trị được duyệt. Người quản trị cấp mã cho Văn phòng bằng /members mã."
	LeadersByCode = "Lãnh đạo được ghi tên bằng mã do Văn phòng cấp: /members mã kèm vai trò."
	AskedTooMuch  = "Đồng chí đang có nhiều đề nghị chưa được duyệt. Đề nghị chờ Văn phòng."
)

// requestItem is somebody asking to join, the decision, or the answer to who asked.
func (w writer) requestItem(l plan.Letter) string {
	r := l.Request
	if r == nil {
		return ""
	}
	who, where := bold(clip(r.Who.Name, 40)), bold(clip(r.Unit.Name, 80))+" ("+RoleWord[r.Role]+")"
	switch {
	case l.Payload.What == plan.RequestAnswer && r.State == plan.RequestAgreed:
		return lines("✅ Văn phòng đã ghi tên "+who+" vào "+where+", "+esc(r.Unit.CommuneName)+".",
			"Gửi /tasks để xem nhiệm vụ, /whoami để xem quyền của mình.")
	case l.Payload.What == plan.RequestAnswer:
		return "Văn phòng chưa đồng ý ghi tên " + who + " vào " + where + ". Đề nghị liên hệ trực tiếp Văn phòng."
	case r.State == plan.RequestAgreed:
		return lines("✅ Đã ghi tên "+who+" vào "+where+".", decidedBy(r))
	case r.State == plan.RequestRefused:
		return lines("Không ghi tên "+who+" vào "+where+".", decidedBy(r))
	}
	return lines("👤 <b>Đề nghị ghi tên</b>: "+who+" vào "+where+", gửi lúc "+clock(r.Asked)+".",
		"Đề nghị công chức Văn phòng bấm Đồng ý nếu đúng người của bộ phận.")
}

func decidedBy(r *plan.JoinRequest) string {
	return "Người duyệt: " + esc(clip(r.By.Name, 40)) + ", " + clock(r.Decided) + "."
}

// requestButtons decide the requests of a message that are open.
func requestButtons(part []plan.Letter) [][]Button {
	var open []plan.Letter
	for _, l := range part {
		if l.Kind == plan.LetterRequest && l.Payload.What == "" && l.Request != nil && l.Request.State == plan.RequestOpen {
			open = append(open, l)
		}
	}
	var m Message
	for _, l := range open {
		yes, no := "Đồng ý", "Không"
		if len(open) > 1 {
			which := ": " + clip(l.Request.Who.Name, 16) + " · " + l.Request.Unit.Code
			yes, no = yes+which, no+which
		}
		m.row(Button{yes, fmt.Sprintf("join:%d:y", l.Request.ID)}, Button{no, fmt.Sprintf("join:%d:n", l.Request.ID)})
	}
	return m.Buttons
}
