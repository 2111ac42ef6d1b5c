package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// joinPrefix tells a code by which a person joins from one that binds a group.
const joinPrefix = "C-"

// join puts the speaker on record in a unit: by a one-time code, in private, or by asking the office: in the unit's
// group, or with the unit's code.
func (b *Bot) join(ctx context.Context, t *turn) (Answer, error) {
	word := strings.ToUpper(strings.TrimSpace(t.args))
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case looksLikeCode(word, joinPrefix) && t.place.Private:
		return b.joinByCode(ctx, t, word)
	case looksLikeCode(word, joinPrefix):
		return t.say(message.Refused(message.JoinInPrivate))
	case word == "" && t.place.Private:
		return t.say(message.JoinHow())
	case word == "" && t.unit.ID == 0:
		return t.refuse(plan.ErrNotBound)
	case word == "":
		return b.askToJoin(ctx, t, t.unitOf(t.unit))
	}
	unit, sentence, err := b.unitToJoin(ctx, t, word)
	switch {
	case err != nil:
		return Answer{}, err
	case sentence != "":
		return t.say(message.Refused(sentence))
	}
	return b.askToJoin(ctx, t, unit)
}

func (b *Bot) joinByCode(ctx context.Context, t *turn, code string) (Answer, error) {
	done, err := b.Store.Join(ctx, code, t.author(), t.command(), t.now)
	switch {
	case errors.Is(err, plan.ErrBadCode):
		return t.say(message.Refused(message.JoinBadCode))
	case err != nil:
		return t.refuse(err)
	}
	return t.say(message.Joined(done))
}

// unitToJoin finds the unit that somebody names: in the commune of the place, else with the commune's code.
func (b *Bot) unitToJoin(ctx context.Context, t *turn, word string) (unit plan.UnitOf, sentence string, err error) {
	if t.plan != nil {
		if u, _, ok := unitFirst(t.plan, []string{word}); ok {
			return t.unitOf(u), "", nil
		}
	}
	commune, code, addressed := strings.Cut(word, "/")
	switch {
	case !t.place.Private, !addressed && t.plan != nil:
		return plan.UnitOf{}, message.JoinWhere, nil
	case !addressed: // good where one commune alone has such a unit
		commune, code = "", word
	}
	units, err := b.Store.UnitsByCode(ctx, strings.ToLower(commune), code)
	if err != nil || len(units) != 1 {
		return plan.UnitOf{}, message.JoinWhere, err
	}
	return units[0], "", nil
}

func (b *Bot) askToJoin(ctx context.Context, t *turn, unit plan.UnitOf) (Answer, error) {
	r, told, again, err := b.Store.RequestJoin(ctx, plan.JoinRequest{
		Unit: unit, Who: t.author(), Source: t.command(), Thread: t.update.Thread(),
	}, t.now)
	switch {
	case errors.Is(err, plan.ErrSettled):
		return t.say(message.Refused(message.JoinedAlready(unit.Name)))
	case errors.Is(err, plan.ErrOtherRole):
		return t.say(message.Refused(message.LeadersByCode))
	case errors.Is(err, plan.ErrGuessing):
		return t.say(message.Refused(message.AskedTooMuch))
	case err != nil:
		return t.refuse(err)
	}
	return t.say(message.AskedToJoin(r, told > 0 || again))
}

// tapJoin is the office's decision about a request. The messages that show it are edited by what the store puts in
// the outbox.
func (b *Bot) tapJoin(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	switch {
	case err != nil, len(args) != 2, args[1] != "y" && args[1] != "n":
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.may(plan.ActAdmit):
		return t.alert(message.JoinByOffice), nil
	}
	r, _, err := b.Store.DecideJoin(ctx, t.place.Commune.ID, id, args[1] == "y", t.author(), t.tapped(), t.now)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return Answer{}, errBadTap
	case errors.Is(err, plan.ErrSettled):
		return t.alert(message.JoinSettled(r)), nil
	case err != nil:
		return Answer{}, err
	}
	return t.toast(message.JoinDecided(r)), nil
}
