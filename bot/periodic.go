package bot

import (
	"context"
	"errors"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// periodic writes the report of a time: "/report tháng 3", "quý II", "năm", "từ 1/1 đến 31/3". A closed time is told as
// it was closed, any other as it stands now.
func (b *Bot) periodic(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActCompile):
		return t.say(message.Refused(message.NotAllowed(plan.ActCompile, nil)))
	}
	order, err := b.ordered(ctx, t)
	switch {
	case errors.Is(err, errNoPeriod):
		return t.say(message.UnknownPeriod("/report", t.args))
	case err != nil:
		return t.refuse(err)
	}
	m, err := order.written()
	if err != nil {
		return Answer{}, err
	}
	return t.answer(Reply{Message: m, About: "report " + order.this.Slug}), nil
}

// reportOrder is a report about to be written.
type reportOrder struct {
	this, next report.Span
	shot       plan.Snapshot
	closing    *plan.Closing // nil: the figures are not frozen
	day        calendar.Date // on which it is written
}

// ordered finds what a report is asked for about, and what it is written from. Without words it is the period counted
// off last.
func (b *Bot) ordered(ctx context.Context, t *turn) (reportOrder, error) {
	cut, err := b.reportedOrLatest(ctx, t)
	if err != nil {
		return reportOrder{}, err
	}
	o := reportOrder{day: t.day}
	o.this, o.next = spans(t.plan, cut)
	closing, err := b.Store.Closed(ctx, t.place.Commune.ID, t.plan.ID, cut)
	switch {
	case err == nil:
		o.closing, o.shot, o.day = &closing, *closing.Snapshot, dayOf(closing.At)
		return o, nil
	case !errors.Is(err, plan.ErrNotFound):
		return reportOrder{}, err
	}
	return b.orderedNow(ctx, t, o, cut)
}

func spans(p *plan.Plan, cut plan.Cut) (this, next report.Span) {
	if cut.Kind() == plan.OnDemand {
		return report.SpansBetween(cut.From, cut.To)
	}
	return report.Spans(cut.Period, p.ReportType(cut.Period.Kind).Cutoff)
}

// orderedNow counts off as things stand now. A time that is not over yet is told until today.
func (b *Bot) orderedNow(ctx context.Context, t *turn, o reportOrder, cut plan.Cut) (reportOrder, error) {
	if cut.From.After(t.day) {
		return reportOrder{}, plan.ErrNotBegun
	}
	if !cut.Over(t.day) {
		cut.To, o.this = t.day, o.this.Until(t.day)
	}
	var err error
	o.shot, err = b.Store.Counted(ctx, t.place.Commune.ID, t.plan.ID, cut)
	return o, err
}

// version is the one of the closing that is told; 0 where nothing is frozen.
func (o reportOrder) version() int {
	if o.closing == nil {
		return 0
	}
	return o.closing.Version
}

// written is the document and the workbook with a summary above them.
func (o reportOrder) written() (message.Message, error) {
	r := report.Compose(o.shot.Plan, o.shot.States, o.this, o.next, report.KeptOf(o.shot, o.day, o.version()))
	document, err := report.Periodic(r)
	if err != nil {
		return message.Message{}, err
	}
	annex, err := report.Annex(r)
	if err != nil {
		return message.Message{}, err
	}
	return message.Periodic(message.PeriodicSummary{
		Cut: o.shot.Cut, Closing: o.closing, States: o.shot.States, Owing: o.shot.Owing(),
		Document: message.File{Name: report.PeriodicName(r), Data: document},
		Annex:    message.File{Name: report.AnnexName(r), Data: annex},
	}), nil
}
