package storage

import (
	"context"
	"fmt"
	"time"
)

// Backlog counts the letters that wait, held ones included, and those given up after an instant: of every commune,
// for whoever watches over planbot.
func (s *Store) Backlog(ctx context.Context, since time.Time) (waiting, dead int, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM outbox WHERE outcome = 'waiting'),
		       (SELECT count(*) FROM outbox WHERE done_at > $1 AND outcome = 'dead')`, since).Scan(&waiting, &dead)
	if err != nil {
		return 0, 0, fmt.Errorf("count letters: %w", translate(ctx, err))
	}
	return waiting, dead, nil
}

// Sending counts the chats that somebody is sending to.
func (s *Store) Sending(ctx context.Context) (chats int, err error) {
	err = s.db.GetContext(ctx, &chats, `SELECT count(*) FROM mailbox WHERE lease > clock_timestamp()`)
	if err != nil {
		return 0, fmt.Errorf("count chats being sent to: %w", translate(ctx, err))
	}
	return chats, nil
}
