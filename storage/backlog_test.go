package storage_test

import (
	"testing"
	"time"
)

func TestBacklog(t *testing.T) {
	t.Parallel()
	b := open(t)
	if _, err := b.db.ExecContext(t.Context(), `
		INSERT INTO outbox (key, chat_id, kind, due_at, send_after, outcome, done_at)
		SELECT l.key, 1, 'operator', $1, $1, l.outcome, $1::timestamptz - l.age
		FROM (VALUES ('a', 'waiting', NULL::interval), ('b', 'waiting', NULL), ('c', 'sent', '1 hour'),
		             ('d', 'dead', '1 hour'), ('e', 'dead', '8 days')) l (key, outcome, age)`,
		morning); err != nil {
		t.Fatal(err)
	}
	waiting, dead, err := b.Backlog(t.Context(), morning.Add(-7*24*time.Hour))
	if waiting != 2 || dead != 1 || err != nil {
		t.Errorf("got %d waiting, %d dead, %v, want 2 and 1", waiting, dead, err)
	}
}

func TestSending(t *testing.T) {
	t.Parallel()
	b := open(t)
	if _, err := b.db.ExecContext(t.Context(), `
		INSERT INTO mailbox (chat_id, lease)
		VALUES (1, '-infinity'), (2, clock_timestamp() - interval '1 s'), (3, clock_timestamp() + interval '1 minute')`); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Sending(t.Context()); got != 1 || err != nil {
		t.Errorf("got %d, %v, want 1", got, err)
	}
}
