package bot

import (
	"cmp"
	"context"
	"unicode/utf8"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// draft is a filled template held against what is on record.
type draft struct {
	*turn
	form    plan.Form
	counts  map[plan.Slot]plan.Entry
	totals  plan.Totals
	taken   map[plan.Slot]int // by which row
	filling plan.Filling
	same    int
	former  map[int]plan.Figure // by row: what counts so far
	doubts  map[int]plan.Doubt
	closed  []plan.Closing
	late    map[int]bool // by row: its period is closed
	refused []message.BadRow
}

// readFilled reads every row, and compares it with the figure that counts now.
func (b *Bot) readFilled(ctx context.Context, t *turn, form plan.Form, filled report.FilledTemplate) (*draft, error) {
	d := &draft{
		turn: t, form: form, counts: map[plan.Slot]plan.Entry{}, taken: map[plan.Slot]int{},
		former: map[int]plan.Figure{}, doubts: map[int]plan.Doubt{}, late: map[int]bool{},
		filling: plan.Filling{Commune: form.Commune, Form: form.ID, Plan: form.Plan, Source: t.command(), Author: t.author(), At: t.now},
	}
	var targets []int64
	for _, s := range form.Slots {
		targets = append(targets, s.Target)
	}
	entries, err := b.Store.Figures(ctx, targets)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		d.counts[e.Slot] = e
	}
	if d.totals, err = b.Store.Totals(ctx, form.Plan); err != nil {
		return nil, err
	}
	if d.closed, err = b.Store.Closings(ctx, form.Commune, form.Plan); err != nil {
		return nil, err
	}
	for _, row := range filled.Rows {
		d.row(row)
	}
	return d, nil
}

func (d *draft) refuse(row report.TemplateRow, column int, why string) {
	d.refused = append(d.refused, message.BadRow{Row: row.Row, Cell: xlsx.Ref(column, row.Row), Why: why})
}

// row reads one row: which figure it is about, whether the speaker may give it, and what it says.
func (d *draft) row(r report.TemplateRow) {
	if r.No < 1 || r.No > len(d.form.Slots) || !r.IsAbout(d.plan, d.form.Slots[r.No-1], d.day) {
		d.refuse(r, 1, message.RowUnknown)
		return
	}
	slot := d.form.Slots[r.No-1]
	task, target, ok := d.plan.TargetByID(slot.Target)
	unit, known := d.plan.UnitByID(slot.Unit)
	first, twice := d.taken[slot]
	d.taken[slot] = r.Row
	switch {
	case !ok || !known || task.Retired:
		d.refuse(r, 1, message.TaskMovedOn)
	case twice:
		d.refuse(r, 1, message.RowTwice(first))
	case !d.plan.Holds(task, slot.Period):
		d.refuse(r, 6, message.RowOutside)
	case !d.place.May(plan.ActReport, d.unit, plan.Of(unit)):
		d.refuse(r, 5, message.NotYourTask([]plan.Unit{unit}))
	case r.Bad != nil:
		d.refused = append(d.refused, message.BadRow{Row: r.Row, Cell: r.Bad.Cell, Why: message.BadCell(fault(r.Bad))})
	default:
		d.figure(r, slot, task, target)
	}
}

