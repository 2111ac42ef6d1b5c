package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// InChargeOf names the areas of the plan that a vice chairman answers for, empty where they answer for all.
func InChargeOf(areas []int) string {
	if len(areas) == 0 {
		return ""
	}
	numbers := make([]string, len(areas))
	for i, no := range slices.Sorted(slices.Values(areas)) {
		numbers[i] = fmt.Sprint(no)
	}
	return " phụ trách lĩnh vực " + strings.Join(numbers, ", ")
}

// Members lists who works where, unit by unit; admits adds how the office changes it.
func Members(p *plan.Plan, list []plan.Member, day calendar.Date, admits bool) Message {
	m := say(fmt.Sprintf("👥 %s · %s, %s", bold("Cán bộ, công chức "+p.Commune.Name), day.WeekdayVN(), day.VN()))
	if len(list) == 0 {
		m.add("Chưa có ai được ghi tên.")
	}
	for _, u := range p.Units {
		m.add(membersOf(u, list))
	}
	if admits {
		m.add(lines(
			"Ghi tên người mới: "+code("/members mã TPHT")+", "+code("/members mã TPHT trưởng")+" (mã dùng một lần).",
			"Thay đổi theo số thứ tự: "+code("/members 12 trưởng")+", "+code("/members 12 lĩnh vực 3,7")+", "+code("/members 12 nghỉ")+".",
			"Bàn giao việc: "+code("/handover 12 15")+".",
		))
	}
	return m
}

