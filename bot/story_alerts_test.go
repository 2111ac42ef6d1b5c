package bot_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// episodeIn is the episode that a button is about.
func episodeIn(m emulator.Msg, label string) string {
	_, id, _ := strings.Cut(dataOf(m, label), ":")
	return id
}

// An alert is listed, explained, taken up once by the unit that leads, and put off once without a reason.
func TestAcknowledge(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-01-15 09:00")
	o.say(officeChat, officeClerk, "/alerts")
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 145/150")
	o.say(financeChat, financeClerk, "/update 19 1/4")
	o.bells().judge()
	list := o.say(officeChat, officeClerk, "/canhbao")
	o.press(list, officeClerk, "Vì sao 9")
	episode := episodeIn(list, "Vì sao 9")
	o.press(list, officeClerk, "✋ Nhận việc 9")
	o.press(list, officeClerk, "Cập nhật")
	tap := o.sendsTap(list, officeClerk, "ack:"+episode)
	wants(t, tap.Text, "đã nhận việc lúc 09:00 ngày 15/01/2024")
	wants(t, o.sendsTap(list, officeClerk, "snz:"+episode+":mon").Text, "07:45 ngày 22/01/2024")
	again := o.sendsTap(list, officeClerk, "snz:"+episode+":3")
	wants(t, again.Text, "đã tạm hoãn một lần", "/silences")
	o.transcript(officeChat, "alerts_office")
}

// Each alert of a list can be put off: the choices open in its place, and go away again.
func TestSnoozeFromTheList(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-01-15 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 145/150")
	o.say(officeChat, officeClerk, "/update 8 tháng 2: 145/150")
	o.bells().judge()
	list := o.say(officeChat, officeClerk, "/alerts")
	if dataOf(list, "Hoãn 8") == "" || dataOf(o.say(leadersChat, chairman, "/alerts"), "Hoãn 9") != "" {
		t.Errorf("the office sees %v; the leaders may put nothing off", list.Buttons)
	}
	o.press(list, officeClerk, "Hoãn 9")
	open := o.current(list)
	if dataOf(open, "Hoãn 9: 1 ngày") == "" || dataOf(open, "✋ Nhận việc 9") != "" || dataOf(open, "✋ Nhận việc 8") == "" {
		t.Errorf("the choices for task 9 alone: got %v", open.Buttons)
	}
	o.press(open, officeClerk, "Không")
	if again := o.current(list); dataOf(again, "Hoãn 9") == "" {
		t.Errorf("after no: got %v", again.Buttons)
	}
	o.press(o.current(list), officeClerk, "Hoãn 9")
	wants(t, o.press(o.current(list), officeClerk, "Đến thứ Hai").Text, "07:45 ngày 22/01/2024")
	put := o.current(list)
	wants(t, put.Text, "tạm hoãn đến 07:45 ngày 22/01/2024")
	if dataOf(put, "Hoãn 9") != "" || dataOf(put, "✋ Nhận việc 9") == "" {
		t.Errorf("after it was put off: got %v", put.Buttons)
	}
}

// What is over can no longer be taken up or put off.
func TestAcknowledgeTooLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-01-15 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 145/150")
	o.bells().judge()
	list := o.say(officeChat, officeClerk, "/alerts")
	episode := episodeIn(list, "Vì sao 9")
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 150/150")
	o.later(time.Minute)
	o.bells().judge()
	wants(t, o.sendsTap(list, officeClerk, "ack:"+episode).Text, "Việc này đã giải quyết")
	wants(t, o.sendsTap(list, officeClerk, "snz:"+episode+":1").Text, "Việc này đã giải quyết")
	o.sendsTap(list, officeClerk, "why:"+episode)
	wants(t, o.last(officeChat).Text, "150/150 = 100%", "🟢 đạt")
}

// What is noticed but not told yet has no button; a forged one does nothing.
func TestAcknowledgeUntold(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-25 07:30")
	o.bells().judge()
	list := o.say(financeChat, financeClerk, "/alerts")
	w, err := o.store.Watch(o.ctx(), o.plan.ID, o.plan.Version, o.clock.Now())
	o.must(err)
	for _, e := range w.Open {
		if e.State == plan.Pending {
			episode := strconv.FormatInt(e.ID, 10)
			wants(t, o.sendsTap(list, financeClerk, "ack:"+episode).Text, "Nút này không còn hiệu lực")
			wants(t, o.sendsTap(list, financeClerk, "snz:"+episode+":1").Text, "Nút này không còn hiệu lực")
			return
		}
	}
	t.Fatal("everything is told already")
}

