package bot_test

import "testing"

// One page tells who answers for a task, who was warned when, who took it up, and what was asked for and decided.
func TestWho(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	b := o.bells()
	b.until("2024-06-18 09:00")
	o.say(cultureChat, cultureClerk, "/extend 2 31/7/2024 chờ thể lệ cuộc thi")
	b.until("2024-06-27 09:00")
	o.press(o.lastSaying(cultureChat, "⏳ 2 ·"), cultureClerk, "✋ Đã nhận việc")
	b.until("2024-07-03 09:00")
	o.begin(leadersChat)
	page := o.say(leadersChat, chairman, "/who 2")
	wants(t, page.Text, "Trách nhiệm đối với nhiệm vụ 2", "Quá hạn", "Chủ trì: Bộ phận Văn hóa - xã hội xã", "Phối hợp: Văn phòng - thống kê xã",
		"sắp đến hạn", "VH-XH", "✋ Công chức Văn hóa nhận việc", "đang mở", "chờ Văn phòng trình (31/07/2024): “chờ thể lệ cuộc thi”")
	o.transcript(leadersChat, "who_leaders")
}
