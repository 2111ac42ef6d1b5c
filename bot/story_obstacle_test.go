package bot_test

import (
	"strings"
	"testing"

	"planbot/storage/plan"
)

// An obstacle goes to the office with the words it was told in; the office answers, the unit asks on, the Chairman
// decides; each is told where it stands.
func TestObstacle(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	wants(t, o.say(cultureChat, cultureClerk, "/obstacle 2").Text, "Đề nghị ghi rõ khó khăn, vướng mắc")
	wants(t, o.say(justiceChat, justiceClerk, "/obstacle 2 không có máy").Text, "Việc này do bộ phận chủ trì thực hiện (VH-XH)")
	wants(t, o.say(cultureChat, cultureClerk, "/obstacle 2 gọi ông A 0912345678").Text, "thông tin cá nhân")
	o.say(cultureChat, cultureClerk, "/obstacle 2 chưa có kinh phí tổ chức hội thi")
	wants(t, o.say(cultureChat, cultureClerk, "/obstacle").Text, "Khó khăn, vướng mắc đang chờ xử lý: 1", "trước hết 20/06/2024")
	b.until("2024-06-18 09:05")
	o.reply(o.lastSaying(officeChat, "Khó khăn, vướng mắc"), officeClerk, "Đề nghị dùng nguồn chi thường xuyên")
	b.until("2024-06-18 09:10")
	heard := o.lastSaying(cultureChat, "Văn phòng trả lời")
	wants(t, heard.Text, "“Đề nghị dùng nguồn chi thường xuyên”")
	o.reply(heard, cultureClerk, "nguồn này đã hết")
	b.until("2024-06-18 09:15")
	o.press(o.lastSaying(officeChat, "“nguồn này đã hết”"), officeClerk, "Trình Chủ tịch")
	b.until("2024-06-18 09:20")
	ask := o.presses(o.lastSaying(chairman, "chờ Chủ tịch cho ý kiến"), chairman, "Kết luận")
	o.reply(ask, chairman, "Tài chính - Kế toán cân đối 5 triệu đồng")
	b.until("2024-06-18 09:25")
	wants(t, o.lastSaying(cultureChat, "Đã có kết luận").Text, "“Tài chính - Kế toán cân đối 5 triệu đồng”")
	wants(t, o.lastSaying(officeChat, "Đã có kết luận").Text, "Nhiệm vụ 2")
	o.transcript(cultureChat, "obstacle_unit")
}

// A leader asks for an explanation and gives an instruction; both come back to the same leader. Versions are kept.
func TestExplanationAndInstruction(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	for _, text := range []string{"/explain 2 20/6", "/direct 2 làm ngay"} {
		wants(t, o.say(cultureChat, cultureClerk, text).Text, "Chỉ Chủ tịch, Phó Chủ tịch")
	}
	wants(t, o.say(chairman, chairman, "/direct 2").Text, "Đề nghị ghi nội dung chỉ đạo")
	wants(t, o.say(chairman, chairman, "/explain 2 vì sao chưa phát động 21/6").Text, "Yêu cầu giải trình", "“vì sao chưa phát động”", "trước hết thứ Sáu 21/06/2024")
	b.until("2024-06-18 09:05")
	o.reply(o.lastSaying(cultureChat, "Yêu cầu giải trình"), cultureClerk, "Do chưa có thể lệ; sẽ phát động ngày 20/6")
	b.until("2024-06-18 09:10")
	first := o.lastSaying(chairman, "Đã giải trình")
	o.reply(o.presses(first, chairman, "Yêu cầu bổ sung"), chairman, "nêu rõ trách nhiệm")
	b.until("2024-06-18 09:15")
	o.reply(o.lastSaying(cultureChat, "“nêu rõ trách nhiệm”"), cultureClerk, "Bộ phận chậm liên hệ với huyện")
	b.until("2024-06-18 09:20")
	o.press(o.lastSaying(chairman, "“Bộ phận chậm liên hệ với huyện”"), chairman, "✅ Tiếp nhận")
	b.until("2024-06-18 09:25")
	wants(t, o.lastSaying(cultureChat, "đã tiếp nhận giải trình").Text, "“Do chưa có thể lệ; sẽ phát động ngày 20/6”", "“Bộ phận chậm liên hệ với huyện”")

	o.say(chairman, chairman, "/direct 13 đẩy nhanh thanh toán công trình 20/6")
	b.until("2024-06-18 09:30")
	order := o.lastSaying(financeChat, "Ý kiến chỉ đạo")
	wants(t, order.Text, "“đẩy nhanh thanh toán công trình”", "trước hết thứ Năm 20/06/2024")
	o.reply(o.presses(order, financeClerk, "Báo cáo kết quả"), financeClerk, "đã trình Kho bạc 3 hồ sơ")
	b.until("2024-06-18 09:35")
	back := o.lastSaying(chairman, "Đã báo cáo kết quả")
	wants(t, back.Text, "“đã trình Kho bạc 3 hồ sơ”")
	o.press(back, chairman, "✅ Tiếp nhận")
	b.until("2024-06-18 09:40")
	wants(t, o.lastSaying(financeChat, "đã tiếp nhận kết quả").Text, "Nhiệm vụ 13")
	o.transcript(financeChat, "instruction_unit")
}

