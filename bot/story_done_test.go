package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
)

// A unit declares a task done, the office sends it back once and then confirms it; every chat hears what it must.
func TestDone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	b := o.bells()
	card := o.say(cultureChat, cultureClerk, "/done 2 đã tổ chức hội thi ngày 15/6")
	wants(t, card.Text, "Báo hoàn thành, chờ Văn phòng xác nhận", "Nhiệm vụ 2", "đúng hạn", "“đã tổ chức hội thi ngày 15/6”", "thứ Năm 20/06/2024")
	b.until("2024-06-18 09:05")
	asked := o.lastSaying(officeChat, "Báo hoàn thành")
	ask := o.presses(asked, officeClerk, "↩️ Trả lại")
	o.reply(ask, officeClerk, "thiếu báo cáo kết quả")
	b.until("2024-06-18 09:10")
	wants(t, o.lastSaying(cultureChat, "trả lại").Text, "“thiếu báo cáo kết quả”", "Công chức Văn phòng")
	o.clock.Set(at("2024-06-19 09:00"))
	o.say(cultureChat, cultureClerk, "/done 2 đã có báo cáo kết quả hội thi")
	b.until("2024-06-19 09:05")
	asked = o.lastSaying(officeChat, "Báo hoàn thành, chờ")
	if toast := o.press(asked, officeClerk, "✅ Xác nhận"); toast.Text != "Đã ghi nhận." {
		t.Errorf("toast %q", toast.Text)
	}
	b.until("2024-06-19 09:10")
	wants(t, o.lastSaying(cultureChat, "đã xác nhận hoàn thành").Text, "Nhiệm vụ 2")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "✅ Hoàn thành đúng hạn")
	if said := o.say(cultureChat, cultureClerk, "/tasks").Text; strings.Contains(said, "cuộc thi") {
		t.Errorf("a finished task is listed:\n%s", said)
	}
	o.transcript(cultureChat, "done_unit")
	o.transcript(officeChat, "done_office")
}

// Nobody but those who lead a task declare it done, and nobody but the office confirms it; where two are quick, one wins.
func TestDoneByTheRightPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	b := o.bells()
	wants(t, o.say(justiceChat, justiceClerk, "/done 2").Text, "Việc này do bộ phận chủ trì thực hiện (VH-XH)")
	wants(t, o.say(cultureChat, cultureClerk, "/done 9").Text, "bộ phận chủ trì")
	wants(t, o.say(officeChat, officeClerk, "/done 9").Text, "thường xuyên")
	wants(t, o.say(cultureChat, cultureClerk, "/done 2 ông A, CCCD 051099001234").Text, "thông tin cá nhân")
	wants(t, o.say(cultureChat, cultureClerk, "/done 77").Text, "Không có nhiệm vụ này")
	card := o.say(cultureChat, cultureClerk, "/done 2")
	again := o.say(cultureChat, cultureClerk, "/done 2 lần nữa")
	if !strings.Contains(again.Text, "chờ Văn phòng xác nhận") || strings.Contains(again.Text, "lần nữa") {
		t.Errorf("a second declaration: %s", again.Text)
	}
	b.until("2024-06-18 09:05")
	asked := o.lastSaying(officeChat, "Báo hoàn thành")
	if toast := o.sendsTap(card, passerBy, asked.Buttons[0][0].Data); !strings.Contains(toast.Text, "Chỉ Văn phòng") {
		t.Errorf("a unit's reader confirmed: %q", toast.Text)
	}
	toasts := o.tapAll(asked,
		emulator.Tapping{User: officeClerk, Data: asked.Buttons[0][0].Data},
		emulator.Tapping{User: operator, Data: asked.Buttons[0][0].Data},
	)
	wants(t, toasts[0].Text+toasts[1].Text, "Đã ghi nhận.", "đã được xử lý trước đó")
	wants(t, o.say(cultureChat, cultureClerk, "/done 2").Text, "đã được xác nhận hoàn thành")
	wants(t, o.say(officeChat, officeClerk, "/done 2 mở lại nhầm nhiệm vụ").Text, "trả lại", "“nhầm nhiệm vụ”")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "Còn 8 ngày làm việc")
}
