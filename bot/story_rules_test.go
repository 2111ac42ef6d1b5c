package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// A task can only be judged by its rules. Each story follows one task of the plan from what is reported to how it
// stands, to who is told.

// stands is a task as the commune sees it now.
func (o *office) stands(task int) plan.TaskState {
	o.tb.Helper()
	o.settled()
	p, err := o.store.Plan(o.ctx(), o.plan.ID, 0)
	o.must(err)
	totals, err := o.store.Totals(o.ctx(), p.ID)
	o.must(err)
	t, ok := p.Task(task)
	if !ok {
		o.tb.Fatalf("no task %d", task)
	}
	return p.State(t, totals, plan.Unit{}, o.today())
}

// judged fails unless this is how a task and each of its targets stand.
func (o *office) judged(task int, due plan.DueStanding, targets ...plan.Standing) {
	o.tb.Helper()
	s := o.stands(task)
	for i, want := range targets {
		if got := s.Targets[i].Standing; got != want {
			o.tb.Errorf("target %d of task %d is %s, want %s", i+1, task, got, want)
		}
	}
	if s.Due.Standing != due {
		o.tb.Errorf("task %d is %s, want %s", task, s.Due.Standing, due)
	}
}

// Task 1: "đảm bảo trên 30% số bộ phận chuyên môn được kiểm tra", and what the inspections found "khẩn trương khắc
// phục". Two measures: neither stands for the other, and 30% is not more than 30%.
func TestTask1InspectsAndSettles(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-20 09:00")
	b := o.bells()
	b.until("2024-03-20 09:30")
	wants(t, o.say(officeChat, officeClerk, "/update 1a 3/10").Text, "trên 30%")
	o.say(officeChat, officeClerk, "/update 1b 2/3")
	o.judged(1, plan.DueSoon, plan.OnTrack, plan.AtRisk)
	b.until("2024-03-29 08:00") // the last working day: the 31st is a Sunday
	wants(t, o.last(officeChat).Text, "Đến hạn hôm nay", "a) Bộ phận được kiểm tra: 3/10 = 30%", "b) Vấn đề phát hiện đã xử lý: 2/3 = 66,67%")
	b.until("2024-04-01 08:00")
	o.judged(1, plan.Overdue, plan.Below, plan.Below)
	o.say(officeChat, officeClerk, "/update 1a 4/10")
	o.judged(1, plan.Overdue, plan.Met, plan.Below)
	b.until("2024-04-02 08:00")
	wants(t, o.last(officeChat).Text, "⛔ 1 · 1.3.2", "b) Vấn đề phát hiện đã xử lý: 2/3 = 66,67%", "Đề nghị báo kết quả hoặc tham mưu xin gia hạn")
	o.say(officeChat, officeClerk, "/update 1b 3/3")
	o.judged(1, plan.DoneLate, plan.Met, plan.Met)
	b.until("2024-04-02 09:00")
	o.hears(officeChat, "✅ Nhiệm vụ 1 · 1.3.2: đã hoàn thành.")
}

// Task 3: "03 sáng kiến". Two are not three; whether the commune or every unit owes three is the office's to say, and
// the task is judged by its answer.
func TestTask3ThreeInitiatives(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-10 09:00")
	b := o.bells()
	b.until("2024-06-10 09:30")
	wants(t, o.say(officeChat, officeClerk, "/update 3 2 sáng kiến").Text, "tối thiểu 3 sáng kiến", "Cần thêm ít nhất 1 sáng kiến")
	b.until("2024-06-28 08:00") // 30 June is a Sunday
	wants(t, o.last(officeChat).Text, "Đến hạn hôm nay", "2 sáng kiến · tối thiểu 3 sáng kiến")
	o.say(officeChat, officeClerk, "/update 3 3 sáng kiến")
	o.judged(3, plan.DoneOnTime, plan.Met)
	page := o.say(officeChat, officeClerk, "/task 3")
	wants(t, page.Text, "03 sáng kiến là của toàn xã hay của mỗi bộ phận?", "tạm tính: toàn xã 03 sáng kiến")
	o.press(page, officeClerk, "Mỗi bộ phận 03 sáng kiến")
	wants(t, o.current(page).Text, "→ mỗi bộ phận 03 sáng kiến (Công chức Văn phòng, 28/06/2024)", "TP-HT: chưa báo cáo")
	o.judged(3, plan.DueToday, plan.Met)
	o.say(justiceChat, justiceClerk, "/update 3 1 sáng kiến")
	o.judged(3, plan.DueToday, plan.AtRisk)
	for chat, clerk := range map[int64]int64{justiceChat: justiceClerk, cultureChat: cultureClerk, financeChat: financeClerk} {
		o.say(chat, clerk, "/update 3 3 sáng kiến")
	}
	o.judged(3, plan.DoneOnTime, plan.Met)
}

