package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// members lists who works where; the office, at its desk, admits people and changes what they are: "/members mã TPHT
// trưởng", "/members 12 lĩnh vực 3,7", "/members 12 nghỉ".
func (b *Bot) members(ctx context.Context, t *turn) (Answer, error) {
	words := strings.Fields(t.args)
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case len(words) > 0 && slices.Contains(inviteWords, plan.Fold(words[0])):
		return b.invite(ctx, t, words[1:])
	case t.plan == nil && t.place.Operator:
		return t.say(message.Refused(message.MembersByOperator))
	case t.plan == nil && t.place.Private:
		return t.say(message.Refused(message.NotEnrolled))
	case t.plan == nil:
		return t.refuse(plan.ErrNotBound)
	case len(words) == 0:
		return b.listMembers(ctx, t)
	}
	no, err := strconv.Atoi(strings.Trim(words[0], ".,#"))
	if err != nil || no < 1 {
		return t.say(message.MembersUsage())
	}
	return b.member(ctx, t, no, words[1:])
}

// inviteWords ask for a one-time code.
var inviteWords = []string{"ma", "code"}

// listMembers shows the whole commune to those who oversee it, to others the units that they are in themselves.
func (b *Bot) listMembers(ctx context.Context, t *turn) (Answer, error) {
	all := t.may(plan.ActAdmit) || t.may(plan.ActMeet)
	if !all && len(t.place.Memberships) == 0 {
		return t.say(message.Refused(message.MembersForStaff))
	}
	list, err := b.Store.Members(ctx, t.place.Commune.ID, t.day)
	if err != nil {
		return Answer{}, err
	}
	if !all {
		list = slices.DeleteFunc(list, func(m plan.Member) bool { return !t.isIn(m.Unit) })
	}
	return t.say(message.Members(t.plan, list, t.day, t.may(plan.ActAdmit)))
}

// isIn reports whether the speaker is on record in a unit.
func (t *turn) isIn(unit int64) bool {
	return slices.ContainsFunc(t.place.Memberships, func(m plan.Membership) bool { return m.Unit == unit })
}

// invite hands out a one-time code: the office for any unit and role, a head for clerks of their own.
func (b *Bot) invite(ctx context.Context, t *turn, words []string) (Answer, error) {
	unit, rest, sentence, err := b.unitToInvite(ctx, t, words)
	if err != nil {
		return Answer{}, err
	}
	role, known := plan.ReadRole(strings.Join(rest, " "))
	admits := t.may(plan.ActAdmit)
	switch {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case !admits && !t.place.May(plan.ActInvite, t.unit, plan.Of(plan.Unit{ID: unit.Unit})):
		return t.say(message.Refused(message.MembersByOffice))
	case len(rest) > 0 && !known:
		return t.say(message.Refused(message.NoSuchRole(strings.Join(rest, " "))))
	case admits && !t.atDesk():
		return t.say(message.Refused(message.MembersAtDesk))
	case !admits && role != "" && role != plan.Clerk:
		return t.say(message.Refused(message.HeadsInviteClerks))
	}
	i, err := b.Store.Invite(ctx, plan.Invitation{
		Code: newCode(joinPrefix), Commune: unit.Commune, Unit: unit.Unit, Role: role, By: t.author(), Source: t.command(),
		Expires: t.now.Add(codeFor),
	}, t.now)
	if err != nil {
		return t.refuse(err)
	}
	return t.say(message.JoinCode(unit.Name, i.Role, i.Code))
}

// unitToInvite finds the unit that the first word names ("TPHT"; of an operator also "sonky/TPHT"), else the one whose
// head asks.
func (b *Bot) unitToInvite(ctx context.Context, t *turn, words []string) (unit plan.UnitOf, rest []string, sentence string, err error) {
	if len(words) > 0 {
		if commune, code, addressed := strings.Cut(words[0], "/"); addressed && t.place.Operator {
			units, err := b.Store.UnitsByCode(ctx, strings.ToLower(commune), code)
			if err != nil || len(units) != 1 {
				return unit, nil, message.NoUnitToJoin(words[0]), err
			}
			return units[0], words[1:], "", nil
		}
	}
	switch {
	case t.plan == nil && t.place.Operator:
		return unit, nil, message.MembersByOperator, nil
	case t.plan == nil:
		return unit, nil, message.NotEnrolled, nil
	}
	if u, rest, ok := unitFirst(t.plan, words); ok {
		return t.unitOf(u), rest, "", nil
	}
	for _, m := range t.place.Memberships {
		if u, ok := t.plan.UnitByID(m.Unit); ok && m.Role == plan.Head {
			return t.unitOf(u), words, "", nil
		}
	}
	if len(words) == 0 {
		return unit, nil, message.NameUnitToJoin, nil
	}
	return unit, nil, message.NoUnitToJoin(words[0]), nil
}

// unitFirst finds the working unit that the first word is the code or a name of.
func unitFirst(p *plan.Plan, words []string) (u plan.Unit, rest []string, ok bool) {
	if len(words) == 0 {
		return u, words, false
	}
	u, ok = p.UnitNamed(words[0])
	if !ok || len(plan.RolesIn(u.Kind)) == 0 {
		return plan.Unit{}, words, false
	}
	return u, words[1:], true
}

// unitOf names a unit of the place's commune together with it.
func (t *turn) unitOf(u plan.Unit) plan.UnitOf {
	c := t.place.Commune
	return plan.UnitOf{Unit: u.ID, Code: u.Code, Name: u.Name, Commune: c.ID, CommuneCode: c.Code, CommuneName: c.Name}
}
