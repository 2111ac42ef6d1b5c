package bot

import (
	"context"
	"errors"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// done declares a task done: "/done 2 đã tổ chức hội thi". The office opens one that was confirmed by mistake:
// "/done 2 mở lại chưa có báo cáo".
func (b *Bot) done(ctx context.Context, t *turn) (Answer, error) {
	task, words, answer, err := b.aboutTask(ctx, t, plan.Completion)
	if task == nil || err != nil {
		return answer, err
	}
	if reason, ok := reopens(words); ok {
		return b.reopen(ctx, t, task, reason)
	}
	unit, leads := t.actingUnit(plan.ActDeclare, task)
	bad := badWords(words)
	switch sentence := t.mayNot(plan.ActDeclare, task); {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case !leads:
		return t.say(message.Refused(message.NotLeadingUnit))
	case task.Deadline.Kind == plan.Ongoing:
		return t.say(message.Refused(message.DoneOngoing))
	case !task.Course.Done.IsZero():
		return t.say(message.Refused(message.DoneBefore))
	case bad != "":
		return t.say(message.Refused(bad))
	}
	if waiting, confirmed, err := b.confirmedFor(ctx, t, task, unit); confirmed || err != nil {
		return t.answer(Reply{Message: message.DoneByUnit(unit, waiting)}), err
	}
	reply, err := b.openMatter(ctx, t, task, plan.MatterOpening{
		Move: plan.Opening(plan.Completion), Unit: unit.ID, Words: words, Late: t.pastDue(task),
	})
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// pastDue reports whether the date in force of a task has passed.
func (t *turn) pastDue(task *plan.Task) bool { return task.Dated() && t.day.After(task.Due()) }

// aboutTask reads the task that a command about a matter names, and the words after it. Without any words it lists
// what of the kind is open; then, and where no one task is named, task is nil and the answer stands.
func (b *Bot) aboutTask(ctx context.Context, t *turn, kind plan.MatterKind) (task *plan.Task, words string, a Answer, err error) {
	if strings.TrimSpace(t.args) == "" {
		a, err = b.openOnes(ctx, t, kind)
		return nil, "", a, err
	}
	name, words, _ := strings.Cut(strings.TrimSpace(t.args), " ")
	found, err := b.named(ctx, t, name)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		a, err = t.say(message.TaskFirst(kind))
		return nil, "", a, err
	case err != nil:
		return nil, "", Answer{}, err
	case len(found) != 1:
		a, err = t.say(message.Refused(message.WhichTaskToShow))
		return nil, "", a, err
	}
	return found[0], strings.TrimSpace(words), Answer{}, nil
}

// openOnes lists the matters of a kind that are not settled and concern the chat.
func (b *Bot) openOnes(ctx context.Context, t *turn, kind plan.MatterKind) (Answer, error) {
	all, err := b.Store.OpenMatters(ctx, t.place.Commune.ID, t.plan.ID)
	if err != nil {
		return Answer{}, err
	}
	var shown []plan.Matter
	for _, m := range all {
		if m.Kind == kind && (t.unit.SeesAll() || m.Unit == t.unit.ID) {
			shown = append(shown, m)
		}
	}
	return t.say(message.OpenMatters(t.plan, kind, shown))
}
