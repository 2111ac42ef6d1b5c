package emulator_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"planbot/bot/telegram/emulator"
)

func TestPrivacyMode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	seen := func(want bool, in emulator.Sending) {
		t.Helper()
		in.Chat, in.User = w.group, w.clerk
		if sent := must(w.Send(t.Context(), in))(t); (sent.UpdateID != 0) != want {
			t.Errorf("%+v: got seen %v, want %v", in, !want, want)
		}
	}
	seen(false, emulator.Sending{Text: "145/150"})
	seen(false, emulator.Sending{Text: "/tasks"})
	seen(true, emulator.Sending{Text: "/tasks@PlanBot overdue"})
	seen(false, emulator.Sending{Text: "/tasks@other_bot"})
	seen(false, emulator.Sending{Text: "see /tasks@planbot"})
	ours := w.botSays("list")
	seen(true, emulator.Sending{Text: "/tasks"})
	seen(true, emulator.Sending{Text: "145/150", ReplyTo: ours})
	seen(false, emulator.Sending{Text: "145/150"})
	bot := must(w.AddUser(t.Context(), emulator.User{FirstName: "Other", IsBot: true}))(t)
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, User: bot.ID, Status: "member"}))
	must(w.Say(t.Context(), w.group, bot.ID, "hello"))(t)
	seen(false, emulator.Sending{Text: "/tasks"})
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, Status: "administrator"}))
	seen(true, emulator.Sending{Text: "145/150"})
}

func TestNobodyInParticular(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "supergroup")
	for as, want := range map[string]int64{"anonymous": 1087968824, "channel": 136817688, "linked": 777000} {
		must(w.Send(t.Context(), emulator.Sending{Chat: w.group, User: w.admin, Text: "x", As: as}))(t)
		u := w.updates()
		if len(u) != 1 || u[0].Message.From.ID != want || u[0].Message.Sender == nil {
			t.Fatalf("%s: got %+v, want from %d with a sender_chat", as, u, want)
		}
		if own := u[0].Message.Sender.ID == w.group; own != (as == "anonymous") {
			t.Errorf("%s: sender_chat is %d", as, u[0].Message.Sender.ID)
		}
	}
	if _, err := w.Send(t.Context(), emulator.Sending{Chat: w.group, User: w.clerk, Text: "x", As: "anonymous"}); err == nil {
		t.Error("a plain member wrote anonymously")
	}
}

func TestKickAndReturn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "supergroup")
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, Status: "kicked", By: w.admin}))
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a"), 403, "bot was kicked from the supergroup chat")
	if sent := w.say(w.clerk, "/tasks@planbot"); sent.UpdateID != 0 {
		t.Error("a kicked bot saw a message")
	}
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, Status: "left"}))
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a"), 403, "bot is not a member of the supergroup chat")
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, Status: "administrator", By: w.admin}))
	w.botSays("back")
	u := w.updates()
	if len(u) != 4 || u[0].MyChat == nil || u[1].MyChat == nil || u[2].MyChat == nil || u[3].Message == nil {
		t.Errorf("got %+v, want three my_chat_member and new_chat_members", u)
	}
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, Status: "restricted"}))
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a"), 400, "not enough rights")
}

func TestPrivateChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.wants(w.call("sendMessage", "chat_id", w.clerk, "text", "a"), 400, "chat not found")
	if sent := must(w.Say(t.Context(), w.clerk, w.clerk, "hello"))(t); sent.UpdateID == 0 {
		t.Error("a private message was not seen")
	}
	w.ok(w.call("sendMessage", "chat_id", w.clerk, "text", "a"))
	w.check(w.Block(t.Context(), w.clerk, true))
	w.wants(w.call("sendMessage", "chat_id", w.clerk, "text", "a"), 403, "bot was blocked by the user")
	w.check(w.Block(t.Context(), w.clerk, false))
	w.ok(w.call("sendMessage", "chat_id", w.clerk, "text", "a"))
}

