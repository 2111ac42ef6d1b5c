package bot

import (
	"context"
	"strings"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// extend asks for a later date: "/extend 2 31/7/2024 chờ thể lệ cuộc thi".
func (b *Bot) extend(ctx context.Context, t *turn) (Answer, error) {
	task, words, answer, err := b.aboutTask(ctx, t, plan.Extension)
	if task == nil || err != nil {
		return answer, err
	}
	unit, leads := t.actingUnit(plan.ActAsk, task)
	switch sentence := t.mayNot(plan.ActAsk, task); {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case !leads:
		return t.say(message.Refused(message.NotLeadingUnit))
	case !task.Dated():
		return t.say(message.Refused(message.ExtendUndated))
	case t.plan.State(task, t.place.Totals, t.unit, t.day).Finished():
		return t.say(message.Refused(message.ExtendFinished))
	}
	wants, reason, sentence := extensionWords(t, task, words)
	if sentence != "" {
		return t.say(message.Refused(sentence))
	}
	reply, err := b.openMatter(ctx, t, task, plan.MatterOpening{
		Move: plan.Opening(plan.Extension), Unit: unit.ID, Words: reason, Wants: wants, Late: t.pastDue(task), Above: task.FromAbove(),
	})
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// extensionWords reads the date asked for and the reason.
func extensionWords(t *turn, task *plan.Task, words string) (wants calendar.Date, reason, sentence string) {
	all := strings.Fields(words)
	wants, used, err := plan.ReadDayBeside(all, t.day, task.Due())
	if err != nil || used == 0 || used == len(all) {
		return wants, "", message.ExtendHow
	}
	reason = strings.Join(all[used:], " ")
	if !wants.After(task.Due()) || !wants.After(t.day) {
		return wants, "", message.ExtendEarlier
	}
	return wants, reason, badWords(reason)
}
