package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// change is one row of the audit log.
type change struct {
	commune       int64
	at            time.Time
	by            plan.Author
	chat          int64
	message       int
	action        string
	subject       string // "target 12", "chat -100", "plan 3"
	before, after any    // written as JSON; nil: nothing
}

func entryChange(commune int64, action string, e plan.Entry, former *plan.Entry) change {
	c := change{
		commune: commune, at: e.RecordedAt, by: e.Author, chat: e.Source.Chat, message: e.Source.Message,
		action: action, subject: fmt.Sprintf("target %d", e.Slot.Target), after: e,
	}
	if former != nil {
		c.before = *former
	}
	return c
}

// audit adds a row in the transaction that makes the change.
func (s *Store) audit(ctx context.Context, tx *sqlx.Tx, c change) error {
	before, err := jsonOrNull(c.before)
	if err != nil {
		return err
	}
	after, err := jsonOrNull(c.after)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO audit (commune_id, at, actor_id, actor_name, chat_id, message_id, action, subject, before, after)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		c.commune, c.at, c.by.ID, c.by.Name, c.chat, c.message, c.action, c.subject, before, after)
	if err != nil {
		return fmt.Errorf("write the audit row: %w", err)
	}
	return nil
}

func jsonOrNull(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write the audit row: %w", err)
	}
	return string(text), nil
}
