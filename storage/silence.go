package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// silences reads those that a condition picks.
func silences(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]plan.Silence, error) {
	var rows []struct {
		ID      int64         `db:"id"`
		Commune int64         `db:"commune_id"`
		Plan    int64         `db:"plan_id"`
		Task    int64         `db:"task_id"`
		Unit    int64         `db:"unit_id"`
		Until   calendar.Date `db:"until"`
		Reason  string        `db:"reason"`
		ByID    int64         `db:"by_id"`
		ByName  string        `db:"by_name"`
		At      time.Time     `db:"at"`
	}
	err := sqlx.SelectContext(ctx, db, &rows, `
		SELECT id, commune_id, plan_id, task_id, unit_id, until, reason, by_id, by_name, at FROM silence `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read silences: %w", err)
	}
	all := make([]plan.Silence, len(rows))
	for i, r := range rows {
		all[i] = plan.Silence{
			ID: r.ID, Commune: r.Commune, Plan: r.Plan, Task: r.Task, Unit: r.Unit, Until: r.Until, Reason: r.Reason,
			By: plan.Author{ID: r.ByID, Name: r.ByName}, At: r.At,
		}
	}
	return all, nil
}

// Silence hides the messages of a task, a unit or both until a day. It needs a reason (plan.ErrNeedsReason) and lasts
// thirty days at most (plan.ErrTooLong). The same message again finds the silence it made.
func (s *Store) Silence(ctx context.Context, q plan.Silence, source plan.Source) (plan.Silence, error) {
	switch days := q.Until.DaysSince(officeDay(q.At)); {
	case q.Reason == "":
		return plan.Silence{}, plan.ErrNeedsReason
	case days > plan.LongestSilence:
		return plan.Silence{}, plan.ErrTooLong
	}
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := s.wake(ctx, tx, q.Plan, q.At); err != nil { // its lock keeps a second delivery waiting
			return err
		}
		before, err := silences(ctx, tx, `
			WHERE plan_id = $1 AND chat_id = $2 AND message_id = $3 AND message_id <> 0`, q.Plan, source.Chat, source.Message)
		if err != nil {
			return err
		}
		if len(before) > 0 {
			q = before[0]
			return nil
		}
		err = tx.GetContext(ctx, &q.ID, `
			INSERT INTO silence (commune_id, plan_id, task_id, unit_id, until, reason, by_id, by_name, at, chat_id, message_id)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			RETURNING id`, q.Commune, q.Plan, q.Task, q.Unit, q.Until, q.Reason, q.By.ID, q.By.Name, q.At,
			source.Chat, source.Message)
		if err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: q.Commune, at: q.At, by: q.By, chat: source.Chat, message: source.Message, action: "silence",
			subject: fmt.Sprintf("silence %d", q.ID), after: q,
		})
	})
	if err != nil {
		return plan.Silence{}, fmt.Errorf("silence plan %d: %w", q.Plan, err)
	}
	return q, nil
}

// Unsilence takes a silence of a commune back. One that is over stays as it is.
func (s *Store) Unsilence(ctx context.Context, commune, silence int64, by plan.Author, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		found, err := silences(ctx, tx, `WHERE id = $1 AND commune_id = $2`, silence, commune)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return plan.ErrNotFound
		}
		if err := s.wake(ctx, tx, found[0].Plan, now); err != nil {
			return err
		}
		return s.endSilence(ctx, tx, found[0], by, now)
	})
	if err != nil {
		return fmt.Errorf("end silence %d: %w", silence, err)
	}
	return nil
}

// endSilence ends one silence, once. The plan's watch must be locked.
func (s *Store) endSilence(ctx context.Context, tx *sqlx.Tx, q plan.Silence, by plan.Author, now time.Time) error {
	result, err := tx.ExecContext(ctx, `UPDATE silence SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, q.ID, now)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: q.Commune, at: now, by: by, action: "silence ended", subject: fmt.Sprintf("silence %d", q.ID), before: q,
	})
}
