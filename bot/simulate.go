package bot

import (
	"context"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// simulate tells what a day, or the rest of today, would bring if nothing changed until then. It writes and sends nothing.
func (b *Bot) simulate(ctx context.Context, t *turn) (Answer, error) {
	words := strings.Fields(t.args)
	day, used, err := plan.ReadDay(words, t.day, plan.Ahead)
	switch {
	case err != nil:
		return t.say(message.Refused(message.NoSuchMoment))
	case used == 0 || used < len(words):
		return t.say(message.Refused(message.SimulateWhen))
	case day.Before(t.day):
		return t.say(message.Refused(message.SimulatePast))
	case !t.plan.Calendar.Workday(day):
		return t.say(message.RestDay(t.plan, day))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	at := t.plan.Morning(day)
	if t.now.After(at) {
		at = t.now
	}
	s := message.Simulation{Plan: t.plan, Facts: w.Facts, At: at, Round: w.Foresee(t.now, day)}
	for _, n := range s.Round.Notices {
		if t.unit.SeesAll() || n.To.Unit == t.unit.ID {
			s.Notices = append(s.Notices, n)
		}
	}
	return t.say(message.Simulated(s))
}
