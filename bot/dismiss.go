package bot

import (
	"context"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// dismissing are the words that take a given task back, folded.
var dismissing = map[string]bool{"bo": true, "huy": true, "drop": true}

// readDismissal reads "101 bỏ nhập nhầm bộ phận".
func readDismissal(t *turn) (task *plan.Task, reason string, ok bool) {
	words := strings.Fields(t.args)
	if len(words) < 2 || !dismissing[plan.Fold(words[1])] {
		return nil, "", false
	}
	no, err := strconv.Atoi(words[0])
	if err != nil {
		return nil, "", false
	}
	task, ok = t.plan.GivenNumbered(no)
	return task, strings.Join(words[2:], " "), ok
}

// dismiss takes a task back that was given during the year, with a reason. The speaker may give tasks.
func (b *Bot) dismiss(ctx context.Context, t *turn, task *plan.Task, reason string) (Answer, error) {
	if sentence := badWords(reason); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	switch {
	case !t.mayFor(plan.ActAssign, task):
		return t.say(message.Refused(message.NotAllowed(plan.ActAssign, nil)))
	case reason == "":
		return t.say(message.Refused(message.DismissWhy(task)))
	}
	err := b.Store.Dismiss(ctx, plan.Dismissal{
		Commune: t.place.Commune.ID, Plan: t.plan.ID, Task: task.ID, Reason: reason, By: t.author(), Source: t.command(),
		Here: t.unit.ID,
	}, t.now)
	if err != nil {
		return t.refuse(err)
	}
	return t.say(message.Dismissed(t.plan, task, reason))
}