// Tasks 6 and 7: "Các bộ phận chuyên môn xã ... chủ động rà soát, báo cáo kết quả thực hiện", the office "theo dõi, đôn
// đốc, tổng hợp". The commune's value is the sum; nobody's report is another's, and only who has not reported is told.
func TestTasks6And7EachUnitReports(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-09-20 09:00")
	b := o.bells()
	b.until("2024-09-20 09:30")
	wants(t, o.say(justiceChat, justiceClerk, "/update 6 1 kiến nghị\n7 2/2").Text, "Còn chờ báo cáo của VP-TK, VH-XH, TC-KT.")
	o.judged(6, plan.DueSoon, plan.Met)
	o.judged(7, plan.DueSoon, plan.Met) // as far as is known
	o.say(cultureChat, cultureClerk, "/update 6 0 kiến nghị\n7 3/4")
	o.say(officeChat, officeClerk, "/update 6 không phát sinh\n7 không phát sinh")
	o.judged(7, plan.DueSoon, plan.AtRisk)
	wants(t, o.say(officeChat, officeClerk, "/task 7").Text, "5/6 = 83,33%", "TC-KT: chưa báo cáo", "VH-XH: 3/4 = 75%")
	b.until("2024-09-27 08:00")
	wants(t, o.last(financeChat).Text, "2 việc: 2 sắp đến hạn", "chưa báo cáo: TC-KT")
	wants(t, o.last(cultureChat).Text, "⏳ 7", "5/6 = 83,33%")
	if told := o.saying(justiceChat, "chưa báo cáo: TC-KT"); len(told) != 0 {
		t.Errorf("the unit that has reported all is told %q", told)
	}
	b.until("2024-10-02 08:00")
	o.judged(6, plan.Overdue, plan.Met)
	wants(t, o.last(officeChat).Text, "⛔ 6", "Chủ trì: Các bộ phận; còn TC-KT", "⛔ 7", "còn VH-XH, TC-KT", "/remind 6")
	o.say(financeChat, financeClerk, "/update 6 2 kiến nghị\n7 1/1")
	o.judged(6, plan.DoneLate, plan.Met)
	o.judged(7, plan.Overdue, plan.Below)
	o.say(cultureChat, cultureClerk, "/update 7 4/4")
	o.judged(7, plan.DoneLate, plan.Met)
	b.until("2024-10-02 09:00")
	o.hears(officeChat, "✅ Nhiệm vụ 6 · 3.1.1.2 (Các bộ phận): đã hoàn thành.")
	o.hears(cultureChat, "✅ Nhiệm vụ 7 · 3.1.2.2: đã hoàn thành.")
}

// hears fails unless some message of a chat holds the words.
func (o *office) hears(chat int64, words string) {
	o.tb.Helper()
	o.settled()
	if len(o.saying(chat, words)) == 0 {
		o.tb.Errorf("chat %d does not hear %q; last:\n%s", chat, words, o.last(chat).Text)
	}
}

