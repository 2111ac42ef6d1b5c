package storage

import (
	"context"
	"fmt"

	"planbot/storage/plan"
)

// Unanswered reads the updates that are still to be answered, in order, at most so many of each chat: what a killed
// process left behind.
func (s *Store) Unanswered(ctx context.Context, each int) ([]plan.Received, error) {
	open, err := s.unanswered(ctx, `
		SELECT update_id, chat_id, raw, tries
		FROM (
			SELECT update_id, chat_id, raw, tries, row_number() OVER (PARTITION BY chat_id ORDER BY update_id) AS place
			FROM inbox
			WHERE done_at IS NULL AND parked_at IS NULL
		) o
		WHERE place <= $1
		ORDER BY update_id`, each)
	if err != nil {
		return nil, fmt.Errorf("read the inbox: %w", err)
	}
	return open, nil
}

// UnansweredIn reads the updates of a chat that are still to be answered and newer than one, in order, at most so many.
func (s *Store) UnansweredIn(ctx context.Context, chat, after int64, most int) ([]plan.Received, error) {
	open, err := s.unanswered(ctx, `
		SELECT update_id, chat_id, raw, tries
		FROM inbox
		WHERE done_at IS NULL AND parked_at IS NULL AND chat_id = $1 AND update_id > $2
		ORDER BY update_id
		LIMIT $3`, chat, after, most)
	if err != nil {
		return nil, fmt.Errorf("read the inbox of chat %d: %w", chat, err)
	}
	return open, nil
}

func (s *Store) unanswered(ctx context.Context, query string, args ...any) ([]plan.Received, error) {
	var rows []struct {
		Update int64  `db:"update_id"`
		Chat   int64  `db:"chat_id"`
		Raw    string `db:"raw"`
		Tries  int    `db:"tries"`
	}
	if err := s.db.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, translate(ctx, err)
	}
	open := make([]plan.Received, len(rows))
	for i, r := range rows {
		open[i] = plan.Received{Update: r.Update, Chat: r.Chat, Raw: r.Raw, Tries: r.Tries, Left: true}
	}
	return open, nil
}
