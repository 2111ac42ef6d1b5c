package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Undelivered notes a message that did not arrive, or whose fate is unknown.
func (s *Store) Undelivered(ctx context.Context, m plan.Mail, f plan.Failure, now time.Time) error {
	now = now.UTC().Truncate(time.Microsecond)
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := s.wakeForDead(ctx, tx, m, f, now); err != nil { // watches are locked before mailboxes
			return err
		}
		box, err := holding(ctx, tx, m, 0)
		if err != nil {
			return err
		}
		if err := undelivered(ctx, tx, box, m, f, now); err != nil {
			return err
		}
		s.at(pointFailed)
		return settleMailboxes(ctx, tx, []address{box})
	})
	if err != nil {
		return fmt.Errorf("note what chat %d did not get: %w", m.To.Chat, err)
	}
	return nil
}

// wakeForDead has judged anew what a failure makes dead letters of: the next step is told in their place.
func (s *Store) wakeForDead(ctx context.Context, tx *sqlx.Tx, m plan.Mail, f plan.Failure, now time.Time) error {
	if f.Kind.Lost() {
		return wakeChat(ctx, tx, m.To.Chat, now)
	}
	dead := func(l plan.Letter) bool { return l.Kind == plan.LetterAlert && f.Buries(l) }
	if m.Plan == nil || !slices.ContainsFunc(m.Letters, dead) {
		return nil
	}
	return s.wake(ctx, tx, m.Plan.ID, now)
}

func undelivered(ctx context.Context, tx *sqlx.Tx, box address, m plan.Mail, f plan.Failure, now time.Time) error {
	switch f.Kind {
	case plan.FailedGone:
		if _, err := unreachable(ctx, tx, box.chat, now); err != nil {
			return err
		}
		return buryAll(ctx, tx, box.chat, f.Kind, now)
	case plan.FailedMuted:
		if _, err := mute(ctx, tx, box.chat, true); err != nil {
			return err
		}
		return buryAll(ctx, tx, box.chat, f.Kind, now)
	case plan.FailedRefused:
		return bury(ctx, tx, f, f.Cause, 0, now)
	case plan.FailedUnknown:
		if err := bury(ctx, tx, f, "unknown fate: "+f.Cause, plan.MostUnknown, now); err != nil {
			return err
		}
		return putOffChat(ctx, tx, box, f.Wait)
	default:
		if err := countSends(ctx, tx, lettersOf(m, f), 0); err != nil {
			return err
		}
		return putOffChat(ctx, tx, box, f.Wait)
	}
}

// lettersOf are the letters of a mail that a failure is about.
func lettersOf(m plan.Mail, f plan.Failure) []plan.Letter {
	var failed []plan.Letter
	for _, l := range m.Letters {
		if slices.Contains(f.Letters, l.ID) {
			failed = append(failed, l)
		}
	}
	return failed
}

// putOffChat keeps a chat from being tried for a while, by the database's clock.
func putOffChat(ctx context.Context, tx *sqlx.Tx, box address, wait time.Duration) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE mailbox SET not_before = clock_timestamp() + $3 * interval '1 second'
		WHERE chat_id = $1 AND thread_id = $2`, box.chat, box.thread, wait.Seconds())
	return err
}

// bury makes dead letters of those that had at least so many sends of unknown fate.
func bury(ctx context.Context, tx *sqlx.Tx, f plan.Failure, reason string, unknown int, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'dead', reason = $2, done_at = $3
		WHERE id = ANY($1) AND outcome = 'waiting' AND unknown >= $4`, int64s(f.Letters), storable(reason), now, unknown)
	if err != nil {
		return fmt.Errorf("bury letters: %w", err)
	}
	return nil
}

// buryAll makes dead letters of all that waits for a chat in which nothing arrives any more; the next round tells
// others.
func buryAll(ctx context.Context, tx *sqlx.Tx, chat int64, reason plan.FailureKind, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'dead', reason = $3, done_at = $2
		WHERE chat_id = $1 AND outcome = 'waiting'`, chat, now, string(reason))
	if err != nil {
		return fmt.Errorf("bury letters: %w", err)
	}
	return nil
}

// wakeChat makes the plans due of every commune that a chat or a person belongs to.
func wakeChat(ctx context.Context, tx *sqlx.Tx, chat int64, now time.Time) error {
	err := wakeOf(ctx, tx, `
		SELECT commune_id FROM chat WHERE chat_id = $1
		UNION ALL
		SELECT commune_id FROM staff WHERE telegram_id = $1`, chat, now)
	if err != nil {
		return fmt.Errorf("wake the plans of chat %d: %w", chat, err)
	}
	return nil
}
