package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// task shows everything of one task, named by number, code, or the message replied to.
func (b *Bot) task(ctx context.Context, t *turn) (Answer, error) {
	return b.withTask(ctx, t, "task", b.detail)
}

// history shows every figure and change of one task.
func (b *Bot) history(ctx context.Context, t *turn) (Answer, error) {
	return b.withTask(ctx, t, "hist", b.past)
}

// withTask finds the one task that the words after a command name and shows it; where several fit it asks which,
// with buttons of the tap that shows the same.
func (b *Bot) withTask(ctx context.Context, t *turn, tap string, show func(context.Context, *turn, *plan.Task) (Reply, error)) (Answer, error) {
	found, err := b.named(ctx, t, t.args)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return t.say(message.Refused(message.NoSuchTask))
	case err != nil:
		return t.refuse(err)
	case len(found) == 0:
		return t.say(message.Refused(message.WhichTaskToShow))
	case len(found) > 1:
		return t.answer(t.showing("which", message.WhichTaskOf(t.args, found, tap), found...)), nil
	}
	reply, err := show(ctx, t, found[0])
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// named lists the tasks that a number, a criterion code, or else the message replied to names.
func (b *Bot) named(ctx context.Context, t *turn, words string) ([]*plan.Task, error) {
	words = strings.Trim(words, " .:#")
	if words == "" {
		return b.shownIn(ctx, t)
	}
	if no, err := strconv.Atoi(words); err == nil {
		task, ok := t.plan.Task(no)
		if !ok {
			return nil, plan.ErrNotFound
		}
		return []*plan.Task{task}, nil
	}
	if found := t.plan.ByCriterion(words); len(found) > 0 {
		return found, nil
	}
	return nil, plan.ErrNotFound
}

// shownIn lists the tasks that the message replied to shows, none where there is no such message. The turn is about
// their plan then.
func (b *Bot) shownIn(ctx context.Context, t *turn) ([]*plan.Task, error) {
	to := t.update.ReplyTo()
	if to == nil {
		return nil, nil
	}
	posted, err := b.Store.Posted(ctx, t.update.Chat().ID, to.ID)
	if errors.Is(err, plan.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := b.goToTasks(ctx, t, posted.Tasks); err != nil {
		return nil, err
	}
	var found []*plan.Task
	for _, id := range posted.Tasks {
		if task, ok := t.plan.TaskByID(id); ok && !task.Retired {
			found = append(found, task)
		}
	}
	return found, nil
}

func (b *Bot) detail(ctx context.Context, t *turn, task *plan.Task) (Reply, error) {
	figures, err := b.Store.Figures(ctx, targetIDs(task))
	if err != nil {
		return Reply{}, err
	}
	changes, err := b.Store.History(ctx, targetIDs(task), 3)
	if err != nil {
		return Reply{}, err
	}
	if err := b.readSteps(ctx, t); err != nil {
		return Reply{}, err
	}
	words, err := b.signatures(ctx, t, figures)
	if err != nil {
		return Reply{}, err
	}
	late, err := b.late(ctx, t, figures)
	if err != nil {
		return Reply{}, err
	}
	m := message.Task(message.TaskDetail{
		Plan: t.plan, Viewer: t.unit, Day: t.day, State: t.plan.State(task, t.place.Totals, t.unit, t.day),
		Figures: figures, Words: words, Late: late, Changes: changes, Given: t.plan.Followed(task, t.place.Totals, t.day), Steps: t.steps,
		Answers: t.may(plan.ActConfirm),
	})
	return t.showing(fmt.Sprintf("task %d", task.No), m, task), nil
}

// mostChanges is how far back a history goes in one answer.
const mostChanges = 30

func (b *Bot) past(ctx context.Context, t *turn, task *plan.Task) (Reply, error) {
	changes, err := b.Store.History(ctx, targetIDs(task), mostChanges)
	if err != nil {
		return Reply{}, err
	}
	return t.showing(fmt.Sprintf("history %d", task.No), message.History(t.plan, task, changes, t.day), task), nil
}

func targetIDs(t *plan.Task) []int64 {
	ids := make([]int64, len(t.Targets))
	for i, target := range t.Targets {
		ids[i] = target.ID
	}
	return ids
}
