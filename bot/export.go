package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/storage/plan"
)

// ArchiveStore reads everything at once.
type ArchiveStore interface {
	// Archive hands all that is on record of some plans of a commune, or without any of all its plans, to write, which
	// must not keep it.
	Archive(ctx context.Context, commune int64, plans []int64, write func(plan.Archive) error) error
}

// export sends everything on record of the plan in force, or of all plans of the commune: "/export all". It is not left
// lying in the chat of one unit.
func (b *Bot) export(ctx context.Context, t *turn) (Answer, error) {
	plans, ok := plansToExport(t)
	switch {
	case t.place.Nobody || !t.may(plan.ActExport):
		return t.say(message.Refused(message.NotAllowed(plan.ActExport, nil)))
	case !t.place.Private && !t.unit.SeesAll():
		return t.say(message.Refused(message.ExportElsewhere))
	case !ok:
		return t.say(message.Refused(message.ExportHow))
	}
	var file []byte
	err := b.Store.Archive(ctx, t.place.Commune.ID, plans, func(a plan.Archive) (err error) {
		file, err = report.Export(a, t.plan.Commune, t.day)
		return err
	})
	if err != nil {
		return Answer{}, err
	}
	m := message.Exported(t.plan, len(plans) == 0, t.day, message.File{Name: report.ExportName(t.plan.Commune, t.day), Data: file})
	return t.answer(Reply{Message: m, About: "export"}), nil
}

func plansToExport(t *turn) (plans []int64, ok bool) {
	switch plan.Fold(t.args) {
	case "":
		return []int64{t.plan.ID}, true
	case "all", "tat ca":
		return nil, true
	default:
		return nil, false
	}
}
