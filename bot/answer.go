package bot

import (
	"context"
	"errors"
	"strconv"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// AnswerStore is what the office's answers to the plan's open questions ask of the database.
type AnswerStore interface {
	// AnswerQuestion records an answer with what follows from it, and returns the plan's version; plan.ErrSettled:
	// another was given since the question was shown.
	AnswerQuestion(ctx context.Context, commune, planID int64, a plan.Answering) (version int64, err error)
}

// tapAnswer answers what the plan leaves open about a task, and shows the task as it is judged now.
func (b *Bot) tapAnswer(ctx context.Context, t *turn, args []string) (Answer, error) {
	a, ok := answering(t, args)
	task, _, known := t.plan.QuestionByID(a.Question)
	switch {
	case !ok || !known:
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.may(plan.ActConfirm):
		return t.alert(message.AnswerByOffice), nil
	}
	version, err := b.Store.AnswerQuestion(ctx, t.place.Commune.ID, t.plan.ID, a)
	switch {
	case errors.Is(err, plan.ErrSettled):
		return t.alert(message.AnswerMoved), nil
	case errors.Is(err, plan.ErrNotFound):
		return Answer{}, errBadTap
	case err != nil:
		return Answer{}, err
	}
	if t.plan, err = b.Store.Plan(ctx, t.plan.ID, version); err != nil {
		return Answer{}, err
	}
	if task, known = t.plan.TaskByID(task.ID); !known {
		return Answer{}, errBadTap
	}
	reply, err := b.detail(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapAnswered, b.refreshed(ctx, t, reply)), nil
}

// answering reads which option of which question was tapped, and what was chosen when it was shown.
func answering(t *turn, args []string) (plan.Answering, bool) {
	if len(args) != 3 {
		return plan.Answering{}, false
	}
	question, err1 := strconv.ParseInt(args[0], 10, 64)
	option, err2 := strconv.Atoi(args[1])
	former, err3 := strconv.Atoi(args[2])
	return plan.Answering{
		Question: question, Option: option, Former: former, By: t.author(), At: t.now,
		Source: plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID, Line: -1},
	}, err1 == nil && err2 == nil && err3 == nil
}