// Others may look but not take it up: another unit's chat, the leaders, a masked writer, a forged button.
func TestAcknowledgeOnlyOnesOwn(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-01-15 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 145/150")
	o.bells().judge()
	seen := o.say(leadersChat, chairman, "/alerts")
	wants(t, seen.Text, "145/150 = 96,67%", "chưa có người nhận việc")
	episode := episodeIn(seen, "Vì sao 9")
	if dataOf(seen, "✋ Nhận việc 9") != "" {
		t.Error("the leaders are offered the office's task")
	}
	wants(t, o.sendsTap(seen, chairman, "ack:"+episode).Text, "Chỉ người của VP-TK")
	none := o.say(justiceChat, justiceClerk, "/alerts")
	wants(t, none.Text, "Hiện không có cảnh báo nào")
	wants(t, o.sendsTap(none, justiceClerk, "ack:"+episode).Text, "Chỉ người của VP-TK")
	for _, data := range []string{"ack:99", "ack:x", "ack:", "snz:99", "snz:1:9", "snz:1:", "snz:1:1:1", "why:99", "alrt:x", "urge:x", "urge:month-1-1", "unsil:x"} {
		wants(t, o.sendsTap(none, justiceClerk, data).Text, "Nút này không còn hiệu lực")
	}
	wants(t, o.sendsTap(none, justiceClerk, "urge:month-2024-5").Text, "Chỉ Văn phòng được đôn đốc")
	wants(t, o.sendsTap(none, justiceClerk, "unsil:1").Text, "Chỉ Văn phòng được tạm ngừng")
	o.enrol(justiceClerk, "TPHT", plan.Clerk)
	o.join(officeChat, justiceClerk)
	list := o.say(officeChat, officeClerk, "/alerts")
	wants(t, o.sendsTap(list, justiceClerk, "ack:"+episode).Text, "Chỉ người của VP-TK")
}

// The formula behind a colour: inputs with who and when, the sum, the goal and what reaches it, the days, the words.
func TestWhy(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 5: 140/150")
	o.say(officeChat, officeClerk, "/update 9 tháng 6: 49/50")
	o.say(financeChat, financeClerk, "/update 13 1 tỷ/2,1 tỷ")
	o.say(officeChat, officeClerk, "/update 3 2 sáng kiến")
	o.begin(officeChat)
	o.say(officeChat, officeClerk, "/why 9")
	o.say(officeChat, officeClerk, "/visao 1")
	o.say(officeChat, officeClerk, "/why 3")
	o.say(officeChat, officeClerk, "/why 13")
	o.say(officeChat, officeClerk, "/why 22")
	which := o.say(officeChat, officeClerk, "/why 3.1")
	o.press(which, officeClerk, "Nhiệm vụ 6")
	o.say(officeChat, officeClerk, "/why")
	o.say(officeChat, officeClerk, "/why 99")
	o.transcript(officeChat, "why")
}

// Of several units that lead a task those that have done their part take nothing up: it would hold the alert of the one
// that has not.
func TestAcknowledgeOfWhoIsDone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-09-30 09:00")
	o.say(justiceChat, justiceClerk, "/update 6 1 kiến nghị")
	o.say(cultureChat, cultureClerk, "/update 6 0 kiến nghị")
	o.say(officeChat, officeClerk, "/update 6 không phát sinh")
	o.bells().until("2024-10-01 08:45")
	owes := o.say(financeChat, financeClerk, "/alerts")
	episode := episodeIn(owes, "Vì sao 6")
	done := o.say(justiceChat, justiceClerk, "/alerts")
	if dataOf(done, "Vì sao 6") != "" {
		t.Errorf("the unit that has done its part is shown the alert:\n%s", done.Text)
	}
	wants(t, o.sendsTap(done, justiceClerk, "ack:"+episode).Text, "Chỉ người của TC-KT")
	seen := o.say(officeChat, officeClerk, "/alerts")
	if dataOf(seen, "✋ Nhận việc 6") != "" {
		t.Error("the office, which has done its part, is offered the alert")
	}
	wants(t, o.press(owes, financeClerk, "✋ Nhận việc 6").Text, "nhận việc")
}
