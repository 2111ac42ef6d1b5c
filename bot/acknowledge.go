package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// tapAcknowledge takes an episode up for the tapper's unit. The messages that show it are edited by what the store
// puts in the outbox; only a list of episodes is written anew here.
func (b *Bot) tapAcknowledge(ctx context.Context, t *turn, args []string) (Answer, error) {
	e, err := b.episode(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	if sentence := mayNotTakeUp(t, e); sentence != "" {
		return t.alert(sentence), nil
	}
	e, again, err := b.Store.Acknowledge(ctx, t.place.Commune.ID, e.ID, t.author(), t.now)
	switch {
	case errors.Is(err, plan.ErrSettled):
		return b.inList(ctx, t, message.AckOver)
	case err != nil:
		return Answer{}, err
	case again:
		return b.inList(ctx, t, message.AckedBefore(e))
	}
	return b.inList(ctx, t, message.AckedToast(e))
}

// tapSnooze puts an episode off: one day, three, or to Monday. Where none of these was tapped it asks, in the list.
func (b *Bot) tapSnooze(ctx context.Context, t *turn, args []string) (Answer, error) {
	e, err := b.episode(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	until, chosen := snoozeUntil(t.plan, t.day, args[1:])
	if !chosen && len(args) > 1 {
		return Answer{}, errBadTap
	}
	if sentence := mayNotTakeUp(t, e); sentence != "" {
		return t.alert(sentence), nil
	}
	if !chosen {
		return b.askHowLong(ctx, t, e)
	}
	_, err = b.Store.Snooze(ctx, t.place.Commune.ID, e.ID, until, "", t.author(), t.now)
	switch {
	case errors.Is(err, plan.ErrSettled):
		return b.inList(ctx, t, message.AckOver)
	case errors.Is(err, plan.ErrNeedsReason):
		return t.alert(message.SnoozedOnce), nil
	case err != nil:
		return Answer{}, err
	}
	return b.inList(ctx, t, message.SnoozedToast(until))
}

// askHowLong shows the list of episodes with the choices of how long one is put off.
func (b *Bot) askHowLong(ctx context.Context, t *turn, e plan.Episode) (Answer, error) {
	if !e.Open() {
		return b.inList(ctx, t, message.AckOver)
	}
	reply, err := b.alertPage(ctx, t, 1, e.ID)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, reply)), nil
}

// mayNotTakeUp says why the tapper may neither take an episode up nor put it off, empty where they may. No button of
// ours is about one that is not told yet.
func mayNotTakeUp(t *turn, e plan.Episode) string {
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case e.State == plan.Pending:
		return message.TapExpired
	case !t.place.May(plan.ActAcknowledge, t.unit, plan.Of(t.plan.MustActOn(e)...)):
		return message.AckNotYours(t.plan.MustActOn(e))
	default:
		return ""
	}
}

// episode finds the episode of a button, and has the turn be about its plan. One of another commune is not valid here.
func (b *Bot) episode(ctx context.Context, t *turn, args []string) (plan.Episode, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return plan.Episode{}, errBadTap
	}
	e, err := b.Store.Episode(ctx, t.place.Commune.ID, id)
	if errors.Is(err, plan.ErrNotFound) {
		return plan.Episode{}, errBadTap
	}
	if err != nil {
		return plan.Episode{}, err
	}
	return e, b.goToPlan(ctx, t, e.Plan)
}

// inList answers a tap, and shows the list anew where it was a list of episodes that was tapped.
func (b *Bot) inList(ctx context.Context, t *turn, text string) (Answer, error) {
	posted, err := b.tappedPosted(ctx, t)
	if err != nil || posted.About != aboutAlerts {
		return t.toast(text), nil
	}
	reply, err := b.alertPage(ctx, t, 1, 0)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(text, t.inPlace(reply)), nil
}

// snoozeUntil is the morning on which a snooze ends. ok is false where none, or none that we offer, was chosen.
func snoozeUntil(p *plan.Plan, day calendar.Date, chosen []string) (until time.Time, ok bool) {
	switch strings.Join(chosen, ":") {
	case "1":
		return p.Morning(p.Calendar.AddWorkdays(day, 1)), true
	case "3":
		return p.Morning(p.Calendar.AddWorkdays(day, 3)), true
	case "mon":
		monday := day.AddDays(1)
		for monday.Weekday() != time.Monday {
			monday = monday.AddDays(1)
		}
		return p.Morning(p.Calendar.FirstWorkdayOnOrAfter(monday)), true
	default:
		return time.Time{}, false
	}
}
