package bot

import (
	"slices"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// albumGoesOn reports whether another part of a message's album waits further back in the chat's lane.
func albumGoesOn(u telegram.Update, rest []plan.Received) bool {
	if u.Message == nil || u.Message.MediaGroupID == "" {
		return false
	}
	return slices.ContainsFunc(rest, func(row plan.Received) bool {
		later, err := telegram.Decode([]byte(row.Raw))
		return err == nil && later.Message != nil && later.Message.MediaGroupID == u.Message.MediaGroupID
	})
}

// withoutPartial leaves out what is said of an album that goes on: its last part is answered for all.
func (a Answer) withoutPartial() Answer {
	a.Replies = slices.DeleteFunc(slices.Clone(a.Replies), func(r Reply) bool { return r.Partial })
	return a
}
