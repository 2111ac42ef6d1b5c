package bot_test

import (
	"context"
	"strings"
	"testing"

	"planbot/bot"
	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// stumbling is told to wait by Telegram when it sends its first album.
type stumbling struct {
	bot.Messenger
	stumbled bool
}

func (s *stumbling) Send(ctx context.Context, m telegram.Outgoing) (telegram.Sent, error) {
	if len(m.Files) > 1 && !s.stumbled {
		s.stumbled = true
		return telegram.Sent{}, &telegram.APIError{Method: "sendMediaGroup", Code: 429, RetryAfter: 1}
	}
	return s.Messenger.Send(ctx, m)
}

// An answer of several messages goes on where Telegram asked to wait, and says nothing twice.
func TestWireAnswerGoesOnWithItsFiles(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	page := o.say(cultureChat, cultureClerk, "/task 2")
	for _, contents := range []string{"a", "b"} {
		o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: file("a.pdf", contents)})
	}
	list := o.say(cultureChat, cultureClerk, "/evidence 2")
	o.stop()
	o.startWith(func(in *bot.Inbox) { in.Post = &stumbling{Messenger: in.Post} })
	o.press(list, cultureClerk, "Gửi lại tệp (2)")
	o.settled()
	said, files := 0, 0
	for _, m := range o.fromBot(cultureChat, list.ID) {
		if strings.Contains(m.Text, "Tệp minh chứng (2)") {
			said++
		}
		if m.File != nil {
			files++
		}
	}
	if said != 1 || files != 2 {
		t.Errorf("%d heads and %d files, want one head and two files", said, files)
	}
}

// Where Telegram does not give a file any more, the chat is told so.
func TestWireFileIsGone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	task, _ := o.plan.Task(2)
	unit, _ := o.plan.Unit("VHXH")
	_, _, err := o.store.FileEvidence(o.ctx(), plan.Filing{
		Commune: o.plan.Commune.ID, Task: task, Unit: unit.ID, Source: plan.Source{Chat: cultureChat, Message: 1},
		Author: plan.Author{ID: cultureClerk}, Items: []plan.Evidence{{Kind: plan.ProofFile, SHA256: "ab", Name: "a.pdf", File: "of another bot"}},
	}, o.clock.Now())
	o.must(err)
	list := o.say(cultureChat, cultureClerk, "/evidence 2")
	o.press(list, cultureClerk, "Gửi lại tệp (1)")
	wants(t, o.last(cultureChat).Text, "Telegram không còn giữ tệp này")
}

// A group that takes no pictures is told so; it is not taken for one that takes no words.
func TestWireNoPicturesInTheGroup(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: leadersChat, Status: "administrator", WordsOnly: true}))
	page, told := o.board(leadersChat, chairman, "/overview")
	wants(t, page.Text, "24 nhiệm vụ")
	wants(t, told.Text, message.FileForbidden)
	o.settled()
	place, err := o.store.Place(o.ctx(), leadersChat, 0, chairman, o.today())
	o.must(err)
	if place.Muted {
		t.Error("the group counts as muted")
	}
}
