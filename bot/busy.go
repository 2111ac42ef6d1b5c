package bot

import (
	"context"
	"time"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// shower shows in a chat for a few seconds that a file is on its way.
type shower interface {
	Uploading(ctx context.Context, chat int64, thread int) error
}

// showAgain is how long Telegram shows it, and a little less.
const showAgain = 4 * time.Second

// showBusy shows that an answer with files is being made, for as long as making it takes. It keeps the answer from
// nothing: what it returns waits only until Telegram has heard of it. Whether Telegram shows it is no matter.
func (in *Inbox) showBusy(ctx context.Context, u telegram.Update) (wait func()) {
	show, able := in.Post.(shower)
	if !able || !in.slow(u) {
		return func() {}
	}
	made, shown := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(shown)
		for again := true; again; again = sleep(made, showAgain) {
			if err := show.Uploading(ctx, u.Chat().ID, u.Thread()); err != nil {
				in.Log.Info("chat not shown that a file is coming", "chat", u.Chat().ID, "err", err)
			}
		}
	}()
	return func() { close(made); <-shown }
}

// takesLong reports whether an update asks for files.
func (in *Inbox) takesLong(row plan.Received) bool {
	u, err := telegram.Decode([]byte(row.Raw))
	return err == nil && in.slow(u)
}

func (in *Inbox) slow(u telegram.Update) bool {
	if u.Message == nil {
		return false
	}
	return callOf(u, in.Bot.Me.Username).slow
}
