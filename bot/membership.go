package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/bot/telegram"
)

// membership notes that the bot was added to a chat or removed from it. A binding from before is taken up again only
// when somebody who may bind brings the bot back: a stranger must not inherit a unit's chat. A bot that is only
// muted keeps its chat, hears what is said there, and is heard again when it may write, whoever lets it.
func (b *Bot) membership(ctx context.Context, change telegram.MemberChange) (Answer, error) {
	if !change.New.Present() {
		return Answer{}, b.lost(ctx, change.Chat.ID)
	}
	if err := b.back(ctx, change); err != nil {
		return Answer{}, err
	}
	if err := b.muted(ctx, change.Chat.ID, !change.New.CanPost()); err != nil {
		return Answer{}, err
	}
	if change.Old.Present() || change.Chat.Private() || !change.New.CanPost() {
		return Answer{}, nil
	}
	t, err := b.turn(ctx, telegram.Update{MyChatMember: &change})
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.Greeting(b.describe(t)))
}

// back takes a chat's binding up again where the one who brought the bot back belongs to its commune.
func (b *Bot) back(ctx context.Context, change telegram.MemberChange) error {
	return b.Store.Restore(ctx, change.Chat.ID, change.From.ID, b.operator(change.From.ID), b.Now())
}

// lost notes that nothing arrives in a chat any more; the operators hear of it.
func (b *Bot) lost(ctx context.Context, chat int64) error {
	return b.Store.SetUnreachable(ctx, chat, b.Operators, b.Now())
}

// muted notes whether the bot may write in a chat; where it may not, the operators hear of it.
func (b *Bot) muted(ctx context.Context, chat int64, muted bool) error {
	return b.Store.SetMuted(ctx, chat, muted, b.Operators, b.Now())
}

func migrated(m *telegram.Message) bool { return m.MigrateToChatID != 0 || m.MigrateFromChatID != 0 }

// migrate moves the bindings of a group that became a supergroup. Telegram says so twice, in either order.
func (b *Bot) migrate(ctx context.Context, m *telegram.Message) (Answer, error) {
	if m.MigrateToChatID != 0 {
		return Answer{}, b.Store.Migrate(ctx, m.Chat.ID, m.MigrateToChatID, b.Now())
	}
	if err := b.Store.Migrate(ctx, m.MigrateFromChatID, m.Chat.ID, b.Now()); err != nil {
		return Answer{}, err
	}
	t, err := b.turn(ctx, telegram.Update{Message: m})
	if err != nil || t.unit.ID == 0 {
		return Answer{}, err
	}
	answer, err := t.say(message.Adopted(t.unit.Name))
	answer.ReplyTo = 0
	return answer, err
}
