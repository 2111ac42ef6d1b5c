package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

const (
	forumChat = -1000000000021
	plainChat = -5001
)

// A topic may belong to a unit of its own: it is answered there, the rest of the group elsewhere, and where the topic
// cannot be written to any more, outside of topics.
func TestWireTopics(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	_, err := o.door.AddChat(o.ctx(), emulator.NewChat{
		ID: forumChat, Type: "supergroup", IsForum: true, Title: "Xã", Members: []int64{operator, justiceClerk}, Bot: "member",
	})
	o.must(err)
	topic, err := o.door.AddTopic(o.ctx(), emulator.NewTopic{Chat: forumChat, Name: "Tư pháp"})
	o.must(err)
	o.settled() // greeted
	says := func(thread int, user int64, text string) emulator.Msg {
		t.Helper()
		sent := o.sends(emulator.Sending{Chat: forumChat, Thread: thread, User: user, Text: text})
		answer := o.answer(forumChat, sent)
		if answer.Thread != thread {
			t.Errorf("%q in topic %d was answered in %d", text, thread, answer.Thread)
		}
		return answer
	}
	says(topic.ID, operator, "/bind@planbot_story sonky/TPHT")
	says(0, operator, "/bind@planbot_story sonky/VPTK")
	wants(t, says(0, justiceClerk, "/tasks@planbot_story").Text, "Văn phòng - thống kê xã")
	list := says(topic.ID, justiceClerk, "/tasks@planbot_story")
	wants(t, list.Text, "Tư pháp")
	answer := o.reply(list, justiceClerk, "14: 30/40")
	if answer.Thread != topic.ID {
		t.Errorf("a figure in topic %d was answered in %d", topic.ID, answer.Thread)
	}
	o.wantCounted(14, "TPHT", "30/40")

	for _, state := range []emulator.NewTopic{{Chat: forumChat, ID: topic.ID, Closed: true}, {Chat: forumChat, ID: topic.ID, Deleted: true}} {
		o.stop()
		sent := o.sends(emulator.Sending{Chat: forumChat, Thread: topic.ID, User: justiceClerk, Text: "/tasks@planbot_story"})
		_, err := o.door.AddTopic(o.ctx(), state)
		o.must(err)
		o.start()
		if got := o.answer(forumChat, sent); got.Thread != 0 {
			t.Errorf("with the topic %+v the answer went to %d", state, got.Thread)
		}
		if state.Closed {
			_, err = o.door.AddTopic(o.ctx(), emulator.NewTopic{Chat: forumChat, ID: topic.ID})
			o.must(err)
		}
	}
}

// What went outside of a topic because that is closed is answered and tapped there as in the topic, and so is what
// that is answered by. Words that answer nothing are not the topic's. The operators hear of it.
func TestWireClosedTopic(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	_, err := o.door.AddChat(o.ctx(), emulator.NewChat{
		ID: forumChat, Type: "supergroup", IsForum: true, Title: "Xã", Members: []int64{operator, justiceClerk}, Bot: "member",
	})
	o.must(err)
	topic, err := o.door.AddTopic(o.ctx(), emulator.NewTopic{Chat: forumChat, Name: "Tư pháp"})
	o.must(err)
	unit, _ := o.plan.Unit("TPHT")
	o.must(o.store.Bind(o.ctx(), plan.Binding{Chat: forumChat, Thread: topic.ID}, o.plan.Commune.ID, unit.ID, o.clock.Now()))
	o.settled()
	o.stop()
	sent := o.sends(emulator.Sending{Chat: forumChat, Thread: topic.ID, User: justiceClerk, Text: "/tasks@planbot_story"})
	_, err = o.door.AddTopic(o.ctx(), emulator.NewTopic{Chat: forumChat, ID: topic.ID, Closed: true})
	o.must(err)
	o.start()
	list := o.answer(forumChat, sent)
	if list.Thread != 0 {
		t.Fatalf("the answer went to topic %d", list.Thread)
	}
	wants(t, o.reply(list, justiceClerk, "14: 30/40").Text, "Đã ghi nhận")
	o.wantCounted(14, "TPHT", "30/40")
	o.press(list, justiceClerk, "Cập nhật")
	o.settled()
	recorded := o.fromBot(forumChat, list.ID)[0]
	wants(t, o.reply(recorded, justiceClerk, "31/40").Text, "31/40")
	o.wantCounted(14, "TPHT", "31/40")
	wants(t, o.say(forumChat, justiceClerk, "/tasks@planbot_story").Text, "chưa gắn với bộ phận nào")

	waiting, _, err := o.store.Backlog(o.ctx(), o.clock.Now())
	o.must(err)
	if waiting != 1 {
		t.Errorf("%d letters wait, want the one to the operator", waiting)
	}
}

