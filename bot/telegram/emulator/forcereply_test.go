package emulator_test

import (
	"fmt"
	"slices"
	"testing"

	"planbot/bot/telegram/emulator"
)

// A reply opens for whom the message mentions or answers, and its message takes no edit.
func TestForceReply(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "supergroup")
	const selective = `{"force_reply":true,"input_field_placeholder":"Reason","selective":true}`
	theirs := w.say(w.admin, "x").MessageID
	mention := fmt.Sprintf(`<a href="tg://user?id=%d">Clerk</a> <a href="tg://user?id=5">nobody</a>`, w.clerk)
	asking := w.call("sendMessage", "chat_id", w.group, "text", mention, "parse_mode", "HTML", "reply_markup", selective).id()
	for name, want := range map[string]struct {
		id  int
		who []int64
	}{
		"mention": {asking, []int64{w.clerk}},
		"answer": {w.call("sendMessage", "chat_id", w.group, "text", "a", "reply_markup", selective,
			"reply_parameters", fmt.Sprintf(`{"message_id":%d}`, theirs)).id(), []int64{w.admin}},
		"nobody":    {w.call("sendMessage", "chat_id", w.group, "text", "a", "reply_markup", selective).id(), nil},
		"everybody": {w.call("sendMessage", "chat_id", w.group, "text", "a", "reply_markup", `{"force_reply":true}`).id(), nil},
	} {
		got := must(w.Message(t.Context(), w.group, want.id))(t).Asks
		if got == nil || !slices.Equal(got.Users, want.who) || got.Selective == (name == "everybody") {
			t.Errorf("%s: got %+v, want %v", name, got, want.who)
		}
	}
	w.wants(w.call("editMessageText", "chat_id", w.group, "message_id", asking, "text", "b"), 400, "message can't be edited")
	w.wants(w.call("sendMessage", "chat_id", w.group, "text", "a", "reply_markup",
		`{"force_reply":true,"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}`), 400, "reply_markup")
}
