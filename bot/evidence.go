package bot

import (
	"context"
	"fmt"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// EvidenceStore keeps what proves tasks.
type EvidenceStore interface {
	// FileEvidence puts on record what was sent, once, and returns what was sent together so far and all that is filed
	// for the task.
	FileEvidence(ctx context.Context, f plan.Filing, now time.Time) (plan.EvidenceSet, []plan.Evidence, error)
	// EvidenceSet finds what was sent together with a message; plan.ErrNotFound where nothing of it is on record.
	EvidenceSet(ctx context.Context, commune int64, source plan.Source, album string) (plan.EvidenceSet, error)
	EvidenceSetByID(ctx context.Context, commune, id int64) (plan.EvidenceSet, error)
	// Evidence lists everything that was filed for a task, what was withdrawn too.
	Evidence(ctx context.Context, commune, task int64) ([]plan.Evidence, error)
	ClassifyEvidence(ctx context.Context, commune, set int64, product string, by plan.Author, now time.Time) (plan.EvidenceSet, []plan.Evidence, error)
	WithdrawEvidence(ctx context.Context, commune, set int64, by plan.Author, now time.Time) (plan.EvidenceSet, []plan.Evidence, error)
}

const evidenceCommand = "evidence"

// evidence files what comes with the command, or with the message replied to, or what it cites by number:
// "/evidence 2 BC 45/BC-UBND ngày 15/6/2024". With nothing of that it shows what is filed.
func (b *Bot) evidence(ctx context.Context, t *turn) (Answer, error) {
	m := t.update.Words()
	p := &proof{turn: t, typed: true, words: t.args, file: m.Attached(), pictured: m.Pictured()}
	if to := m.ReplyTo(); p.file == nil && to != nil && !b.isMe(to) {
		p.file, p.pictured = to.Attached(), to.Pictured()
	}
	if p.file != nil {
		return b.prove(ctx, p)
	}
	if sentence, err := b.address(ctx, p); sentence != "" || err != nil {
		return t.sayOr(sentence, err)
	}
	if p.note == "" {
		return b.showEvidence(ctx, t, p.task)
	}
	return b.prove(ctx, p)
}

func (b *Bot) isMe(m *telegram.Message) bool { return m.From != nil && m.From.ID == b.Me.ID }

// sayOr says why something was not done, or passes an error on.
func (t *turn) sayOr(sentence string, err error) (Answer, error) {
	if err != nil {
		return t.refuse(err)
	}
	return t.say(message.Refused(sentence))
}

func (b *Bot) showEvidence(ctx context.Context, t *turn, task *plan.Task) (Answer, error) {
	all, err := b.Store.Evidence(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(t.evidenceList(task, all)), nil
}

// aboutEvidence is what a list of a task's evidence is remembered as.
func aboutEvidence(task *plan.Task) string { return fmt.Sprint("evidence of ", task.ID) }

func (t *turn) evidenceList(task *plan.Task, all []plan.Evidence) Reply {
	return t.showing(aboutEvidence(task), message.ProofList(task, all), task)
}
