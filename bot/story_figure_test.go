package bot_test

import "testing"

// Figures of every kind, in reply to the list and by command, recorded at once.
func TestFigures(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.begin(officeChat)
	o.reply(list, officeClerk, "3: 2 sáng kiến")
	o.counts(3, "a", "VPTK", "2")
	o.reply(list, officeClerk, "9: 145/150\n3: 3 sáng kiến\n2: đã xong chưa nhỉ\n4: 12/12")
	o.counts(9, "a", "VPTK", "145/150")
	o.counts(3, "a", "VPTK", "3")
	o.counts(4, "a", "VPTK", "") // its figure follows from the tasks given under it
	o.say(officeChat, officeClerk, "/update 8 97,5%")
	o.counts(8, "a", "VPTK", "97.5")
	o.say(officeChat, officeClerk, "/capnhat 15 ước 70%")
	o.say(officeChat, officeClerk, "/capnhat 16 không phát sinh")
	o.counts(16, "a", "VPTK", "no_cases")
	o.say(officeChat, officeClerk, "/update 9 tháng 3: 145/150")
	o.say(officeChat, officeClerk, "/update 3.4.2 tháng 4: 200/200")
	o.counts(9, "a", "VPTK", "490/500")
	o.say(officeChat, officeClerk, "/update 17 0/0")
	o.say(officeChat, officeClerk, "/update")
	o.say(officeChat, officeClerk, "/update 145/150")
	o.say(officeChat, officeClerk, "/update 99 145/150")
	o.say(officeChat, officeClerk, "/update 3.1 100%")
	o.say(officeChat, officeClerk, "/update 9")
	o.say(officeChat, officeClerk, "/update 24 xong")
	o.say(officeChat, officeClerk, "/update 3 xong")
	o.say(officeChat, officeClerk, "/update 3 97,5%")
	o.say(officeChat, officeClerk, "/update 3 1,234")
	o.say(officeChat, officeClerk, "/update 2: mạng lỗi")
	o.transcript(officeChat, "figures")
}

// Money is read in tỷ, triệu and đồng, and held against "trên 70%" exactly.
func TestMoney(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-11-04 09:00")
	list := o.say(financeChat, financeClerk, "/tasks")
	o.begin(financeChat)
	o.reply(list, financeClerk, "13: 1,4 tỷ/2,1 tỷ")
	o.counts(13, "a", "TCKT", "1400000000/2100000000")
	o.say(financeChat, financeClerk, "/capnhat 13 1 tỷ 470 triệu/2,1 tỷ")
	o.say(financeChat, financeClerk, "/capnhat 13 1,5 tỷ/2,1 tỷ")
	o.counts(13, "a", "TCKT", "1500000000/2100000000")
	o.transcript(financeChat, "money")
}

// A milestone is done or not; asking about one task, the answer needs no number.
func TestMilestone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	task := o.say(cultureChat, cultureClerk, "/task 2")
	o.begin(cultureChat)
	o.reply(task, cultureClerk, "chưa")
	o.counts(2, "a", "VHXH", "not_done")
	o.reply(task, cultureClerk, "xong")
	o.counts(2, "a", "VHXH", "done")
	o.reply(task, cultureClerk, "97%")
	o.reply(task, cultureClerk, "chưa")
	o.say(cultureChat, cultureClerk, "/tasks xong")
	o.transcript(cultureChat, "milestone")
	o.counts(2, "a", "VHXH", "done")
}

// Task 1 has two targets: the mark names one, without it the bot asks.
func TestTwoTargets(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-04 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.begin(officeChat)
	o.reply(list, officeClerk, "1a: 2/4")
	o.counts(1, "a", "VPTK", "2/4")
	asked := o.reply(list, officeClerk, "1: 3/4")
	o.press(asked, officeClerk, "3/4 = 75% · b)")
	o.counts(1, "b", "VPTK", "3/4")
	o.reply(list, officeClerk, "1b: 4/4\n1a: 3/4")
	o.counts(1, "a", "VPTK", "3/4")
	o.counts(1, "b", "VPTK", "4/4")
	o.say(officeChat, officeClerk, "/task 1")
	o.transcript(officeChat, "two_targets")
}

// Task 14 is judged unit by unit: each reports its own, the office any of them.
func TestPerUnit(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(justiceChat, justiceClerk, "/update 14 20/50")
	o.say(cultureChat, cultureClerk, "/update 14 40/50")
	o.counts(14, "a", "TPHT", "20/50")
	o.counts(14, "a", "VHXH", "40/50")
	o.say(officeChat, officeClerk, "/tasks chưa đạt")
	o.say(officeChat, officeClerk, "/update 14 TPHT 30/50")
	o.counts(14, "a", "TPHT", "30/50")
	o.say(officeChat, officeClerk, "/update 14 33/50")
	o.counts(14, "a", "VPTK", "33/50")
	o.say(officeChat, officeClerk, "/update 14 UBNDX 33/50")
	o.say(officeChat, officeClerk, "/update 14 LANHDAO 33/50")
	o.say(justiceChat, justiceClerk, "/update 14 VHXH 33/50")
	o.say(justiceChat, justiceClerk, "/tasks")
	o.say(officeChat, officeClerk, "/task 14")
	o.transcript(officeChat, "per_unit_office")
	o.transcript(justiceChat, "per_unit_justice")
	o.transcript(cultureChat, "per_unit_culture")
}

// Tasks 6 and 7 are led by all units together: their figures add up.
func TestGroupLed(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(justiceChat, justiceClerk, "/update 6 1 kiến nghị\n7 2/3")
	o.say(cultureChat, cultureClerk, "/update 6 2 kiến nghị\n7 4/4")
	o.transcript(justiceChat, "group_led_justice")
	o.transcript(cultureChat, "group_led_culture")
	o.say(officeChat, officeClerk, "/task 6")
	o.say(officeChat, officeClerk, "/task 7")
	o.transcript(officeChat, "group_led_office")
	o.counts(6, "a", "TPHT", "1")
	o.counts(6, "a", "VHXH", "2")
}

// What is said beside a figure is repeated and kept with it, be it asked about first.
func TestNoteBesideTheFigure(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150 do mạng <b>lỗi</b> 2 ngày")
	asked := o.say(officeChat, officeClerk, "/update 9 5/150 hồ sơ chưa giải quyết, chờ bổ sung giấy tờ")
	o.counts(9, "a", "VPTK", "145/150")
	o.press(asked, officeClerk, "Đúng, ghi")
	o.counts(9, "a", "VPTK", "5/150")
	o.say(officeChat, officeClerk, "/undo 9 nhập nhầm số hồ sơ")
	o.counts(9, "a", "VPTK", "145/150")
	o.say(officeChat, officeClerk, "/history 9")
	o.transcript(officeChat, "figure_note")
}
