package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Beat notes that updates were fetched, so that none before is lost. It only moves forward.
func (s *Store) Beat(ctx context.Context, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO beat AS b (at) VALUES ($1)
		ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at WHERE b.at < EXCLUDED.at`, now)
	if err != nil {
		return fmt.Errorf("note the beat: %w", translate(ctx, err))
	}
	return nil
}

// LastBeat is when updates were fetched last; ok is false where they never were.
func (s *Store) LastBeat(ctx context.Context) (at time.Time, ok bool, err error) {
	err = translate(ctx, s.db.GetContext(ctx, &at, `SELECT at FROM beat`))
	if errors.Is(err, plan.ErrNotFound) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("read the beat: %w", err)
	}
	return at, true, nil
}

// TellGap tells every chat of every commune that has a plan that messages from a stretch of time may be lost, once a
// stretch, and says how many chats. The plan is the one in force at its end.
func (s *Store) TellGap(ctx context.Context, from, to time.Time) (int, error) {
	payload, err := json.Marshal(plan.Payload{From: from, Until: to})
	if err != nil {
		return 0, fmt.Errorf("payload of a letter: %w", err)
	}
	told := 0
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		var rows []letterRow
		err := tx.SelectContext(ctx, &rows, `
			SELECT 'gap:' || $1::bigint || ':' || c.chat_id || ':' || c.thread_id AS key, c.commune_id, p.id AS plan_id,
			       c.chat_id, c.thread_id, 'gap' AS kind
			FROM chat c
			CROSS JOIN LATERAL (
				SELECT id FROM plan
				WHERE commune_id = c.commune_id
				ORDER BY $2 BETWEEN starts_on AND ends_on DESC, ends_on DESC, id DESC
				LIMIT 1
			) p
			WHERE c.active AND NOT c.muted`, from.Unix(), officeDay(to))
		if err != nil {
			return err
		}
		for i := range rows {
			rows[i].Payload, rows[i].DueAt, rows[i].SendAfter = payload, to, to
		}
		told, err = post(ctx, tx, rows)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("tell of a gap: %w", err)
	}
	return told, nil
}