// Who misses a target that each unit answers for itself is asked to explain; a unit that the plan makes accountable can
// be named.
func TestExplanationOfWhoAnswers(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 20/50")
	o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 45/50")
	wants(t, o.say(chairman, chairman, "/explain 14 20/6").Text, "bộ phận Tư pháp - hộ tịch xã giải trình")
	wants(t, o.say(chairman, chairman, "/explain 8 TCKT vì sao trễ 20/6").Text, "bộ phận Tài chính - Kế toán xã giải trình", "“vì sao trễ”")
	b.until("2024-06-18 09:05")
	o.reply(o.lastSaying(financeChat, "Yêu cầu giải trình"), financeClerk, "Do hệ thống gián đoạn")
	b.until("2024-06-18 09:10")
	wants(t, o.lastSaying(chairman, "Đã giải trình").Text, "“Do hệ thống gián đoạn”")
	if said := o.saying(cultureChat, "Yêu cầu giải trình"); len(said) != 0 {
		t.Errorf("a unit that reaches the target was asked: %q", said)
	}
}

// What was said once counts once: the same updates again, out of order, after a restart, change nothing.
func TestMattersSurviveRedelivery(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	b := o.bells()
	o.say(cultureChat, cultureClerk, "/obstacle 2 chưa có kinh phí")
	o.stop()
	o.start()
	b.until("2024-06-18 09:05")
	asked := o.lastSaying(officeChat, "Khó khăn, vướng mắc")
	o.reply(o.presses(asked, officeClerk, "Trả lời"), officeClerk, "dùng nguồn thường xuyên")
	o.must(o.door.Redeliver(o.ctx(), 10, true))
	o.settled()
	b.until("2024-06-18 09:10")
	matters, err := o.store.OpenMatters(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	if len(matters) != 1 || len(matters[0].Steps) != 2 {
		t.Errorf("%d matters, want one of two steps: %+v", len(matters), matters)
	}
	if said := o.saying(cultureChat, "Văn phòng trả lời"); len(said) != 1 {
		t.Errorf("told %d times, want once", len(said))
	}
	reply := o.lastSaying(cultureChat, "Văn phòng trả lời")
	o.must(o.door.Block(o.ctx(), passerBy, false))
	if toast := o.sendsTap(reply, passerBy, strings.Replace(dataOf(reply, "✅ Đã giải quyết được"), ":2:", ":1:", 1)); toast.Text == "" {
		t.Error("a forged version was taken")
	}
}

// A group that becomes a supergroup while something is to be settled hears of it in its new place, and settles it there.
func TestMattersMoveWithTheGroup(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.must(o.store.Unbind(o.ctx(), plan.Binding{Chat: justiceChat}, o.clock.Now()))
	o.plainGroup()
	b := o.bells()
	wants(t, o.say(plainChat, justiceClerk, "/obstacle 5 thiếu văn bản hướng dẫn").Text, "chờ Văn phòng xử lý")
	b.until("2024-06-18 09:05")
	asked := o.lastSaying(officeChat, "Khó khăn, vướng mắc")
	o.reply(o.presses(asked, officeClerk, "Trả lời"), officeClerk, "áp dụng công văn tháng 5")
	moved, err := o.door.Migrate(o.ctx(), plainChat)
	o.must(err)
	o.settled()
	b.until("2024-06-18 09:10")
	heard := o.lastSaying(moved, "Văn phòng trả lời")
	o.press(heard, justiceClerk, "✅ Đã giải quyết được")
	b.until("2024-06-18 09:15")
	wants(t, o.lastSaying(officeChat, "đã được giải quyết").Text, "Nhiệm vụ 5")
}
