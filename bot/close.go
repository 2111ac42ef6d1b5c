package bot

import (
	"context"
	"errors"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// ClosingStore freezes periods and counts them off.
type ClosingStore interface {
	ClosePeriod(ctx context.Context, o plan.ClosingOrder) (plan.Closing, error)
	Closed(ctx context.Context, commune, planID int64, p plan.Period) (plan.Closing, error)
	Closings(ctx context.Context, commune, planID int64) ([]plan.Closing, error)
	// Counted counts a time off as things stand now.
	Counted(ctx context.Context, commune, planID int64, cut plan.Cut) (plan.Snapshot, error)
	// PlanOn reads the plan of a commune that covers a day; plan.ErrNotFound where none does.
	PlanOn(ctx context.Context, commune int64, day calendar.Date) (*plan.Plan, error)
}

// close has the office freeze the figures of a period: the one named, or it proposes the one counted off last.
func (b *Bot) close(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActClose):
		return t.say(message.Refused(message.NotAllowed(plan.ActClose, nil)))
	case t.args == "":
		return b.proposeClosing(ctx, t)
	}
	period, ok := t.periodNamed(t.args)
	if !ok {
		return t.say(message.UnknownPeriod("/close", t.args))
	}
	reply, err := b.closePeriod(ctx, t, period, t.command())
	if err != nil {
		return t.refuse(err)
	}
	return t.answer(reply), nil
}

func (t *turn) periodNamed(text string) (plan.Period, bool) {
	return plan.ReadReported(text, plan.Expect{Today: t.day, PlanYear: t.plan.Year, Cutoff: t.plan.Cutoff})
}

// proposeClosing shows what could be closed, with who has not reported.
func (b *Bot) proposeClosing(ctx context.Context, t *turn) (Answer, error) {
	period, closed, err := b.toClose(ctx, t)
	if err != nil {
		return t.refuse(err)
	}
	cut := t.plan.CutOf(period)
	shot, err := b.Store.Counted(ctx, t.place.Commune.ID, t.plan.ID, cut)
	if err != nil {
		return Answer{}, err
	}
	m := message.ToClose(message.Closing{Plan: t.plan, Cut: cut, Owing: shot.Owing(), States: shot.States, Former: closed}, closeData(period))
	return t.answer(Reply{Message: m, About: "close " + periodKey(period)}), nil
}

func closeData(p plan.Period) string { return "close:" + periodKey(p) }

// toClose is the first period, of those counted off last, that is not closed yet, else the first of them all with how
// it is closed. Early in a year that is one of the plan before.
func (b *Bot) toClose(ctx context.Context, t *turn) (plan.Period, *plan.Closing, error) {
	latest := t.plan.LatestCutOff(t.day)
	if len(latest) == 0 {
		if err := b.goToDay(ctx, t, t.plan.From.AddDays(-1)); err != nil {
			return plan.Period{}, nil, err
		}
		if latest = t.plan.LatestCutOff(t.day); len(latest) == 0 {
			return plan.Period{}, nil, plan.ErrNotOver
		}
	}
	closings, err := b.Store.Closings(ctx, t.place.Commune.ID, t.plan.ID)
	if err != nil {
		return plan.Period{}, nil, err
	}
	for _, period := range latest {
		if newestOf(closings, period) == nil {
			return period, nil, nil
		}
	}
	return latest[0], newestOf(closings, latest[0]), nil
}

// newestOf finds the last closing of a period.
func newestOf(closings []plan.Closing, p plan.Period) (found *plan.Closing) {
	for i := range closings {
		if closings[i].Period == p {
			found = &closings[i]
		}
	}
	return found
}

// goToPeriod has the turn be about the plan that a time belongs to.
func (b *Bot) goToPeriod(ctx context.Context, t *turn, cut plan.Cut) error {
	if cut.Within(t.plan) {
		return nil
	}
	return b.goToDay(ctx, t, cut.To)
}

func (b *Bot) goToDay(ctx context.Context, t *turn, day calendar.Date) error {
	p, err := b.Store.PlanOn(ctx, t.place.Commune.ID, day)
	if errors.Is(err, plan.ErrNotFound) {
		return plan.ErrOutsidePlan
	}
	if err != nil {
		return err
	}
	return b.goTo(ctx, t, p)
}

// closePeriod freezes a period at the word of a message, once.
func (b *Bot) closePeriod(ctx context.Context, t *turn, period plan.Period, source plan.Source) (Reply, error) {
	if err := b.goToPeriod(ctx, t, t.plan.CutOf(period)); err != nil {
		return Reply{}, err
	}
	cut := t.plan.CutOf(period)
	c, err := b.Store.ClosePeriod(ctx, plan.ClosingOrder{
		Commune: t.place.Commune.ID, Plan: t.plan.ID, Cut: cut, By: t.author(), Source: source, At: t.now,
	})
	if err != nil {
		return Reply{}, err
	}
	m := message.Closed(message.Closing{
		Plan: t.plan, Cut: cut, Done: c, Owing: c.Snapshot.Owing(), States: c.Snapshot.States, Day: t.day,
	})
	return Reply{Message: m, About: "close " + periodKey(period)}, nil
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
	reply, err := b.closePeriod(ctx, t, period, source)
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
