package alert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"planbot/bot/posting"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// trip is a claimed mail on its way.
type trip struct {
	*Dispatcher
	mail  plan.Mail
	place place
	chat  int64     // where it goes; another than the mail's once the group has moved
	last  time.Time // no call begins later: it could outlive the claim
	sent  int

	fellBack bool // the last message stands outside the topic it was for
}

// mostToAnswer is how long Telegram may take to show that it is there.
const mostToAnswer = 5 * time.Second

// errLost says that the claim is over, or that the database cannot be told anything: the chat is left as it is, and
// whoever claims it next goes by what is on record.
var errLost = errors.New("claim lost")

// carry takes a mail that was claimed at an instant to its chat, gives the chat back, and returns how many messages
// arrived. When ctx ends the call under way is finished and no other begun.
func (d *Dispatcher) carry(ctx context.Context, m plan.Mail, p place, claimed time.Time) (sent int) {
	t := &trip{Dispatcher: d, mail: m, place: p, chat: m.To.Chat, last: claimed.Add(d.lease() - d.timeout())}
	at(d.Point, PointClaimed)
	if err := t.run(ctx); err != nil {
		d.Log.Warn("chat left to its lease", "chat", m.To.Chat, "err", err)
		return t.sent
	}
	at(d.Point, PointReleasing)
	if err := t.mark(ctx, func(ctx context.Context) error { return d.Store.Release(ctx, m, d.Now()) }); err != nil {
		d.Log.Warn("chat not given back", "chat", m.To.Chat, "err", err)
		return t.sent
	}
	at(d.Point, PointReleased)
	return t.sent
}

// run fails only where the chat must be left to its lease.
func (t *trip) run(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	if slices.ContainsFunc(t.mail.Letters, isRepeat) && !t.answered(ctx) {
		f := plan.Failure{Letters: ids(t.mail.Letters), Kind: plan.FailedPassing, Cause: errNoAnswer.Error()}
		f.Wait = t.retries.longer(t.mail.To.Chat, waitShortest)
		return t.undelivered(ctx, f)
	}
	now := t.Now()
	p := t.prepare(t.mail, now)
	at(t.Point, PointSorted)
	if len(p.broken) > 0 {
		f := plan.Failure{Letters: p.broken, Kind: plan.FailedRefused, Cause: p.cause.Error()}
		if err := t.undelivered(ctx, f); err != nil || len(p.broken) == len(t.mail.Letters) {
			return err
		}
	}
	// Once only: written twice, one send would look like two.
	err := once(ctx, func(ctx context.Context) error { return t.Store.Intend(ctx, t.mail, p.sorting, now) })
	if err != nil {
		return fmt.Errorf("%w: intend to send: %w", errLost, err)
	}
	at(t.Point, PointIntended)
	if slices.ContainsFunc(p.sorting.Drop, plan.Dropped.Lost) {
		t.tell(ctx, "dead", "dead", now)
	}
	if missing := leftOut(p.sorting.Send, p.parts); len(missing) > 0 {
		if err := t.failed(ctx, part{letters: missing}, nil, errLeftOut); err != nil {
			return err
		}
	}
	return t.send(ctx, p.parts)
}

// send sends the parts one after another. What became of each is on record before the next.
func (t *trip) send(ctx context.Context, parts []part) error {
	for i, p := range parts {
		id, err := t.call(ctx, p)
		if err != nil {
			return t.failed(ctx, p, parts[i+1:], err)
		}
		if err := t.delivered(ctx, p, id); err != nil {
			return err
		}
	}
	return nil
}

// call makes one call to Telegram, or two where the group has moved, and returns the message it ended in.
func (t *trip) call(ctx context.Context, p part) (id int, err error) {
	switch {
	case ctx.Err() != nil:
		return 0, errStopping
	case time.Now().After(t.last):
		return 0, errLate
	case len(p.pieces) == 0:
		return 0, errEmpty
	}
	at(t.Point, PointSending)
	id, err = t.post(ctx, p)
	moved := telegram.NewChat(err)
	if moved == 0 {
		return id, err
	}
	if err := t.mark(ctx, func(ctx context.Context) error { return t.Store.Migrate(ctx, t.chat, moved, t.Now()) }); err != nil {
		return 0, fmt.Errorf("follow a group to its new id: %w", err)
	}
	t.Log.Info("group has a new id", "chat", t.chat, "new", moved)
	t.chat = moved
	at(t.Point, PointMoved)
	if time.Now().After(t.last) {
		return 0, errLate
	}
	return t.post(ctx, p)
}

// isRepeat reports a letter that may have arrived already. It is sent once more and never again.
func isRepeat(l plan.Letter) bool { return l.Kind != plan.LetterRefresh && l.Unknown > 0 }

// answered asks for something that may be asked any number of times, before a repeat is risked: whatever the first
// send was lost to should be over.
func (t *trip) answered(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, mostToAnswer)
	defer cancel()
	ctx, done := t.place.calling(ctx)
	defer done()
	err := t.Post.Typing(ctx, t.chat)
	return err == nil || telegram.IsAnswer(err)
}

// post sends or edits. Message ids of a group that has moved are void: there is nothing left to edit or to answer.
func (t *trip) post(ctx context.Context, p part) (id int, err error) {
	ctx, cancel := t.calling(ctx)
	defer cancel()
	ctx, done := t.place.calling(ctx)
	defer done()
	gone := t.chat != t.mail.To.Chat
	switch {
	case p.edit != 0 && gone:
		return p.edit, nil
	case p.edit != 0:
		shown := p.pieces[0]
		err := t.Post.PostEdit(ctx, telegram.Edit{Chat: t.chat, Message: p.edit, HTML: shown.HTML, Buttons: shown.Buttons})
		if telegram.IsNotModified(err) || telegram.IsEditTargetMissing(err) || telegram.IsTooLong(err) {
			err = nil // what grew too long for a caption stays as it was
		}
		return p.edit, err
	}
	for _, out := range p.pieces {
		out.Chat, out.Thread, out.ReplyTo, out.Silent = t.chat, t.mail.To.Thread, p.replyTo, p.silent
		if gone {
			out.Thread, out.ReplyTo = 0, 0
		}
		sent, err := t.Post.Post(ctx, out)
		if words, ok := posting.WithoutFiles(out, err); ok {
			sent, err = t.Post.Post(ctx, words)
		}
		switch {
		case err != nil && id != 0:
			return 0, halfway{err}
		case err != nil:
			return 0, err
		}
		t.fellBack = sent.FellBack
		if id == 0 || len(out.Files) < 2 { // an album cannot be edited
			id = sent.ID
		}
	}
	return id, nil
}
