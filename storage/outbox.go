package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/plan"
)

// letterRow is a row of outbox, read by its columns and written as JSON under the same names.
type letterRow struct {
	ID        int64           `db:"id" json:"id"`
	Key       string          `db:"key" json:"key"`
	Commune   *int64          `db:"commune_id" json:"commune_id"`
	Plan      *int64          `db:"plan_id" json:"plan_id"`
	Episode   *int64          `db:"episode_id" json:"episode_id"`
	Chat      int64           `db:"chat_id" json:"chat_id"`
	Thread    int             `db:"thread_id" json:"thread_id"`
	Kind      string          `db:"kind" json:"kind"`
	Audience  string          `db:"audience" json:"audience"`
	Step      int             `db:"step" json:"step"`
	Repeat    int             `db:"repeat" json:"repeat"`
	Why       string          `db:"why" json:"why"`
	Critical  bool            `db:"critical" json:"critical"`
	Payload   json.RawMessage `db:"payload" json:"payload"`
	ReplyTo   int             `db:"reply_to" json:"reply_to"`
	DueAt     time.Time       `db:"due_at" json:"due_at"`
	SendAfter time.Time       `db:"send_after" json:"send_after"`
	Unknown   int             `db:"unknown" json:"-"`
	Message   int             `db:"message_id" json:"-"`
}

const letterColumns = `
	o.id, o.key, o.commune_id, o.plan_id, o.episode_id, o.chat_id, o.thread_id, o.kind, o.audience, o.step, o.repeat,
	o.why, o.critical, o.payload, o.reply_to, o.due_at, o.send_after, o.unknown, o.message_id`

// letter is the row as the plan knows it, without the episode it is about.
func (r letterRow) letter() (plan.Letter, error) {
	l := plan.Letter{
		ID: r.ID, Kind: plan.LetterKind(r.Kind), Audience: plan.Audience(r.Audience), Step: r.Step, Repeat: r.Repeat,
		Why: plan.Why(r.Why), Critical: r.Critical, Due: r.DueAt, Unknown: r.Unknown, Message: r.ReplyTo,
	}
	if err := json.Unmarshal(r.Payload, &l.Payload); err != nil {
		return l, fmt.Errorf("payload of letter %d: %w", r.ID, err)
	}
	return l, nil
}

// addLetters puts letters in the outbox, each key once, and says how many are new. Their mailboxes must be locked.
func addLetters(ctx context.Context, tx *sqlx.Tx, rows []letterRow) (n int, err error) {
	if len(rows) == 0 {
		return 0, nil
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO outbox (key, commune_id, plan_id, episode_id, chat_id, thread_id, kind, audience, step, repeat, why,
		                    critical, payload, reply_to, due_at, send_after)
		SELECT key, commune_id, plan_id, episode_id, chat_id, thread_id, kind, audience, step, repeat, why,
		       critical, payload, reply_to, due_at, send_after
		FROM jsonb_populate_recordset(NULL::outbox, $1)
		ON CONFLICT (key) DO NOTHING`, string(text))
	if err != nil {
		return 0, fmt.Errorf("add letters: %w", err)
	}
	added, err := result.RowsAffected()
	return int(added), err
}

// post adds letters of a use case that takes no other lock but watches, in one go with their mailboxes.
func post(ctx context.Context, tx *sqlx.Tx, rows []letterRow) (n int, err error) {
	boxes := addresses(rows)
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return 0, err
	}
	if n, err = addLetters(ctx, tx, rows); err != nil {
		return 0, err
	}
	if err := settleMailboxes(ctx, tx, boxes); err != nil {
		return 0, err
	}
	return n, notify(ctx, tx)
}

// supersede takes back the letters of episodes that are over. One that is being sent meanwhile counts as sent if it
// arrives, and what ended is told after it, see Delivered.
func supersede(ctx context.Context, tx *sqlx.Tx, episodes []int64, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'superseded', reason = 'over', done_at = $2
		WHERE episode_id = ANY($1) AND kind = 'alert' AND outcome = 'waiting'`, int64s(episodes), now)
	if err != nil {
		return fmt.Errorf("take back letters: %w", err)
	}
	return nil
}

// resides holds for a row o of outbox whose chat still belongs to the commune of the letter, and can be told something
// on the day $2.
const resides = `(EXISTS (
			SELECT FROM chat c
			WHERE c.chat_id = o.chat_id AND c.thread_id = o.thread_id AND c.commune_id = o.commune_id AND c.active AND NOT c.muted)
		  OR EXISTS (
			SELECT FROM staff s JOIN membership m ON m.staff_id = s.id
			WHERE s.telegram_id = o.chat_id AND s.commune_id = o.commune_id AND NOT s.unreachable
			  AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)))`

