package bot_test

import "testing"

// A duty with a report of the month, one of the quarter and one of the year (task 23): each is asked for, each is
// reported for itself; where several are asked for at once "xong" is a question, and what fell due together is told in
// one line.
func TestReportsOfSeveralLengths(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-12 09:00")
	b := o.bells()
	b.until("2024-03-12 09:30")
	o.say(officeChat, officeClerk, "/update 23 tháng 2: xong\n8 tháng 2: 60/60\n9 tháng 2: 60/60")
	wants(t, o.say(officeChat, officeClerk, "/update 23 xong").Text, "Đã ghi nhận", "tháng 3/2024 (15/02/2024 – 14/03/2024)")
	o.say(officeChat, officeClerk, "/undo")
	o.say(officeChat, officeClerk, "/update 8 60/60\n9 60/60")
	b.until("2024-03-13 08:00")
	o.begin(officeChat)
	notice := o.last(officeChat)
	wants(t, notice.Text, "kỳ tháng 3/2024 (15/02/2024 – 14/03/2024) và quý I/2024 (15/12/2023 – 14/03/2024)", "23 quý I: xong")
	which := o.reply(notice, officeClerk, "xong")
	wants(t, which.Text, "Số liệu này thuộc kỳ nào?")
	o.press(which, officeClerk, "Đã hoàn thành · quý I/2024 (15/12–14/3)")
	b.until("2024-03-14 16:10")
	wants(t, o.last(officeChat).Text, "Đến hạn báo cáo kỳ tháng 3/2024")
	o.say(officeChat, officeClerk, "/missing tháng 3")
	b.until("2024-03-18 08:00")
	o.reply(o.last(officeChat), officeClerk, "23 tháng 3: xong")
	b.until("2024-03-18 09:00")
	o.say(officeChat, officeClerk, "/missing quý I")
	o.say(officeChat, officeClerk, "/update 23 9 tháng: xong")
	o.transcript(officeChat, "cadence_office")
}
