package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// meeting steps through what is red, task by task: for the leaders' regular session.
func (b *Bot) meeting(ctx context.Context, t *turn) (Answer, error) {
	if t.place.Nobody {
		return t.say(message.Refused(message.NobodyMayReport))
	}
	if !t.may(plan.ActMeet) {
		return t.say(message.Refused(message.NotAllowed(plan.ActMeet, nil)))
	}
	reply, err := b.agendaItem(ctx, t, 0)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// tapMeeting turns to another item of the meeting. Data: its place, from 0.
func (b *Bot) tapMeeting(ctx context.Context, t *turn, args []string) (Answer, error) {
	item, err := strconv.Atoi(args[0])
	if err != nil {
		return Answer{}, errBadTap
	}
	if !t.may(plan.ActMeet) {
		return t.alert(message.NotAllowed(plan.ActMeet, nil)), nil
	}
	reply, err := b.agendaItem(ctx, t, item)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", t.inPlace(reply)), nil
}

// agendaItem shows one item of the meeting as things stand now: what was settled meanwhile is not on it any more.
func (b *Bot) agendaItem(ctx context.Context, t *turn, item int) (Reply, error) {
	open, err := b.Store.OpenMatters(ctx, t.place.Commune.ID, t.plan.ID)
	if err != nil {
		return Reply{}, err
	}
	red := t.plan.ForMeeting(t.place.Totals, open, t.day)
	if len(red) == 0 {
		return Reply{Message: message.NothingToDecide(t.plan, t.day), About: "meeting"}, nil
	}
	item = max(0, min(item, len(red)-1))
	task := red[item].Task
	account, err := b.Store.Account(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Reply{}, err
	}
	m := message.Meeting(message.Session{
		Plan: t.plan, State: red[item], Item: item, Items: len(red), Day: t.day, Account: account, Open: ofTask(open, task.ID),
	})
	return t.showing("meeting", m, task), nil
}

func ofTask(all []plan.Matter, task int64) []plan.Matter {
	var own []plan.Matter
	for _, m := range all {
		if m.Task == task {
			own = append(own, m)
		}
	}
	return own
}

// An order is given in reply to a message that asks for it: "order 12 instruction".
func aboutOrder(task int64, what string) string { return fmt.Sprintf("order %d %s", task, what) }

// tapOrder asks for the words of an order about a task. Data: task, what.
func (b *Bot) tapOrder(ctx context.Context, t *turn, args []string) (Answer, error) {
	if len(args) != 2 {
		return Answer{}, errBadTap
	}
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	order, known := orders[args[1]]
	switch {
	case !known:
		return Answer{}, errBadTap
	case t.mayNot(order.act, task) != "":
		return t.alert(t.mayNot(order.act, task)), nil
	}
	return t.toast("", t.showing(aboutOrder(task.ID, args[1]), message.Words(task, args[1], t.asking()), task)), nil
}

// order is something that a leader decides about a task in a meeting.
type order struct {
	act  plan.Action
	give func(*Bot, context.Context, *turn, *plan.Task, string) (Answer, error)
}

var orders = map[string]order{
	"instruction": {plan.ActDirect, func(b *Bot, ctx context.Context, t *turn, task *plan.Task, words string) (Answer, error) {
		return b.order(ctx, t, task, plan.Instruction, words)
	}},
	"explanation": {plan.ActDemand, func(b *Bot, ctx context.Context, t *turn, task *plan.Task, words string) (Answer, error) {
		return b.order(ctx, t, task, plan.Explanation, words)
	}},
	"assignment": {plan.ActAssign, (*Bot).conclude},
}

// heardOrder answers a reply that gives the words of an order.
func (b *Bot) heardOrder(ctx context.Context, t *turn, about, text string) (a Answer, ok bool, err error) {
	words := strings.Fields(about)
	if len(words) != 3 || words[0] != "order" {
		return Answer{}, false, nil
	}
	order, known := orders[words[2]]
	task, err := b.taskTapped(ctx, t, words[1:])
	switch {
	case !known, errors.Is(err, errBadTap):
		return Answer{}, false, nil
	case err != nil:
		return Answer{}, false, err
	}
	if t.place.Nobody {
		a, err = t.say(message.Refused(message.NobodyMayReport))
		return a, true, err
	}
	a, err = order.give(b, ctx, t, task, strings.TrimSpace(text))
	return a, true, err
}
