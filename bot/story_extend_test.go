package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// A unit asks for more time before the date passes; the office forwards, the Chairman asks back and then agrees. The
// new date counts, the first one is kept.
func TestExtension(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	wants(t, o.say(cultureChat, cultureClerk, "/extend 2").Text, "Đề nghị ghi ngày xin gia hạn và lý do")
	wants(t, o.say(cultureChat, cultureClerk, "/extend 2 15/6/2024 chờ").Text, "phải sau thời hạn")
	card := o.say(cultureChat, cultureClerk, "/extend 2 31/7/2024 chờ thể lệ cuộc thi")
	wants(t, card.Text, "Đề nghị gia hạn, chờ Văn phòng trình", "từ 30/06/2024 đến 31/07/2024", "Lý do: “chờ thể lệ cuộc thi”")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "đang xin gia hạn đến 31/07/2024")
	b.until("2024-06-18 09:05")
	o.press(o.lastSaying(officeChat, "Đề nghị gia hạn"), officeClerk, "Trình Chủ tịch")
	b.until("2024-06-18 09:10")
	asked := o.lastSaying(chairman, "chờ Chủ tịch quyết định")
	o.reply(o.presses(asked, chairman, "Yêu cầu báo cáo thêm"), chairman, "khi nào có thể lệ?")
	b.until("2024-06-18 09:15")
	o.reply(o.lastSaying(cultureChat, "yêu cầu báo cáo thêm"), cultureClerk, "huyện trả lời trong tuần này")
	b.until("2024-06-18 09:20")
	asked = o.lastSaying(chairman, "“huyện trả lời trong tuần này”")
	o.press(asked, chairman, "✅ Đồng ý")
	b.until("2024-06-18 09:25")
	wants(t, o.lastSaying(cultureChat, "Đã được gia hạn").Text, "Hạn mới: thứ Tư 31/07/2024; hạn ban đầu 30/06/2024")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "hạn thứ Tư 31/07/2024, hạn ban đầu 30/06/2024")
	b.until("2024-07-05 17:00")
	if said := o.saying(cultureChat, "⛔ 2 ·"); len(said) > 0 {
		t.Errorf("overdue in spite of the extension:\n%s", said[0])
	}
	o.transcript(chairman, "extension_chairman")
}

// Only the Chairman decides; a unit may withdraw until then, and a settled wish stays settled.
func TestExtensionByTheRightPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-02 09:00")
	b := o.bells()
	card := o.say(cultureChat, cultureClerk, "/extend 2 31/7/2024 chờ thể lệ cuộc thi")
	wants(t, card.Text, "đề nghị sau khi đã quá hạn")
	b.until("2024-07-02 09:05")
	asked := o.lastSaying(officeChat, "Đề nghị gia hạn")
	o.press(asked, officeClerk, "Trình Chủ tịch")
	b.until("2024-07-02 09:10")
	forwarded := o.lastSaying(leadersChat, "chờ Chủ tịch quyết định")
	agree := dataOf(forwarded, "✅ Đồng ý")
	for _, user := range []int64{officeClerk, passerBy} {
		if toast := o.sendsTap(forwarded, user, agree); !strings.Contains(toast.Text, "Chỉ Chủ tịch") {
			t.Errorf("%d decided: %q", user, toast.Text)
		}
	}
	o.enrol(chairman, "UBNDX", plan.Chairman)
	toasts := o.tapAll(forwarded, emulator.Tapping{User: chairman, Data: dataOf(forwarded, "Không đồng ý")}, emulator.Tapping{User: chairman, Data: agree})
	wants(t, toasts[0].Text+toasts[1].Text, "Đã ghi nhận.", "đã được xử lý trước đó")
	if toast := o.sendsTap(card, cultureClerk, dataOf(card, "Rút lại")); !strings.Contains(toast.Text, "đã được xử lý") {
		t.Errorf("withdrawn after the decision: %q", toast.Text)
	}
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "Quá hạn 2 ngày làm việc")
}

// What the level above assigned is extended by it alone: the letter is out, its answer is awaited for three working
// days, and without one the task is overdue since its original date.
func TestExtensionFromAbove(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-27 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	o.say(officeChat, officeClerk, "/extend 4 15/1/2025 chờ hướng dẫn của huyện")
	o.press(o.last(officeChat), officeClerk, "Trình Chủ tịch")
	b.until("2024-12-27 09:05")
	o.press(o.lastSaying(chairman, "chờ Chủ tịch quyết định"), chairman, "✅ Đồng ý")
	b.until("2024-12-27 09:10")
	letter := o.lastSaying(officeChat, "chờ văn bản của cấp trên")
	wants(t, letter.Text, "chờ văn bản trả lời đến hết thứ Năm 02/01/2025")
	if letter.File == nil || letter.File.Name != "xin-gia-han-nhiem-vu-4.docx" {
		t.Errorf("no letter came as a file: %+v", letter.File)
	}
	b.until("2025-01-02 09:00")
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "Đã xin gia hạn đến 15/01/2025, chờ văn bản trả lời")
	b.until("2025-01-03 09:00")
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "Quá hạn", "hạn thứ Ba 31/12/2024")
	ask := o.presses(o.lastSaying(officeChat, "chờ văn bản của cấp trên"), officeClerk, "Cấp trên đồng ý")
	wants(t, o.reply(ask, officeClerk, "CV 12/UBND-VP ngày 3/1/2025 đến 10/1/2024").Text, "phải sau thời hạn hiện nay")
	o.reply(ask, officeClerk, "CV 12/UBND-VP ngày 3/1/2025 đến 10/1/2025")
	wants(t, o.say(officeChat, officeClerk, "/task 4").Text, "hạn thứ Sáu 10/01/2025, hạn ban đầu 31/12/2024")
}

// What nobody acts on is told to whoever holds it on its day, and from the next day on higher up; acting ends it.
func TestRequestsAreNotForgotten(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-06 09:00")
	b := o.bells()
	b.until("2024-05-06 09:00")
	o.say(cultureChat, cultureClerk, "/extend 2 31/7/2024 chờ thể lệ cuộc thi")
	b.until("2024-05-07 17:00")
	if said := o.saying(officeChat, "Đề nghị gia hạn: chờ Văn phòng xử lý"); len(said) != 0 {
		t.Errorf("reminded before the day:\n%s", said[0])
	}
	b.until("2024-05-08 09:00")
	wants(t, o.lastSaying(officeChat, "Đề nghị gia hạn: chờ Văn phòng xử lý").Text, "Đến hạn hôm nay (hạn thứ Tư 08/05/2024)", "/extend")
	b.until("2024-05-10 09:00")
	wants(t, o.lastSaying(officeChat, "Đề nghị gia hạn: chờ Văn phòng xử lý").Text, "Quá hạn")
	b.until("2024-05-14 09:00")
	wants(t, o.lastSaying(leadersChat, "Đề nghị gia hạn: chờ Văn phòng xử lý").Text, "VP-TK")
	list := o.say(officeChat, officeClerk, "/extend")
	o.press(o.presses(list, officeClerk, "Xem 2 · VH-XH"), officeClerk, "Trình Chủ tịch")
	b.until("2024-05-14 10:00")
	wants(t, o.say(officeChat, officeClerk, "/alerts").Text, "Cảnh báo đang mở")
	if text := o.last(officeChat).Text; strings.Contains(text, "chờ Văn phòng xử lý") {
		t.Errorf("still open:\n%s", text)
	}
	o.transcript(leadersChat, "request_forgotten_leaders")
}