// figure reads the cells of a row as the figure of its slot, and sorts it by what counts there now.
func (d *draft) figure(r report.TemplateRow, slot plan.Slot, task *plan.Task, target *plan.Target) {
	typed, column, why := typedFigure(r, target)
	if why != "" {
		d.refuse(r, column, why)
		return
	}
	cadence := d.plan.CadenceOf(task, slot.Period.Kind)
	reading, err := plan.ReadFigure(typed, plan.Expect{
		Measure: target.Measure, Accumulation: target.Accumulation, Noun: target.Noun, Today: d.day, PlanYear: d.plan.Year,
		Every: slot.Period.Kind, Cutoff: cadence.Cutoff, Addressed: true,
	})
	if why := message.WhyNotFilled(reading, err, slot, *target); why != "" {
		d.refuse(r, column, why)
		return
	}
	estimate, why := estimated(r.Estimate)
	if why != "" {
		d.refuse(r, report.EstimateColumn, why)
		return
	}
	if utf8.RuneCountInString(r.Note) > report.LongestNote {
		d.refuse(r, report.NoteColumn, message.RowNote(report.LongestNote))
		return
	}
	if plan.PersonalData(r.Note) || plan.PersonalData(r.Value) {
		d.refuse(r, report.NoteColumn, message.PersonalRefused)
		return
	}
	f := reading.Figure
	f.Estimate = f.Estimate || estimate
	d.sort(plan.FilledRow{Row: r.Row, Slot: slot, Figure: f, Note: r.Note}, target, cadence)
}

// sort puts a figure with those that are the same as on record, or with those to be recorded.
func (d *draft) sort(r plan.FilledRow, target *plan.Target, cadence plan.Cadence) {
	from, to := r.Slot.Period.Span(cadence.Cutoff)
	r.AsOf = d.day
	if to.Before(r.AsOf) {
		r.AsOf = to
	}
	counts, there := d.counts[r.Slot]
	r.Former = counts.ID
	if there && counts.Figure.Kind != plan.Withdrawn {
		if counts.Figure.Equal(r.Figure) && (r.Note == "" || r.Note == counts.Note) {
			d.same++
			return
		}
		d.former[r.Row] = counts.Figure
	}
	c := plan.Context{From: from, To: to, AsOf: r.AsOf, Today: d.day}
	if last := d.totals[plan.TotalKey{Target: r.Slot.Target, Unit: r.Slot.Unit}]; !last.Empty() && last.Last.Slot.Period != r.Slot.Period {
		c.Last = &last.Last.Figure
	}
	if doubts := plan.Doubts(*target, r.Figure, c); len(doubts) > 0 {
		d.doubts[r.Row] = doubts[0]
	}
	d.late[r.Row] = d.plan.Late(d.closed, plan.Entry{Slot: r.Slot, RecordedAt: d.now})
	d.filling.Rows = append(d.filling.Rows, r)
}

// typedFigure is the figure of a row as somebody would type it, in which column it stands, or what is wrong.
func typedFigure(r report.TemplateRow, target *plan.Target) (typed string, column int, why string) {
	unit := ""
	if target.Money() {
		unit = message.TypedDong
	}
	switch {
	case r.Value != "" && (r.Num != "" || r.Den != ""):
		return "", report.ValueColumn, message.RowBothWays
	case r.Value != "":
		return r.Value, report.ValueColumn, ""
	case r.Num == "":
		return "", report.NumColumn, message.RowWithoutNum
	case r.Den != "":
		return message.TypedRatio(r.Num+unit, r.Den+unit), report.NumColumn, ""
	case target.Measure == plan.Ratio:
		return "", report.DenColumn, message.RowWithoutDen
	default:
		return r.Num + unit, report.NumColumn, ""
	}
}

// estimated reads whether a figure is an estimate.
func estimated(text string) (yes bool, why string) {
	switch plan.Fold(text) {
	case "", "khong":
		return false, ""
	case "co", "x", "uoc":
		return true, ""
	default:
		return false, message.RowEstimate
	}
}

// said is the draft as the chat is told of it, with a list of all its rows where they are many.
func (d *draft) said(filled report.FilledTemplate) (message.Dry, error) {
	said := message.Dry{Filling: d.filling, Former: d.former, Doubts: d.doubts, Late: d.late, Same: d.same, Refused: d.refused}
	if !said.Long() {
		return said, nil
	}
	results := said.Results(d.plan, d.day)
	data, err := report.Checked(filled, func(row int) string { return cmp.Or(results[row], message.RowSame) }, d.plan.Commune, d.day)
	said.All = &message.File{Name: report.CheckedName(d.plan.Commune, d.day), Data: data}
	return said, err
}