// Task 14: "Trường hợp bộ phận chuyên môn nào không đạt được tỷ lệ tối thiểu [60%] ... chịu trách nhiệm trước Chủ tịch
// UBND xã". Each unit is measured; the sum of the others does not save it, and it is the one that is told.
func TestTask14EachUnitAnswersForItself(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	o.leaders()
	b := o.bells()
	b.until("2024-05-20 09:30")
	wants(t, o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 95/100").Text, "đạt")
	wants(t, o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 29/50").Text, "29/50 = 58%", "chưa đạt", "Cần thêm ít nhất 3 hồ sơ")
	o.judged(14, plan.Running, plan.Below)
	b.until("2024-05-20 10:00")
	alert := o.last(justiceChat)
	wants(t, alert.Text, "🔴 14", "Chưa đạt: 29/50 = 58%, chỉ tiêu: tối thiểu 60%", "Theo kế hoạch, TP-HT chịu trách nhiệm trước Chủ tịch UBND xã.")
	if told := o.saying(cultureChat, "Chưa đạt"); len(told) != 0 {
		t.Errorf("the unit that reaches the goal is told %q", told)
	}
	b.until("2024-05-22 08:00")
	o.hears(officeChat, "Đơn vị thực hiện: TP-HT · chưa nhận việc")
	b.until("2024-05-28 17:00")
	o.hears(chairman, "TP-HT chịu trách nhiệm trước Chủ tịch UBND xã")
	o.say(justiceChat, justiceClerk, "/update 14 tháng 6: 40/50")
	o.judged(14, plan.Running, plan.Met)
	b.until("2024-05-29 09:00")
	o.hears(justiceChat, "✅ Nhiệm vụ 14 · 7.3.3.2: đã đạt trở lại (69/100 = 69%, tối thiểu 60%).")
}

// Task 13: "đảm bảo đạt tỷ lệ tối thiểu trên 70%", money to date. Exactly 70% is an open question: until the office
// answers it is missed, and its answer changes the goal and the verdict.
func TestTask13MoneyAndTheOpenQuestion(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-26 09:00")
	b := o.bells()
	b.until("2024-12-26 09:30")
	wants(t, o.say(financeChat, financeClerk, "/update 13 1 tỷ/2,1 tỷ").Text, "47,62%", "trên 70%")
	wants(t, o.say(financeChat, financeClerk, "/update 13 1,47 tỷ/2,1 tỷ").Text, "1,47 tỷ/2,1 tỷ = 70%")
	b.until("2025-01-02 10:00")
	o.judged(13, plan.Overdue, plan.Below)
	wants(t, o.last(financeChat).Text, "⛔ 13 · 6.1.1", "1,47 tỷ/2,1 tỷ = 70% · trên 70%: chưa đạt")
	if page := o.say(financeChat, financeClerk, "/task 13"); dataOf(page, "≥ 70%") != "" {
		t.Error("a unit is offered the office's question")
	}
	page := o.say(officeChat, officeClerk, "/task 13")
	wants(t, page.Text, "tạm tính: trên 70% (70,0% là chưa đạt)")
	data := dataOf(page, "≥ 70%")
	wants(t, o.sendsTap(o.say(financeChat, financeClerk, "/tasks"), financeClerk, data).Text, "Chỉ Văn phòng được làm rõ")
	wants(t, o.press(page, officeClerk, "≥ 70%").Text, "đánh giá lại")
	wants(t, o.current(page).Text, "tối thiểu 70%", "→ từ 70% trở lên (70,0% là đạt) (Công chức Văn phòng, 02/01/2025)", "✅ Hoàn thành đúng hạn")
	o.judged(13, plan.DoneOnTime, plan.Met)
	b.until("2025-01-02 10:30")
	o.hears(financeChat, "✅ Nhiệm vụ 13 · 6.1.1: đã hoàn thành.")
	wants(t, o.sendsTap(page, operator, dataOf(page, "> 70%")).Text, "vừa được trả lời khác") // as shown before the answer
	o.load("ke-hoach-27-2024.yaml", o.sampleFile())
	o.judged(13, plan.DoneOnTime, plan.Met) // the file still assumes more than 70%
	o.press(o.current(page), officeClerk, "> 70%")
	o.judged(13, plan.Overdue, plan.Below)
}

// Task 23: the office "có trách nhiệm tổng hợp ... báo cáo UBND xã ... hàng tháng, quý, năm": its own duty, done anew for
// each period, whoever else has reported. What it leaves out climbs to the leaders like any other unit's.
func TestTask23TheOfficeCollects(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-12 09:00")
	o.leaders()
	b := o.bells()
	b.until("2024-06-12 09:30")
	for _, period := range []string{"tháng 2", "tháng 3", "quý I", "tháng 4"} {
		o.say(officeChat, officeClerk, "/update 23 "+period+": xong")
	}
	o.say(officeChat, officeClerk, "/update 23 tháng 5: chưa xong")
	o.judged(23, plan.Running, plan.Below)
	o.say(officeChat, officeClerk, "/update 23 tháng 5: xong")
	o.judged(23, plan.Running, plan.Met)
	b.until("2024-06-13 08:00")
	wants(t, o.last(officeChat).Text, "Sắp chốt số liệu kỳ tháng 6/2024 (15/05/2024 – 14/06/2024) và quý II/2024 (15/03/2024 – 14/06/2024)")
	o.say(officeChat, officeClerk, "/update 23 tháng 6: xong")
	b.until("2024-06-17 08:00")
	wants(t, o.last(officeChat).Text, "📝 23", "Chưa báo cáo kỳ quý II/2024 (15/03/2024 – 14/06/2024)")
	b.until("2024-06-25 08:00")
	o.hears(viceChairman, "Chưa báo cáo kỳ quý II/2024 (15/03/2024 – 14/06/2024)")
	o.hears(chairman, "Chưa báo cáo kỳ quý II/2024 (15/03/2024 – 14/06/2024)")
	if said := o.saying(officeChat, "hằng tháng, quý, năm\nChưa báo cáo kỳ tháng 6/2024"); len(said) != 0 {
		t.Errorf("the month that was reported is asked for: %q", said)
	}
	o.say(officeChat, officeClerk, "/update 23 quý II: xong")
	b.until("2024-06-25 09:00")
	o.hears(chairman, "✅ Nhiệm vụ 23 (VP-TK): đã có báo cáo kỳ quý II/2024 (15/03/2024 – 14/06/2024).")
}
