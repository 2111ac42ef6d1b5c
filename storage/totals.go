package storage

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

const totalsQuery = `
	SELECT target_id, unit_id, kind, num, den, estimate, unsummed, periods, last_kind, last_num, last_den,
	       last_period_kind, last_period_year, last_period_no, last_as_of, COALESCE(last_entry, 0) AS last_entry
	FROM total
	WHERE plan_id = $1 AND kind <> ''`

// totalRow is read by hand, in the order of totalsQuery: it is the hottest read there is.
type totalRow struct {
	Target     int64
	Unit       int64
	Kind       string
	Num        decimal.Decimal
	Den        decimal.Decimal
	Estimate   bool
	Unsummed   bool
	Periods    int
	LastKind   string
	LastNum    decimal.Decimal
	LastDen    decimal.Decimal
	PeriodKind string
	PeriodYear int
	PeriodNo   int
	AsOf       calendar.Date
	Entry      int64
}

func (r totalRow) total() plan.Total {
	return plan.Total{
		Figure:   plan.Figure{Kind: plan.FigureKind(r.Kind), Num: r.Num, Den: r.Den, Estimate: r.Estimate},
		Periods:  r.Periods,
		Unsummed: r.Unsummed,
		Last: plan.Filed{
			Slot: plan.Slot{
				Target: r.Target, Unit: r.Unit,
				Period: plan.Period{Kind: plan.PeriodKind(r.PeriodKind), Year: r.PeriodYear, No: r.PeriodNo},
			},
			Figure: plan.Figure{Kind: plan.FigureKind(r.LastKind), Num: r.LastNum, Den: r.LastDen, Estimate: r.Estimate},
			AsOf:   r.AsOf,
			Entry:  r.Entry,
		},
	}
}

// Totals reads the folded figures of a plan, all units.
func (s *Store) Totals(ctx context.Context, planID int64) (plan.Totals, error) {
	rows, err := s.hot.totals.QueryContext(unwatched(ctx), planID)
	if err != nil {
		return nil, fmt.Errorf("read totals of plan %d: %w", planID, translate(ctx, err))
	}
	defer rows.Close()
	totals := plan.Totals{}
	for rows.Next() {
		var r totalRow
		err := rows.Scan(&r.Target, &r.Unit, &r.Kind, &r.Num, &r.Den, &r.Estimate, &r.Unsummed, &r.Periods,
			&r.LastKind, &r.LastNum, &r.LastDen, &r.PeriodKind, &r.PeriodYear, &r.PeriodNo, &r.AsOf, &r.Entry)
		if err != nil {
			return nil, fmt.Errorf("read totals of plan %d: %w", planID, err)
		}
		totals[plan.TotalKey{Target: r.Target, Unit: r.Unit}] = r.total()
	}
	return totals, translate(ctx, rows.Err())
}
