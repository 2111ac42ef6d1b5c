package bot_test

import (
	"strings"
	"testing"
	"time"

	"planbot/storage/plan"
)

// Dossiers that wait: how many and since when, or none; what is unclear is asked for in one sentence.
func TestPending(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	for _, words := range []string{
		"3 7h45", "2 14h 4/3", "2 hồ sơ cũ nhất 4/3 14 giờ 30", "1 8h 1/3", "0", "không",
		"", "3", "3 hồ sơ", "3 16h", "3 8h 1/1", "3 8h 31/2", "vài 8h", "2 4/3",
	} {
		o.say(justiceChat, justiceClerk, "/pending "+words)
	}
	o.transcript(justiceChat, "pending")
	o.say(financeChat, financeClerk, "/hosocho 2 7h45")
	o.transcript(financeChat, "pending_elsewhere")
}

// The calendar of a month; the office makes days free, worked or exchanged, and takes them out again.
func TestCalendar(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-08-05 09:00")
	for _, words := range []string{
		"", "tháng 9", "9/2024", "5", "30/8 nghỉ bù 24/8", "", "30/8 bỏ", "24/8 bo", "22/11 nghỉ Ngày truyền thống của xã",
		"7/9 làm bù", "tháng 9", "14/9 làm bù 6/9", "2/9 nghỉ", "6/8 làm bù", "31/2 nghỉ", "lung tung", "30/8", "30/8 đi chơi",
	} {
		o.say(officeChat, officeClerk, "/calendar "+words)
	}
	o.transcript(officeChat, "calendar_office")
	o.say(justiceChat, justiceClerk, "/lich")
	o.say(justiceChat, justiceClerk, "/lich 30/8 nghỉ")
	o.transcript(justiceChat, "calendar_unit")
}

// The two days of a swap belong together, also where the notice comes between them.
func TestCalendarSwapIsReadTogether(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-08-25 08:00")
	for text, want := range map[string][]string{
		"28/8 nghỉ bù 15/8":      {"28/08/2026", "15/08/2026"},
		"21/8 nghỉ bù 29/8":      {"21/08/2026", "29/08/2026"},
		"8/8 làm bù 27/8":        {"08/08/2026", "27/08/2026"},
		"31/12 nghỉ bù 2/1":      {"31/12/2026", "02/01/2027"},
		"30/8/2027 nghỉ bù 28/8": {"30/08/2027", "28/08/2027"},
	} {
		wants(t, o.say(officeChat, officeClerk, "/calendar "+text).Text, append(want, "Đã ghi")...)
	}
}

// A unit that hears of a deadline when the office opens has a while to keep it.
func TestRemindAfterHours(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-13 17:30")
	b := o.bells()
	for text, want := range map[string]string{
		"/remind TPHT 20h":      "8 giờ 30 ngày 14/6/2024",
		"/remind TPHT 8h mai":   "8 giờ 30 ngày 14/6/2024",
		"/remind 9 8h29 14/6":   "8 giờ 30 ngày 14/6/2024",
		"/remind TPHT 8h29 mai": "8 giờ 30 ngày 14/6/2024",
	} {
		wants(t, o.say(officeChat, officeClerk, text).Text, "không kịp trả lời", want)
	}
	wants(t, o.say(officeChat, officeClerk, "/remind TPHT 8h30 mai").Text, "Gửi đến: TP-HT", "8 giờ 30 ngày 14/6/2024")
	b.until("2024-06-14 07:35") // before the digest: somebody waits
	wants(t, o.last(justiceChat).Text, "trước 8 giờ 30 ngày 14/6/2024")
	wants(t, o.say(officeChat, officeClerk, "/remind TPHT 8h").Text, "Hạn trả lời: 8 giờ 00 ngày 14/6/2024")
}

// The office silences a task or a unit with a reason and an end, and ends it early; all may see.
func TestSilences(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-04-01 09:00")
	for _, words := range []string{
		"", "9 15/4 chờ hướng dẫn của tỉnh", "TPHT 12/4 tập trung bầu cử", "tư pháp 10/4 nhập hệ thống mới", "9 15/4", "9 15/6 lâu quá",
		"9", "ai đó 15/4 lý do", "9 31/2 lý do", "9 1/3/2024 lý do", "",
	} {
		o.say(officeChat, officeClerk, "/silences "+words)
	}
	list := o.say(officeChat, officeClerk, "/tamngung")
	first := dataOf(list, "Kết thúc: nhiệm vụ 9, đến 15/4")
	o.press(list, officeClerk, "Kết thúc: nhiệm vụ 9, đến 15/4")
	wants(t, o.sendsTap(list, officeClerk, first).Text, "Đã kết thúc tạm ngừng")
	o.transcript(officeChat, "silences_office")
	o.say(justiceChat, justiceClerk, "/silences")
	o.say(justiceChat, justiceClerk, "/silences 14 15/4 bận")
	o.transcript(justiceChat, "silences_unit")
	o.later(31 * 24 * time.Hour)
	wants(t, o.say(officeChat, officeClerk, "/silences").Text, "Không có cảnh báo nào đang tạm ngừng")
}

