package bot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// pending records how many dossiers wait for acceptance in the chat's unit, and since when: "/pending 3 7h45". Without
// an hour the oldest is taken to be the one that was reported before, or else to have come just now.
func (b *Bot) pending(ctx context.Context, t *turn) (Answer, error) {
	task, ok := t.plan.WaitingTask()
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !ok:
		return t.say(message.Refused(message.PendingNoRule))
	case !t.plan.Accepts(task, t.unit):
		return t.say(message.Refused(message.PendingElsewhere(accepting(t.plan, task))))
	case !t.place.May(plan.ActReport, t.unit, plan.Of(t.unit)):
		return t.say(message.Refused(message.StrangerMayNot))
	}
	w := plan.Waiting{Task: task.ID, Unit: t.unit.ID, At: t.now, By: t.author()}
	var sentence string
	if w.Count, w.Oldest, sentence = readPending(t); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	assumed := w.Count > 0 && w.Oldest.IsZero()
	if assumed {
		var err error
		if w.Oldest, err = b.oldestKnown(ctx, t, task); err != nil {
			return Answer{}, err
		}
	}
	former, err := b.Store.ReportWaiting(ctx, t.place.Commune.ID, t.plan.ID, w, t.command())
	if err != nil {
		return t.refuse(err)
	}
	m := message.PendingNoted(message.Pending{Plan: t.plan, Task: task, Unit: t.unit, Now: w, Assumed: assumed, Former: former})
	return t.answer(t.showing("pending", m, task)), nil
}

// oldestKnown is when the oldest dossier came that the unit last reported to be waiting; now where none was. Read again
// after the report it is what that said, so that a second delivery is answered like the first.
func (b *Bot) oldestKnown(ctx context.Context, t *turn, task *plan.Task) (time.Time, error) {
	w, err := b.watch(ctx, t)
	if err != nil {
		return time.Time{}, err
	}
	for _, before := range w.Facts.Waiting {
		if before.Task == task.ID && before.Unit == t.unit.ID && before.Count > 0 {
			return before.Oldest, nil
		}
	}
	return t.now, nil
}

// accepting lists the units that take dossiers of the task in.
func accepting(p *plan.Plan, task *plan.Task) []plan.Unit {
	var all []plan.Unit
	for _, u := range p.Units {
		if p.Accepts(task, u) {
			all = append(all, u)
		}
	}
	return all
}

// none are the words that say that nothing waits, folded.
var none = map[string]bool{
	"0": true, "khong": true, "khong co": true, "khong con": true, "ko": true, "k": true, "het": true, "khong phat sinh": true,
}

// mostPending is more dossiers than a commune has waiting at a time.
const mostPending = 9999

// readPending reads a number and the time at which the oldest one came, zero where none is given, or says what is missing.
func readPending(t *turn) (count int, oldest time.Time, sentence string) {
	if none[strings.Join(strings.Fields(plan.Fold(t.args)), " ")] {
		return 0, time.Time{}, ""
	}
	words := strings.Fields(t.args)
	if len(words) == 0 {
		return 0, time.Time{}, message.PendingHow
	}
	count, err := strconv.Atoi(words[0])
	if err != nil || count < 0 || count > mostPending {
		return 0, time.Time{}, message.PendingHow
	}
	if count == 0 {
		return 0, time.Time{}, message.PendingHow // "0 7h45": which of the two is meant?
	}
	rest := words[1:]
	for len(rest) > 0 && dossierWords[plan.Fold(rest[0])] {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return count, time.Time{}, ""
	}
	oldest, sentence = readOldest(t, rest)
	return count, oldest, sentence
}

// dossierWords may stand between the number and the time.
var dossierWords = map[string]bool{"ho": true, "so": true, "hs": true, "cho": true, "cu": true, "nhat": true}

func readOldest(t *turn, words []string) (oldest time.Time, sentence string) {
	m, used, err := plan.ReadMoment(words, t.day, plan.Back)
	switch {
	case err != nil:
		return time.Time{}, message.NoSuchMoment
	case !m.Timed || used < len(words):
		return time.Time{}, message.PendingSince
	}
	if m.Day.IsZero() {
		m.Day = t.day
	}
	oldest = m.Day.At(m.Time, calendar.Zone)
	switch {
	case oldest.After(t.now):
		return time.Time{}, message.PendingFuture
	case t.now.Sub(oldest) > message.OldestPending:
		return time.Time{}, message.PendingOld
	}
	return oldest, ""
}
