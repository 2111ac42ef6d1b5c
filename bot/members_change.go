package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// member changes what the person of a number is: "trưởng", "TPHT công chức", "lĩnh vực 3,7", "nghỉ".
func (b *Bot) member(ctx context.Context, t *turn, no int, words []string) (Answer, error) {
	switch {
	case !t.may(plan.ActAdmit):
		return t.say(message.Refused(message.MembersByOffice))
	case !t.atDesk():
		return t.say(message.Refused(message.MembersAtDesk))
	}
	u, rest, _ := unitFirst(t.plan, words)
	m := plan.MemberChange{
		Commune: t.place.Commune.ID, No: no, Unit: u.ID, By: t.author(), Operator: t.place.Operator, Source: t.command(),
	}
	folded := plan.Fold(strings.Join(rest, " "))
	if areas, ok := areaWords(folded); ok {
		return b.charge(ctx, t, m, areas)
	}
	role, known := plan.ReadRole(folded)
	switch {
	case folded == "":
		return t.say(message.MembersUsage())
	case slices.Contains(leaveWords, folded):
		return b.askLeave(ctx, t, m)
	case !known:
		return t.say(message.Refused(message.NoSuchRole(strings.Join(rest, " "))))
	}
	m.Role = role
	return b.change(ctx, t, m)
}

// leaveWords end a membership.
var leaveWords = []string{"nghi", "thoi", "roi", "leave", "end"}

// areaWords is what follows the word for the fields in somebody's charge.
func areaWords(folded string) (areas string, ok bool) {
	for _, word := range []string{"linh vuc", "areas", "area", "lv"} {
		if rest, ok := strings.CutPrefix(folded, word); ok && (rest == "" || rest[0] == ' ') {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

// charge gives a vice chairman areas of the plan: numbers, or all of them.
func (b *Bot) charge(ctx context.Context, t *turn, m plan.MemberChange, areas string) (Answer, error) {
	m.Areas = []int{}
	if areas == "tat ca" || areas == "all" {
		return b.change(ctx, t, m)
	}
	for _, word := range strings.FieldsFunc(areas, func(r rune) bool { return strings.ContainsRune(" ,;.", r) }) {
		no, err := strconv.Atoi(word)
		if err != nil || !slices.ContainsFunc(t.plan.Areas, func(a plan.Area) bool { return a.No == no }) {
			return t.say(message.NoSuchArea(t.plan, word))
		}
		if !slices.Contains(m.Areas, no) {
			m.Areas = append(m.Areas, no)
		}
	}
	if len(m.Areas) == 0 {
		return t.say(message.NoSuchArea(t.plan, ""))
	}
	return b.change(ctx, t, m)
}

func (b *Bot) change(ctx context.Context, t *turn, m plan.MemberChange) (Answer, error) {
	done, changed, err := b.Store.ChangeMember(ctx, m, t.now)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return t.say(message.Refused(message.NoSuchMember(m.No)))
	case err != nil:
		return t.refuse(err)
	}
	return t.say(message.MemberNow(t.plan, done, changed))
}

// askLeave names what a person has open, and has the office confirm with a button that they leave.
func (b *Bot) askLeave(ctx context.Context, t *turn, m plan.MemberChange) (Answer, error) {
	list, err := b.Store.Members(ctx, m.Commune, t.day)
	if err != nil {
		return Answer{}, err
	}
	list = slices.DeleteFunc(list, func(is plan.Member) bool {
		return is.No != m.No || m.Unit != 0 && is.Unit != m.Unit
	})
	switch {
	case len(list) == 0:
		return t.say(message.Refused(message.NoSuchMember(m.No)))
	case len(list) > 1:
		return t.refuse(plan.ErrSeveral)
	}
	duties, err := b.Store.Duties(ctx, m.Commune, list[0].Person.ID, list[0].Unit)
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.AskLeave(t.plan, list[0], duties))
}

// tapLeave ends a membership.
func (b *Bot) tapLeave(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	switch {
	case err != nil:
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.may(plan.ActAdmit):
		return t.alert(message.LeaveByOffice), nil
	}
	m, again, err := b.Store.EndMembership(ctx, t.place.Commune.ID, id, t.author(), t.place.Operator, t.tapped(), t.now)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return Answer{}, errBadTap
	case err != nil:
		return Answer{}, err
	case again:
		return t.toast(message.LeftBefore), nil
	}
	return t.toast(message.LeftToast, t.inPlace(Reply{Message: message.Left(t.plan, m)})), nil
}
