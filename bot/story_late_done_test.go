package bot_test

import "testing"

// A unit declares a task done that the leaders know to be late: nobody hears that it is over before the office says so,
// and sent back it goes on where it stood, to the Chairman.
func TestDoneWhenLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-01 07:30")
	o.leaders()
	b := o.bells()
	b.until("2024-07-04 08:50")
	o.hears(viceChairman, "Quá hạn 4 ngày làm việc")
	o.clock.Set(at("2024-07-04 09:00"))
	o.say(cultureChat, cultureClerk, "/done 2 đã tổ chức hội thi")
	b.until("2024-07-04 09:05")
	for _, chat := range []int64{cultureChat, officeChat, viceChairman} {
		if said := o.saying(chat, "không còn thuộc diện"); len(said) > 0 {
			t.Errorf("%d is told that it is over:\n%s", chat, said[0])
		}
		wants(t, o.current(o.lastSaying(chat, "⛔ 2 ·")).Text, "🕓 Đã báo hoàn thành, chờ Văn phòng xác nhận; tạm dừng nhắc.")
	}
	list := o.say(cultureChat, cultureClerk, "/alerts")
	wants(t, list.Text, "🕓 đã báo hoàn thành, chờ Văn phòng xác nhận")
	if dataOf(list, "✋ Nhận việc 2") != "" {
		t.Error("what waits for the office can be taken up")
	}
	b.until("2024-07-08 08:50")
	if said := o.saying(chairman, "Nhiệm vụ 2"); len(said) > 0 {
		t.Errorf("the Chairman is told while the office has it:\n%s", said[0])
	}
	o.reply(o.presses(o.lastSaying(officeChat, "🏁 Báo hoàn thành"), officeClerk, "↩️ Trả lại"), officeClerk, "thiếu báo cáo kết quả")
	b.until("2024-07-10 08:50")
	o.hears(chairman, "Quá hạn 7 ngày làm việc")
	o.clock.Set(at("2024-07-10 09:00"))
	o.say(cultureChat, cultureClerk, "/done 2 đã có báo cáo")
	b.until("2024-07-10 09:05")
	o.press(o.lastSaying(officeChat, "🏁 Báo hoàn thành, chờ"), officeClerk, "✅ Xác nhận")
	b.until("2024-07-10 09:10")
	o.transcript(cultureChat, "late_done_unit")
}
