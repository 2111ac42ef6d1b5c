package bot

import (
	"context"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// remind has the office urge one unit, or those that lead a task, with a deadline: "/remind TPHT",
// "/remind 9 16h 14/6".
func (b *Bot) remind(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActUrge):
		return t.say(message.Refused(message.UrgeByOffice))
	}
	who, rest, ok := addressee(t.plan, strings.Fields(t.args))
	if !ok {
		return t.say(message.RemindWhom(t.args))
	}
	until, sentence := deadline(t, rest)
	if sentence != "" {
		return t.say(message.Refused(sentence))
	}
	if len(who.units) == 0 {
		return t.say(message.RemindNobody(who.task))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	var urges []plan.Payload
	for _, u := range who.units {
		p := plan.Payload{Unit: u.ID, Until: until, By: t.author().Name}
		if who.task != nil {
			p.Task = who.task.ID
		}
		urges = append(urges, p)
	}
	done, err := b.urge(ctx, t, w, urges, t.command())
	if err != nil {
		return Answer{}, err
	}
	done.Until, done.Task = until, who.task
	return t.say(message.Urged(done))
}

// named whom: a task with the units that lead it, or one unit.
type addressed struct {
	task  *plan.Task // nil: a unit was named
	units []plan.Unit
}

// addressee reads whom the first words name: a task by number or code, a unit by code, name or part of its name. It
// returns the words that follow.
func addressee(p *plan.Plan, words []string) (who addressed, rest []string, ok bool) {
	if len(words) == 0 {
		return addressed{}, nil, false
	}
	if task, ok := taskWord(p, words[0]); ok {
		return addressed{task, p.LeadingUnits(task)}, words[1:], true
	}
	for n := len(words); n > 0; n-- {
		if u, ok := unitWords(p, strings.Join(words[:n], " ")); ok {
			return addressed{units: []plan.Unit{u}}, words[n:], true
		}
	}
	return addressed{}, nil, false
}

// taskWord finds the one task that a number or a criterion code names.
func taskWord(p *plan.Plan, word string) (*plan.Task, bool) {
	word = strings.Trim(word, ".:#,")
	if found := p.Find(word); len(found) == 1 && startsWithDigit(word) {
		return found[0], true
	}
	return nil, false
}

func startsWithDigit(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

// unitWords finds the working unit that words name, by code, name or part of the name.
func unitWords(p *plan.Plan, words string) (plan.Unit, bool) {
	u, ok := p.UnitNamed(words)
	if !ok && len(plan.Fold(words)) > 3 {
		var f plan.Filter
		if f, ok = unitPartly(p, plan.Fold(words)); ok {
			u, ok = p.Unit(f.Unit)
		}
	}
	return u, ok && u.Kind != plan.Group && u.Kind != plan.External
}

// deadline reads until when somebody should answer; a day alone means the hour at which reports are due, an hour
// alone means today.
func deadline(t *turn, words []string) (until time.Time, sentence string) {
	if len(words) == 0 {
		return t.plan.UrgeDeadline(t.now), ""
	}
	m, used, err := plan.ReadMoment(words, t.day, plan.Ahead)
	switch {
	case err != nil:
		return time.Time{}, message.NoSuchMoment
	case used < len(words):
		return time.Time{}, message.DeadlineUnclear
	}
	if lately(t, words, m.Day) {
		return time.Time{}, message.DeadlinePast
	}
	if m.Day.IsZero() {
		m.Day = t.day
	}
	if !m.Timed {
		m.Time = t.plan.Alerting().ReportTime
	}
	until = m.Day.At(m.Time, calendar.Zone)
	switch soonest := t.plan.SoonestAnswer(t.now); {
	case !until.After(t.now):
		return time.Time{}, message.DeadlinePast
	case until.Before(soonest):
		return time.Time{}, message.DeadlineTooSoon(soonest)
	}
	return until, ""
}

// lately reports whether a day that was typed without a year is rather the one just over than that of the year to come.
func lately(t *turn, words []string, ahead calendar.Date) bool {
	before, _, err := plan.ReadMoment(words, t.day, plan.Back)
	return err == nil && before.Day.Before(t.day) && t.day.DaysSince(before.Day) < ahead.DaysSince(t.day)
}

// urge puts letters to units in the outbox and tells which of them have a chat that can be reached. Somebody waits for
// the answer until a given hour: the letters go out as soon as the office is open, whatever the chat heard that day.
func (b *Bot) urge(ctx context.Context, t *turn, w plan.Watch, urges []plan.Payload, source plan.Source) (message.Urging, error) {
	var done message.Urging
	var notes []plan.Note
	for _, p := range urges {
		unit, _ := t.plan.UnitByID(p.Unit)
		chats := w.Audience(plan.ToLead, []int64{p.Unit})
		for _, chat := range chats {
			notes = append(notes, plan.Note{To: chat, Kind: plan.LetterUrge, Critical: true, After: t.now, Payload: p})
		}
		if len(chats) == 0 {
			done.Silent = append(done.Silent, unit)
		} else {
			done.Told = append(done.Told, unit)
		}
	}
	if len(notes) == 0 {
		return done, nil
	}
	return done, b.Store.Enqueue(ctx, t.place.Commune.ID, t.plan.ID, notes, source, t.author(), t.now)
}
