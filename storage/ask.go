package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Ask keeps the readings of an ambiguous figure until the person chooses one, and returns the question as it is on
// record. Asking again about the same message finds the first question, with the options it had then.
func (s *Store) Ask(ctx context.Context, q plan.Asked, now time.Time) (plan.Asked, error) {
	options, err := json.Marshal(q.Options)
	if err != nil {
		return plan.Asked{}, fmt.Errorf("write the options: %w", err)
	}
	var id int64
	err = s.db.GetContext(ctx, &id, `
		INSERT INTO asked AS a (commune_id, chat_id, message_id, line, revision, author_id, options, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (chat_id, message_id, line, revision) DO UPDATE SET asked_at = a.asked_at
		RETURNING id`,
		q.Commune, q.Source.Chat, q.Source.Message, q.Source.Line, q.Source.Revision, q.Author.ID, string(options), now)
	if err != nil {
		return plan.Asked{}, fmt.Errorf("keep a question: %w", translate(ctx, err))
	}
	return s.Asked(ctx, q.Commune, id)
}

// Asked reads a question of a commune.
func (s *Store) Asked(ctx context.Context, commune, id int64) (plan.Asked, error) {
	q, err := asked(ctx, s.db, `WHERE commune_id = $1 AND id = $2`, commune, id)
	if err != nil {
		return plan.Asked{}, fmt.Errorf("read question %d: %w", id, translate(ctx, err))
	}
	return q, nil
}

func asked(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) (plan.Asked, error) {
	var row struct {
		ID      int64  `db:"id"`
		Commune int64  `db:"commune_id"`
		Chat    int64  `db:"chat_id"`
		Message int    `db:"message_id"`
		Line    int    `db:"line"`
		Rev     int64  `db:"revision"`
		Author  int64  `db:"author_id"`
		Options []byte `db:"options"`
		Choice  *int   `db:"choice"`
	}
	err := sqlx.GetContext(ctx, db, &row, `
		SELECT id, commune_id, chat_id, message_id, line, revision, author_id, options, choice FROM asked `+where, args...)
	if err != nil {
		return plan.Asked{}, err
	}
	q := plan.Asked{
		ID: row.ID, Commune: row.Commune, Author: plan.Author{ID: row.Author},
		Source: plan.Source{Chat: row.Chat, Message: row.Message, Line: row.Line, Revision: row.Rev},
	}
	if row.Choice != nil {
		q.Answered, q.Choice = true, *row.Choice
	}
	return q, json.Unmarshal(row.Options, &q.Options)
}

// Choose answers a question and records the chosen figure, in one transaction. The same choice again gives the same
// answer; another one is plan.ErrSettled.
func (s *Store) Choose(ctx context.Context, commune, id int64, choice int, now time.Time) (plan.Recorded, error) {
	var done plan.Recorded
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		q, err := asked(ctx, tx, `WHERE commune_id = $1 AND id = $2 FOR UPDATE`, commune, id)
		switch {
		case err != nil:
			return err
		case q.Answered && q.Choice != choice:
			return plan.ErrSettled
		case choice < 0 || choice >= len(q.Options):
			return plan.ErrNotFound
		}
		one, err := s.record(ctx, tx, q.Options[choice:choice+1], now)
		if err != nil {
			return err
		}
		done = one[0]
		_, err = tx.ExecContext(ctx, `
			UPDATE asked SET answered_at = $2, choice = $3 WHERE id = $1 AND answered_at IS NULL`, id, now, choice)
		return err
	})
	if err != nil {
		return plan.Recorded{}, fmt.Errorf("answer question %d: %w", id, err)
	}
	return done, nil
}

// Drop settles a question without recording anything.
func (s *Store) Drop(ctx context.Context, commune, id int64, now time.Time) error {
	result, err := s.db.ExecContext(ctx, `
		UPDATE asked SET answered_at = $3, choice = -1
		WHERE commune_id = $1 AND id = $2 AND (answered_at IS NULL OR choice = -1)`, commune, id, now)
	if err != nil {
		return fmt.Errorf("drop question %d: %w", id, translate(ctx, err))
	}
	if n, _ := result.RowsAffected(); n == 0 {
		return fmt.Errorf("drop question %d: %w", id, plan.ErrSettled)
	}
	return nil
}
