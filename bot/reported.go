package bot

import (
	"context"
	"errors"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// errNoPeriod says that words name no period.
var errNoPeriod = errors.New("no period is named")

// reported finds the time that words name, to be closed or reported on ("tháng 3", "quý I", "1/1..31/3"). The turn is
// about its plan from then on.
func (b *Bot) reported(ctx context.Context, t *turn, words string) (plan.Cut, error) {
	cut, ok := t.plan.ReadCut(words, t.day)
	if !ok {
		return plan.Cut{}, errNoPeriod
	}
	return b.goToPeriod(ctx, t, cut)
}

// goToPeriod has the turn be about the plan that a time belongs to, and counts the time off by that.
func (b *Bot) goToPeriod(ctx context.Context, t *turn, cut plan.Cut) (plan.Cut, error) {
	if cut.Within(t.plan) {
		return cut, nil
	}
	err := b.goToDay(ctx, t, cut.To)
	return t.plan.Recut(cut), err
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

// cutKey writes a time for a button, or for what a message is about.
func cutKey(c plan.Cut) string {
	if c.Kind() == plan.OnDemand {
		return c.From.String() + ".." + c.To.String()
	}
	return periodKey(c.Period)
}
