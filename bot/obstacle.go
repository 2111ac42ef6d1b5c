package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// obstacle reports a difficulty through the office: "/obstacle 9 phần mềm một cửa lỗi từ ngày 3/6".
func (b *Bot) obstacle(ctx context.Context, t *turn) (Answer, error) {
	task, words, answer, err := b.aboutTask(ctx, t, plan.Obstacle)
	if task == nil || err != nil {
		return answer, err
	}
	unit, leads := t.actingUnit(plan.ActAsk, task)
	bad := badWords(words)
	switch sentence := t.mayNot(plan.ActAsk, task); {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case !leads:
		return t.say(message.Refused(message.NotLeadingUnit))
	case words == "":
		return t.say(message.Refused(message.ObstacleHow))
	case bad != "":
		return t.say(message.Refused(bad))
	}
	reply, err := b.openMatter(ctx, t, task, plan.MatterOpening{Move: plan.Opening(plan.Obstacle), Unit: unit.ID, Words: words})
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}
