package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// holding locks a claimed mailbox for as long as the transaction takes, and claims it for another lease: what was just
// done shows that the process lives. Where the group has moved meanwhile, so has its mailbox: the address returned is
// where it is now. plan.ErrSettled says that the claim was lost.
func holding(ctx context.Context, tx *sqlx.Tx, m plan.Mail, movedTo int64) (address, error) {
	var chat int64
	err := tx.GetContext(ctx, &chat, `
		UPDATE mailbox SET lease = clock_timestamp() + $5 * interval '1 millisecond'
		WHERE thread_id = $2 AND fence = $3
		  AND chat_id IN ($1, $4, (SELECT chat_id FROM chat WHERE former_id = $1 ORDER BY bound_at DESC LIMIT 1))
		RETURNING chat_id`, m.To.Chat, m.To.Thread, m.Fence, cmp.Or(movedTo, m.To.Chat), plan.ClaimLease.Milliseconds())
	if err = translate(ctx, err); errors.Is(err, plan.ErrNotFound) {
		return address{}, plan.ErrSettled
	}
	return address{chat, m.To.Thread}, err
}

// Intend writes down what a sorting holds and drops, and that its letters are about to be sent: until told otherwise
// their fate is unknown. It fails with plan.ErrSettled where the claim was lost. An edit may be made any number of
// times, so its fate does not matter.
func (s *Store) Intend(ctx context.Context, m plan.Mail, sorted plan.Sorting, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if m.Plan != nil && slices.ContainsFunc(sorted.Drop, plan.Dropped.Lost) { // watches are locked before mailboxes
			if err := s.wake(ctx, tx, m.Plan.ID, now); err != nil {
				return err
			}
		}
		box, err := holding(ctx, tx, m, 0)
		if err != nil {
			return err
		}
		if err := hold(ctx, tx, sorted.Hold); err != nil {
			return err
		}
		if err := drop(ctx, tx, sorted.Drop, now); err != nil {
			return err
		}
		if err := countSends(ctx, tx, sorted.Send, 1); err != nil {
			return err
		}
		s.at(pointIntended)
		return settleMailboxes(ctx, tx, []address{box})
	})
	if err != nil {
		return fmt.Errorf("get ready to send to chat %d: %w", m.To.Chat, err)
	}
	return nil
}

// countSends writes how many sends of letters have an unknown fate: so many more than when they were claimed. Said
// twice, because an answer got lost, it counts once.
func countSends(ctx context.Context, tx *sqlx.Tx, letters []plan.Letter, more int) error {
	if len(letters) == 0 {
		return nil
	}
	type row struct {
		ID      int64 `json:"id"`
		Unknown int   `json:"unknown"`
	}
	rows := make([]row, len(letters))
	for i, l := range letters {
		rows[i] = row{l.ID, l.Unknown + more}
	}
	err := writeRows(ctx, tx, rows, `
		UPDATE outbox AS o SET unknown = n.unknown
		FROM jsonb_populate_recordset(NULL::outbox, $1) n
		WHERE o.id = n.id AND o.outcome = 'waiting'`)
	if err != nil {
		return fmt.Errorf("count sends: %w", err)
	}
	return nil
}

// hold puts letters off.
func hold(ctx context.Context, tx *sqlx.Tx, held []plan.Held) error {
	if len(held) == 0 {
		return nil
	}
	type row struct {
		ID    int64     `json:"id"`
		Until time.Time `json:"send_after"`
		Why   string    `json:"held"`
	}
	rows := make([]row, len(held))
	for i, h := range held {
		rows[i] = row{h.Letter.ID, h.Until, string(h.Why)}
	}
	return writeRows(ctx, tx, rows, `
		UPDATE outbox AS o SET send_after = n.send_after, held = n.held
		FROM jsonb_populate_recordset(NULL::outbox, $1) n
		WHERE o.id = n.id AND o.outcome = 'waiting'`)
}

// drop ends letters that are not sent.
func drop(ctx context.Context, tx *sqlx.Tx, dropped []plan.Dropped, now time.Time) error {
	if len(dropped) == 0 {
		return nil
	}
	type row struct {
		ID      int64  `json:"id"`
		Outcome string `json:"outcome"`
		Reason  string `json:"reason"`
	}
	rows := make([]row, len(dropped))
	for i, d := range dropped {
		rows[i] = row{d.Letter.ID, string(d.Outcome), string(d.Why)}
	}
	return writeRows(ctx, tx, rows, `
		UPDATE outbox AS o SET outcome = n.outcome, reason = n.reason, done_at = $2
		FROM jsonb_populate_recordset(NULL::outbox, $1) n
		WHERE o.id = n.id AND o.outcome = 'waiting'`, now)
}

