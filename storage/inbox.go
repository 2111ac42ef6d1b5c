package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"planbot/storage/plan"
)

const receiveQuery = `
	INSERT INTO inbox (update_id, chat_id, raw, received_at)
	SELECT u.update_id, u.chat_id, u.raw, $4
	FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS u (update_id, chat_id, raw)
	ON CONFLICT (update_id) DO NOTHING
	RETURNING update_id`

// Receive puts updates on record before they are confirmed to Telegram, and returns those it did not know yet.
func (s *Store) Receive(ctx context.Context, updates []plan.Received, now time.Time) ([]plan.Received, error) {
	ids, chats, raws := make(pq.Int64Array, len(updates)), make(pq.Int64Array, len(updates)), make(pq.StringArray, len(updates))
	for i, u := range updates {
		ids[i], chats[i], raws[i] = u.Update, u.Chat, storable(u.Raw)
	}
	var stored []int64
	if err := s.hot.receive.SelectContext(unwatched(ctx), &stored, ids, chats, raws, now); err != nil {
		return nil, fmt.Errorf("store %d updates: %w", len(updates), translate(ctx, err))
	}
	if len(stored) == len(updates) {
		return updates, nil
	}
	known := make(map[int64]bool, len(stored))
	for _, id := range stored {
		known[id] = true
	}
	var fresh []plan.Received
	for _, u := range updates {
		if known[u.Update] {
			fresh = append(fresh, u)
			delete(known, u.Update) // one batch may name an update twice
		}
	}
	return fresh, nil
}

// finishQuery closes updates, forgets what they said, and remembers the messages that answered them: one statement, so
// one round trip and one commit.
const finishQuery = `
	WITH done AS (UPDATE inbox SET done_at = $2, raw = '' WHERE update_id = ANY($1))
	INSERT INTO posted (chat_id, thread_id, message_id, commune_id, about, tasks, numbers, at)
	SELECT p.chat_id, p.thread_id, p.message_id, p.commune_id, p.about, p.tasks::bigint[], p.numbers::integer[], $2
	FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[])
	     AS p (chat_id, thread_id, message_id, commune_id, about, tasks, numbers)
	ON CONFLICT (chat_id, message_id) DO UPDATE
	SET about = EXCLUDED.about, tasks = EXCLUDED.tasks, numbers = EXCLUDED.numbers`

// Finish closes answered updates and remembers what their answers showed, many at once.
func (s *Store) Finish(ctx context.Context, answered []plan.Answered, now time.Time) error {
	ids := make(pq.Int64Array, len(answered))
	var posted []plan.Posted
	for i, a := range answered {
		ids[i] = a.Update
		posted = append(posted, a.Posted...)
	}
	_, err := s.hot.finish.ExecContext(unwatched(ctx), append([]any{ids, now}, postedColumns(posted)...)...)
	if err != nil {
		return fmt.Errorf("finish %d updates: %w", len(answered), translate(ctx, err))
	}
	return nil
}

// postedColumns turns rows into one array a column; of a message that was edited twice the last state stays.
func postedColumns(posted []plan.Posted) []any {
	type key struct {
		chat    int64
		message int
	}
	place := make(map[key]int, len(posted))
	chats, threads, messages, communes := pq.Int64Array{}, pq.Int64Array{}, pq.Int64Array{}, pq.Int64Array{}
	abouts, tasks, numbers := pq.StringArray{}, pq.StringArray{}, pq.StringArray{}
	for _, p := range posted {
		at, again := place[key{p.Chat, p.Message}]
		if !again {
			at = len(chats)
			place[key{p.Chat, p.Message}] = at
			chats, threads = append(chats, p.Chat), append(threads, int64(p.Thread))
			messages, communes = append(messages, int64(p.Message)), append(communes, p.Commune)
			abouts, tasks, numbers = append(abouts, ""), append(tasks, ""), append(numbers, "")
		}
		abouts[at], tasks[at], numbers[at] = p.About, arrayText(p.Tasks), arrayText(p.Numbers)
	}
	return []any{chats, threads, messages, communes, abouts, tasks, numbers}
}

// Failed notes that an update could not be answered; after most tries it is parked, so that the rest of its chat
// goes on. parked reports that this happened now.
func (s *Store) Failed(ctx context.Context, update int64, cause error, most int, now time.Time) (parked bool, err error) {
	err = s.db.GetContext(ctx, &parked, `
		UPDATE inbox
		SET tries = tries + 1, error = $2, parked_at = CASE WHEN tries + 1 >= $3 THEN $4::timestamptz END
		WHERE update_id = $1
		RETURNING parked_at IS NOT NULL`, update, storable(cause.Error()), most, now)
	if err != nil {
		return false, fmt.Errorf("note the failure of update %d: %w", update, translate(ctx, err))
	}
	return parked, nil
}

// CountTries adds to how often an update was tried.
func (s *Store) CountTries(ctx context.Context, update int64, more int) error {
	_, err := s.db.ExecContext(ctx, `UPDATE inbox SET tries = tries + $2 WHERE update_id = $1`, update, more)
	if err != nil {
		return fmt.Errorf("count a try of update %d: %w", update, translate(ctx, err))
	}
	return nil
}

// storable makes a text fit for Postgres, which takes neither broken UTF-8 nor a zero byte: one such update must not
// keep those that came with it from being stored.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// OldestUnanswered is when the oldest open update came in; ok is false when there is none.
func (s *Store) OldestUnanswered(ctx context.Context) (at time.Time, ok bool, err error) {
	var oldest sql.NullTime
	err = s.db.GetContext(ctx, &oldest, `
		SELECT received_at FROM inbox
		WHERE done_at IS NULL AND parked_at IS NULL
		ORDER BY update_id
		LIMIT 1`)
	if translate(ctx, err) == plan.ErrNotFound {
		return time.Time{}, false, nil
	}
	return oldest.Time, oldest.Valid, translate(ctx, err)
}

// rememberEdits is how long it is kept which messages were edited.
const rememberEdits = 30 * 24 * time.Hour

// rememberParked is how long an update that could not be answered is kept for whoever looks into it.
const rememberParked = 30 * 24 * time.Hour

// Forget deletes updates that were answered before an instant; Telegram repeats none after 24 hours. Parked ones and edits
// of our own messages go after a month. What was told stays, so that no repeat depends on how long records are kept.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	_, err := s.db.ExecContext(ctx, `
		DELETE FROM inbox
		WHERE received_at < $1 AND (done_at IS NOT NULL OR parked_at < $2)`, before, before.Add(-rememberParked))
	if err != nil {
		return fmt.Errorf("forget old updates: %w", translate(ctx, err))
	}
	_, err = s.db.ExecContext(ctx, `DELETE FROM outbox WHERE kind = 'refresh' AND done_at < $1`, before.Add(-rememberEdits))
	if err != nil {
		return fmt.Errorf("forget old edits: %w", translate(ctx, err))
	}
	return nil
}

// arrayText writes whole numbers as a Postgres array literal, for columns of arrays in one unnest.
func arrayText[T int | int64](values []T) string {
	text := []byte{'{'}
	for i, v := range values {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, int64(v), 10)
	}
	return string(append(text, '}'))
}
