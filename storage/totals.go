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

type totalRow struct {
	Target     int64           `db:"target_id"`
	Unit       int64           `db:"unit_id"`
	Kind       string          `db:"kind"`
	Num        decimal.Decimal `db:"num"`
	Den        decimal.Decimal `db:"den"`
	Estimate   bool            `db:"estimate"`
	Unsummed   bool            `db:"unsummed"`
	Periods    int             `db:"periods"`
	LastKind   string          `db:"last_kind"`
	LastNum    decimal.Decimal `db:"last_num"`
	LastDen    decimal.Decimal `db:"last_den"`
	PeriodKind string          `db:"last_period_kind"`
	PeriodYear int             `db:"last_period_year"`
	PeriodNo   int             `db:"last_period_no"`
	AsOf       calendar.Date   `db:"last_as_of"`
	Entry      int64           `db:"last_entry"`
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
	rows, err := s.hot.totals.QueryxContext(ctx, planID)
	if err != nil {
		return nil, fmt.Errorf("read totals of plan %d: %w", planID, translate(ctx, err))
	}
	defer rows.Close()
	totals := plan.Totals{}
	for rows.Next() {
		var r totalRow
		if err := rows.StructScan(&r); err != nil {
			return nil, fmt.Errorf("read totals of plan %d: %w", planID, err)
		}
		totals[plan.TotalKey{Target: r.Target, Unit: r.Unit}] = r.total()
	}
	return totals, translate(ctx, rows.Err())
}
