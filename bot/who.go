package bot

import (
	"context"
	"fmt"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// AccountStore remembers who was warned of what.
type AccountStore interface {
	// Account reads what was warned of about a task, and who was told.
	Account(ctx context.Context, commune, task int64) (plan.Account, error)
}

// who shows on one page who answers for a task, and what was done about it: for the meeting.
func (b *Bot) who(ctx context.Context, t *turn) (Answer, error) {
	return b.withTask(ctx, t, "whot", b.answerable)
}

func (b *Bot) tapWho(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.answerable(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", reply), nil
}

func (b *Bot) answerable(ctx context.Context, t *turn, task *plan.Task) (Reply, error) {
	account, err := b.Store.Account(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Reply{}, err
	}
	matters, err := b.Store.Matters(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Reply{}, err
	}
	m := message.Answerable(message.Answering{
		Plan: t.plan, State: t.plan.State(task, t.place.Totals, t.unit, t.day), Day: t.day, Account: account, Matters: matters,
	})
	return t.showing(fmt.Sprintf("who %d", task.No), m, task), nil
}
