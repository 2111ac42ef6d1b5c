package bot_test

import (
	"testing"
	"time"

	"planbot/storage/plan"
)

// Editing the message corrects the figure; an edit without change is silent; naming another task moves the figure.
func TestEdit(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	task := o.say(officeChat, officeClerk, "/task 9")
	o.begin(officeChat)
	first := o.reply(task, officeClerk, "145/150")
	o.later(2 * time.Minute)
	o.edits(first, officeClerk, "148/150")
	o.counts(9, "a", "VPTK", "148/150")
	o.later(time.Minute)
	o.editsUnheard(first, officeClerk, "148/150 ")
	o.later(time.Minute)
	o.edits(first, officeClerk, "8: 148/150")
	o.counts(9, "a", "VPTK", "")
	o.counts(8, "a", "VPTK", "148/150")
	o.later(time.Minute)
	o.edits(first, officeClerk, "nhầm nhé")
	o.counts(8, "a", "VPTK", "148/150")
	o.say(officeChat, officeClerk, "/history 9")
	o.say(officeChat, officeClerk, "/history 8")
	o.transcript(officeChat, "edit")
}

// A command that was edited is read again; a line that was left out of a message no longer counts.
func TestEditCommand(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	first := o.say(officeChat, officeClerk, "/update 9 145/150\n3 2 sáng kiến")
	o.later(time.Minute)
	o.edits(first, officeClerk, "/update 9 147/150\n3 2 sáng kiến")
	o.counts(9, "a", "VPTK", "147/150")
	o.later(time.Minute)
	o.edits(first, officeClerk, "/update 9 147/150")
	o.counts(3, "a", "VPTK", "")
	o.transcript(officeChat, "edit_command")
}

// One may take one's last figure back for ten minutes, and with it comes what counted before.
func TestUndo(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(justiceChat, justiceClerk, "/update 14 30/50")
	o.later(5 * time.Minute)
	o.say(justiceChat, justiceClerk, "/update 14 40/50")
	o.say(justiceChat, justiceSecond, "/undo")
	o.say(justiceChat, justiceClerk, "/undo")
	o.counts(14, "a", "TPHT", "30/50")
	o.later(6 * time.Minute)
	o.say(justiceChat, justiceClerk, "/hoantac")
	o.say(justiceChat, justiceClerk, "/undo 14 nhập nhầm")
	o.counts(14, "a", "TPHT", "30/50")
	o.say(officeChat, officeClerk, "/undo 14")
	o.say(officeChat, officeClerk, "/undo 14 nhập nhầm kỳ")
	o.counts(14, "a", "TPHT", "")
	o.say(officeChat, officeClerk, "/undo 14 nhập nhầm kỳ")
	o.say(officeChat, officeClerk, "/history 14")
	o.transcript(justiceChat, "undo")
	o.transcript(officeChat, "undo_office")
}

// The button under a confirmation: for its author, for ten minutes, once.
func TestUndoButton(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.join(justiceChat, officeClerk)
	answer := o.say(justiceChat, justiceClerk, "/update 14 30/50")
	o.press(answer, justiceSecond, "Hoàn tác")
	o.press(answer, officeClerk, "Hoàn tác")
	o.counts(14, "a", "TPHT", "30/50")
	o.press(answer, justiceClerk, "Hoàn tác")
	o.press(answer, justiceClerk, "Hoàn tác")
	o.counts(14, "a", "TPHT", "")
	late := o.say(justiceChat, justiceClerk, "/update 14 35/50")
	o.later(11 * time.Minute)
	o.press(late, justiceClerk, "Hoàn tác")
	o.counts(14, "a", "TPHT", "35/50")
	o.transcript(justiceChat, "undo_button")
}

// A replaced figure's button takes nothing back: what counts is newer.
func TestUndoReplaced(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	older := o.say(justiceChat, justiceClerk, "/update 14 30/50")
	o.say(justiceChat, justiceClerk, "/update 14 40/50")
	wants(t, o.press(older, justiceClerk, "Hoàn tác").Text, "đã có số liệu mới hơn")
	o.counts(14, "a", "TPHT", "40/50")
}

// Everything that happened to a figure stands in its history.
func TestHistory(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/history 9")
	first := o.say(officeChat, officeClerk, "/update 9 145/150")
	o.later(3 * time.Minute)
	o.edits(first, officeClerk, "/update 9 146/150")
	o.later(3 * time.Minute)
	o.say(officeChat, operator, "/update 9 147/150")
	o.later(3 * time.Minute)
	o.say(officeChat, operator, "/undo")
	o.say(officeChat, officeClerk, "/update 9 tháng 4: không phát sinh")
	o.say(officeChat, officeClerk, "/undo 9 sai kỳ")
	task := o.say(officeChat, officeClerk, "/task 9")
	o.begin(officeChat)
	o.say(officeChat, officeClerk, "/lichsu 3.4.2")
	o.press(task, officeClerk, "Lịch sử")
	which := o.say(officeChat, officeClerk, "/history 3.1")
	o.press(which, officeClerk, "Nhiệm vụ 6")
	o.say(officeChat, officeClerk, "/history")
	o.transcript(officeChat, "history")
}
