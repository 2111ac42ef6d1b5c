package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Enqueue puts letters of a command in the outbox, under the name of who gave it. The same command again, which is
// the same message, adds none.
func (s *Store) Enqueue(ctx context.Context, commune, planID int64, notes []plan.Note, source plan.Source, by plan.Author, now time.Time) error {
	rows := make([]letterRow, len(notes))
	for i, n := range notes {
		var err error
		if rows[i], err = noteRow(commune, planID, n, by, now); err != nil {
			return err
		}
		rows[i].Key = fmt.Sprintf("%s:%d:%d:%d", n.Kind, source.Chat, source.Message, i)
	}
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		added, err := post(ctx, tx, rows)
		if err != nil || added == 0 {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: by, chat: source.Chat, message: source.Message, action: string(notes[0].Kind),
			subject: fmt.Sprintf("plan %d", planID), after: notes,
		})
	})
	if err != nil {
		return fmt.Errorf("enqueue %d letters: %w", len(notes), err)
	}
	return nil
}

func noteRow(commune, planID int64, n plan.Note, by plan.Author, now time.Time) (letterRow, error) {
	after := n.After
	if after.IsZero() {
		after = now
	}
	if n.Payload.By == "" {
		n.Payload.By = by.Name
	}
	payload, err := json.Marshal(n.Payload)
	if err != nil {
		return letterRow{}, fmt.Errorf("payload of a letter: %w", err)
	}
	return letterRow{
		Commune: &commune, Plan: &planID, Chat: n.To.Chat, Thread: n.To.Thread, Kind: string(n.Kind),
		Step: n.Payload.Step, Critical: n.Critical, Payload: payload, DueAt: after, SendAfter: after,
	}, nil
}

// TellOperators puts trouble in the outbox of every operator, once a key.
func (s *Store) TellOperators(ctx context.Context, operators []int64, key string, payload plan.Payload, now time.Time) error {
	rows, err := operatorRows(operators, key, payload, now)
	if err != nil {
		return err
	}
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		_, err := post(ctx, tx, rows)
		return err
	})
	if err != nil {
		return fmt.Errorf("tell the operators of %s: %w", key, err)
	}
	return nil
}

func operatorRows(operators []int64, key string, payload plan.Payload, now time.Time) ([]letterRow, error) {
	text, err := json.Marshal(payload)
	if err != nil {
		return nil, fmt.Errorf("payload of a letter: %w", err)
	}
	rows := make([]letterRow, len(operators))
	for i, id := range operators {
		rows[i] = letterRow{
			Key: fmt.Sprintf("operator:%s:%d", key, id), Chat: id, Kind: string(plan.LetterOperator), Critical: true,
			Payload: text, DueAt: now, SendAfter: now,
		}
	}
	return rows, nil
}
