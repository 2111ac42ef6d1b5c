package bot

import (
	"context"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// silences lists what is kept quiet; the office adds to it: "/silences 9 15/4 chờ hướng dẫn".
func (b *Bot) silences(ctx context.Context, t *turn) (Answer, error) {
	if strings.TrimSpace(t.args) == "" {
		m, err := b.silenceList(ctx, t)
		if err != nil {
			return Answer{}, err
		}
		return t.answer(Reply{Message: m, About: aboutSilences}), nil
	}
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActUrge):
		return t.say(message.Refused(message.SilenceByOffice))
	}
	s, sentence := readSilence(t)
	if sentence != "" {
		return t.say(message.Refused(sentence))
	}
	s, err := b.Store.Silence(ctx, s, t.command())
	if err != nil {
		return t.refuse(err)
	}
	return t.say(message.Silenced(t.plan, s))
}

// aboutSilences is what a message that lists silences is remembered as.
const aboutSilences = "silences"

func (b *Bot) silenceList(ctx context.Context, t *turn) (message.Message, error) {
	w, err := b.watch(ctx, t)
	if err != nil {
		return message.Message{}, err
	}
	return message.Silences(t.plan, w.Facts.ActiveSilences(t.day), t.may(plan.ActUrge)), nil
}

// readSilence reads whom a silence covers, until when and why, or says what is missing.
func readSilence(t *turn) (plan.Silence, string) {
	words := strings.Fields(t.args)
	at, until, used, err := firstDay(words, t.day)
	switch {
	case err != nil:
		return plan.Silence{}, message.NoSuchMoment
	case at == 0:
		return plan.Silence{}, message.SilenceWhom
	}
	who, rest, ok := addressee(t.plan, words[:at])
	reason := strings.Join(words[at+used:], " ")
	switch last := t.day.AddDays(plan.LongestSilence); {
	case !ok || len(rest) > 0:
		return plan.Silence{}, message.SilenceWhom
	case until.Before(t.day):
		return plan.Silence{}, message.SilencePast
	case until.After(last):
		return plan.Silence{}, message.SilenceTooLong(last)
	case reason == "":
		return plan.Silence{}, message.SilenceNeedsReason
	case badWords(reason) != "":
		return plan.Silence{}, badWords(reason)
	}
	s := plan.Silence{
		Commune: t.place.Commune.ID, Plan: t.plan.ID, Until: until, Reason: reason, By: t.author(), At: t.now,
	}
	if who.task != nil {
		s.Task = who.task.ID
	} else {
		s.Unit = who.units[0].ID
	}
	return s, ""
}

// firstDay finds the first day in words, behind at least one other word; at is 0 where there is none.
func firstDay(words []string, today calendar.Date) (at int, day calendar.Date, used int, err error) {
	for i := 1; i < len(words); i++ {
		day, used, err := plan.ReadDay(words[i:], today, plan.Ahead)
		if used > 0 || err != nil {
			return i, day, used, err
		}
	}
	return 0, calendar.Date{}, 0, nil
}

// tapUnsilence ends a silence before its time.
func (b *Bot) tapUnsilence(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	switch {
	case err != nil:
		return Answer{}, errBadTap
	case !t.may(plan.ActUrge):
		return t.alert(message.SilenceByOffice), nil
	}
	if err := b.Store.Unsilence(ctx, t.place.Commune.ID, id, t.author(), t.now); err != nil {
		return Answer{}, err
	}
	m, err := b.silenceList(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.SilenceEnded, b.refreshed(ctx, t, Reply{Message: m, About: aboutSilences})), nil
}