// plainGroup makes a small group of the justice unit.
func (o *office) plainGroup() {
	o.tb.Helper()
	_, err := o.door.AddChat(o.ctx(), emulator.NewChat{
		ID: plainChat, Type: "group", Title: "Tư pháp", Members: []int64{justiceClerk}, Bot: "administrator",
	})
	o.must(err)
	unit, _ := o.plan.Unit("TPHT")
	o.must(o.store.Bind(o.ctx(), plan.Binding{Chat: plainChat}, o.plan.Commune.ID, unit.ID, o.clock.Now()))
	o.settled()
}

// A group becomes a supergroup while the bot looks on: the unit goes with it.
func TestWireMigration(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.plainGroup()
	o.say(plainChat, justiceClerk, "/tasks")
	moved, err := o.door.Migrate(o.ctx(), plainChat)
	o.must(err)
	wants(t, o.answer(moved, 0).Text, "Tư pháp")
	o.must(o.door.Redeliver(o.ctx(), 2, true))
	o.settled()
	wantOne(t, "greetings", o.fromBot(moved, 0))
	list := o.say(moved, justiceClerk, "/tasks")
	o.reply(list, justiceClerk, "14: 30/40")
	o.wantCounted(14, "TPHT", "30/40")
}

// A group becomes a supergroup while the bot is away: what was said in the old one counts, and is answered in the new.
func TestWireMigrationWhileAway(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.plainGroup()
	list := o.say(plainChat, justiceClerk, "/tasks")
	o.stop()
	o.replies(list, justiceClerk, "14: 30/40")
	o.replies(list, justiceClerk, "14: 31/40")
	o.tap(list, justiceClerk, "list:all:1")
	moved, err := o.door.Migrate(o.ctx(), plainChat)
	o.must(err)
	o.start()
	o.settled()
	o.wantRecorded(14, 2)
	o.wantCounted(14, "TPHT", "31/40")
	got := texts(o.fromBot(moved, 0))
	if len(got) != 4 {
		t.Errorf("in the new group: %q, want two answers, a list and a greeting", got)
	}
	wants(t, strings.Join(got, "\n"), "30/40", "31/40", "tất cả", "nâng cấp")
}

// Nobody in particular: an anonymous administrator and a channel are told once, a linked channel's post is no word to us.
func TestWireNobody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: officeChat, User: officeClerk, Status: "administrator"}))
	for _, mask := range []string{"anonymous", "channel"} {
		for _, text := range []string{"9: 145/150", "/update 9 145/150", "/undo", "/bind TPHT"} {
			sent := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, As: mask, Text: text, ReplyTo: list.ID})
			wants(t, o.answer(officeChat, sent).Text, "ẩn danh")
		}
	}
	for _, text := range []string{"/tasks", "9: 145/150", "/update 9 145/150"} {
		sent := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, As: "linked", Text: text, ReplyTo: list.ID})
		o.settled()
		if got := o.fromBot(officeChat, sent); len(got) != 0 {
			t.Errorf("%q of a linked channel was answered by %q", text, texts(got))
		}
	}
	o.wantRecorded(9, 0)
}

// Who brings the bot back decides: a stranger gets an unbound group, staff and operators get theirs. A bot that was
// muted was never away.
func TestWireKickedAndBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	unit, _ := o.plan.Unit("TPHT")
	o.must(o.store.AddStaff(o.ctx(), o.plan.Commune.ID, justiceClerk, "Công chức Tư pháp",
		plan.Membership{Unit: unit.ID, Role: plan.Clerk}, calendar.NewDate(2024, 1, 1)))
	moves := func(status string, by int64) {
		t.Helper()
		o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: justiceChat, Status: status, By: by}))
		o.settled()
	}
	for _, by := range []struct {
		who   int64
		bound bool
	}{{passerBy, false}, {officeClerk, false}, {justiceClerk, true}, {operator, true}} {
		moves("kicked", passerBy)
		if !o.unbound(justiceChat) {
			t.Fatal("a group without the bot counts as reachable")
		}
		moves("administrator", by.who)
		if bound := !o.unbound(justiceChat); bound != by.bound {
			t.Errorf("brought back by %d: bound %v, want %v", by.who, bound, by.bound)
		}
	}
	moves("restricted", passerBy)
	moves("administrator", passerBy)
	wants(t, o.say(justiceChat, justiceClerk, "/tasks").Text, "Tư pháp")

	moves("kicked", passerBy)
	moves("restricted", passerBy)
	moves("administrator", passerBy)
	if !o.unbound(justiceChat) {
		t.Error("a stranger got the group by adding the bot muted first")
	}
}

// A muted bot says nothing, gives up at once, and is heard again afterwards.
func TestWireMuted(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: justiceChat, Status: "restricted", By: justiceClerk}))
	o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/update 14 30/40"})
	o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/update@planbot_story 14 31/40"})
	o.settled()
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: justiceChat, Status: "administrator", By: justiceClerk}))
	o.say(justiceChat, justiceClerk, "/tasks")
	o.wantCounted(14, "TPHT", "31/40")
}
