package bot

import (
	"context"
	"errors"
	"time"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// errDeadly is why an update is parked that no failure was noted of.
var errDeadly = errors.New("whoever tried to answer it died")

// begin counts a try at an update that an earlier process left open, before it is made: what ends the process leaves
// no failure behind, and would be taken up at each start for ever. Updates that only waited behind it are not counted,
// nor is the first try of any, which spares every update a statement. It returns false where it has parked the update.
func (in *Inbox) begin(ctx context.Context, row plan.Received, u telegram.Update) bool {
	if row.Tries >= mostTries && in.giveUp(ctx, row, u, errDeadly, 1) {
		return false
	}
	in.count(ctx, row, 1)
	return true
}

// spare takes a try back that was not to blame: the process stops in peace.
func (in *Inbox) spare(ctx context.Context, row plan.Received) {
	if row.Left {
		in.count(ctx, row, -1)
	}
}

func (in *Inbox) count(ctx context.Context, row plan.Received, more int) {
	if err := in.Store.CountTries(ctx, row.Update, more); err != nil {
		in.Log.Error("try not counted", "update", row.Update, "err", err)
	}
}

// fetch reads what a lane left in the database. It waits a moment where that fails, for it is called again.
func (in *Inbox) fetch(ctx context.Context, stopping <-chan struct{}, chat, after int64) ([]plan.Received, error) {
	more, err := in.Store.UnansweredIn(ctx, chat, after, mostOfAChat)
	if err != nil {
		in.Log.Warn("updates not fetched, trying again", "chat", chat, "err", err)
		sleep(stopping, time.Second)
	}
	return more, err
}
