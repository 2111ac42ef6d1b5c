package storage

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// totalsOf selects the totals of the plan it is given as one text: a row for each, fields apart by commas, rows by
// spaces, which no value holds. Every answer needs them all, and one text costs a fifth of many rows of many columns.
const totalsOf = `COALESCE((
		SELECT string_agg(ROW(` + totalColumns + `)::text, ' ')
		FROM total t
		WHERE t.kind <> '' AND t.plan_id = `

const totalColumns = `
		           t.target_id, t.unit_id, t.kind, t.num, t.den, t.estimate, t.unsummed, t.periods,
		           t.last_kind, t.last_num, t.last_den, t.last_period_kind, t.last_period_year, t.last_period_no,
		           t.last_as_of, t.last_entry`

const totalsQuery = `SELECT ` + totalsOf + `$1), '')`

// Totals reads the folded figures of a plan, all units.
func (s *Store) Totals(ctx context.Context, planID int64) (plan.Totals, error) {
	var text string
	if err := s.hot.totals.QueryRowContext(unwatched(ctx), planID).Scan(&text); err != nil {
		return nil, fmt.Errorf("read totals of plan %d: %w", planID, translate(ctx, err))
	}
	totals, err := readTotals(text)
	if err != nil {
		return nil, fmt.Errorf("read totals of plan %d: %w", planID, err)
	}
	return totals, nil
}

func readTotals(text string) (plan.Totals, error) {
	totals := plan.Totals{}
	for row := range strings.FieldsSeq(text) {
		f := totalFields{text: strings.Trim(row, "()")}
		key, total := f.keyed()
		if f.err != nil {
			return nil, fmt.Errorf("total %s: %w", row, f.err)
		}
		totals[key] = total
	}
	return totals, nil
}

// totalFields reads the fields of one row in the order of totalsOf, keeping the first error.
type totalFields struct {
	text  string
	apart byte // 0: a comma
	err   error
}

func (f *totalFields) keyed() (plan.TotalKey, plan.Total) {
	key := plan.TotalKey{Target: f.int(), Unit: f.int()}
	total := f.total()
	total.Last.Slot.Target, total.Last.Slot.Unit = key.Target, key.Unit
	return key, total
}

func (f *totalFields) total() plan.Total {
	t := plan.Total{Figure: f.figure()}
	t.Figure.Estimate = f.next() == "t"
	t.Unsummed = f.next() == "t"
	t.Periods = int(f.int())
	t.Last.Figure = f.figure()
	t.Last.Figure.Estimate = t.Figure.Estimate
	t.Last.Slot.Period = plan.Period{Kind: plan.PeriodKind(f.next()), Year: int(f.int()), No: int(f.int())}
	t.Last.AsOf = f.date()
	t.Last.Entry = f.int()
	return t
}

func (f *totalFields) figure() plan.Figure {
	return plan.Figure{Kind: plan.FigureKind(f.next()), Num: f.decimal(), Den: f.decimal()}
}

func (f *totalFields) next() string {
	end := strings.IndexByte(f.text, cmp.Or(f.apart, ','))
	if end < 0 {
		end = len(f.text)
	}
	field := f.text[:end]
	f.text = f.text[min(end+1, len(f.text)):]
	return field
}

func (f *totalFields) int() int64 {
	field := f.next()
	if field == "" {
		return 0 // NULL
	}
	n, err := strconv.ParseInt(field, 10, 64)
	f.keep(err)
	return n
}

func (f *totalFields) decimal() decimal.Decimal {
	d, err := decimal.NewFromString(f.next())
	f.keep(err)
	return d
}

func (f *totalFields) date() calendar.Date {
	field := f.next()
	if field == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(field)
	f.keep(err)
	return d
}

func (f *totalFields) keep(err error) {
	if f.err == nil {
		f.err = err
	}
}
