package bot_test

import (
	"testing"

	"planbot/bot/telegram/emulator"
)

// The process dies after it has done what was asked and before it could say so. The next one says it, and does
// nothing twice.
func TestWireDiesBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")

	var sent int
	dies := func(act func()) emulator.Msg {
		t.Helper()
		o.dies(act)
		o.start()
		answer := o.answer(officeChat, sent)
		o.settled()
		return answer
	}
	says := func(text string) func() {
		return func() { sent = o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: text}) }
	}

	answer := dies(func() { sent = o.replies(list, officeClerk, "9: 145/150") })
	wants(t, answer.Text, "Đã ghi nhận", "145/150")
	wantOne(t, "answers to the figure", o.answersTo(officeChat, sent))
	o.wantRecorded(9, 1)

	corrected := sent
	answer = dies(func() { sent = answer.ID; o.edit(officeChat, corrected, officeClerk, "9: 146/150") })
	wants(t, answer.Text, "Đã sửa số liệu", "146/150")
	o.wantRecorded(9, 2)

	o.say(officeChat, officeClerk, "/update 15 40/50")
	o.say(officeChat, officeClerk, "/update 16 40/40")
	answer = dies(says("/undo"))
	wants(t, answer.Text, "Đã hoàn tác", "16")
	o.wantCounted(16, "VPTK", "")
	o.wantCounted(15, "VPTK", "40/50")
	o.wantCounted(9, "VPTK", "146/150")

	answer = o.say(officeChat, officeClerk, "/update 16 39/40")
	answer = dies(func() { sent = answer.ID; o.tap(answer, officeClerk, answer.Buttons[0][0].Data) })
	wants(t, answer.Text, "Đã hoàn tác", "39/40")
	o.wantCounted(16, "VPTK", "")

	answer = dies(says("/update 9 147/150\n15 60/50"))
	o.wantRecorded(9, 3)
	o.wantCounted(15, "VPTK", "40/50")
	all := o.answersTo(officeChat, sent)
	if len(all) != 2 {
		t.Fatalf("a figure and a doubt are answered by %q", texts(all))
	}
	wants(t, all[0].Text, "147/150")

	question := all[1]
	before := o.fromBot(officeChat, question.ID)
	o.dies(func() { o.tap(question, officeClerk, question.Buttons[0][0].Data) })
	o.start()
	o.settled()
	o.wantCounted(15, "VPTK", "60/50")
	wants(t, o.current(question).Text, "60/50")
	if after := o.fromBot(officeChat, question.ID); len(after) != len(before) {
		t.Errorf("an answered question led to %q besides its own change", texts(after))
	}
}

func (o *office) tap(m emulator.Msg, user int64, data string) {
	o.tb.Helper()
	_, err := o.door.Tap(o.ctx(), emulator.Tapping{Chat: m.Chat, Message: m.ID, User: user, Data: data})
	o.must(err)
}

// What happens between two tries is no reason to ask about a figure that counts already.
func TestWireKnownFigureIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(financeChat, financeClerk, "/tasks")
	var sent int
	o.dies(func() { sent = o.replies(list, financeClerk, "19: 40/100") })
	task, _ := o.plan.Task(19)
	unit, _ := o.plan.Unit("TCKT")
	o.report(task.Targets[0].ID, unit.ID, financeChat, sent+100, "90/100")
	o.start()
	wants(t, o.answer(financeChat, sent).Text, "Đã ghi nhận")
	o.settled()
	o.wantRecorded(19, 2)
	o.wantCounted(19, "TCKT", "90/100")
}

// A code that was used up by a process that died is good for the group that used it.
func TestWireDiesAfterBinding(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	unit, _ := o.plan.Unit("MOTCUA")
	o.must(o.store.IssueCode(o.ctx(), "G-23456789", o.plan.Commune.ID, unit.ID, officeClerk, o.clock.Now().Add(codeLife)))
	var sent int
	o.dies(func() { sent = o.sends(emulator.Sending{Chat: strayChat, User: passerBy, Text: "/bind G-23456789"}) })
	o.start()
	wants(t, o.answer(strayChat, sent).Text, "Đã gắn nhóm này", unit.Name)
	wants(t, o.say(officeChat, officeClerk, "/bind G-23456789").Text, "Mã không đúng")
}

// A Telegram that swallows the answer whole does not keep the process from stopping, nor the answer from going out.
func TestWireStopsWhileSending(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.fails(emulator.Fault{Method: "sendMessage", Chat: officeChat, Kind: "500", Count: -1})
	sent := o.replies(list, officeClerk, "9: 145/150")
	o.until("the figure counts", func() bool { return o.counted(9, "a", "VPTK") == "145/150" })
	o.stop()
	o.must(o.door.Heal(o.ctx()))
	o.start()
	wants(t, o.answer(officeChat, sent).Text, "145/150")
	o.settled()
	wantOne(t, "answers", o.answersTo(officeChat, sent))
	o.wantRecorded(9, 1)
}
