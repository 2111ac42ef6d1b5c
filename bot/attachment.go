package bot

import (
	"context"
	"io"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// Files fetches what staff attach. A failure that may pass is one that [telegram.IsTransient] reports.
type Files interface {
	Download(ctx context.Context, f telegram.File, to io.Writer) error
}

// attachment is what a file that somebody sent is to us.
type attachment int

const (
	notAttached attachment = iota // there is no file, or it is not for us, or its caption alone is
	asEvidence
	asWorkbook // perhaps a template that comes back; its contents tell
)

// attachmentOf decides what a file is, and is the only place that does. A part of an album may say nothing of itself:
// whether it is for us shows in what is on record of the album.
func (b *Bot) attachmentOf(u telegram.Update) attachment {
	m := u.Words()
	c := callOf(u, b.Me.Username)
	switch {
	case m.Attached() == nil:
		return notAttached
	case c.known && c.names[0] == evidenceCommand:
		return asEvidence
	case b.meantAsTemplate(u):
		return asWorkbook
	case c.typed:
		return notAttached
	case m.MediaGroupID == "" && b.toUs(u) && isWorkbook(m.Document):
		return asWorkbook
	case b.toUs(u), m.MediaGroupID != "":
		return asEvidence
	default:
		return notAttached
	}
}

// received takes up a file that somebody sent. In a chat of no unit an album is met with silence, where anything else
// is answered: it would be ten answers.
func (b *Bot) received(ctx context.Context, u telegram.Update) (Answer, error) {
	m := u.Words()
	if c := callOf(u, b.Me.Username); c.typed {
		return b.command(ctx, u, c.command, c.args)
	}
	t, err := b.turn(ctx, u)
	switch {
	case err != nil:
		return Answer{}, err
	case t.place.Unit != 0 && t.plan != nil:
		return b.prove(ctx, &proof{turn: t, file: m.Attached(), pictured: m.Pictured(), words: m.Caption})
	case m.MediaGroupID != "":
		return Answer{}, nil
	case t.place.Unit != 0:
		return t.say(message.Refused(message.NoPlanYet))
	case t.place.Private:
		return t.say(message.Refused(message.NotEnrolled))
	default:
		return t.refuse(plan.ErrNotBound)
	}
}
