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

// meantAsTemplate reports whether a file is meant to be a template that comes back: called as ours are, in answer to one,
// or under the command for one.
func (b *Bot) meantAsTemplate(u telegram.Update) bool {
	f := u.Words().Document
	if f == nil {
		return false
	}
	c := callOf(u, b.Me.Username)
	return namedTemplate(f) || b.toTemplate(u) || c.known && c.names[0] == templateCommand && isWorkbook(f)
}

func namedTemplate(f *telegram.File) bool { return strings.HasPrefix(f.Name, report.TemplatePrefix) }

func isWorkbook(f *telegram.File) bool {
	return f != nil && strings.EqualFold(path.Ext(f.Name), ".xlsx")
}

// toTemplate reports whether a message answers one of ours that brought a template.
func (b *Bot) toTemplate(u telegram.Update) bool {
	to := u.ReplyTo()
	return to != nil && b.toUs(u) && to.Document != nil && namedTemplate(to.Document)
}

// sentBack reads a workbook that may be a template, where whoever sent it may fill one in: before that it is not even
// fetched. One that is none proves a task like any other file, where nobody took it for a template.
func (b *Bot) sentBack(ctx context.Context, u telegram.Update) (Answer, error) {
	file := u.Words().Document
	meant := b.meantAsTemplate(u)
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	data, sentence, err := b.fetchSheet(ctx, t, file)
	switch {
	case err != nil:
		return Answer{}, err
	case sentence != "" && !meant:
		return b.received(ctx, u)
	case sentence != "":
		return t.say(message.Refused(sentence))
	}
	filled, ours, err := report.ReadTemplate(data)
	var bad *xlsx.Bad
	switch {
	case !ours && !meant:
		return b.received(ctx, u)
	case errors.As(err, &bad):
		return t.say(message.Refused(message.BadSheet(fault(bad))))
	case err != nil:
		return Answer{}, err
	case !ours:
		return t.say(message.Refused(message.BadSheet(fault(&xlsx.Bad{Reason: xlsx.BadSheet}))))
	case u.EditedMessage != nil:
		return t.say(message.Refused(message.SheetEdited))
	}
	return b.dryRun(ctx, t, filled)
}

func fault(b *xlsx.Bad) message.SheetFault {
	return message.SheetFault{Reason: string(b.Reason), Cell: b.Cell}
}

// fetchSheet fetches a file that may be a filled template, or tells why it is not even fetched.
func (b *Bot) fetchSheet(ctx context.Context, t *turn, file *telegram.File) (data []byte, sentence string, err error) {
	sentence = mayNotSpeak(t)
	switch {
	case t.place.Private && t.place.Unit == 0:
		return nil, message.NotEnrolled, nil
	case sentence != "":
		return nil, sentence, nil
	case len(t.reportsFor()) == 0:
		return nil, mayNotFill(t), nil
	case file.Size > xlsx.MostPacked:
		return nil, message.SheetTooBig, nil
	}
	var fetched bytes.Buffer
	err = b.Files.Download(ctx, *file, &fetched)
	if errors.Is(err, telegram.ErrTooBig) {
		return nil, message.SheetTooBig, nil
	}
	return fetched.Bytes(), "", err
}

// dryRun says what recording a filled template would do, and keeps it for the button. Nothing counts yet.
func (b *Bot) dryRun(ctx context.Context, t *turn, filled report.FilledTemplate) (Answer, error) {
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
	said, err := d.said(filled)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(Reply{Message: message.DryRun(t.plan, said, t.day), About: "filling"}), nil
}
