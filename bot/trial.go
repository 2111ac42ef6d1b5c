package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// trial sends one marked test message to every step of the ladder, as a matter of the chat's unit would climb it.
func (b *Bot) trial(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActBind):
		return t.say(message.Refused(message.TrialByOffice))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	ladder := t.plan.Alerting().Ladder
	var steps []message.TrialStep
	var notes []plan.Note
	for i, step := range ladder {
		chats := w.Audience(step.To, []int64{t.unit.ID})
		steps = append(steps, message.TrialStep{To: step.To, Wait: step.Wait, Chats: chats})
		for _, chat := range chats {
			notes = append(notes, plan.Note{To: chat, Kind: plan.LetterTest, Critical: true, After: t.now, Payload: plan.Payload{
				Unit: t.unit.ID, By: t.author().Name, Step: i + 1, Steps: len(ladder),
			}})
		}
	}
	if len(notes) > 0 {
		err = b.Store.Enqueue(ctx, t.place.Commune.ID, t.plan.ID, notes, t.command(), t.author(), t.now)
	}
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.Trial(t.plan, t.unit, steps))
}
