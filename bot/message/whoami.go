package message

import (
	"slices"
	"strings"

	"planbot/storage/plan"
)

// Who is what the bot knows of a person in a chat.
type Who struct {
	Name    string
	Commune string
	Unit    string // the chat's
	Private bool
	Roles   []string
	May     []plan.Action // what they may do here
	Nobody  bool
}

// RoleWord names a role.
var RoleWord = map[plan.Role]string{
	plan.Clerk: "công chức", plan.Head: "người đứng đầu", plan.OfficeClerk: "công chức tổng hợp",
	plan.ViceChairman: "Phó Chủ tịch", plan.Chairman: "Chủ tịch",
}

// Whoami says who somebody is here and what they may do.
func Whoami(w Who) Message {
	if w.Nobody {
		return say(esc(NobodyMayReport))
	}
	roles := "chưa được ghi tên vào bộ phận nào"
	if len(w.Roles) > 0 {
		roles = strings.Join(w.Roles, "; ")
	}
	where, unit := "Nhóm này: ", "chưa gắn với bộ phận nào"
	if w.Private {
		where, unit = "Bộ phận: ", "chưa có"
	}
	if w.Unit != "" {
		unit = w.Unit + ", " + w.Commune
	}
	return say(lines(
		bold(w.Name),
		"Vai trò: "+esc(roles),
		where+esc(unit),
		"Được phép:",
		lines(rights(w.May)...),
	))
}

// right is an action in a few words.
type right struct {
	act  plan.Action
	word string
}

// rightsOf is every action of the table of permissions, by what it serves, in the order in which it is shown.
var rightsOf = []struct {
	head string
	all  []right
}{
	{"", []right{{plan.ActSee, "xem kế hoạch, số liệu, cảnh báo"}}},
	{"Thực hiện", []right{
		{plan.ActReport, "báo số liệu"}, {plan.ActProve, "gửi minh chứng"}, {plan.ActDeclare, "báo hoàn thành"},
		{plan.ActAsk, "xin gia hạn, báo vướng mắc"}, {plan.ActAcknowledge, "nhận việc, hoãn nhắc"}, {plan.ActDivide, "lập kế hoạch chi tiết"},
		{plan.ActExplain, "giải trình"}, {plan.ActCarry, "báo cáo thực hiện chỉ đạo"},
	}},
	{"Tổng hợp", []right{
		{plan.ActConfirm, "xác nhận hoàn thành"}, {plan.ActProcess, "xử lý đề nghị"}, {plan.ActUrge, "đôn đốc, tạm ngừng cảnh báo"},
		{plan.ActTakeBack, "rút số liệu kèm lý do"}, {plan.ActClose, "chốt số liệu"}, {plan.ActCompile, "lập báo cáo"},
		{plan.ActExport, "xuất dữ liệu"},
	}},
	{"Điều hành", []right{
		{plan.ActDirect, "chỉ đạo"}, {plan.ActDemand, "yêu cầu giải trình"}, {plan.ActDecide, "quyết định gia hạn"},
		{plan.ActAssign, "giao việc"}, {plan.ActMeet, "họp"},
	}},
	{"Tổ chức", []right{
		{plan.ActAdmit, "ghi tên, đổi vai trò"}, {plan.ActInvite, "mời vào bộ phận"}, {plan.ActBind, "gắn nhóm, đặt lịch làm việc"},
	}},
}

// rights are a line for each thing that the actions serve.
func rights(may []plan.Action) []string {
	var all []string
	if !slices.Contains(may, plan.ActSee) {
		all = []string{"· xem hướng dẫn"}
	}
	for _, group := range rightsOf {
		var words []string
		for _, r := range group.all {
			if slices.Contains(may, r.act) {
				words = append(words, r.word)
			}
		}
		line := strings.Join(words, ", ")
		switch {
		case line == "":
			continue
		case group.head != "":
			line = group.head + ": " + line
		}
		all = append(all, "· "+esc(line))
	}
	return all
}