// Delivered notes an accepted message: its letters are sent, and a reply to it is understood. What changed about them
// while it was on its way is told after it.
func (s *Store) Delivered(ctx context.Context, m plan.Mail, d plan.Delivery, now time.Time) error {
	now = now.UTC().Truncate(time.Microsecond)
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		box, err := holding(ctx, tx, m, d.Chat)
		if err != nil {
			return err
		}
		if fresh, err := markSent(ctx, tx, box, d, now); err != nil || !fresh {
			return err
		}
		if err := countPush(ctx, tx, box, d, now); err != nil {
			return err
		}
		if err := keepPosted(ctx, tx, d.Posted, now); err != nil {
			return err
		}
		if err := followUp(ctx, tx, m, d, box, now); err != nil {
			return err
		}
		s.at(pointMarked)
		return settleMailboxes(ctx, tx, []address{box})
	})
	if err != nil {
		return fmt.Errorf("note message %d of chat %d: %w", d.Message, m.To.Chat, err)
	}
	return nil
}

// markSent ends letters as sent, even one that was taken back meanwhile: it is on the phone. An edit stands in no
// place of its own. fresh is false where all that was noted before, by a call whose answer got lost.
func markSent(ctx context.Context, tx *sqlx.Tx, box address, d plan.Delivery, now time.Time) (fresh bool, err error) {
	result, err := tx.ExecContext(ctx, `
		UPDATE outbox AS o
		SET outcome = 'sent', reason = '', done_at = $2, sent_at = clock_timestamp(), chat_id = $3,
		    unknown = CASE WHEN o.sent_at IS NULL THEN GREATEST(o.unknown - 1, 0) ELSE o.unknown END,
		    message_id = CASE WHEN o.kind = 'refresh' THEN 0 ELSE $4 END, place = l.place
		FROM unnest($1::bigint[]) WITH ORDINALITY AS l (id, place)
		WHERE o.id = l.id AND o.outcome <> 'sent'`, int64s(d.Letters), now, cmp.Or(d.Chat, box.chat), d.Message)
	if err != nil {
		return false, fmt.Errorf("note what is sent: %w", err)
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// countPush counts a message that makes a sound on somebody's phone, unless it could not wait.
func countPush(ctx context.Context, tx *sqlx.Tx, box address, d plan.Delivery, now time.Time) error {
	if d.Quiet {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE mailbox
		SET pushes = CASE WHEN pushed_on = $3 THEN pushes + 1 ELSE 1 END, pushed_on = $3
		WHERE chat_id = $1 AND thread_id = $2`, box.chat, box.thread, officeDay(now))
	return err
}

// keepPosted remembers what a message showed; one to an operator shows nothing that could be replied to.
func keepPosted(ctx context.Context, tx *sqlx.Tx, p plan.Posted, now time.Time) error {
	if p.Message == 0 || p.Commune == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO posted (chat_id, message_id, commune_id, about, tasks, numbers, at, thread_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (chat_id, message_id) DO UPDATE
		SET about = EXCLUDED.about, tasks = EXCLUDED.tasks, numbers = EXCLUDED.numbers`,
		p.Chat, p.Message, p.Commune, p.About, arrayText(p.Tasks), arrayText(p.Numbers), now, p.Thread)
	if err != nil {
		return fmt.Errorf("remember the message: %w", err)
	}
	return nil
}

// followUp tells what happened to the episodes of a message while it was sent: that they are over, and how they stand
// now. It reads after the letters are marked, which waits for a round that takes them back.
func followUp(ctx context.Context, tx *sqlx.Tx, m plan.Mail, d plan.Delivery, box address, now time.Time) error {
	sent := map[int64]bool{}
	for _, id := range d.Letters {
		sent[id] = true
	}
	was := map[int64]plan.EpisodeState{}
	for _, l := range m.Letters {
		if sent[l.ID] && l.Kind == plan.LetterAlert {
			was[l.Episode.ID] = l.Episode.State
		}
	}
	if len(was) == 0 {
		return nil
	}
	var ids []int64
	for id := range was {
		ids = append(ids, id)
	}
	var current []struct {
		ID    int64             `db:"id"`
		State plan.EpisodeState `db:"state"`
	}
	err := tx.SelectContext(ctx, &current, `SELECT id, state FROM episode WHERE id = ANY($1)`, int64s(ids))
	if err != nil {
		return fmt.Errorf("look at the episodes again: %w", err)
	}
	var changed []int64
	for _, e := range current {
		if e.State != was[e.ID] || e.State == plan.Resolved {
			changed = append(changed, e.ID)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	chat := cmp.Or(d.Chat, box.chat)
	if _, err := tellEnd(ctx, tx, changed, chat, now); err != nil {
		return err
	}
	_, err = refresh(ctx, tx, changed, chat, now)
	return err
}

// Release gives a claimed chat back.
func (s *Store) Release(ctx context.Context, m plan.Mail, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		box, err := holding(ctx, tx, m, 0)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE mailbox SET lease = '-infinity' WHERE chat_id = $1 AND thread_id = $2`, box.chat, box.thread)
		if err != nil {
			return err
		}
		return settleMailboxes(ctx, tx, []address{box})
	})
	if err != nil {
		return fmt.Errorf("release chat %d: %w", m.To.Chat, err)
	}
	return nil
}
