package bot_test

import (
	"strings"
	"testing"

	"planbot/storage/plan"
)

// The leaders step through what is red; an instruction and a demand given on the way reach the unit. Who is no leader
// does not lead the meeting.
func TestMeeting(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	b.until("2024-07-03 09:00")
	wants(t, o.say(justiceChat, justiceClerk, "/meeting").Text, "Chỉ lãnh đạo và Văn phòng")
	o.begin(leadersChat)
	page := o.say(leadersChat, chairman, "/hop")
	wants(t, page.Text, "Họp 03/07/2024 · 1/3 việc cần cho ý kiến", "Nhiệm vụ 1", "Quá hạn")
	if toast := o.sendsTap(page, passerBy, "meet:1"); !strings.Contains(toast.Text, "Chỉ lãnh đạo") {
		t.Errorf("a passer-by turned the page: %q", toast.Text)
	}
	o.press(page, chairman, "Việc tiếp ▶")
	page = o.current(page)
	wants(t, page.Text, "2/3 việc", "Nhiệm vụ 2")
	o.reply(o.presses(page, chairman, "📌 Chỉ đạo"), chairman, "phát động ngay trong tuần 5/7")
	o.reply(o.presses(page, chairman, "📄 Giải trình"), chairman, "vì sao chậm 8/7")
	b.until("2024-07-03 09:05")
	wants(t, o.lastSaying(cultureChat, "Ý kiến chỉ đạo").Text, "“phát động ngay trong tuần”", "thứ Sáu 05/07/2024")
	wants(t, o.lastSaying(cultureChat, "Yêu cầu giải trình").Text, "“vì sao chậm”", "thứ Hai 08/07/2024")
	given := o.reply(o.presses(page, chairman, "📝 Kết luận, giao việc"), chairman, "TCKT 20/7 lập danh mục công trình chậm")
	wants(t, given.Text, "kết luận họp ngày 03/07/2024")
	wants(t, o.say(financeChat, financeClerk, "/task 101").Text, "lập danh mục công trình chậm", "kết luận họp ngày 03/07/2024", "20/07/2024")
	o.transcript(leadersChat, "meeting_leaders")
}
