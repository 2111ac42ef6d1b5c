package storage_test

import (
	"maps"
	"strings"
	"testing"

	"planbot/storage"
	"planbot/storage/plan"
)

func TestStrangersLetters(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bindUnits()
	notes := []plan.Note{{To: plan.Mailbox{Chat: -99}, Kind: plan.LetterUrge}, {To: plan.Mailbox{Chat: -10}, Kind: plan.LetterUrge}}
	b.must(b.Enqueue(t.Context(), b.is.Commune.ID, b.is.ID, notes, said(1), clerk, morning))
	if mails := b.claims(morning); len(mails) != 1 || mails[0].To.Chat != -10 {
		t.Errorf("%d mails, want the one to the commune's chat", len(mails))
	}
	if n := b.count("outbox o JOIN mailbox m USING (chat_id) WHERE chat_id = -99 AND outcome = 'superseded' AND ready_at IS NULL"); n != 1 {
		t.Error("the stranger's letter is not taken back")
	}
}

func TestReboundChatHearsNothing(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	former := b.is.Commune.ID
	_, err := b.imports(draft("khac"))
	b.must(err)
	office, _ := b.is.Unit("VP")
	b.must(b.Bind(t.Context(), plan.Binding{Chat: -10}, b.is.Commune.ID, office.ID, morning))
	b.must(b.Unbind(t.Context(), plan.Binding{Chat: -20, Thread: 7}, morning))
	for _, m := range b.claims(morning) {
		if m.To.Chat != chairman {
			t.Errorf("chat %d gets %d letters of commune %d", m.To.Chat, len(m.Letters), former)
		}
	}
	if n := b.count("outbox WHERE outcome = 'superseded' AND reason = 'unbound'"); n != 2 {
		t.Errorf("%d letters were taken back, want 2", n)
	}
}

func TestFormerResidentsHearNothing(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	b.tellsAll(morning)
	b.movesOut()
	a.ringing.Store(false)
	b.later(morning)
	if got, want := b.outcomes(), map[string]int{"alert sent": 3, "resolved waiting": 1, "refresh waiting": 1}; !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	if n := b.count("outbox WHERE kind <> 'alert' AND chat_id <> -20"); n != 0 {
		t.Errorf("%d letters to former residents, want none", n)
	}
}

func (b *books) movesOut() {
	b.Helper()
	_, err := b.imports(draft("khac"))
	b.must(err)
	office, _ := b.is.Unit("VP")
	b.must(b.Bind(b.Context(), plan.Binding{Chat: -10}, b.is.Commune.ID, office.ID, morning))
	b.exec(`UPDATE membership SET until = since WHERE staff_id = (SELECT id FROM staff WHERE telegram_id = $1)`, chairman)
	b.exec(`UPDATE membership SET since = since - 2, until = until - 1`)
}

func TestLettersOfTheUnreachable(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	b.movesOut()
	b.exec(`UPDATE chat SET active = false WHERE chat_id = -20`)
	if mails := b.claims(morning); len(mails) != 0 {
		t.Errorf("%d mails, want none: %+v", len(mails), mails[0].To)
	}
	if n := b.count("outbox WHERE outcome = 'superseded' AND reason = 'unbound' AND done_at IS NOT NULL"); n != 2 {
		t.Errorf("%d letters are taken back, want those of the former chat and of the former leader", n)
	}
	if n := b.count("outbox WHERE outcome = 'dead' AND reason = 'gone' AND done_at IS NOT NULL"); n != 1 {
		t.Errorf("%d dead letters, want that of the chat which is out of reach", n)
	}
}

func TestClaimReadsTheOthers(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]string{
		"letter":  `UPDATE outbox SET payload = '[]' WHERE chat_id = -10`,
		"episode": `UPDATE outbox SET episode_id = NULL WHERE chat_id <> -10; UPDATE episode SET inputs = '[]'`,
		"plan":    `UPDATE outbox SET plan_id = NULL WHERE chat_id <> -10; UPDATE commune SET alerts = '[]'`,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			rung(b)
			b.exec(spoil)
			fresh, err := storage.Open(t.Context(), b.dsn) // a plan that was read before is kept in memory
			b.must(err)
			defer fresh.Close()
			mails, err := fresh.Claim(t.Context(), morning, 0, 100)
			if err == nil || !strings.Contains(err.Error(), "chat -10") {
				t.Errorf("the error is %v, want one that names the chat", err)
			}
			if len(mails) != 2 || mails[0].To.Chat == -10 || mails[1].To.Chat == -10 {
				t.Errorf("%d mails, want those of the two other chats", len(mails))
			}
			mails, err = fresh.Claim(t.Context(), morning, 0, 100)
			if err != nil || len(mails) != 0 {
				t.Errorf("claimed again at once: %d mails, %v", len(mails), err)
			}
			if n := b.count("mailbox WHERE chat_id = -10 AND ready_at IS NOT NULL AND lease < clock_timestamp() AND not_before > clock_timestamp() + interval '59 minutes'"); n != 1 {
				t.Error("the chat is not put off")
			}
		})
	}
}
