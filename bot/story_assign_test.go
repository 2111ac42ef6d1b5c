package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// The office gives a task that the level above ordered: the unit hears of it at once, and it is a task like any other.
func TestAssign(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	b := o.bells()
	b.ring()
	o.begin(officeChat)
	o.begin(justiceChat)
	said := o.say(officeChat, officeClerk, "/assign TPHT 20/6 rà soát hồ sơ hộ tịch tồn đọng thuộc 4 theo CV 12/UBND-VP ngày 3/6/2024 chỉ tiêu 5 hồ sơ")
	wants(t, said.Text, "101", "Bộ phận Tư pháp - hộ tịch xã", "thứ Năm 20/06/2024", "tối thiểu 5 hồ sơ", "Thuộc nhiệm vụ", "1.7",
		"CV 12/UBND-VP ngày 3/6/2024", "việc cấp trên giao", "Đã gửi nhóm của TP-HT")
	b.ring()
	told := o.last(justiceChat)
	wants(t, told.Text, "Nhiệm vụ mới", "101", "rà soát hồ sơ hộ tịch tồn đọng", "thứ Năm 20/06/2024", "101: 2 hồ sơ")
	o.say(justiceChat, justiceClerk, "/task 101")
	o.replan(func(*plan.Plan) {}) // reads what is on record now
	o.reply(told, justiceClerk, "3 hồ sơ")
	o.counts(101, "a", "TPHT", "3")
	o.say(justiceChat, justiceClerk, "/tasks")
	o.say(officeChat, officeClerk, "/task 4")
	o.transcript(officeChat, "assign_office")
	b.until("2024-06-21 09:00")
	wants(t, o.say(justiceChat, justiceClerk, "/alerts").Text, "101", "Quá hạn")
	wants(t, o.say(justiceChat, justiceClerk, "/today").Text, "101")
	o.transcript(justiceChat, "assign_justice")
}

// The same message gives a task once: delivered again, and where the process died before it could say so. The unit
// hears of it once.
func TestAssignTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	b := o.bells()
	b.ring()
	var sent int
	o.dies(func() {
		sent = o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/assign TPHT 20/6 rà soát hồ sơ"})
	})
	o.start()
	wants(t, o.answer(officeChat, sent).Text, "Đã giao nhiệm vụ 101")
	for _, backwards := range []bool{false, true} {
		o.settled()
		o.must(o.door.Redeliver(o.ctx(), 10, backwards))
	}
	b.ring()
	wantOne(t, "answers", o.answersTo(officeChat, sent))
	if said := o.saying(justiceChat, "Nhiệm vụ mới"); len(said) != 1 {
		t.Errorf("the unit was told %d times, want once", len(said))
	}
	wants(t, o.say(officeChat, officeClerk, "/assign TPHT 21/6 việc khác").Text, "Đã giao nhiệm vụ 102")
}

// Who may not give tasks is told so in one sentence, wherever they write; what is not clear becomes a question.
func TestAssignRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.promote(officeChat, officeClerk)
	office := o.say(officeChat, officeClerk, "/tasks")
	for _, said := range []emulator.Msg{
		o.say(justiceChat, justiceClerk, "/assign VHXH 20/6 rà soát hồ sơ"),
		o.say(leadersChat, officeClerk, "/giaoviec VHXH 20/6 rà soát hồ sơ"),
	} {
		wants(t, said.Text, "Chỉ Văn phòng và lãnh đạo được giao nhiệm vụ.")
	}
	wants(t, o.as("anonymous", office, officeClerk, "/assign VHXH 20/6 rà soát hồ sơ").Text, "ẩn danh")
	for text, want := range map[string]string{
		"/assign":                                               "Đề nghị ghi bộ phận, hạn và nội dung",
		"/assign TPHT rà soát hồ sơ":                            "Đề nghị ghi bộ phận, hạn và nội dung",
		"/assign TPHT 31/6 rà soát":                             "Không có ngày",
		"/assign XYZ 20/6 rà soát":                              "Chưa rõ giao cho bộ phận nào: “XYZ”",
		"/assign xã 20/6 rà soát":                               "Chưa rõ giao cho bộ phận nào: “xã”",
		"/assign BPCM 20/6 rà soát":                             "Chưa rõ giao cho bộ phận nào",
		"/assign UBNDX 20/6 rà soát":                            "Chỉ giao được cho một bộ phận chuyên môn",
		"/assign TPHT 1/6 rà soát":                              "Ngày này đã qua",
		"/assign TPHT 1/6/2024 rà soát":                         "Ngày này đã qua",
		"/assign TPHT 1/2/2025 rà soát":                         "sau ngày kết thúc kế hoạch",
		"/assign TPHT 20/6":                                     "Đề nghị ghi bộ phận, hạn và nội dung",
		"/assign TPHT 20/6 rà soát thuộc 44":                    "Không có nhiệm vụ “44”",
		"/assign TPHT 20/6 rà soát chỉ tiêu 1,5 tỷ":             "Chỉ tiêu chỉ ghi được số lượng hoặc tỷ lệ",
		"/assign TPHT 20/6 cấp lại CCCD 051202001234 cho người": "thông tin cá nhân",
	} {
		wants(t, o.say(officeChat, officeClerk, text).Text, want)
	}
	wants(t, o.say(leadersChat, chairman, "/giaoviec TPHT 20/6 rà soát hồ sơ").Text, "101")
	wants(t, o.say(officeChat, officeClerk, "/assign TPHT 21/6 gửi báo cáo thuộc 101").Text, "không có nhiệm vụ khác thuộc nó")
	if n := len(o.under("")); n != 1 {
		t.Errorf("%d tasks were given, want one", n)
	}
}

