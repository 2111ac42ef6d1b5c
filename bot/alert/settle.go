package alert

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

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
	if t.fellBack {
		t.tell(ctx, "topic", "topic_chat", now)
	}
	for _, l := range lettersOf(t.mail.Letters, p.letters) {
		if t.Sent != nil {
			t.Sent(now.Sub(l.Due), string(l.Kind))
		}
	}
	return nil
}

// failed writes down that a part did not arrive, and that the rest was not tried. In a chat that is lost
// nothing of the rest would arrive either.
func (t *trip) failed(ctx context.Context, p part, rest []part, cause error) error {
	at(t.Point, PointRefused)
	f := t.failure(t.mail.To.Chat, p, cause)
	others := plan.Failure{Kind: plan.FailedPassing, Wait: f.Wait, Cause: "not tried: " + f.Cause}
	for _, r := range rest {
		others.Letters = append(others.Letters, r.letters...)
	}
	if f.Kind.Lost() {
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
	case plan.FailedMuted:
		t.retries.healed(t.mail.To.Chat)
		t.tell(ctx, "muted", "muted_chat", now)
	case plan.FailedGone:
		t.retries.healed(t.mail.To.Chat)
		t.tell(ctx, "silent", "silent_chat", now)
	default:
		if slices.ContainsFunc(t.mail.Letters, f.Buries) {
			t.tell(ctx, "dead", "dead", now)
		}
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
