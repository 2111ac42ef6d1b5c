package bot_test

import (
	"testing"

	"planbot/storage/plan"
	"planbot/storage/sample"
)

// Who has not reported: the office sees all and urges with a button, once a message; a unit sees itself.
func TestMissing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-21 09:00")
	list := o.say(officeChat, officeClerk, "/missing")
	wants(t, list.Text, "tháng 2/2024 (15/01/2024 – 14/02/2024)", "VP-TK: nhiệm vụ 8, 9, 23")
	o.press(list, officeClerk, "Đôn đốc")
	o.sendsTap(list, officeClerk, dataOf(list, "Đôn đốc"))
	o.say(officeChat, officeClerk, "/update 9 tháng 2: 150/150\n8 tháng 2: 150/150")
	for _, words := range []string{"", " tháng 3", " T3", " 3", " quý I", " lung tung"} {
		o.say(officeChat, officeClerk, "/chuabao"+words)
	}
	o.transcript(officeChat, "missing_office")
	o.say(justiceChat, justiceClerk, "/missing tháng 3")
	o.transcript(justiceChat, "missing_justice")
}

// The office urges a unit, or those that lead a task, by a deadline; nobody else may.
func TestRemind(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-13 09:00")
	for _, words := range []string{
		"TPHT", "TPHT 14/6", "tư pháp 16h 14/6", "9 mai", "3.4.2 trước 16 giờ 30 ngày 14/6/2024", "6", "13 17:00",
		"", "ai đó", "TPHT lúc nào đó", "TPHT 8h", "TPHT 31/2", "TPHT 1/6/2024",
	} {
		o.say(officeChat, officeClerk, "/remind "+words)
	}
	o.transcript(officeChat, "remind_office")
	o.say(justiceChat, justiceClerk, "/dondoc VHXH")
	o.transcript(justiceChat, "remind_not_office")
}

// In the afternoon, and on a day of rest, the deadline is the next working day's.
func TestRemindLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 15:30")
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	wants(t, o.say(officeChat, officeClerk, "/remind TPHT").Text, "16 giờ 00 ngày 17/6/2024", "TP-HT")
	wants(t, o.say(o.inPrivate(officeClerk), officeClerk, "/remind TPHT").Text, "16 giờ 00 ngày 17/6/2024")
}

// Where tasks of a plan are cut off on different days, each month has its own dates, and only what is cut off is urged.
func TestMissingByRule(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-06-17 09:00")
	o.plan = o.load("ke-hoach-mau-2026.yaml", sample.Commune2026())
	o.group(otherOfficeChat, "Văn phòng xã Minh Họa", "VP", passerBy)
	o.answer(otherOfficeChat, 0)
	o.enrol(passerBy, "VP", plan.OfficeClerk)
	o.begin(otherOfficeChat)
	o.press(o.say(otherOfficeChat, passerBy, "/missing"), passerBy, "Đôn đốc")
	o.say(otherOfficeChat, passerBy, "/missing tháng 6")
	if early := o.say(otherOfficeChat, passerBy, "/missing tháng 7"); dataOf(early, "Đôn đốc") != "" {
		t.Error("the office is offered to urge for what nobody owes yet")
	}
	o.transcript(otherOfficeChat, "missing_by_rule")
}
