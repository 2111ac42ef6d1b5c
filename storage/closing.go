package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// ClosePeriod freezes a time as it stands (plan.ErrNotOver before it is counted off). Where it was closed before, what was
// corrected since makes a further version; nothing new makes none. The same message again finds what it closed.
func (s *Store) ClosePeriod(ctx context.Context, o plan.ClosingOrder) (plan.Closing, error) {
	if !o.Cut.Over(officeDay(o.At)) {
		return plan.Closing{}, plan.ErrNotOver
	}
	var c plan.Closing
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		if err = lockPlan(ctx, tx, o.Commune, o.Plan); err != nil {
			return err
		}
		c, err = oneClosing(ctx, tx, closingWhole, `
			WHERE c.plan_id = $1 AND c.chat_id = $2 AND c.message_id = $3`, o.Plan, o.Source.Chat, o.Source.Message)
		if !errors.Is(err, plan.ErrNotFound) {
			return err
		}
		c, err = s.closeNew(ctx, tx, o)
		return err
	})
	if err != nil {
		return plan.Closing{}, fmt.Errorf("close a period of plan %d: %w", o.Plan, err)
	}
	return c, nil
}

// closeNew adds a version where the last one says something else. The plan is locked.
func (s *Store) closeNew(ctx context.Context, tx *sqlx.Tx, o plan.ClosingOrder) (plan.Closing, error) {
	record, err := s.onRecord(ctx, tx, o.Commune, o.Plan)
	if err != nil {
		return plan.Closing{}, err
	}
	shot := record.At(o.Cut)
	content, err := shot.Content()
	if err != nil {
		return plan.Closing{}, err
	}
	c := plan.Closing{
		Commune: o.Commune, Plan: o.Plan, PlanVersion: record.Plan.Version, Period: o.Cut.Period, From: o.Cut.From, To: o.Cut.To,
		Version: 1, By: o.By, At: o.At.UTC().Truncate(time.Microsecond), SHA256: hash(content), Snapshot: &shot,
	}
	switch former, err := newestClosing(ctx, tx, o.Commune, o.Plan, o.Cut); {
	case errors.Is(err, plan.ErrNotFound):
	case err != nil:
		return plan.Closing{}, err
	case former.SHA256 == c.SHA256:
		former.Unchanged = true
		return former, nil
	default:
		c.Version, c.Corrections = former.Version+1, plan.Corrections(*former.Snapshot, shot)
	}
	if err := insertClosing(ctx, tx, &c, o.Source, content); err != nil {
		return plan.Closing{}, err
	}
	return c, s.audit(ctx, tx, change{
		commune: o.Commune, at: c.At, by: o.By, chat: o.Source.Chat, message: o.Source.Message, action: "close",
		subject: fmt.Sprintf("plan %d", o.Plan), after: c,
	})
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func insertClosing(ctx context.Context, tx *sqlx.Tx, c *plan.Closing, source plan.Source, content []byte) error {
	corrections, err := json.Marshal(c.Corrections)
	if err != nil {
		return fmt.Errorf("write corrections: %w", err)
	}
	return tx.GetContext(ctx, &c.ID, `
		INSERT INTO closing (commune_id, plan_id, plan_version, period_kind, period_year, period_no, starts_on, ends_on,
		                     version, content, sha256, corrections, by_id, by_name, chat_id, message_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		RETURNING id`,
		c.Commune, c.Plan, c.PlanVersion, string(c.Cut().Kind()), c.Period.Year, c.Period.No, c.From, c.To,
		c.Version, string(content), c.SHA256, string(corrections), c.By.ID, c.By.Name, source.Chat, source.Message, c.At)
}

// Counted counts a time off as things stand now; nothing is kept of it.
func (s *Store) Counted(ctx context.Context, commune, planID int64, cut plan.Cut) (plan.Snapshot, error) {
	var record plan.Record
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		record, err = s.onRecord(ctx, tx, commune, planID)
		return err
	})
	if err != nil {
		return plan.Snapshot{}, fmt.Errorf("count plan %d off: %w", planID, err)
	}
	return record.At(cut), nil
}

// onRecord reads everything on record of a plan of a commune.
func (s *Store) onRecord(ctx context.Context, tx *sqlx.Tx, commune, planID int64) (plan.Record, error) {
	plans, err := s.currentPlans(ctx, tx, []int64{planID})
	if err != nil {
		return plan.Record{}, err
	}
	if len(plans) == 0 || plans[0].Commune.ID != commune {
		return plan.Record{}, plan.ErrNotFound
	}
	r := plan.Record{Plan: plans[0]}
	var rows []entryRow
	err = tx.SelectContext(ctx, &rows, `SELECT `+entryColumns+`
		FROM entry e JOIN target t ON t.id = e.target_id
		WHERE t.plan_id = $1
		ORDER BY e.id`, planID)
	if err != nil {
		return plan.Record{}, fmt.Errorf("read entries: %w", err)
	}
	r.Entries = entries(rows)
	if r.Matters, err = mattersOfPlan(ctx, tx, commune, planID); err != nil {
		return plan.Record{}, err
	}
	r.Evidence, err = evidenceWhere(ctx, tx, `commune_id = $1 AND task_id IN (SELECT id FROM task WHERE plan_id = $2)`, commune, planID)
	return r, err
}
