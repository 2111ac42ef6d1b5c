package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// What one message did about matters of several units is told by one answer, which remembers them all: "matters 12 13".
const aboutMatters = "matters"

// together shows matters of one task: one as its card, several in one message.
func (b *Bot) together(ctx context.Context, t *turn, all []plan.Matter) (Reply, error) {
	if len(all) == 1 {
		return b.matterCard(ctx, t, all[0])
	}
	about, cards := aboutMatters, make([]message.MatterCard, len(all))
	for i, m := range all {
		card, err := b.cardOf(ctx, t, m)
		if err != nil {
			return Reply{}, err
		}
		about, cards[i] = about+fmt.Sprintf(" %d", m.ID), card
	}
	if err := b.addWaiting(ctx, t, &cards[0]); err != nil {
		return Reply{}, err
	}
	return t.showing(about, message.Matters(cards), cards[0].Task), nil
}

// mattersShown reads the matters that a message of ours shows together; none where it is no such message.
func (b *Bot) mattersShown(ctx context.Context, t *turn, about string) ([]plan.Matter, error) {
	words := strings.Fields(about)
	if len(words) == 0 || words[0] != aboutMatters {
		return nil, nil
	}
	var all []plan.Matter
	for _, word := range words[1:] {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil, errBadTap
		}
		m, err := b.Store.Matter(ctx, t.place.Commune.ID, id)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// tappedMatter shows a matter in place of the tapped message, with the others that this showed.
func (b *Bot) tappedMatter(ctx context.Context, t *turn, m plan.Matter) (Reply, error) {
	posted, err := b.tappedPosted(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	all, err := b.mattersShown(ctx, t, posted.About)
	if err != nil {
		return Reply{}, err
	}
	if !slices.ContainsFunc(all, func(shown plan.Matter) bool { return shown.ID == m.ID }) {
		all = []plan.Matter{m}
	}
	reply, err := b.together(ctx, t, all)
	return t.inPlace(reply), err
}

// meantBy narrows a message about matters of several units to the one that the speaker is expected to answer.
func (b *Bot) meantBy(ctx context.Context, t *turn, about string) (string, error) {
	all, err := b.mattersShown(ctx, t, about)
	if err != nil {
		return "", err
	}
	var own []plan.Matter
	for _, m := range all {
		task, ok := t.plan.TaskByID(m.Task)
		if !ok {
			continue
		}
		if _, expected := b.expected(t, m, task); expected || m.Said(t.command()) {
			own = append(own, m)
		}
	}
	if len(own) != 1 {
		return about, nil
	}
	return aboutMatter(own[0].ID), nil
}
