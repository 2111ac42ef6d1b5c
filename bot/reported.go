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
func (b *Bot) reported(ctx context.Context, t *turn, words string) (cut plan.Cut, err error) {
	err = errNoPeriod
	for _, meant := range t.plan.ReadCuts(words, t.day) {
		if cut, err = b.goToPeriod(ctx, t, meant); !errors.Is(err, plan.ErrOutsidePlan) {
			break
		}
	}
	return cut, err
}

// reportedOrLatest is reported; without words it is the period counted off last.
func (b *Bot) reportedOrLatest(ctx context.Context, t *turn) (plan.Cut, error) {
	if t.args != "" {
		return b.reported(ctx, t, t.args)
	}
	latest, err := b.latest(ctx, t)
	if err != nil {
		return plan.Cut{}, err
	}
	return t.plan.CutOf(latest[0]), nil
}

// latest lists the periods that were counted off last. Early in a year they are those of the plan before, which the
// turn is then about.
func (b *Bot) latest(ctx context.Context, t *turn) ([]plan.Period, error) {
	latest := t.plan.LatestCutOff(t.day)
	if len(latest) > 0 {
		return latest, nil
	}
	err := b.goToDay(ctx, t, t.plan.From.AddDays(-1))
	if latest = t.plan.LatestCutOff(t.day); err == nil && len(latest) > 0 {
		return latest, nil
	}
	if err == nil || errors.Is(err, plan.ErrOutsidePlan) {
		return nil, plan.ErrNoneOver
	}
	return nil, err
}

// goToPeriod has the turn be about the plan that a time ends in, and counts the time off by that. Where there is none, as
// in a January whose plan is not on record yet, it is the turn's plan if that covers some of the time.
func (b *Bot) goToPeriod(ctx context.Context, t *turn, cut plan.Cut) (plan.Cut, error) {
	if t.plan.Covers(cut.To) {
		return cut, nil
	}
	err := b.goToDay(ctx, t, cut.To)
	if errors.Is(err, plan.ErrOutsidePlan) && cut.Within(t.plan) {
		return cut, nil
	}
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
