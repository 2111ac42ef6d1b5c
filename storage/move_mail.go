package storage

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// moveMail moves the mailboxes and letters of a group to the id it has as a supergroup. Who is sending to it goes on.
// The group's old messages are out of reach: nothing can reply to them or edit them.
func moveMail(ctx context.Context, tx *sqlx.Tx, from, to int64) error {
	var threads []int
	err := tx.SelectContext(ctx, &threads, `
		SELECT thread_id FROM mailbox WHERE chat_id = $1 ORDER BY thread_id FOR UPDATE`, from)
	if err != nil || len(threads) == 0 {
		return err
	}
	var boxes []address
	for _, t := range threads {
		boxes = append(boxes, address{to, t})
	}
	for _, move := range []struct {
		sql  string
		args []any
	}{
		{`
		INSERT INTO mailbox AS m (chat_id, thread_id, not_before, lease, fence, pushed_on, pushes)
		SELECT $2, thread_id, not_before, lease, fence, pushed_on, pushes FROM mailbox WHERE chat_id = $1
		ON CONFLICT (chat_id, thread_id) DO UPDATE
		SET lease = GREATEST(m.lease, EXCLUDED.lease), fence = GREATEST(m.fence, EXCLUDED.fence) + 1`, []any{from, to}},
		{`
		UPDATE outbox SET outcome = 'superseded', reason = 'moved', done_at = send_after
		WHERE chat_id = $1 AND outcome = 'waiting' AND kind = 'refresh'`, []any{from}},
		{`
		UPDATE outbox SET chat_id = $2, message_id = 0, reply_to = 0
		WHERE chat_id = $1 AND (outcome = 'waiting' OR message_id <> 0)`, []any{from, to}},
		{`DELETE FROM mailbox WHERE chat_id = $1`, []any{from}},
	} {
		if _, err := tx.ExecContext(ctx, move.sql, move.args...); err != nil {
			return fmt.Errorf("move the mail: %w", err)
		}
	}
	return settleMailboxes(ctx, tx, boxes)
}
