package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// ReadOtherwise records what the office reads in place of a figure of a commune, and has letters tell whom it concerns.
// The same message again finds what it recorded.
func (s *Store) ReadOtherwise(ctx context.Context, commune, planID int64, word plan.Confirmation, notes []plan.Note) (plan.Confirming, error) {
	var done plan.Confirming
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		word.Agrees = false
		all, err := s.confirm(ctx, tx, commune, planID, []int64{word.Entry}, word)
		if err != nil {
			return err
		}
		if done = all[0]; done.Outcome != plan.ConfirmDiffers || len(notes) == 0 {
			return nil
		}
		rows := make([]letterRow, len(notes))
		for i, n := range notes {
			if rows[i], err = noteRow(commune, planID, n, word.By, word.At); err != nil {
				return err
			}
			rows[i].Key = fmt.Sprintf("%s:%d:%d:%d", n.Kind, word.Source.Chat, word.Source.Message, i)
		}
		_, err = post(ctx, tx, rows)
		return err
	})
	if err != nil {
		return plan.Confirming{}, fmt.Errorf("read figure %d otherwise: %w", word.Entry, err)
	}
	return done, nil
}

// takeBackDiffering takes back the letters that tell of words which are not the last ones any more.
func takeBackDiffering(ctx context.Context, tx *sqlx.Tx, words []plan.Confirmation, now time.Time) error {
	var entries []int64
	for _, w := range words {
		if !w.Agrees {
			entries = append(entries, w.Entry)
		}
	}
	if len(entries) == 0 {
		return nil
	}
	const waiting = `kind = 'differs' AND outcome = 'waiting' AND (payload->>'entry')::bigint = ANY($1)`
	var rows []letterRow
	err := tx.SelectContext(ctx, &rows, `SELECT chat_id, thread_id FROM outbox WHERE `+waiting, int64s(entries))
	if err != nil || len(rows) == 0 {
		return err
	}
	boxes := addresses(rows)
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'superseded', reason = 'over', done_at = $2 WHERE `+waiting, int64s(entries), now)
	if err != nil {
		return fmt.Errorf("take back letters of %d figures: %w", len(entries), err)
	}
	return settleMailboxes(ctx, tx, boxes)
}
