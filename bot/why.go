package bot

import (
	"context"
	"fmt"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// why explains the colour of one task, named by number, code, or the message replied to.
func (b *Bot) why(ctx context.Context, t *turn) (Answer, error) {
	return b.withTask(ctx, t, "whyt", b.reasons)
}

// reasons shows what a task's standing was derived from.
func (b *Bot) reasons(ctx context.Context, t *turn, task *plan.Task) (Reply, error) {
	figures, err := b.Store.Figures(ctx, targetIDs(task))
	if err != nil {
		return Reply{}, err
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	var open []plan.Episode
	var ids []int64
	for _, e := range regarding(t.plan, w.Open, t.unit) {
		if e.Task == task.ID {
			open, ids = append(open, e), append(ids, e.ID)
		}
	}
	flips, err := b.flips(ctx, t, ids)
	if err != nil {
		return Reply{}, err
	}
	words, err := b.signatures(ctx, t, figures)
	if err != nil {
		return Reply{}, err
	}
	m := message.Why(message.Reasoning{
		Plan: t.plan, Facts: w.Facts, State: t.plan.State(task, w.Facts.Totals, t.unit, t.day), At: t.now,
		Figures: figures, Words: words, Episodes: open, Open: w.Open, Flips: flips,
	})
	return t.showing(fmt.Sprintf("why %d", task.No), m, task), nil
}

func (b *Bot) flips(ctx context.Context, t *turn, episodes []int64) ([]plan.Flip, error) {
	if len(episodes) == 0 {
		return nil, nil
	}
	return b.Store.Flips(ctx, t.place.Commune.ID, episodes)
}

// tapWhy explains the episode of a button: by its task, or by itself where it is about the whole plan.
func (b *Bot) tapWhy(ctx context.Context, t *turn, args []string) (Answer, error) {
	e, err := b.episode(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	if task, ok := t.plan.TaskByID(e.Task); ok && !task.Retired {
		reply, err := b.reasons(ctx, t, task)
		if err != nil {
			return Answer{}, err
		}
		return t.toast("", reply), nil
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	flips, err := b.flips(ctx, t, []int64{e.ID})
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", Reply{Message: message.WhyEpisode(t.plan, w.Facts, e, flips, t.now)}), nil
}

// tapWhyTask explains a task chosen among several of one code.
func (b *Bot) tapWhyTask(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.reasons(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", reply), nil
}
