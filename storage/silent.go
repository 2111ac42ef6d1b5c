package storage

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// SetUnreachable notes that nothing sent to a chat arrives any more: the bot was removed or blocked. The next
// round tells others what it was to be told, and the operators hear of it, once a chat and day.
func (s *Store) SetUnreachable(ctx context.Context, chat int64, operators []int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := wakeChat(ctx, tx, chat, now); err != nil {
			return err
		}
		lost, err := unreachable(ctx, tx, chat, now)
		if err != nil {
			return err
		}
		return tellLoss(ctx, tx, operators, chat, "silent", lost, now)
	})
	if err != nil {
		return fmt.Errorf("note that chat %d is unreachable: %w", chat, err)
	}
	return nil
}

// SetMuted notes whether the bot may write in a chat. One in which it may not stays bound and is heard; the next round
// tells others what it was to be told, and the operators hear of it, once a chat and day.
func (s *Store) SetMuted(ctx context.Context, chat int64, muted bool, operators []int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := wakeChat(ctx, tx, chat, now); err != nil {
			return err
		}
		lost, err := mute(ctx, tx, chat, muted)
		if err != nil || !muted {
			return err
		}
		return tellLoss(ctx, tx, operators, chat, "muted", lost, now)
	})
	if err != nil {
		return fmt.Errorf("note that chat %d is muted or not: %w", chat, err)
	}
	return nil
}

// TellTopicLost tells the operators that what is for a unit's topic goes elsewhere in its group, because the topic is
// closed or deleted, once a chat and day.
func (s *Store) TellTopicLost(ctx context.Context, chat int64, thread int, operators []int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var lost []loss
		err := tx.SelectContext(ctx, &lost, `
			WITH lost AS (SELECT unit_id FROM chat WHERE chat_id = $1 AND thread_id = $2 AND active)`+lossesOf, chat, thread)
		if err != nil {
			return err
		}
		return tellLoss(ctx, tx, operators, chat, "topic", lost, now)
	})
	if err != nil {
		return fmt.Errorf("tell that topic %d of chat %d is lost: %w", thread, chat, err)
	}
	return nil
}

// loss is a unit, or a leader of one, that cannot be told anything any more.
type loss struct {
	Unit    string `db:"unit"`
	Commune string `db:"commune"`
}

const lossesOf = ` SELECT COALESCE(NULLIF(u.short, ''), u.name) AS unit, co.name AS commune
		FROM lost JOIN unit u ON u.id = lost.unit_id JOIN commune co ON co.id = u.commune_id ORDER BY u.id`

// unreachable notes that a chat, or a person, cannot be told anything, and says whose loss that is, if it is news.
func unreachable(ctx context.Context, tx *sqlx.Tx, chat int64, now time.Time) (lost []loss, err error) {
	err = tx.SelectContext(ctx, &lost, `
		WITH people AS (
			UPDATE staff SET unreachable = true WHERE telegram_id = $1 AND NOT unreachable RETURNING id
		), chats AS (
			UPDATE chat SET active = false WHERE chat_id = $1 AND active RETURNING unit_id
		), lost AS (
			SELECT unit_id FROM chats
			UNION
			SELECT m.unit_id FROM people JOIN membership m ON m.staff_id = people.id
			WHERE m.role IN ('vice_chairman', 'chairman') AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)
		)`+lossesOf, chat, officeDay(now))
	return lost, err
}

// mute notes whether the bot may write in a chat, and says whose loss or gain that is, if it is news.
func mute(ctx context.Context, tx *sqlx.Tx, chat int64, muted bool) (lost []loss, err error) {
	err = tx.SelectContext(ctx, &lost, `
		WITH lost AS (
			UPDATE chat SET muted = $2 WHERE chat_id = $1 AND muted <> $2 RETURNING unit_id
		)`+lossesOf, chat, muted)
	return lost, err
}

// tellLoss tells the operators that a chat is lost. Whoever finds that out by a letter tells it under the same key.
func tellLoss(ctx context.Context, tx *sqlx.Tx, operators []int64, chat int64, how string, lost []loss, now time.Time) error {
	if len(lost) == 0 || len(operators) == 0 {
		return nil
	}
	var units []string
	for _, l := range lost {
		units = append(units, l.Unit)
	}
	day := officeDay(now)
	about := plan.Payload{
		What: how + "_chat", About: fmt.Sprintf("%s, %s, %d", strings.Join(unique(units), ", "), lost[0].Commune, chat), Day: day,
	}
	rows, err := operatorRows(operators, fmt.Sprintf("%s:%d:%s", how, chat, day), about, now)
	if err != nil {
		return err
	}
	_, err = post(ctx, tx, rows)
	return err
}
