package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// handover moves a person's open matters to a successor in the same unit: "/handover 12 15" by the office, "/handover
// 15" by the person.
func (b *Bot) handover(ctx context.Context, t *turn) (Answer, error) {
	if t.place.Nobody {
		return t.say(message.Refused(message.NobodyMayReport))
	}
	h := plan.Handover{Commune: t.place.Commune.ID, FromID: t.author().ID, By: t.author(), Source: t.command()}
	numbers, ok := memberNumbers(t.args)
	switch {
	case !ok:
		return t.say(message.HandoverUsage())
	case len(numbers) == 2 && !t.may(plan.ActAdmit):
		return t.say(message.Refused(message.HandoverByOffice))
	case len(numbers) == 1 && len(t.place.Memberships) == 0:
		return t.say(message.Refused(message.MembersForStaff))
	case len(numbers) == 2:
		h.From = numbers[0]
	}
	h.To = numbers[len(numbers)-1]
	done, err := b.Store.HandOver(ctx, h, t.now)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return t.say(message.Refused(message.NoSuchMembers))
	case errors.Is(err, plan.ErrSettled):
		return t.say(message.Refused(message.HandoverToSelf))
	case err != nil:
		return t.refuse(err)
	}
	return t.say(message.HandedOver(t.plan, done, t.may(plan.ActAdmit)))
}

// memberNumbers reads one number or two.
func memberNumbers(args string) (all []int, ok bool) {
	for word := range strings.FieldsSeq(args) {
		no, err := strconv.Atoi(strings.Trim(word, ".,#"))
		if err != nil || no < 1 {
			return nil, false
		}
		all = append(all, no)
	}
	return all, len(all) == 1 || len(all) == 2
}
