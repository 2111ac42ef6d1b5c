package storage

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// address is a chat or a topic of one.
type address struct {
	chat   int64
	thread int
}

// addresses lists where letters go, each once.
func addresses(rows []letterRow) []address {
	var all []address
	for _, r := range rows {
		all = append(all, address{r.Chat, r.Thread})
	}
	return unique(all)
}

func unique[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	var once []T
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			once = append(once, v)
		}
	}
	return once
}

// int64s gives identities to the database.
func int64s(ids []int64) pq.Int64Array {
	if ids == nil {
		return pq.Int64Array{}
	}
	return ids
}

// columns gives addresses to the database, a list of chats and one of topics.
func columns(boxes []address) (chats, threads pq.Int64Array) {
	chats, threads = make(pq.Int64Array, len(boxes)), make(pq.Int64Array, len(boxes))
	for i, a := range boxes {
		chats[i], threads[i] = a.chat, int64(a.thread)
	}
	return chats, threads
}

// lockMailboxes locks the mailboxes of some chats, in one order, and makes those that are not there. Whoever writes
// letters, or what became of them, holds the mailbox, and takes it after the watches and before the letters.
func lockMailboxes(ctx context.Context, tx *sqlx.Tx, boxes []address) error {
	if len(boxes) == 0 {
		return nil
	}
	chats, threads := columns(boxes)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO mailbox AS m (chat_id, thread_id)
		SELECT DISTINCT a.chat_id, a.thread_id
		FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
		ORDER BY a.chat_id, a.thread_id
		ON CONFLICT (chat_id, thread_id) DO UPDATE SET fence = m.fence`, chats, threads)
	if err != nil {
		return fmt.Errorf("lock mailboxes: %w", err)
	}
	return nil
}

// settleMailboxes says anew when locked mailboxes are ready: when their first letter is, and the first that does not
// gather. An edit makes no sound and is an answer to what somebody did, so it is made at once.
func settleMailboxes(ctx context.Context, tx *sqlx.Tx, boxes []address) error {
	if len(boxes) == 0 {
		return nil
	}
	chats, threads := columns(boxes)
	_, err := tx.ExecContext(ctx, `
		UPDATE mailbox AS m SET ready_at = w.ready_at, urgent_at = w.urgent_at
		FROM (
			SELECT a.chat_id, a.thread_id, min(o.send_after) AS ready_at,
			       min(o.send_after) FILTER (WHERE o.critical OR o.kind = 'refresh') AS urgent_at
			FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
			LEFT JOIN outbox o ON o.chat_id = a.chat_id AND o.thread_id = a.thread_id AND o.outcome = 'waiting'
			GROUP BY a.chat_id, a.thread_id
		) w
		WHERE m.chat_id = w.chat_id AND m.thread_id = w.thread_id`, chats, threads)
	if err != nil {
		return fmt.Errorf("settle mailboxes: %w", err)
	}
	return nil
}