// tellEnd writes a reply to each chat that was told of episodes which are over, and still belongs to their commune. What
// was sent and never confirmed may have arrived, so its chat hears the end too. What another matter stands for now needs
// no reply. It comes after supersede, which waits for sends that are being noted; chat 0 is every chat.
func tellEnd(ctx context.Context, tx *sqlx.Tx, episodes []int64, chat int64, now time.Time) (n int, err error) {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO outbox (key, commune_id, plan_id, episode_id, chat_id, thread_id, kind, audience, step, why,
		                    reply_to, due_at, send_after)
		SELECT 'r' || o.episode_id || '/' || o.chat_id || '/' || o.thread_id, o.commune_id, o.plan_id, o.episode_id,
		       o.chat_id, o.thread_id, 'resolved', o.audience, o.step, f.why, o.message_id, $5::timestamptz, $5::timestamptz
		FROM (
			SELECT DISTINCT ON (episode_id, chat_id, thread_id)
			       commune_id, plan_id, episode_id, chat_id, thread_id, audience, step, message_id
			FROM outbox o
			WHERE episode_id = ANY($1) AND kind = 'alert' AND $3::bigint IN (0, chat_id)
			  AND (outcome = 'sent' OR unknown > 0 AND outcome IN ('superseded', 'dead')) AND `+resides+`
			ORDER BY episode_id, chat_id, thread_id, outcome <> 'sent', id
		) o
		JOIN episode e ON e.id = o.episode_id AND e.state = 'resolved' AND NOT e.flapping AND e.rule <> ALL($4)
		 AND (e.rule <> 'report_missing' OR e.told > 1)
		CROSS JOIN LATERAL (SELECT why FROM flip WHERE episode_id = o.episode_id ORDER BY id DESC LIMIT 1) f
		WHERE f.why = 'healed'
		ON CONFLICT (key) DO NOTHING`, int64s(episodes), officeDay(now), chat, quietEnds(), now)
	if err != nil {
		return 0, fmt.Errorf("tell what is over: %w", err)
	}
	told, err := result.RowsAffected()
	return int(told), err
}

// quietEnds are the rules whose end nobody is told, see plan.Episode.TellsEnd.
func quietEnds() pq.StringArray {
	var rules pq.StringArray
	for _, r := range plan.QuietEnds() {
		rules = append(rules, string(r))
	}
	return rules
}

// refresh has every message that shows one of the episodes edited, where its chat still belongs to their commune. A message that waits to be edited already is not
// edited twice, unless that is under way: what is being sent was worded before. chat 0 is every chat.
func refresh(ctx context.Context, tx *sqlx.Tx, episodes []int64, chat int64, now time.Time) (n int, err error) {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO outbox (key, commune_id, plan_id, chat_id, thread_id, kind, reply_to, due_at, send_after)
		SELECT 'x' || o.chat_id || '/' || o.message_id || '/' || max(f.id), o.commune_id, o.plan_id,
		       o.chat_id, o.thread_id, 'refresh', o.message_id, $4::timestamptz, $4::timestamptz
		FROM outbox o
		CROSS JOIN LATERAL (SELECT max(id) AS id FROM flip WHERE episode_id = o.episode_id) f
		WHERE o.episode_id = ANY($1) AND o.kind = 'alert' AND o.outcome = 'sent' AND o.message_id <> 0
		  AND $3::bigint IN (0, o.chat_id) AND `+resides+`
		  AND NOT EXISTS (
			SELECT FROM outbox r JOIN mailbox m ON m.chat_id = r.chat_id AND m.thread_id = r.thread_id
			WHERE r.chat_id = o.chat_id AND r.thread_id = o.thread_id AND r.outcome = 'waiting'
			  AND r.kind = 'refresh' AND r.reply_to = o.message_id AND m.lease <= clock_timestamp())
		GROUP BY o.commune_id, o.plan_id, o.chat_id, o.thread_id, o.message_id
		ON CONFLICT (key) DO NOTHING`, int64s(episodes), officeDay(now), chat, now)
	if err != nil {
		return 0, fmt.Errorf("have messages edited: %w", err)
	}
	edits, err := result.RowsAffected()
	return int(edits), err
}