func membersOf(u plan.Unit, list []plan.Member) string {
	var all []string
	for _, m := range list {
		if m.Unit == u.ID {
			all = append(all, fmt.Sprintf("%s. %s · %s%s · từ %s", code(fmt.Sprint(m.No)), person(m.Person),
				RoleWord[m.Role], InChargeOf(m.Areas), m.Since.VN()))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return lines(append([]string{"\n" + bold(u.Name)}, all...)...)
}

// person is how somebody is called in a list of people: Telegram's name may be anything.
func person(a plan.Author) string {
	if a.Name == "" {
		return "(chưa rõ tên)"
	}
	return esc(clip(a.Name, 40))
}

// JoinCode hands out a one-time code by which a person joins a unit.
func JoinCode(unit string, role plan.Role, joinCode string) Message {
	return say(lines(
		"Mã ghi tên vào "+bold(unit)+" ("+RoleWord[role]+"): "+code(joinCode),
		"Người được mời gửi trong chat riêng với bot: "+code("/join "+joinCode),
		"Mã dùng một lần, có hiệu lực 10 phút; chỉ giao cho đúng người.",
	))
}

// MemberNow says what somebody is after a change, or that they were that before.
func MemberNow(p *plan.Plan, m plan.Member, changed bool) Message {
	who := fmt.Sprintf("%s. %s: %s%s tại %s", code(fmt.Sprint(m.No)), person(m.Person), RoleWord[m.Role], InChargeOf(m.Areas),
		bold(placeName(p, m.Unit)))
	if m.Role == plan.ViceChairman && len(m.Areas) == 0 {
		who += "; phụ trách tất cả lĩnh vực"
	}
	if !changed {
		return say("Không có gì thay đổi. " + who + ".")
	}
	return say("✅ Đã ghi nhận. " + who + ".")
}

func placeName(p *plan.Plan, id int64) string {
	u, ok := p.UnitByID(id)
	if !ok {
		return "bộ phận trước đây"
	}
	return u.Name
}

// AskLeave names what somebody has open, and asks the office to confirm that they leave a unit.
func AskLeave(p *plan.Plan, m plan.Member, duties []plan.Duty) Message {
	all := say(fmt.Sprintf("Kết thúc phân công của %s. %s (%s%s) tại %s?", code(fmt.Sprint(m.No)), person(m.Person),
		RoleWord[m.Role], InChargeOf(m.Areas), bold(placeName(p, m.Unit))))
	if len(duties) > 0 {
		all.add(lines(append([]string{fmt.Sprintf("Việc đang mở của người này: %d", len(duties))}, dutyLines(p, duties)...)...),
			fmt.Sprintf("Nên bàn giao trước: %s.", code(fmt.Sprintf("/handover %d SỐ", m.No))))
	} else {
		all.add("Người này không có việc nào đang mở.")
	}
	all.add("Khi kết thúc, quyền tại bộ phận hết ngay; lịch sử vẫn giữ tên.")
	all.row(leaveButton(m))
	return all
}

func leaveButton(m plan.Member) Button {
	return Button{"Kết thúc phân công", fmt.Sprintf("leave:%d", m.ID)}
}

// Left confirms that somebody has left a unit.
func Left(p *plan.Plan, m plan.Member) Message {
	return say(fmt.Sprintf("✅ Đã kết thúc phân công của %s. %s tại %s.", code(fmt.Sprint(m.No)), person(m.Person),
		bold(placeName(p, m.Unit))))
}

// MembersUsage says how the office changes who works where.
func MembersUsage() Message {
	return say(lines(
		"Cách ghi: "+code("/members")+" (danh sách), "+code("/members mã TPHT trưởng")+" (mã ghi tên),",
		code("/members 12 trưởng")+", "+code("/members 12 TPHT công chức")+", "+code("/members 12 lĩnh vực 3,7")+", "+
			code("/members 12 nghỉ")+"; 12 là số của người trong danh sách.",
	))
}

// NoSuchArea says which areas the plan has.
func NoSuchArea(p *plan.Plan, typed string) Message {
	head := "Đề nghị ghi số lĩnh vực, ví dụ " + code("/members 12 lĩnh vực 3,7") + ", hoặc " + code("lĩnh vực tất cả") + "."
	if typed != "" {
		head = "Không có lĩnh vực “" + esc(clip(typed, 20)) + "”. " + head
	}
	var all []string
	for _, a := range p.Areas {
		all = append(all, fmt.Sprintf("%d. %s", a.No, esc(clip(a.Name, 60))))
	}
	return say(head, lines(all...))
}

// NoSuchMember says that a number names nobody who works here.
func NoSuchMember(no int) string {
	return fmt.Sprintf("Không có người số %d đang công tác tại bộ phận này. Gửi /members để xem danh sách.", no)
}

// NoSuchRole says what people can be called.
func NoSuchRole(typed string) string {
	return "Chưa rõ vai trò “" + clip(typed, 30) + "”. Có thể ghi: công chức, trưởng, phó chủ tịch, chủ tịch."
}

// Sentences about people and what may not be done with them.
const (
	MembersForStaff   = "Danh sách chỉ dành cho người đã được ghi tên. Đề nghị gửi /join trong nhóm của bộ phận để được ghi tên."
	MembersByOffice   = "Chỉ công chức Văn phòng đã được ghi tên hoặc người quản trị được thay đổi danh sách; người đứng đầu được mời công chức của bộ phận mình, trong nhóm của bộ phận hoặc chat riêng."
	MembersAtDesk     = "Việc này chỉ làm trong nhóm của Văn phòng hoặc chat riêng với bot. Đề nghị gửi lại lệnh tại đó."
	MembersByOperator = "Đề nghị ghi mã xã, phường và mã bộ phận, ví dụ: /members mã sonky/VPTK; hoặc gửi lệnh trong nhóm của xã, phường đó."
	HeadsInviteClerks = "Người đứng đầu chỉ mời công chức của bộ phận mình; vai trò khác do Văn phòng ghi."
	NameUnitToJoin    = "Đề nghị ghi mã bộ phận, ví dụ: /members mã TPHT hoặc /members mã TPHT trưởng."
	LeaveByOffice     = "Chỉ công chức Văn phòng đã được ghi tên hoặc người quản trị được kết thúc phân công."
	LeftToast         = "Đã kết thúc phân công."
	LeftBefore        = "Phân công này đã kết thúc trước đó; không thay đổi gì thêm."
)

// NoUnitToJoin says that a word names no unit that people can work in.
func NoUnitToJoin(typed string) string {
	return "Không có bộ phận “" + clip(typed, 20) + "”. Gửi /bind để xem mã các bộ phận."
}
