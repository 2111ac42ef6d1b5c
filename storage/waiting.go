package storage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// ReportWaiting records dossiers that wait for acceptance in a unit; former is what the unit reported before, if
// anything. The same message again changes nothing and gives the same answer.
func (s *Store) ReportWaiting(ctx context.Context, commune, planID int64, w plan.Waiting, source plan.Source) (former *plan.Waiting, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := s.wake(ctx, tx, planID, w.At); err != nil { // its lock orders the reports of a plan
			return err
		}
		added, err := addWaiting(ctx, tx, commune, planID, w, source)
		if err != nil {
			return err
		}
		if former, err = formerWaiting(ctx, tx, source); err != nil || !added {
			return err
		}
		c := change{
			commune: commune, at: w.At, by: w.By, chat: source.Chat, message: source.Message, action: "waiting",
			subject: fmt.Sprintf("task %d", w.Task), after: w,
		}
		if former != nil {
			c.before = *former
		}
		return s.audit(ctx, tx, c)
	})
	if err != nil {
		return nil, fmt.Errorf("record what waits for task %d: %w", w.Task, err)
	}
	return former, nil
}

func addWaiting(ctx context.Context, tx *sqlx.Tx, commune, planID int64, w plan.Waiting, source plan.Source) (added bool, err error) {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO waiting (commune_id, plan_id, task_id, unit_id, count, oldest, at, by_id, by_name, chat_id, message_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (chat_id, message_id) DO NOTHING`, commune, planID, w.Task, w.Unit, w.Count, orNull(w.Oldest), w.At,
		w.By.ID, w.By.Name, source.Chat, source.Message)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// formerWaiting is what the same unit reported of the same task before a message did.
func formerWaiting(ctx context.Context, tx *sqlx.Tx, source plan.Source) (*plan.Waiting, error) {
	var row waitingRow
	err := tx.GetContext(ctx, &row, `
		SELECT `+waitingColumns+`
		FROM waiting n
		JOIN waiting w ON w.plan_id = n.plan_id AND w.task_id = n.task_id AND w.unit_id = n.unit_id AND w.id < n.id
		WHERE n.chat_id = $1 AND n.message_id = $2
		ORDER BY w.id DESC
		LIMIT 1`, source.Chat, source.Message)
	if err = translate(ctx, err); errors.Is(err, plan.ErrNotFound) {
		return nil, nil //nolint:nilnil // the first report of a unit has no former one
	}
	if err != nil {
		return nil, err
	}
	w := row.waiting()
	return &w, nil
}