// What was given by mistake is taken back with a reason: the unit hears why, nothing reminds it any more, and the number
// is not used again.
func TestAssignTakenBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	b := o.bells()
	b.ring()
	o.say(officeChat, officeClerk, "/assign TPHT 10/6 rà soát hồ sơ cấp trên giao")
	b.ring()
	wants(t, o.say(justiceChat, justiceClerk, "/assign 101 bỏ không làm").Text, "Chỉ Văn phòng và lãnh đạo")
	wants(t, o.say(officeChat, officeClerk, "/assign 101 bỏ").Text, "Đề nghị nêu lý do thôi giao")
	wants(t, o.say(officeChat, officeClerk, "/assign 9 bỏ nhầm").Text, "Đề nghị ghi bộ phận")
	var sent int
	o.dies(func() {
		sent = o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/assign 101 bỏ giao nhầm bộ phận"})
	})
	o.start()
	wants(t, o.answer(officeChat, sent).Text, "Đã thôi giao nhiệm vụ 101", "giao nhầm bộ phận")
	b.ring()
	if told := o.saying(justiceChat, "Thôi giao nhiệm vụ 101"); len(told) != 1 || !strings.Contains(told[0], "giao nhầm bộ phận") {
		t.Errorf("the unit was told %q, want it once", told)
	}
	wants(t, o.say(officeChat, officeClerk, "/task 101").Text, "Không có nhiệm vụ")
	b.until("2024-06-12 09:00")
	if told := o.saying(justiceChat, "Quá hạn"); len(told) != 0 {
		t.Errorf("the unit is still reminded: %q", told)
	}
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "Chưa có nhiệm vụ được giao nào đến hạn")
	wants(t, o.say(officeChat, officeClerk, "/assign TPHT 20/6 việc khác").Text, "102")
}

// under lists the titles of the tasks given during the year that hold some words.
func (o *office) under(words string) (titles []string) {
	o.tb.Helper()
	p, err := o.store.Plan(o.ctx(), o.plan.ID, 0)
	o.must(err)
	for i := range p.Tasks {
		if task := &p.Tasks[i]; task.Assigned() && strings.Contains(task.Title, words) {
			titles = append(titles, task.Title)
		}
	}
	return titles
}

// The figure of the orders from above follows from the tasks given under it, and nobody can report another.
func TestOrdersFromAbove(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	b := o.bells()
	b.ring()
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "Chưa có nhiệm vụ được giao nào đến hạn")
	wants(t, o.say(officeChat, officeClerk, "/update 4 12/12").Text, "tự tính theo các nhiệm vụ giao trong năm", "/why 4")
	for _, text := range []string{
		"/assign TPHT 10/6 rà soát hồ sơ cấp trên giao chỉ tiêu 5 hồ sơ", "/assign TCKT 12/6 báo cáo thu chi cấp trên giao",
		"/assign VHXH 28/6 tuyên truyền thuộc 1.7",
	} {
		wants(t, o.say(officeChat, officeClerk, text).Text, "Thuộc nhiệm vụ", "4", "việc cấp trên giao")
	}
	o.say(justiceChat, justiceClerk, "/update 101 5 hồ sơ")
	b.until("2024-06-13 09:00")
	o.begin(officeChat)
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "1/2 = 50%", "1 đúng hạn, 1 trễ hạn, 1 chưa đến hạn")
	wants(t, o.say(officeChat, officeClerk, "/why 4").Text, "Đúng hạn: 1", "Trễ hạn: 1", "Chưa đến hạn: 1", "1/2 = 50%")
	o.say(officeChat, officeClerk, "/tasks chưa đạt")
	wants(t, o.say(officeChat, officeClerk, "/alerts").Text, "Không thể đạt", "1/2 = 50%")
	o.transcript(officeChat, "orders_office")
}

// What people decide about the orders from above is what the figure follows from: one that is confirmed as done in
// time and one that the level above granted more time for, asked for in time, count as kept.
func TestOrdersFollowDecisions(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	b.ring()
	o.say(officeChat, officeClerk, "/assign TPHT 10/6 rà soát hồ sơ cấp trên giao")
	o.say(officeChat, officeClerk, "/assign TCKT 12/6 báo cáo thu chi cấp trên giao")
	b.until("2024-06-07 09:00")
	wants(t, o.say(justiceChat, justiceClerk, "/done 101 đã rà soát xong").Text, "chờ Văn phòng xác nhận")
	o.say(financeChat, financeClerk, "/extend 102 28/6 chờ số liệu của huyện")
	b.until("2024-06-07 09:05")
	o.press(o.lastSaying(officeChat, "Báo hoàn thành"), officeClerk, "✅ Xác nhận")
	o.press(o.lastSaying(officeChat, "gia hạn"), officeClerk, "Trình Chủ tịch")
	b.until("2024-06-07 09:10")
	o.press(o.lastSaying(chairman, "chờ Chủ tịch quyết định"), chairman, "✅ Đồng ý")
	b.until("2024-06-07 09:15")
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "1/1 = 100%", "1 đúng hạn, 1 chưa đến hạn")
	ask := o.presses(o.lastSaying(officeChat, "chờ văn bản của cấp trên"), officeClerk, "Cấp trên đồng ý")
	o.reply(ask, officeClerk, "CV 15/UBND-VP ngày 7/6/2024 đến 28/6/2024")
	b.until("2024-06-13 09:00")
	wants(t, o.say(officeChat, officeClerk, "/why 4").Text, "Đúng hạn: 2", "hạn ban đầu 12/06/2024", "2/2 = 100%")
	b.until("2024-07-01 09:00")
	wants(t, o.say(officeChat, officeClerk, "/why 4").Text, "Đúng hạn: 1", "Trễ hạn: 1", "1/2 = 50%")
}