func TestMigration(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	next := must(w.Migrate(t.Context(), w.group))(t)
	u := w.updates()
	if len(u) != 2 || u[0].Message.Migrate != next || u[1].Message.Migrated != w.group {
		t.Fatalf("got %+v, want both service messages", u)
	}
	r := w.call("sendMessage", "chat_id", w.group, "text", "a")
	w.wants(r, 400, "group chat was upgraded to a supergroup chat")
	if r.Parameters.MigrateTo != next {
		t.Errorf("got migrate_to_chat_id %d, want %d", r.Parameters.MigrateTo, next)
	}
	w.ok(w.call("sendMessage", "chat_id", next, "text", "a"))
	if _, err := w.Say(t.Context(), w.group, w.clerk, "x"); err == nil {
		t.Error("the old group took a message")
	}
}

func TestTopics(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "forum")
	topic := must(w.AddTopic(t.Context(), emulator.NewTopic{Chat: w.group, Name: "Justice"}))(t)
	sent := must(w.Send(t.Context(), emulator.Sending{Chat: w.group, Thread: topic.ID, User: w.clerk, Text: "x"}))(t)
	must(w.Say(t.Context(), w.group, w.clerk, "general"))(t)
	u := w.updates()
	m := u[1].Message
	if !m.IsTopic || m.Thread != topic.ID || m.Reply == nil || m.Reply.ID != topic.ID || m.Reply.Topic == nil {
		t.Errorf("got %+v, want a topic message that quotes the topic's beginning", m)
	}
	if g := u[2].Message; g.IsTopic || g.Thread != 0 {
		t.Errorf("got %+v, want no thread in General", g)
	}
	id := w.botSays("a", "reply_parameters", fmt.Sprintf(`{"message_id":%d}`, sent.MessageID))
	if got := must(w.Message(t.Context(), w.group, id))(t); got.Thread != topic.ID {
		t.Errorf("a reply went to thread %d, want %d", got.Thread, topic.ID)
	}
	for _, thread := range []int{1, 999} {
		w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a", "message_thread_id", thread), 400, "message thread not found")
	}
	must(w.AddTopic(t.Context(), emulator.NewTopic{Chat: w.group, ID: topic.ID, Closed: true}))(t)
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a", "message_thread_id", topic.ID), 400, "TOPIC_CLOSED")
	must(w.AddTopic(t.Context(), emulator.NewTopic{Chat: w.group, ID: topic.ID, Deleted: true}))(t)
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a", "message_thread_id", topic.ID), 400, "message thread not found")
}

func TestReplyThreadIsNoTopic(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "supergroup")
	id := w.botSays("list")
	must(w.Send(t.Context(), emulator.Sending{Chat: w.group, User: w.clerk, Text: "5", ReplyTo: id}))(t)
	if m := w.updates()[0].Message; m.Thread != id || m.IsTopic {
		t.Errorf("got thread %d, topic %v, want %d, false", m.Thread, m.IsTopic, id)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	status := func(user int64) string {
		var m struct{ Status string }
		w.check(json.Unmarshal(w.ok(w.call("getChatMember", "chat_id", w.group, "user_id", user)).Result, &m))
		return m.Status
	}
	w.check(w.Move(t.Context(), emulator.Moving{Chat: w.group, User: w.clerk, Status: "left"}))
	if a, b := status(w.clerk), status(w.admin); a != "left" || b != "administrator" {
		t.Errorf("got %s, %s, want left, administrator", a, b)
	}
	if _, err := w.Say(t.Context(), w.group, w.clerk, "x"); err == nil {
		t.Error("a former member wrote")
	}
	var admins []json.RawMessage
	w.check(json.Unmarshal(w.ok(w.call("getChatAdministrators", "chat_id", w.group)).Result, &admins))
	if len(admins) != 1 {
		t.Errorf("got %d administrators, want 1", len(admins))
	}
	w.ok(w.call("getChat", "chat_id", w.group))
}
