package bot

import (
	"context"
	"errors"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// ClosingStore freezes times and counts them off.
type ClosingStore interface {
	ClosePeriod(ctx context.Context, o plan.ClosingOrder) (plan.Closing, error)
	Closed(ctx context.Context, commune, planID int64, cut plan.Cut) (plan.Closing, error)
	Closings(ctx context.Context, commune, planID int64) ([]plan.Closing, error)
	// Counted counts a time off as things stand now.
	Counted(ctx context.Context, commune, planID int64, cut plan.Cut) (plan.Snapshot, error)
	// PlanOn reads the plan of a commune that covers a day; plan.ErrNotFound where none does.
	PlanOn(ctx context.Context, commune int64, day calendar.Date) (*plan.Plan, error)
}

// close has the office freeze the figures of a time: the period or the days named, or it proposes the period counted off
// last.
func (b *Bot) close(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActClose):
		return t.say(message.Refused(message.NotAllowed(plan.ActClose, nil)))
	case t.args == "":
		return b.proposeClosing(ctx, t)
	}
	cut, err := b.reported(ctx, t, t.args)
	if errors.Is(err, errNoPeriod) {
		return t.say(message.UnknownPeriod("/close", t.args))
	}
	if err != nil {
		return t.refuse(err)
	}
	reply, err := b.closeTime(ctx, t, cut, t.command())
	if err != nil {
		return t.refuse(err)
	}
	return t.answer(reply), nil
}

// proposeClosing shows what could be closed, with who has not reported.
func (b *Bot) proposeClosing(ctx context.Context, t *turn) (Answer, error) {
	cut, closings, err := b.toClose(ctx, t)
	if err != nil {
		return t.refuse(err)
	}
	shot, err := b.Store.Counted(ctx, t.place.Commune.ID, t.plan.ID, cut)
	if err != nil {
		return Answer{}, err
	}
	m := message.ToClose(message.Closing{Plan: t.plan, Cut: cut, Owing: shot.Owing(), States: shot.States, Former: closings}, "close:"+cutKey(cut))
	return t.answer(Reply{Message: m, About: "close " + cutKey(cut)}), nil
}

// toClose is the first period, of those counted off last, that is not closed yet, else the first of them all. Early in a
// year that is one of the plan before. With it come all closings of its plan.
func (b *Bot) toClose(ctx context.Context, t *turn) (plan.Cut, []plan.Closing, error) {
	latest, err := b.latest(ctx, t)
	if err != nil {
		return plan.Cut{}, nil, err
	}
	closings, err := b.Store.Closings(ctx, t.place.Commune.ID, t.plan.ID)
	for _, period := range latest {
		if cut := t.plan.CutOf(period); plan.NewestOf(closings, cut) == nil {
			return cut, closings, err
		}
	}
	return t.plan.CutOf(latest[0]), closings, err
}

// closeTime freezes a time of the turn's plan at the word of a message, once.
func (b *Bot) closeTime(ctx context.Context, t *turn, cut plan.Cut, source plan.Source) (Reply, error) {
	c, err := b.Store.ClosePeriod(ctx, plan.ClosingOrder{
		Commune: t.place.Commune.ID, Plan: t.plan.ID, Cut: cut, By: t.author(), Source: source, At: t.now,
	})
	if err != nil {
		return Reply{}, err
	}
	m := message.Closed(message.Closing{
		Plan: t.plan, Cut: cut, Done: c, Owing: c.Snapshot.Owing(), States: c.Snapshot.States, Day: t.day,
	})
	return Reply{Message: m, About: "close " + cutKey(cut)}, nil
}

// tapClose freezes the period of a proposal, in its place. Data: the period.
func (b *Bot) tapClose(ctx context.Context, t *turn, args []string) (Answer, error) {
	period, ok := readPeriodKey(args[0])
	switch {
	case !ok:
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.may(plan.ActClose):
		return t.alert(message.NotAllowed(plan.ActClose, nil)), nil
	}
	source := plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID}
	cut, err := b.goToPeriod(ctx, t, t.plan.CutOf(period))
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.closeTime(ctx, t, cut, source)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapClosed, b.refreshed(ctx, t, reply)), nil
}

// late tells which figures were given after their period was closed.
func (b *Bot) late(ctx context.Context, t *turn, entries []plan.Entry) (map[int64]bool, error) {
	closings, err := b.Store.Closings(ctx, t.place.Commune.ID, t.plan.ID)
	if err != nil || len(closings) == 0 {
		return nil, err
	}
	all := map[int64]bool{}
	for _, e := range entries {
		all[e.ID] = t.plan.Late(closings, e)
	}
	return all, nil
}
