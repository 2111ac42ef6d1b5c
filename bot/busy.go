package bot

import (
	"context"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// shower shows in a chat for a few seconds that a file is on its way.
type shower interface {
	Uploading(ctx context.Context, chat int64, thread int) error
}

// showBusy shows that an answer with files is being made, where making it takes a while. It keeps the answer from
// nothing: what it returns waits only until Telegram has heard of it. Whether Telegram shows it is no matter.
func (in *Inbox) showBusy(ctx context.Context, u telegram.Update) (wait func()) {
	show, able := in.Post.(shower)
	if !able || !in.slow(u) {
		return func() {}
	}
	shown := make(chan struct{})
	go func() {
		defer close(shown)
		if err := show.Uploading(ctx, u.Chat().ID, u.Thread()); err != nil {
			in.Log.Info("chat not shown that a file is coming", "chat", u.Chat().ID, "err", err)
		}
	}()
	return func() { <-shown }
}

func (in *Inbox) slow(u telegram.Update) bool {
	if u.Message == nil {
		return false
	}
	name, _, ok := u.Command(in.Bot.Me.Username)
	return ok && byName[plan.Fold(name)].slow
}
