package plan

import (
	"time"

	"planbot/storage/calendar"
)

// PeriodKind is the length of a reporting period.
type PeriodKind string

// The periods that report types use.
const (
	Month      PeriodKind = "month"
	Quarter    PeriodKind = "quarter"
	Half       PeriodKind = "half"
	NineMonths PeriodKind = "nine_months"
	Year       PeriodKind = "year"
)

// Cutoff is the day of the month on which a period's figures are counted off: 14 makes March run from 15/02 to
// 14/03 (Nghị định 09/2019/NĐ-CP as the provinces apply it). Zero means calendar months.
type Cutoff int

// Period names one reporting period: month 3, quarter 2, half 1 of a year. Year and nine months have number 1.
type Period struct {
	Kind PeriodKind
	Year int
	No   int
}

// months gives the first and the last month of the period.
func (p Period) months() (first, last int) {
	switch p.Kind {
	case Month:
		return p.No, p.No
	case Quarter:
		return 3*p.No - 2, 3 * p.No
	case Half:
		return 6*p.No - 5, 6 * p.No
	case NineMonths:
		return 1, 9
	default:
		return 1, 12
	}
}

// Valid reports whether such a period exists.
func (p Period) Valid() bool {
	most := map[PeriodKind]int{Month: 12, Quarter: 4, Half: 2, NineMonths: 1, Year: 1}[p.Kind]
	return p.Year >= 2000 && p.Year <= 2100 && p.No >= 1 && p.No <= most
}

// Span gives the first and the last day of the period under a cut-off rule. Every message that names a period
// shows both.
func (p Period) Span(cutoff Cutoff) (from, to calendar.Date) {
	first, last := p.months()
	if cutoff == 0 {
		return calendar.NewDate(p.Year, time.Month(first), 1),
			calendar.NewDate(p.Year, time.Month(last), 1).EndOfMonth()
	}
	start := calendar.NewDate(p.Year, time.Month(first), 1).AddMonths(-1)
	return calendar.NewDate(start.Year, start.Month, int(cutoff)+1),
		calendar.NewDate(p.Year, time.Month(last), int(cutoff))
}

// PeriodOf is the period of the kind that contains the day. Nine months and year contain the whole year, so that
// a late day of the year still finds one.
func PeriodOf(kind PeriodKind, day calendar.Date, cutoff Cutoff) Period {
	if cutoff > 0 && day.Day > int(cutoff) {
		day = calendar.NewDate(day.Year, day.Month, 1).AddMonths(1)
	}
	month := int(day.Month)
	p := Period{Kind: kind, Year: day.Year, No: 1}
	switch kind {
	case Month:
		p.No = month
	case Quarter:
		p.No = (month + 2) / 3
	case Half:
		p.No = (month + 5) / 6
	}
	return p
}

// Previous is the period of the same kind before this one.
func (p Period) Previous() Period {
	if p.No > 1 {
		return Period{p.Kind, p.Year, p.No - 1}
	}
	most := map[PeriodKind]int{Month: 12, Quarter: 4, Half: 2, NineMonths: 1, Year: 1}[p.Kind]
	return Period{p.Kind, p.Year - 1, most}
}

// Cadence is a duty to report once a period.
type Cadence struct {
	Every   PeriodKind
	Cutoff  Cutoff
	Within  int    // working days after the cut-off until the report is due
	Wording string // the plan's words
}

// Grid is the cadence by which the task's figures are filed unless another period is named: its finest one, or months under the plan's own
// cut-off where the task names none.
func (p *Plan) Grid(t *Task) Cadence {
	if len(t.Cadences) > 0 {
		return t.Cadences[0]
	}
	return Cadence{Every: Month, Cutoff: p.Cutoff}
}

// Before reports whether the period ends before the other one does; of two that end together the shorter is first.
func (p Period) Before(other Period) bool { return ComparePeriods(p, other) < 0 }
