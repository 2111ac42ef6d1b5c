package message

import "planbot/storage/plan"

// NotAllowed says who does what the speaker may not do here. units are those that must act.
func NotAllowed(a plan.Action, units []plan.Unit) string {
	switch a {
	case plan.ActConfirm, plan.ActProcess:
		return "Chỉ Văn phòng được xử lý nội dung này."
	case plan.ActDecide:
		return "Chỉ Chủ tịch được quyết định nội dung này."
	case plan.ActDemand, plan.ActDirect:
		return "Chỉ Chủ tịch, Phó Chủ tịch phụ trách lĩnh vực được chỉ đạo, yêu cầu giải trình."
	case plan.ActExport:
		return "Chỉ Văn phòng và lãnh đạo được xuất toàn bộ dữ liệu."
	case plan.ActMeet:
		return "Chỉ lãnh đạo và Văn phòng được điều hành cuộc họp."
	case plan.ActAssign:
		return "Chỉ Văn phòng và lãnh đạo được giao nhiệm vụ."
	case plan.ActAdmit, plan.ActInvite:
		return "Chỉ Văn phòng được thay đổi danh sách cán bộ."
	}
	if len(units) == 0 {
		return NobodyLeadsTask
	}
	return "Việc này do bộ phận chủ trì thực hiện (" + labels(units) + "), trong nhóm của bộ phận hoặc trong chat riêng với bot."
}
