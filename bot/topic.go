package bot

import (
	"context"
	"errors"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// topic is the forum topic that an update belongs to: the one in which it was said. Outside of topics it is the one
// that the message tapped or replied to was for: that message went elsewhere because its topic is closed or deleted,
// and what is said to it is for the same unit. Who may do what there is asked as in the topic itself.
func (b *Bot) topic(ctx context.Context, u telegram.Update) (int, error) {
	if u.Thread() != 0 || !u.Chat().IsForum {
		return u.Thread(), nil
	}
	to := u.ReplyTo()
	if u.CallbackQuery != nil {
		to = u.CallbackQuery.Message
	}
	if to == nil {
		return 0, nil
	}
	shown, err := b.Store.Posted(ctx, u.Chat().ID, to.ID)
	if errors.Is(err, plan.ErrNotFound) {
		return 0, nil
	}
	return shown.Thread, err
}

// topicLost tells the operators that what is for a unit's topic goes elsewhere. The answer is out all the same.
func (b *Bot) topicLost(ctx context.Context, chat int64, thread int) {
	if err := b.Store.TellTopicLost(ctx, chat, thread, b.Operators, b.Now()); err != nil {
		b.Log.Error("operators not told of a lost topic", "chat", chat, "topic", thread, "err", err)
	}
}