// How the telling goes: all of it for the office and those who run planbot, a short form for others.
func TestStatus(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-04-01 09:00")
	wants(t, o.say(officeChat, officeClerk, "/status").Text, "Tin đang chờ gửi: 0", "Mọi nhóm đều liên lạc được")
	wants(t, o.say(justiceChat, justiceClerk, "/trangthai").Text, "Lần rà soát gần nhất", "Văn phòng gửi /status")
}

// A test message goes to every step of the ladder of the asking unit.
func TestTrial(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-04-01 09:00")
	o.join(justiceChat, operator)
	o.say(justiceChat, operator, "/test")
	o.say(justiceChat, justiceClerk, "/thu")
	o.transcript(justiceChat, "trial_justice")
	wants(t, o.say(officeChat, officeClerk, "/test").Text, "báo lên của VP-TK")
}

// A simulation needs a working day from today on; it sends nothing.
func TestSimulate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-25 09:00")
	for _, words := range []string{"", "1/4 gì đó", "31/3", "22/3/2024", "31/2"} {
		o.say(officeChat, officeClerk, "/simulate "+words)
	}
	o.transcript(officeChat, "simulate_refused")
	wants(t, o.say(justiceChat, justiceClerk, "/mophong 1/4").Text, "Mô phỏng", "07:45, thứ Hai 01/04/2024", "không có tin nào được gửi")
}

// Registered reporting: a stranger in the unit's group reports no dossiers; a clerk of the unit does, in private too.
func TestPendingRegistered(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	o.registered()
	wants(t, o.say(justiceChat, justiceClerk, "/pending 3 7h45").Text, "được ghi tên vào bộ phận")
	o.enrol(justiceClerk, "TPHT", plan.Clerk)
	wants(t, o.say(o.inPrivate(justiceClerk), justiceClerk, "/pending 3 7h45").Text, "3 hồ sơ", "TP-HT")
}

// Somebody waits for a test message: it goes out at once, however much the chat has heard that day.
func TestTrialAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-22 09:00")
	b := o.bells()
	for i, now := range []string{"2024-02-22 09:05", "2024-02-22 09:10", "2024-02-22 09:15"} {
		o.say(officeChat, officeClerk, "/test")
		b.until(now)
		if got := len(o.saying(leadersChat, "Tin thử")); got != i+1 {
			t.Fatalf("%s: the leaders have %d test messages, want %d\n%s", now, got, i+1, o.last(leadersChat).Text)
		}
	}
}

// Where nobody says when the oldest dossier came it counts from the report, or from what was reported before: the wait
// never begins anew because an hour was left out.
func TestPendingWithoutAnHour(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	first := o.say(justiceChat, justiceClerk, "/pending 3")
	wants(t, first.Text, "3 hồ sơ", "hồ sơ cũ nhất từ 09:00 ngày 05/03/2024", "Chưa ghi giờ nhận hồ sơ cũ nhất", "/pending 3 7h45")
	o.later(2 * time.Hour)
	again := o.say(justiceChat, justiceClerk, "/pending 2")
	wants(t, again.Text, "2 hồ sơ", "hồ sơ cũ nhất từ 09:00 ngày 05/03/2024", "Báo trước đó: 3 hồ sơ")
	exact := o.say(justiceChat, justiceClerk, "/pending 2 10h30")
	wants(t, exact.Text, "hồ sơ cũ nhất từ 10:30 ngày 05/03/2024")
	if strings.Contains(exact.Text, "Chưa ghi giờ") {
		t.Errorf("an hour was given:\n%s", exact.Text)
	}
	o.say(justiceChat, justiceClerk, "/pending 0")
	wants(t, o.say(justiceChat, justiceClerk, "/pending 1").Text, "hồ sơ cũ nhất từ 11:00 ngày 05/03/2024")
}
