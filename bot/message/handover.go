package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// HandedOver lists what a person's successor has taken over; ends adds the button by which the predecessor leaves.
func HandedOver(p *plan.Plan, h plan.HandedOver, ends bool) Message {
	m := say(fmt.Sprintf("🔁 <b>Bàn giao việc</b> tại %s: từ %s. %s sang %s. %s", bold(placeName(p, h.To.Unit)),
		code(fmt.Sprint(h.From.No)), person(h.From.Person), code(fmt.Sprint(h.To.No)), person(h.To.Person)))
	if len(h.Duties) == 0 {
		m.add("Không có việc nào đang mở để bàn giao.")
	} else {
		m.add(lines(append([]string{fmt.Sprintf("Đã bàn giao %d việc:", len(h.Duties))}, dutyLines(p, h.Duties)...)...))
	}
	if ends {
		m.add("Nếu người bàn giao không còn ở bộ phận, đề nghị bấm nút dưới đây.")
		m.row(leaveButton(h.From))
	}
	return m
}

// mostDuties keeps a list within a message.
const mostDuties = 30

// dutyLines name open matters of a person.
func dutyLines(p *plan.Plan, duties []plan.Duty) []string {
	var all []string
	for _, d := range duties[:min(len(duties), mostDuties)] {
		all = append(all, "· "+dutyLine(p, d))
	}
	if n := len(duties) - mostDuties; n > 0 {
		all = append(all, fmt.Sprintf("và %d việc khác", n))
	}
	return all
}

func dutyLine(p *plan.Plan, d plan.Duty) string {
	t, ok := p.TaskByID(d.Subject.Task)
	switch {
	case d.Plan != p.ID:
		return "cảnh báo của kế hoạch trước"
	case !ok:
		return "cảnh báo: " + dutyWord(d)
	default:
		return "nhiệm vụ " + taskTitle(t) + ": " + dutyWord(d)
	}
}

// dutyWord says what is the matter.
func dutyWord(d plan.Duty) string {
	switch d.Subject.Rule {
	case plan.RuleMissing:
		return missingWords[plan.MissingLate]
	case plan.RuleBelow:
		return belowWords[plan.BelowGoal]
	default:
		return strings.TrimSpace(ruleWords[d.Subject.Rule])
	}
}

// HandoverUsage says how a handover is ordered.
func HandoverUsage() Message {
	return say(lines(
		"Cách ghi: "+code("/handover 15")+" (bàn giao việc của mình cho người số 15), hoặc "+code("/handover 12 15")+
			" (Văn phòng bàn giao việc của người số 12 cho người số 15).",
		"Số của từng người: "+code("/members")+".",
	))
}

// Sentences about handing over.
const (
	HandoverByOffice = "Chỉ công chức Văn phòng đã được ghi tên hoặc người quản trị được bàn giao việc của người khác. Bàn giao việc của mình: /handover kèm số của người nhận."
	HandoverToSelf   = "Người bàn giao và người nhận là một; đề nghị ghi số của người nhận."
	NoSuchMembers    = "Không có người mang số này đang công tác. Gửi /members để xem danh sách."
)
