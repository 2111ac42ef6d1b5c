package alert

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// filed words letters as plain does and sends a file with each.
func filed(m plan.Mail, letters []plan.Letter, now time.Time) []message.Composed {
	all := plain(m, letters, now)
	for i := range all {
		all[i].Message.File = &message.File{Name: "letter.docx", Data: []byte("PK")}
	}
	return all
}

// Whatever goes wrong with a letter that is a file, it ends as one that is not.
func TestDispatcherFileFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    string
		record  string
		finally []string
	}{
		{"429", "wait 7s", []string{"letter 1"}},
		{"403", "gone 0s", nil},
		{"500", "passing 2s", []string{"letter 1"}},
		{"html502", "passing 2s", []string{"letter 1"}},
		{"cut_before", "unknown 3s", []string{"letter 1 again"}},
		{"cut_after", "unknown 3s", []string{"letter 1", "letter 1 again"}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1))
			w.d.compose = filed
			w.fails(emulator.Fault{Method: "sendDocument", Kind: c.kind, RetryAfter: 7})
			w.want("record", w.round(), []string{"intend [1]", "undelivered [1] " + c.record, "release"})
			w.box.later()
			w.round()
			w.want("chat in the end", w.shown(firstChat), c.finally)
		})
	}
}

func (w *wire) files(chat int64) (names []string) {
	w.tb.Helper()
	all, err := w.door.Messages(w.tb.Context(), chat)
	w.must(err)
	for _, m := range all {
		if m.From.IsBot && m.File != nil {
			names = append(names, m.File.Name)
		}
	}
	return names
}

// A file goes where its group has moved to.
func TestDispatcherFileFollowsAGroup(t *testing.T) {
	t.Parallel()
	const group = -4000000001
	w := newWire(t, mailTo(group, 1))
	w.d.compose = filed
	w.group(group, "group")
	moved, err := w.door.Migrate(t.Context(), group)
	w.must(err)
	w.round()
	w.want("new chat", w.files(moved), []string{"letter.docx"})
}

// A letter too long to stand under its file goes before it, and its buttons stand under the file.
func TestDispatcherLongLetterWithAFile(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	long := strings.Repeat("a", telegram.MaxCaption+1)
	w.d.compose = func(m plan.Mail, letters []plan.Letter, now time.Time) []message.Composed {
		all := filed(m, letters, now)
		all[0].Message.Items = []string{long}
		all[0].Message.Buttons = [][]message.Button{{{Label: "x", Data: "y"}}}
		return all
	}
	w.round()
	w.want("words", w.shown(firstChat), []string{long, ""})
	w.want("files", w.files(firstChat), []string{"letter.docx"})
	all, err := w.door.Messages(t.Context(), firstChat)
	w.must(err)
	if last := all[len(all)-1]; last.File == nil || len(last.Buttons) != 1 {
		t.Errorf("the last message is %+v, want the file with the buttons", last)
	}
}

// lengthy words a letter too long to stand under its file.
func lengthy(m plan.Mail, letters []plan.Letter, now time.Time) []message.Composed {
	all := filed(m, letters, now)
	for i := range all {
		all[i].Message.Items = append(all[i].Message.Items, strings.Repeat("a", telegram.MaxCaption))
	}
	return all
}

// Where the words of a letter are out and its file fails, the letter comes once more and says so, however often the
// file fails.
func TestDispatcherFileFailsAfterItsWords(t *testing.T) {
	t.Parallel()
	words := func(start string) string { return start + "\n" + strings.Repeat("a", telegram.MaxCaption) }
	for _, c := range []struct {
		kind    string
		count   int
		record  string
		finally []string
		files   int
	}{
		{"429", 1, "unknown 7s", []string{words("letter 1"), words("letter 1 again"), ""}, 1},
		{"500", 1, "unknown 2s", []string{words("letter 1"), words("letter 1 again"), ""}, 1},
		{"429", -1, "unknown 7s", []string{words("letter 1"), words("letter 1 again")}, 0},
		{"403", 1, "gone 0s", []string{words("letter 1")}, 0},
	} {
		t.Run(fmt.Sprint(c.kind, c.count), func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1))
			w.d.compose = lengthy
			w.fails(emulator.Fault{Method: "sendDocument", Kind: c.kind, Count: c.count, RetryAfter: 7})
			w.want("record", w.round(), []string{"intend [1]", "undelivered [1] " + c.record, "release"})
			for range 3 {
				w.box.later()
				w.round()
			}
			w.want("chat in the end", w.shown(firstChat), c.finally)
			if n := len(w.files(firstChat)); n != c.files {
				t.Errorf("%d files came, want %d", n, c.files)
			}
		})
	}
}

// A group that takes words and no files gets the words, with the buttons, and why the file does not come. It is not
// taken for one in which nothing arrives.
func TestDispatcherFilesForbidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		compose func(plan.Mail, []plan.Letter, time.Time) []message.Composed
		want    func(letter string) []string
	}{
		{"under its file", filed, func(letter string) []string {
			return []string{letter + "\n\n" + message.FileForbidden}
		}},
		{"before its file", lengthy, func(letter string) []string {
			return []string{letter + "\n" + strings.Repeat("a", telegram.MaxCaption), message.FileForbidden}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1, 2))
			w.d.compose = func(m plan.Mail, letters []plan.Letter, now time.Time) []message.Composed {
				all := c.compose(m, letters, now)
				all[1].Message.Buttons = [][]message.Button{{{Label: "x", Data: "y"}}}
				return all
			}
			w.must(w.door.Move(t.Context(), emulator.Moving{Chat: firstChat, Status: "member", WordsOnly: true}))
			w.round()
			w.want("chat", w.shown(firstChat), append(c.want("letter 1"), c.want("letter 2")...))
			all, err := w.door.Messages(t.Context(), firstChat)
			w.must(err)
			if last := all[len(all)-1]; len(last.Buttons) != 1 {
				t.Errorf("the last message is %+v, want it with the buttons", last)
			}
			if len(w.trouble) != 0 {
				t.Errorf("the operators hear of %q", w.trouble)
			}
		})
	}
}

// A letter that was told as a file is shown anew under it.
func TestDispatcherEditsUnderAFile(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = filed
	w.round()
	all, err := w.door.Messages(t.Context(), firstChat)
	w.must(err)
	told := all[len(all)-1].ID

	m := mailTo(firstChat)
	m.Letters = []plan.Letter{{ID: 2, Kind: plan.LetterRefresh, Message: told, Shown: []plan.Letter{{ID: 9, Kind: plan.LetterAlert}}}}
	w.box.add(m)
	w.box.later()
	w.want("record", w.round(), []string{
		"intend [2]", fmt.Sprintf(`delivered [2] in %d, quiet true, about "alerts" []`, firstChat), "release",
	})
	now, err := w.door.Message(t.Context(), firstChat, told)
	w.must(err)
	if now.File == nil || now.Text == "letter 1" || now.EditDate == nil {
		t.Errorf("the letter shows %+v", now)
	}
}
