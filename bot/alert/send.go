package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"planbot/bot/telegram"
	"planbot/storage/calendar"
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
}

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
	case len(p.texts) == 0:
		return 0, errEmpty
	}
	at(t.Point, PointSending)
	id, err = t.post(ctx, p)
	moved := telegram.NewChat(err)
	if moved == 0 {
		return id, err
	}
	if err := t.mark(ctx, func(ctx context.Context) error { return t.Store.Migrate(ctx, t.chat, moved) }); err != nil {
		return 0, fmt.Errorf("follow a group to its new id: %w", err)
	}
	t.Log.Info("group has a new id", "chat", t.chat, "new", moved)
	t.chat = moved
	at(t.Point, PointMoved)
	return t.post(ctx, p)
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
		err := t.Post.PostEdit(ctx, telegram.Edit{Chat: t.chat, Message: p.edit, HTML: p.texts[0], Buttons: p.buttons})
		if telegram.IsNotModified(err) || telegram.IsEditTargetMissing(err) {
			err = nil
		}
		return p.edit, err
	}
	out := telegram.Outgoing{Chat: t.chat, Thread: t.mail.To.Thread, ReplyTo: p.replyTo, Silent: p.silent}
	if gone {
		out.Thread, out.ReplyTo = 0, 0
	}
	for i, text := range p.texts {
		if out.HTML = text; i == len(p.texts)-1 {
			out.Buttons = p.buttons
		}
		sent, err := t.Post.Post(ctx, out)
		if err != nil {
			return 0, err
		}
		id = sent.ID
	}
	return id, nil
}

// delivered writes down that a message arrived.
func (t *trip) delivered(ctx context.Context, p part, id int) error {
	at(t.Point, PointAccepted)
	t.retries.healed(t.mail.To.Chat)
	if p.edit == 0 {
		t.sent++
	}
	now := t.Now()
	chat := t.chat
	if p.edit != 0 {
		chat = t.mail.To.Chat
	}
	d := plan.Delivery{Letters: p.letters, Message: id, Chat: chat, Quiet: p.quiet, Posted: p.posted(t.mail, chat, id)}
	if err := t.mark(ctx, func(ctx context.Context) error { return t.Store.Delivered(ctx, t.mail, d, now) }); err != nil {
		return fmt.Errorf("%w: a message arrived, but is not marked: %w", errLost, err)
	}
	at(t.Point, PointDelivered)
	for _, l := range lettersOf(t.mail.Letters, p.letters) {
		if t.Sent != nil {
			t.Sent(now.Sub(l.Due), string(l.Kind))
		}
	}
	return nil
}

// failed writes down that a part did not arrive, and that the rest was not tried. In a chat that is gone nothing of
// the rest would arrive either.
func (t *trip) failed(ctx context.Context, p part, rest []part, cause error) error {
	at(t.Point, PointRefused)
	f := t.failure(t.mail.To.Chat, p, cause)
	others := plan.Failure{Kind: plan.FailedPassing, Wait: f.Wait, Cause: "not tried: " + f.Cause}
	for _, r := range rest {
		others.Letters = append(others.Letters, r.letters...)
	}
	if f.Kind == plan.FailedGone {
		f.Letters, others.Letters = slices.Concat(f.Letters, others.Letters), nil
	}
	if len(others.Letters) > 0 {
		if err := t.undelivered(ctx, others); err != nil {
			return err
		}
	}
	return t.undelivered(ctx, f)
}

func (t *trip) undelivered(ctx context.Context, f plan.Failure) error {
	t.Log.Log(ctx, gravity(f.Kind), "letters not delivered", "chat", t.chat, "letters", f.Letters, "kind", f.Kind, "wait", f.Wait, "err", f.Cause)
	now := t.Now()
	if err := t.mark(ctx, func(ctx context.Context) error { return t.Store.Undelivered(ctx, t.mail, f, now) }); err != nil {
		return fmt.Errorf("%w: a failure is not marked: %w", errLost, err)
	}
	at(t.Point, PointUndelivered)
	t.retries.after(f.Wait)
	switch f.Kind {
	case plan.FailedGone:
		t.retries.healed(t.mail.To.Chat)
		t.tell(ctx, "silent", "silent_chat", now)
	case plan.FailedRefused:
		t.tell(ctx, "dead", "dead", now)
	}
	return nil
}

// gravity is how loud the log is: asking to wait is Telegram's daily way, a dead letter needs a hand.
func gravity(k plan.FailureKind) slog.Level {
	switch k {
	case plan.FailedWait:
		return slog.LevelDebug
	case plan.FailedRefused:
		return slog.LevelError
	default:
		return slog.LevelWarn
	}
}

// tell tells the operators of trouble with the chat, once a day.
func (t *trip) tell(ctx context.Context, key, what string, now time.Time) {
	if t.Trouble == nil {
		return
	}
	ctx, cancel := marking(ctx)
	defer cancel()
	day := calendar.DateOf(now.In(calendar.Zone))
	t.Trouble(ctx, fmt.Sprintf("%s:%d:%s", key, t.mail.To.Chat, day), plan.Payload{What: what, About: t.about(), Unit: t.mail.To.Unit, Day: day})
}

// about names the chat for an operator: whose it is, and its id.
func (t *trip) about() string {
	name := fmt.Sprint(t.mail.To.Chat)
	if t.mail.Plan == nil {
		return name
	}
	if u, ok := t.mail.Plan.UnitByID(t.mail.To.Unit); ok {
		name = u.Label() + ", " + t.mail.Plan.Commune.Name + ", " + name
	}
	return name
}

func ids(letters []plan.Letter) []int64 {
	var all []int64
	for _, l := range letters {
		all = append(all, l.ID)
	}
	return all
}
