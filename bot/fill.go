package bot

import (
	"bytes"
	"context"
	"errors"
	"path"
	"strings"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/bot/report/xlsx"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// mayBeTemplate reports whether a file may be a template that comes back: called as ours are, in answer to one, or a
// workbook for us.
func (b *Bot) mayBeTemplate(u telegram.Update) bool {
	m := u.Words()
	switch {
	case m.Document == nil:
		return false
	case namedTemplate(m.Document), b.toTemplate(u):
		return true
	default:
		return b.toUs(u) && strings.EqualFold(path.Ext(m.Document.Name), ".xlsx")
	}
}

func namedTemplate(f *telegram.File) bool { return strings.HasPrefix(f.Name, report.TemplatePrefix) }

// toTemplate reports whether a message answers one of ours that brought a template.
func (b *Bot) toTemplate(u telegram.Update) bool {
	to := u.ReplyTo()
	return to != nil && b.toUs(u) && to.Document != nil && namedTemplate(to.Document)
}

// sentBack reads a workbook that may be a template. One that is none proves a task like any other file, where nobody
// took it for a template.
func (b *Bot) sentBack(ctx context.Context, u telegram.Update) (Answer, error) {
	file := u.Words().Document
	meant := namedTemplate(file) || b.toTemplate(u)
	var data bytes.Buffer
	switch err := b.Files.Download(ctx, *file, &data); {
	case errors.Is(err, telegram.ErrTooBig) && !meant:
		return b.received(ctx, u)
	case errors.Is(err, telegram.ErrTooBig):
		return b.refuseSheet(ctx, u, message.SheetTooBig)
	case err != nil:
		return Answer{}, err
	}
	filled, ours, err := report.ReadTemplate(data.Bytes())
	var bad *xlsx.Bad
	switch {
	case !ours && !meant:
		return b.received(ctx, u)
	case errors.As(err, &bad):
		return b.refuseSheet(ctx, u, message.BadSheet(fault(bad)))
	case err != nil:
		return Answer{}, err
	case !ours:
		return b.refuseSheet(ctx, u, message.BadSheet(fault(&xlsx.Bad{Reason: xlsx.BadSheet})))
	}
	if u.EditedMessage != nil {
		return b.refuseSheet(ctx, u, message.SheetEdited)
	}
	return b.dryRun(ctx, u, filled)
}

func fault(b *xlsx.Bad) message.SheetFault {
	return message.SheetFault{Reason: string(b.Reason), Cell: b.Cell}
}

// refuseSheet says what is wrong with a file as a whole.
func (b *Bot) refuseSheet(ctx context.Context, u telegram.Update, sentence string) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.Refused(sentence))
}

// dryRun says what recording a filled template would do, and keeps it for the button. Nothing counts yet.
func (b *Bot) dryRun(ctx context.Context, u telegram.Update, filled report.FilledTemplate) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	if sentence := mayNotSpeak(t); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	form, err := b.Store.Form(ctx, t.place.Commune.ID, filled.Code)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return t.say(message.Refused(message.ForeignSheet))
	case err != nil:
		return Answer{}, err
	case len(filled.Rows) == 0:
		return t.say(message.Refused(message.EmptySheet))
	}
	if t.plan, err = b.Store.Plan(ctx, form.Plan, 0); err != nil {
		return Answer{}, err
	}
	d, err := b.readFilled(ctx, t, form, filled)
	if err != nil {
		return Answer{}, err
	}
	if len(d.filling.Rows) > 0 {
		if d.filling, err = b.Store.KeepFilling(ctx, d.filling); err != nil {
			return Answer{}, err
		}
	}
	return t.answer(Reply{Message: message.DryRun(t.plan, d.said(), t.day), About: "filling"}), nil
}
