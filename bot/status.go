package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// status says how the telling goes: all of it to the office and to those who run planbot, a short form to others.
func (b *Bot) status(ctx context.Context, t *turn) (Answer, error) {
	s, err := b.Store.AlertStatus(ctx, t.place.Commune.ID, t.now)
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.Status(t.plan, s, t.now, t.may(plan.ActBind)))
}
