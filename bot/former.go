package bot

import (
	"context"
	"errors"

	"planbot/storage/plan"
)

// A commune may be told about more than the plan in force: the former one is watched for a month after its end, and
// two may overlap. What is said about a message of ours is about the plan that the message is about.

// goTo has the turn be about another plan of the commune, with its figures and the chat's unit in it.
func (b *Bot) goTo(ctx context.Context, t *turn, p *plan.Plan) error {
	if p.ID == t.plan.ID {
		return nil
	}
	totals, err := b.Store.Totals(ctx, p.ID)
	if err != nil {
		return err
	}
	t.plan, t.place.PlanID, t.place.PlanVersion, t.place.Totals = p, p.ID, p.Version, totals
	t.unit, _ = p.UnitByID(t.place.Unit)
	return nil
}

// goToTasks has the turn be about the plan of the tasks that a message showed, where none is in the plan in force.
func (b *Bot) goToTasks(ctx context.Context, t *turn, tasks []int64) error {
	for _, id := range tasks {
		if _, ok := t.plan.TaskByID(id); ok {
			return nil
		}
	}
	if len(tasks) == 0 {
		return nil
	}
	p, err := b.Store.PlanOfTask(ctx, t.place.Commune.ID, tasks[0])
	if errors.Is(err, plan.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.goTo(ctx, t, p)
}
