package bot

import (
	"context"
	"errors"

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
