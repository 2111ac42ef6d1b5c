package bot

import (
	"context"
	"slices"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// reopens reports words that take a confirmation back, and gives those behind.
func reopens(words string) (rest string, ok bool) {
	all := strings.Fields(words)
	if len(all) < 2 || plan.Fold(all[0]) != "mo" || plan.Fold(all[1]) != "lai" {
		return "", false
	}
	return strings.Join(all[2:], " "), true
}

// reopen takes the office's own confirmation back, with a reason: of every unit that leads the task, or of the one that
// the words name first.
func (b *Bot) reopen(ctx context.Context, t *turn, task *plan.Task, words string) (Answer, error) {
	units, reason := ordered(t, task, plan.Completion, words)
	bad := badWords(reason)
	switch sentence := t.mayNot(plan.ActConfirm, task); {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case reason == "":
		return t.say(message.Refused(message.ReopenHow))
	case bad != "":
		return t.say(message.Refused(bad))
	}
	all, err := b.Store.Matters(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Answer{}, err
	}
	confirmed, anyLate := t.confirmed(all, units), false
	for i, m := range confirmed {
		opened, late, err := b.reopenOne(ctx, t, m, reason)
		if err != nil {
			return Answer{}, err
		}
		confirmed[i], anyLate = opened, anyLate || late
	}
	if len(confirmed) == 0 {
		return t.say(message.Refused(message.NotDoneYet))
	}
	return b.showMoved(ctx, t, confirmed, anyLate)
}

// confirmed are the confirmed declarations of units, and those that this message has opened already.
func (t *turn) confirmed(all []plan.Matter, units []plan.Unit) []plan.Matter {
	inForce := plan.Declared(all)
	var found []plan.Matter
	for _, u := range units {
		if m, ok := inForce[u.ID]; ok && (m.State == plan.EndConfirmed || m.Said(t.command())) {
			found = append(found, m)
		}
	}
	return found
}

func (b *Bot) reopenOne(ctx context.Context, t *turn, m plan.Matter, reason string) (opened plan.Matter, late bool, err error) {
	move, ok := m.Move(plan.VerbReopen)
	if !ok {
		return m, false, nil // the message came once more
	}
	return b.moved(ctx, t, m, plan.MatterAct{Version: m.Version, Move: move, Words: reason, Source: t.command()})
}

// confirmedFor reports whether the office has confirmed what one of several units declared, and which of the others are
// waited for.
func (b *Bot) confirmedFor(ctx context.Context, t *turn, task *plan.Task, unit plan.Unit) (waiting []plan.Unit, ok bool, err error) {
	leads := t.plan.LeadingUnits(task)
	if len(leads) < 2 {
		return nil, false, nil
	}
	all, err := b.Store.Matters(ctx, t.place.Commune.ID, task.ID)
	if err != nil || plan.Declared(all)[unit.ID].State != plan.EndConfirmed {
		return nil, false, err
	}
	return slices.DeleteFunc(plan.StillToDeclare(leads, all), func(u plan.Unit) bool { return u.ID == unit.ID }), true, nil
}
