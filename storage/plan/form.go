package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Form is a sheet to fill in: the figures that are asked for, one a row.
type Form struct {
	ID      int64
	Commune int64
	Plan    int64
	Code    string // by which a filled one is known again
	Slots   []Slot
	Source  Source // the message that asked for it
	Author  Author
	At      time.Time
}

// Filling is what a filled form that came back says and is not on record. Nothing of it counts before somebody says so.
type Filling struct {
	ID      int64
	Commune int64
	Form    int64
	Plan    int64
	Rows    []FilledRow
	Source  Source // the message with the file
	Author  Author
	At      time.Time
}

// FilledRow is a figure in a filled form.
type FilledRow struct {
	Row    int // of the sheet, from one on
	Slot   Slot
	Figure Figure
	AsOf   calendar.Date
	Note   string
	Former int64 // the entry that counted when the form was read; 0: none
}

// Reports are the figures of a filling as they are recorded: each row of the sheet is a line of the message.
func (f Filling) Reports() []Report {
	all := make([]Report, len(f.Rows))
	for i, r := range f.Rows {
		source := f.Source
		source.Line = r.Row - 1 // lines are counted from 0
		all[i] = Report{
			Commune: f.Commune, Plan: f.Plan, Slot: r.Slot, Figure: r.Figure, AsOf: r.AsOf, Note: r.Note, Source: source, Author: f.Author,
		}
	}
	return all
}

// FilledNow is the period of a kind whose figures are to be filled in on a day, if there is one: the month that is looked
// for, but a longer period only from about its cut-off on.
func (p *Plan) FilledNow(kind PeriodKind, day calendar.Date) (Period, bool) {
	asked := p.PeriodToAsk(kind, day)
	_, cutoff := asked.Span(p.Cutoff)
	return asked, kind == Month || !day.Before(cutoff) || p.Calendar.WorkdaysBetween(day, cutoff) <= 1
}

// Holds reports whether some of a period of a task lies within the plan: what is filed there is judged by it.
func (p *Plan) Holds(t *Task, period Period) bool {
	var c Cut
	c.From, c.To = period.Span(p.CadenceOf(t, period.Kind).Cutoff)
	return c.Within(p)
}

// Owed lists the figures that some units have yet to give on the periods that period tells, one of a kind: by task,
// target and unit. Only those are listed that can be recorded: a longer period whose figure follows from shorter ones is
// filled in by these.
func (p *Plan) Owed(f Facts, units []Unit, period func(PeriodKind) (Period, bool)) []Slot {
	var all []Slot
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired {
			continue
		}
		for j := range t.Targets {
			for _, kind := range p.filedKinds(t, &t.Targets[j]) {
				if asked, ok := period(kind); ok && p.Holds(t, asked) {
					all = append(all, p.owed(f, t, &t.Targets[j], units, asked)...)
				}
			}
		}
	}
	return all
}

func (p *Plan) owed(f Facts, t *Task, target *Target, units []Unit, asked Period) (all []Slot) {
	for _, u := range p.ReportingUnits(t, target) {
		if holdsUnit(units, u.ID) && p.lacks(f, t, target, u.ID, asked) {
			all = append(all, Slot{Target: target.ID, Unit: u.ID, Period: asked})
		}
	}
	return all
}

// filedKinds are the lengths of the periods by which a target's figures are filed.
func (p *Plan) filedKinds(t *Task, target *Target) []PeriodKind {
	kinds := []PeriodKind{p.Grid(t).Every}
	if !target.OwnReports() {
		return kinds
	}
	for _, kind := range t.ReportKinds() {
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
