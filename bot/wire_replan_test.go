package bot_test

import (
	"slices"
	"testing"

	"planbot/storage/plan"
)

// The plan is imported again with other numbers while a list from before stands in the chat: its numbers mean what
// they meant. A task that is gone is refused, also where a question about it is still open.
func TestWireReplyToAnOldList(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/find hồ sơ")
	wants(t, list.Text, "8 · ", "9 · 3.4.2", "15 · ")
	shown := o.say(officeChat, officeClerk, "/task 9")
	question := o.reply(o.say(officeChat, officeClerk, "/task 16"), officeClerk, "50/40")
	wants(t, question.Text, "16", "50/40")

	o.replan(func(p *plan.Plan) { renumber(p, 9, 15) })
	wants(t, o.say(officeChat, officeClerk, "/task 15").Text, "3.4.2")
	wants(t, o.reply(shown, officeClerk, "145/150").Text, "145/150", "3.4.2")
	o.wantCounted(15, "VPTK", "145/150")
	o.wantCounted(9, "VPTK", "")
	wants(t, o.reply(list, officeClerk, "9: 146/150").Text, "146/150", "15 · 3.4.2")
	wants(t, o.reply(list, officeClerk, "15: 40/50").Text, "40/50", "9 · ")
	o.wantCounted(15, "VPTK", "146/150")
	o.wantCounted(9, "VPTK", "40/50")

	o.replan(func(p *plan.Plan) {
		renumber(p, 9, 15)
		p.Tasks = slices.DeleteFunc(p.Tasks, func(t plan.Task) bool { return t.No == 15 || t.No == 16 })
	})
	wants(t, o.reply(shown, officeClerk, "147/150").Text, "không còn trong kế hoạch")
	toast := o.press(question, officeClerk, "Đúng, ghi")
	wants(t, toast.Text, "không còn trong kế hoạch")
	if !toast.Alert {
		t.Error("a question about a task that is gone: want an alert")
	}
	if toast := o.forge(shown, officeClerk, shown.Buttons[0][0].Data); toast.Text == "" {
		t.Error("a button of a task that is gone says nothing")
	}
}

// renumber exchanges the numbers of two tasks.
func renumber(p *plan.Plan, a, b int) {
	for i := range p.Tasks {
		switch p.Tasks[i].No {
		case a:
			p.Tasks[i].No = b
		case b:
			p.Tasks[i].No = a
		}
	}
}
