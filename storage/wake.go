package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// channel is where a transaction that made something due says so. Nobody needs to hear it: whatever is due is a row.
const channel = "planbot"

// wakeQuery waits for a round that is judging the plan: having read the figures before, it would put the next one off.
const wakeQuery = `
	WITH woken AS (UPDATE watch SET next_at = LEAST(next_at, $2) WHERE plan_id = $1 RETURNING plan_id)
	SELECT pg_notify('` + channel + `', '') FROM woken`

// wake makes a plan due: something it is judged by has changed.
func (s *Store) wake(ctx context.Context, tx *sqlx.Tx, planID int64, now time.Time) error {
	if _, err := tx.StmtxContext(ctx, s.hot.wake).ExecContext(ctx, planID, now); err != nil {
		return fmt.Errorf("wake plan %d: %w", planID, err)
	}
	return nil
}

// wakeCommunes makes every plan of some communes due.
func wakeCommunes(ctx context.Context, tx *sqlx.Tx, now time.Time, communes ...int64) error {
	if err := wakeOf(ctx, tx, `SELECT unnest($1::bigint[])`, int64s(communes), now); err != nil {
		return fmt.Errorf("wake the plans of communes %d: %w", communes, err)
	}
	return nil
}

// wakeOf makes every plan due of the communes that a query finds by $1, in one order. Where the transaction takes
// mailboxes too, it comes first and once, as the locks of a round do.
func wakeOf(ctx context.Context, tx *sqlx.Tx, communes string, of any, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		WITH due AS (
			SELECT w.plan_id FROM watch w JOIN plan p ON p.id = w.plan_id
			WHERE p.commune_id IN (`+communes+`)
			ORDER BY w.plan_id
			FOR UPDATE OF w
		), woken AS (
			UPDATE watch w SET next_at = LEAST(w.next_at, $2) FROM due WHERE w.plan_id = due.plan_id RETURNING w.plan_id
		)
		SELECT pg_notify('`+channel+`', '') FROM woken`, of, now)
	return err
}

// watch has a plan judged from now on, or anew.
func (s *Store) watch(ctx context.Context, tx *sqlx.Tx, p *plan.Plan, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO watch AS w (plan_id, commune_id, next_at) VALUES ($1, $2, $3)
		ON CONFLICT (plan_id) DO UPDATE SET next_at = LEAST(w.next_at, EXCLUDED.next_at)`, p.ID, p.Commune.ID, now)
	if err != nil {
		return fmt.Errorf("watch plan %d: %w", p.ID, err)
	}
	return notify(ctx, tx)
}

// notify wakes whoever listens once the transaction is committed.
func notify(ctx context.Context, tx *sqlx.Tx) error {
	_, err := tx.ExecContext(ctx, `SELECT pg_notify('`+channel+`', '')`)
	return err
}
