package bot

import (
	"context"
	"errors"
	"strconv"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// tapFill records a filled template, or drops it: "fill:7:yes".
func (b *Bot) tapFill(ctx context.Context, t *turn, args []string) (Answer, error) {
	f, err := b.fillingTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	if t.plan, err = b.Store.Plan(ctx, f.Plan, 0); err != nil {
		return Answer{}, err
	}
	switch {
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case fillingMovedOn(t.plan, f):
		return t.alert(message.TaskMovedOn), nil
	case !mayRecord(t, f):
		return t.alert(message.TapNotYours), nil
	case args[1] == "no":
		err := b.Store.DropFilling(ctx, f.Commune, f.ID, t.author(), t.now)
		return t.toast(message.TapDropped, t.inPlace(Reply{Message: message.FillingDropped, About: "filling"})), err
	}
	if err := b.Store.RecordFilling(ctx, f.Commune, f.ID, t.author(), t.now); err != nil {
		return Answer{}, err
	}
	entries, err := b.Store.FromMessage(ctx, f.Source.Chat, f.Source.Message)
	if err != nil {
		return Answer{}, err
	}
	late, err := b.late(ctx, t, entries)
	if err != nil {
		return Answer{}, err
	}
	m := message.Filled(t.plan, f, entries, late, t.day)
	return t.toast(message.TapRecorded, t.inPlace(Reply{Message: m, About: "filling"})), nil
}

func (b *Bot) fillingTapped(ctx context.Context, t *turn, args []string) (plan.Filling, error) {
	if len(args) != 2 || args[1] != "yes" && args[1] != "no" {
		return plan.Filling{}, errBadTap
	}
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return plan.Filling{}, errBadTap
	}
	f, err := b.Store.Filling(ctx, t.place.Commune.ID, id)
	if errors.Is(err, plan.ErrNotFound) || err == nil && f.Source.Chat != t.update.Chat().ID {
		return plan.Filling{}, errBadTap
	}
	return f, err
}

// mayRecord holds the tapper to the same rule as somebody who types each of the figures.
func mayRecord(t *turn, f plan.Filling) bool {
	for _, r := range f.Rows {
		unit, ok := t.plan.UnitByID(r.Slot.Unit)
		if !ok || !t.place.May(plan.ActReport, t.unit, plan.Of(unit)) {
			return false
		}
	}
	return true
}

func fillingMovedOn(p *plan.Plan, f plan.Filling) bool {
	for _, r := range f.Rows {
		if task, _, ok := p.TargetByID(r.Slot.Target); !ok || task.Retired {
			return true
		}
	}
	return false
}
