package bot

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// asking is whom a message asks for words: whoever tapped, in a private chat nobody in particular.
func (t *turn) asking() plan.Author {
	if t.place.Private {
		return plan.Author{}
	}
	return t.author()
}

// asksWords reports whether a message of ours asked for words, and for which: a verb, or an order.
func asksWords(p plan.Posted) (what string, ok bool) {
	words := strings.Fields(p.About)
	switch {
	case len(words) == 4 && words[0] == "say", len(words) == 3 && words[0] == "order":
		return words[len(words)-1], true
	default:
		return "", false
	}
}

// again refuses words with a sentence. Where a message had asked for them, the refusal asks once more.
func (t *turn) again(m message.Message) (Answer, error) {
	what, ok := asksWords(t.asked)
	if !ok {
		return t.say(m)
	}
	p := t.asked
	return t.answer(Reply{Message: message.WordsAgain(m, what), About: p.About, Tasks: p.Tasks, Numbers: p.Numbers}), nil
}

// unreplied is the message that asks for words, where it is the last thing that the bot said in this private chat
// before somebody wrote: they mean to answer it. Zero else.
func (b *Bot) unreplied(ctx context.Context, t *turn) (plan.Posted, error) {
	if !t.place.Private || t.args != "" {
		return plan.Posted{}, nil
	}
	m := t.update.Words()
	last, err := b.Store.LastPosted(ctx, m.Chat.ID, m.ID)
	if err != nil && !errors.Is(err, plan.ErrNotFound) {
		return plan.Posted{}, err
	}
	if _, ok := asksWords(last); !ok {
		return plan.Posted{}, nil
	}
	return last, nil
}

// eitherWay reports whether what was sent without a reply, to a message that asks for words, may as well be a figure:
// nothing is guessed. The task is the one asked about.
func (s *speech) eitherWay() (*plan.Task, bool) {
	if _, ok := asksWords(s.posted); !ok || s.update.ReplyTo() != nil || !saysFigure(s.text) {
		return nil, false
	}
	return s.plan.TaskByID(s.posted.Tasks[0])
}

// toNothing reports words in a private chat that answer nothing: they can be no figure, for they name no task.
func (s *speech) toNothing() bool {
	return s.place.Private && s.args == "" && s.update.ReplyTo() == nil && s.posted.About == "" && len(s.former) == 0 &&
		!strings.ContainsFunc(s.text, unicode.IsDigit)
}
