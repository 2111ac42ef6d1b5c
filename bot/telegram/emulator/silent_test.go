package emulator_test

import (
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

func TestSilentMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	before := must(w.State(t.Context()))(t).Seq
	loud := w.botSays("loud")
	quiet := w.botSays("quiet", "disable_notification", "true")
	w.ok(w.call("editMessageText", "chat_id", w.group, "message_id", quiet, "text", "changed"))

	for id, want := range map[int]bool{loud: false, quiet: true} {
		if got := must(w.Message(t.Context(), w.group, id))(t).Silent; got != want {
			t.Errorf("message %d: got silent %v, want %v", id, got, want)
		}
	}
	events, _, err := w.Events(t.Context(), before, time.Second)
	w.check(err)
	for i, want := range []bool{false, true, true} {
		if got := events[i].Message.Silent; got != want {
			t.Errorf("%s of %q: got silent %v, want %v", events[i].Kind, events[i].Message.Text, got, want)
		}
	}
	told := must(w.Transcript(t.Context(), w.group))(t)
	if want := "planbot: loud\nplanbot (silent): quiet\nplanbot (edited): changed\n"; !strings.HasSuffix(told, want) {
		t.Errorf("got %q, want it to end with %q", told, want)
	}
}
