package bot_test

import (
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// A unit divides a task into steps, marks them, and alone is told of those that are due.
func TestSub(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	b := o.bells()
	b.ring()
	o.begin(cultureChat)
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2").Text, "Chưa có bước nào")
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 dự thảo văn bản phát động @congchuc hạn 5/6").Text,
		"Đã ghi bước 1", "dự thảo văn bản phát động", "@congchuc", "thứ Tư 05/06/2024", "0/1 bước xong")
	o.say(cultureChat, cultureClerk, "/vieccon 2 trình ký ngày 4/6")
	list := o.say(cultureChat, cultureClerk, "/sub 2 gửi các tổ dân phố")
	wants(t, o.press(list, cultureClerk, "Xong 2").Text, "Bước 2: đã xong")
	wants(t, o.current(list).Text, "1/3 bước xong", "✅ 2. trình ký")
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 2 chưa").Text, "0/3 bước xong")
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 2 xong").Text, "1/3 bước xong")
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 3 bỏ").Text, "1/2 bước xong")
	wants(t, o.say(cultureChat, cultureClerk, "/tasks").Text, "Kế hoạch chi tiết: 1/2 bước xong")
	b.until("2024-06-05 09:00")
	wants(t, o.say(cultureChat, cultureClerk, "/today").Text, "bước đến hạn hôm nay: 1")
	b.until("2024-06-06 09:00")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "Kế hoạch chi tiết: 1/2 bước xong, bước trễ: 1")
	o.transcript(cultureChat, "sub_culture")
	wants(t, o.say(officeChat, officeClerk, "/task 2").Text, "Kế hoạch chi tiết: 1/2 bước xong, bước trễ: 1")
	if told := o.saying(officeChat, "bước trễ hạn"); len(told) != 0 {
		t.Errorf("the office was told of a unit's own steps: %q", told)
	}
	o.say(cultureChat, cultureClerk, "/sub 2 1 xong")
	b.until("2024-06-07 09:00")
	wants(t, o.say(officeChat, officeClerk, "/sub 2").Text, "VH-XH", "2/2 bước xong")
}

// Each of several units that act on a task keeps steps of its own; a button is for its unit alone.
func TestSubOfSeveralUnits(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(justiceChat, justiceClerk, "/sub 6 rà soát thủ tục hộ tịch")
	wants(t, o.say(financeChat, financeClerk, "/sub 6 rà soát thủ tục thu phí").Text, "Đã ghi bước 1", "0/1 bước xong")
	wants(t, o.say(officeChat, officeClerk, "/sub 6").Text, "TP-HT", "TC-KT", "0/2 bước xong")
	tap := dataOf(list, "Xong 1")
	for chat, user := range map[int64]int64{financeChat: financeClerk, officeChat: officeClerk} {
		wants(t, o.sendsTap(o.last(chat), user, tap).Text, "Kế hoạch chi tiết do đơn vị thực hiện (TP-HT) lập")
	}
	for _, hostile := range []string{"sub:1:drop", "sub:x:done", "sub:", "sub:999999:done", tap + ":1"} {
		if toast := o.sendsTap(list, justiceClerk, hostile); toast.Text == "" {
			t.Errorf("%q was taken", hostile)
		}
	}
	wants(t, o.say(justiceChat, justiceClerk, "/sub 6").Text, "0/1 bước xong")
}

// Wrong people, wrong places and what is not clear are answered in one sentence, and nothing is kept.
func TestSubRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.promote(cultureChat, cultureClerk)
	culture := o.say(cultureChat, cultureClerk, "/tasks")
	wants(t, o.say(financeChat, financeClerk, "/sub 2 dự thảo").Text, "do đơn vị thực hiện (VH-XH) lập")
	wants(t, o.say(officeChat, officeClerk, "/sub 2 dự thảo").Text, "do đơn vị thực hiện (VH-XH) lập")
	wants(t, o.as("anonymous", culture, cultureClerk, "/sub 2 dự thảo").Text, "ẩn danh")
	for text, want := range map[string]string{
		"/sub":                    "Đề nghị ghi số nhiệm vụ và việc cần làm",
		"/sub dự thảo":            "Đề nghị ghi số nhiệm vụ và việc cần làm",
		"/sub 99 dự thảo":         "Không có nhiệm vụ",
		"/sub 2 5":                "Đề nghị ghi số nhiệm vụ và việc cần làm",
		"/sub 2 7 xong":           "không có bước 7",
		"/sub 2 dự thảo 31/6":     "Không có ngày",
		"/sub 2 dự thảo 1/6":      "Ngày này đã qua",
		"/sub 2 dự thảo 1/2/2025": "sau ngày kết thúc kế hoạch",
		"/sub 2 gọi cho người dân 0912345678": "thông tin cá nhân",
	} {
		wants(t, o.say(cultureChat, cultureClerk, text).Text, want)
	}
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2").Text, "Chưa có bước nào")
	o.registered()
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 dự thảo").Text, "do đơn vị thực hiện (VH-XH) lập")
	o.enrol(cultureClerk, "VHXH", plan.Clerk)
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 dự thảo").Text, "Đã ghi bước 1")
}

// The same message adds a step once, and a mark that is said again changes nothing, whoever died in between.
func TestSubTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	var sent int
	o.dies(func() {
		sent = o.sends(emulator.Sending{Chat: cultureChat, User: cultureClerk, Text: "/sub 2 dự thảo"})
	})
	o.start()
	list := o.answer(cultureChat, sent)
	wants(t, list.Text, "Đã ghi bước 1", "0/1 bước xong")
	o.settled()
	o.must(o.door.Redeliver(o.ctx(), 10, true))
	o.settled()
	wantOne(t, "answers", o.answersTo(cultureChat, sent))
	toasts := o.tapAll(list, emulator.Tapping{User: cultureClerk, Data: dataOf(list, "Xong 1")},
		emulator.Tapping{User: cultureClerk, Data: dataOf(list, "Xong 1")})
	for _, toast := range toasts {
		wants(t, toast.Text, "Bước 1: đã xong")
	}
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2").Text, "1/1 bước xong")
	o.dies(func() {
		sent = o.sends(emulator.Sending{Chat: cultureChat, User: cultureClerk, Text: "/sub 2 1 bỏ"})
	})
	o.start()
	wants(t, o.answer(cultureChat, sent).Text, "Chưa có bước nào")
	wants(t, o.say(cultureChat, cultureClerk, "/sub 2 1 xong").Text, "không có bước 1")
}
