package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// An order to several units is told once to who gave it, and to each unit by itself. One of them can be let off, and one
// in whose chat it was given answers it there.
func TestOrderToSeveralUnits(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	o.begin(leadersChat)
	order := o.say(leadersChat, chairman, "/direct 21 gửi kế hoạch về Văn phòng 21/6")
	wants(t, order.Text, "Bộ phận: VP-TK, TP-HT, VH-XH, TC-KT", "“gửi kế hoạch về Văn phòng”", "21/06/2024")
	b.until("2024-06-18 09:05")
	wants(t, o.lastSaying(financeChat, "Ý kiến chỉ đạo").Text, "“gửi kế hoạch về Văn phòng”")
	o.press(order, chairman, "Rút lại · TP-HT")
	o.settled()
	wants(t, o.current(order).Text, "Ý kiến chỉ đạo: VP-TK, VH-XH, TC-KT", "Lãnh đạo thôi chỉ đạo nội dung này: TP-HT")
	o.reply(o.lastSaying(cultureChat, "Ý kiến chỉ đạo"), cultureClerk, "đã gửi ngày 18/6")
	o.say(leadersChat, chairman, "/explain 21 vì sao chậm 21/6")
	o.press(o.last(leadersChat), chairman, "Rút lại · VP-TK")
	o.transcript(leadersChat, "order_several_leaders")

	o.enrol(officeClerk, "UBNDX", plan.ViceChairman)
	o.begin(officeChat)
	here := o.say(officeChat, officeClerk, "/direct 22 rà soát lại tiến độ 21/6")
	wants(t, o.reply(here, operator, "đã rà soát, đúng tiến độ").Text, "Đã báo cáo kết quả", "“đã rà soát, đúng tiến độ”")
	o.transcript(officeChat, "order_several_office")
}
