package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/storage/plan"
)

// templateCommand is the name of the command that a template comes with, and under which one may come back.
const templateCommand = "template"

// FormStore keeps the forms that were given out, and what filled ones say until somebody decides.
type FormStore interface {
	// IssueForm keeps a form, once for a message.
	IssueForm(ctx context.Context, f plan.Form) (plan.Form, error)
	// Form finds a form by its code; plan.ErrNotFound where the commune never gave it.
	Form(ctx context.Context, commune int64, code string) (plan.Form, error)
	// KeepFilling keeps what a filled form says, once for a message.
	KeepFilling(ctx context.Context, f plan.Filling) (plan.Filling, error)
	Filling(ctx context.Context, commune, id int64) (plan.Filling, error)
	// RecordFilling records all of a filled form or nothing; plan.ErrSettled where a figure has changed meanwhile.
	RecordFilling(ctx context.Context, commune, id int64, by plan.Author, now time.Time) error
	DropFilling(ctx context.Context, commune, id int64, by plan.Author, now time.Time) error
}

// template sends a workbook with a row for every figure that the unit has yet to give, of all units to the office.
func (b *Bot) template(ctx context.Context, t *turn) (Answer, error) {
	named, err := b.periodToFill(ctx, t)
	switch {
	case errors.Is(err, errNoPeriod):
		return t.say(message.BadPeriod("/template", t.args))
	case err != nil:
		return t.refuse(err)
	}
	units := t.reportsFor()
	if t.place.Nobody || len(units) == 0 {
		return t.say(message.Refused(mayNotFill(t)))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	slots := t.plan.Owed(w.Facts, units, func(kind plan.PeriodKind) (plan.Period, bool) {
		if named != (plan.Period{}) {
			return named, kind == named.Kind
		}
		return t.plan.FilledNow(kind, t.day)
	})
	if len(slots) == 0 {
		return t.say(message.Refused(message.NothingToFill))
	}
	f, err := b.Store.IssueForm(ctx, plan.Form{
		Commune: t.place.Commune.ID, Plan: t.plan.ID, Code: rand.Text(), Slots: slots, Source: t.command(), Author: t.author(), At: t.now,
	})
	if err != nil {
		return Answer{}, err
	}
	file, err := report.Template(f, t.plan, t.day)
	if err != nil {
		return Answer{}, err
	}
	m := message.Template(t.plan, f.Slots, message.File{Name: report.TemplateName(t.plan.Commune, t.day), Data: file})
	return t.answer(Reply{Message: m, About: "template"}), nil
}

// periodToFill reads the period after the command, and has the turn be about the plan that it ended in: "tháng 12", said
// in January, is the one before. Nobody fills in days that somebody names.
func (b *Bot) periodToFill(ctx context.Context, t *turn) (plan.Period, error) {
	if t.args == "" {
		return plan.Period{}, nil
	}
	cut, err := b.reported(ctx, t, t.args)
	if err == nil && cut.Kind() == plan.OnDemand {
		err = errNoPeriod
	}
	return cut.Period, err
}

// reportsFor lists the units whose figures the speaker may give here.
func (t *turn) reportsFor() (units []plan.Unit) {
	for _, u := range t.plan.Units {
		if t.place.May(plan.ActReport, t.unit, plan.Of(u)) {
			units = append(units, u)
		}
	}
	return units
}

// mayNotFill says why somebody may give no figures here.
func mayNotFill(t *turn) string {
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case t.place.Commune.Reporting == plan.Registered && len(t.place.Memberships) == 0:
		return message.StrangerMayNot
	default:
		return message.FillByUnits
	}
}
