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
