package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// prove files evidence and answers with what is on record of all that was sent together: one answer, which is edited
// as the parts of an album come in. What cannot be fetched now fails, and the inbox tries again.
func (b *Bot) prove(ctx context.Context, p *proof) (Answer, error) {
	if err := b.knowSet(ctx, p); err != nil {
		return Answer{}, err
	}
	switch sent := p.update.Words(); {
	case p.set.Refused != "":
		return p.answer(p.refusal(p.set.Refused)), nil
	case p.set.HasPart(sent.ID):
		all, err := b.Store.Evidence(ctx, p.place.Commune.ID, p.set.Task)
		return b.proved(ctx, p, all, err)
	case p.set.ID == 0 && p.album() != "" && !p.typed && !b.toUs(p.update):
		return Answer{}, nil // an album that nobody meant for us
	}
	if p.task == nil {
		if sentence, err := b.address(ctx, p); sentence != "" || err != nil {
			return b.refuseProof(ctx, p, plan.RefusedUnclear, sentence, err)
		}
	}
	if why := p.mayNotProve(); why != "" {
		return b.refuseProof(ctx, p, why, "", nil)
	}
	f, err := b.filing(ctx, p)
	var bad *plan.BadDocument
	switch {
	case errors.As(err, &bad):
		return p.say(message.BadDocument(bad))
	case err != nil:
		return Answer{}, err
	}
	set, all, err := b.Store.FileEvidence(ctx, f, p.now)
	if err != nil {
		return p.refuse(err)
	}
	p.set = set
	return b.proved(ctx, p, all, nil)
}

// knowSet finds what is on record of what was sent together, whose task is that of every part.
func (b *Bot) knowSet(ctx context.Context, p *proof) error {
	if p.file == nil {
		return nil
	}
	set, err := b.Store.EvidenceSet(ctx, p.place.Commune.ID, p.command(), p.album())
	if errors.Is(err, plan.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	p.set = set
	if set.Task == 0 {
		return nil
	}
	if err := b.goToTasks(ctx, p.turn, []int64{set.Task}); err != nil {
		return err
	}
	task, ok := p.plan.TaskByID(set.Task)
	if !ok {
		return plan.ErrNotFound
	}
	p.task, p.note = task, strings.TrimSpace(p.words)
	first, rest := firstWord(p.note)
	if named, _ := p.inFront(first, rest == ""); named == task {
		p.note = rest
	}
	return nil
}

// mayNotProve says why the speaker may not file this, empty where they may.
func (p *proof) mayNotProve() plan.SetRefusal {
	switch {
	case p.place.Nobody:
		return plan.RefusedNobody
	case !p.mayFor(plan.ActProve, p.task):
		return plan.RefusedForbidden
	case plan.PersonalData(p.words), p.file != nil && plan.PersonalData(p.file.Name):
		return plan.RefusedPersonal
	default:
		return ""
	}
}

// refuseProof says why something is not filed. Of an album that is put on record, so that its other parts are refused
// in the same breath.
func (b *Bot) refuseProof(ctx context.Context, p *proof, why plan.SetRefusal, sentence string, err error) (Answer, error) {
	switch {
	case err != nil:
		return p.refuse(err)
	case p.album() == "" && sentence != "":
		return p.say(message.Refused(sentence))
	case p.album() == "":
		return p.answer(p.refusal(why)), nil
	}
	f := p.filed()
	f.Refused = why
	if p.set, _, err = b.Store.FileEvidence(ctx, f, p.now); err != nil {
		return p.refuse(err)
	}
	return p.answer(p.refusal(why)), nil
}

func (p *proof) refusal(why plan.SetRefusal) Reply {
	sentence := message.ProofUnclear
	switch why {
	case plan.RefusedNobody:
		sentence = message.NobodyMayReport
	case plan.RefusedPersonal:
		sentence = message.PersonalRefused
	case plan.RefusedForbidden:
		sentence = message.NotAllowed(plan.ActProve, p.plan.LeadingUnits(p.task))
	}
	r := Reply{Message: message.Refused(sentence)}
	if p.set.ID != 0 {
		r.About, r.Edit, r.Partial = p.set.About(), p.set.Answer, p.album() != ""
	}
	return r
}

// filed is what is put on record, but for what was sent.
func (p *proof) filed() plan.Filing {
	return plan.Filing{
		Commune: p.place.Commune.ID, Task: p.task, Unit: p.place.Unit, Source: p.command(), Album: p.album(), Author: p.author(),
	}
}

// filing is what is put on record: the file, or the documents that are cited, one a line.
func (b *Bot) filing(ctx context.Context, p *proof) (plan.Filing, error) {
	f := p.filed()
	if p.file != nil {
		return f, b.addFile(ctx, p, &f)
	}
	for line := range strings.FieldsFuncSeq(p.note, func(r rune) bool { return r == '\n' || r == ';' }) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		d, err := plan.ReadDocument(line, p.day)
		if err != nil {
			return f, err
		}
		f.Items = append(f.Items, plan.Evidence{Kind: plan.ProofDocument, Document: d})
	}
	return f, nil
}

// addFile fetches a file to tell it from others. What Telegram does not give, being too big, is noted as such.
func (b *Bot) addFile(ctx context.Context, p *proof, f *plan.Filing) error {
	e := plan.Evidence{Kind: plan.ProofFile, Name: p.file.Name, MIME: p.file.MIMEType, File: p.file.ID, Note: p.note}
	if p.pictured {
		e.Kind, e.Name, e.MIME = plan.ProofPhoto, "", "image/jpeg"
	}
	e.Document, _ = plan.ReadDocument(p.note, p.day) // a note need not cite anything
	sum := &summing{Hash: sha256.New()}
	err := b.Files.Download(ctx, *p.file, sum)
	if errors.Is(err, telegram.ErrTooBig) {
		f.TooBig = []plan.EvidencePart{{Message: f.Source.Message, Outcome: plan.PartTooBig, Name: e.Name, Size: p.file.Size}}
		return nil
	}
	e.SHA256, e.Size = hex.EncodeToString(sum.Sum(nil)), sum.size
	f.Items = []plan.Evidence{e}
	return err
}

// proved answers with what is on record of what was sent together, and hears what else the caption says.
func (b *Bot) proved(ctx context.Context, p *proof, all []plan.Evidence, err error) (Answer, error) {
	if err != nil {
		return Answer{}, err
	}
	r := p.shownSet(p.task, p.set, all)
	r.Edit, r.Partial = p.set.Answer, p.album() != ""
	more, err := b.captioned(ctx, p)
	if err != nil {
		return Answer{}, err
	}
	return p.answer(append([]Reply{r}, more...)...), nil
}

func (t *turn) shownSet(task *plan.Task, set plan.EvidenceSet, all []plan.Evidence) Reply {
	return t.showing(set.About(), message.ProofFiled(message.Proof{Task: task, Set: set, All: all}), task)
}
