package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// week is how far back dead letters and delays are looked at.
const week = 7 * 24 * time.Hour

// AlertStatus says how the telling of one commune goes.
func (s *Store) AlertStatus(ctx context.Context, commune int64, now time.Time) (plan.AlertStatus, error) {
	var status plan.AlertStatus
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) error {
		for _, read := range []func(context.Context, *sqlx.Tx, int64, time.Time, *plan.AlertStatus) error{
			readLetters, readRounds, readSilent,
		} {
			if err := read(ctx, tx, commune, now, &status); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return plan.AlertStatus{}, fmt.Errorf("read how the telling of commune %d goes: %w", commune, err)
	}
	return status, nil
}

// readLetters counts the letters. How long one took counts from when it might go out, not from when it was held.
func readLetters(ctx context.Context, tx *sqlx.Tx, commune int64, now time.Time, status *plan.AlertStatus) error {
	var row struct {
		Waiting int        `db:"waiting"`
		Held    int        `db:"held"`
		Oldest  *time.Time `db:"oldest"`
		Dead    int        `db:"dead"`
		Today   int        `db:"today"`
		Slowest float64    `db:"slowest"`
	}
	err := tx.GetContext(ctx, &row, `
		SELECT count(*) FILTER (WHERE outcome = 'waiting') AS waiting,
		       count(*) FILTER (WHERE outcome = 'waiting' AND send_after > $2) AS held,
		       min(send_after) FILTER (WHERE outcome = 'waiting' AND send_after <= $2) AS oldest,
		       count(*) FILTER (WHERE outcome = 'dead') AS dead,
		       count(*) FILTER (WHERE outcome = 'sent' AND kind <> 'refresh' AND done_at >= $4) AS today,
		       COALESCE(percentile_cont(0.99) WITHIN GROUP (
		           ORDER BY GREATEST(EXTRACT(EPOCH FROM done_at - send_after), 0)::float8)
		           FILTER (WHERE outcome = 'sent'), 0) AS slowest
		FROM outbox
		WHERE commune_id = $1 AND (done_at IS NULL OR done_at > $3)`,
		commune, now, now.Add(-week), officeDay(now).At(0, calendar.Zone))
	status.Waiting, status.Held, status.Dead, status.SentToday = row.Waiting, row.Held, row.Dead, row.Today
	status.Oldest = instant(row.Oldest)
	status.Slowest = time.Duration(row.Slowest * float64(time.Second))
	return err
}

func readRounds(ctx context.Context, tx *sqlx.Tx, commune int64, _ time.Time, status *plan.AlertStatus) error {
	var row struct {
		Judged *time.Time `db:"judged"`
		Next   *time.Time `db:"next"`
	}
	err := tx.GetContext(ctx, &row, `
		SELECT max(w.judged_at) AS judged,
		       CASE WHEN count(w.next_at) > 0 THEN GREATEST(min(w.next_at), '2000-01-01') END AS next
		FROM plan p JOIN watch w ON w.plan_id = p.id
		WHERE p.commune_id = $1`, commune)
	status.JudgedAt, status.NextRound = instant(row.Judged), instant(row.Next)
	return err
}

// readSilent lists the chats that cannot be reached, those of people who lead too.
func readSilent(ctx context.Context, tx *sqlx.Tx, commune int64, now time.Time, status *plan.AlertStatus) error {
	var rows []mailboxRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT chat_id, thread_id, unit_id, '' AS role, false AS active FROM chat
		WHERE commune_id = $1 AND (NOT active OR muted)
		UNION ALL
		SELECT s.telegram_id, 0, m.unit_id, m.role, false
		FROM membership m JOIN staff s ON s.id = m.staff_id
		WHERE m.commune_id = $1 AND m.role IN ('vice_chairman', 'chairman') AND s.unreachable
		  AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)`, commune, officeDay(now))
	for _, r := range rows {
		status.Silent = append(status.Silent, r.mailbox())
	}
	return err
}
