package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// scores writes anew what criteria are worth.
func (w writer) scores(ctx context.Context) error {
	if _, err := w.tx.ExecContext(ctx, `DELETE FROM score WHERE plan_id = $1`, w.plan.ID); err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	for i, r := range w.plan.Scores {
		bands, err := json.Marshal(append([]plan.Band{}, r.Bands...))
		if err != nil {
			return fmt.Errorf("write the bands of criterion %s: %w", r.Code, err)
		}
		_, err = w.tx.ExecContext(ctx, `
			INSERT INTO score (commune_id, plan_id, place, code, most, formula, mark, floor, need, bands, evidence, late_loss, proposed)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			w.plan.Commune.ID, w.plan.ID, i, r.Code, r.Max, string(r.Formula), r.Mark, r.Floor, r.Need, string(bands),
			r.Evidence, r.LateLoss, r.Proposed)
		if err != nil {
			return fmt.Errorf("write the score of criterion %s: %w", r.Code, err)
		}
	}
	return nil
}

func (l loader) scores(ctx context.Context) error {
	var rows []struct {
		Plan     int64           `db:"plan_id"`
		Code     string          `db:"code"`
		Max      decimal.Decimal `db:"most"`
		Formula  string          `db:"formula"`
		Mark     string          `db:"mark"`
		Floor    decimal.Decimal `db:"floor"`
		Need     decimal.Decimal `db:"need"`
		Bands    []byte          `db:"bands"`
		Evidence bool            `db:"evidence"`
		LateLoss decimal.Decimal `db:"late_loss"`
		Proposed bool            `db:"proposed"`
	}
	err := l.read(ctx, &rows, `
		SELECT plan_id, code, most, formula, mark, floor, need, bands, evidence, late_loss, proposed
		FROM score WHERE plan_id = ANY($1) ORDER BY plan_id, place`)
	for _, r := range rows {
		rule := plan.ScoreRule{
			Code: r.Code, Max: r.Max, Formula: plan.ScoreFormula(r.Formula), Mark: r.Mark, Floor: r.Floor, Need: r.Need,
			Evidence: r.Evidence, LateLoss: r.LateLoss, Proposed: r.Proposed,
		}
		if err := json.Unmarshal(r.Bands, &rule.Bands); err != nil {
			return fmt.Errorf("bands of criterion %s: %w", r.Code, err)
		}
		p := l.plans[r.Plan]
		p.Scores = append(p.Scores, rule)
	}
	return err
}
