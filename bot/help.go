package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// help says what this chat is and what to type.
func (b *Bot) help(_ context.Context, t *turn) (Answer, error) {
	return t.say(message.Help(b.describe(t)))
}

func (b *Bot) describe(t *turn) message.Place {
	return message.Place{
		Commune: t.place.Commune.Name,
		Unit:    t.unit.Name,
		Private: t.place.Private,
		Privacy: !b.Me.SeesAll && !t.place.Private,
	}
}

// whoami says who the speaker is here and what they may do.
func (b *Bot) whoami(_ context.Context, t *turn) (Answer, error) {
	who := message.Who{
		Name:    t.author().Name,
		Commune: t.place.Commune.Name,
		Unit:    t.unit.Name,
		Private: t.place.Private,
		Reports: t.place.May(plan.ActReport, t.unit, plan.Of(t.unit)),
		Binds:   t.may(plan.ActBind),
		Nobody:  t.place.Nobody,
	}
	for _, m := range t.place.Memberships {
		role := message.RoleWord[m.Role] + message.InChargeOf(m.Areas)
		if t.plan != nil {
			u, _ := t.plan.UnitByID(m.Unit)
			role += ", " + u.Name
		}
		who.Roles = append(who.Roles, role)
	}
	if t.place.Operator {
		who.Roles = append(who.Roles, message.OperatorWord)
	}
	return t.say(message.Whoami(who))
}

// find lists tasks by words without accents, by code or by number.
func (b *Bot) find(_ context.Context, t *turn) (Answer, error) {
	if t.args == "" {
		return t.say(message.Refused(message.WhatToFind))
	}
	all := t.plan.Find(t.args)
	found := all[:min(len(all), mostFound)]
	return t.answer(t.showing("find "+t.args, message.Found(t.args, t.plan, found, len(all)), found...)), nil
}

// mostFound keeps an answer to one screen or two.
const mostFound = 12

// showing is a reply that remembers which tasks it shows.
func (t *turn) showing(about string, m message.Message, tasks ...*plan.Task) Reply {
	r := Reply{Message: m, About: about}
	for _, task := range tasks {
		r.Tasks, r.Numbers = append(r.Tasks, task.ID), append(r.Numbers, task.No)
	}
	return r
}
