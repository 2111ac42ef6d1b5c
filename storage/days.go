package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// SetDays writes days of a commune's own calendar; a day of kind calendar.Ordinary is taken out again. Every plan of
// the commune gets a new version, so that no process goes on with the old calendar, and is judged anew.
func (s *Store) SetDays(ctx context.Context, commune int64, days []calendar.Exception, source plan.Source, by plan.Author, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE plan SET version = version + 1 WHERE commune_id = $1`, commune); err != nil {
			return err
		}
		if err := wakeCommunes(ctx, tx, now, commune); err != nil {
			return err
		}
		for _, d := range days { // a swap has two, a holiday a handful
			if err := setDay(ctx, tx, commune, d); err != nil {
				return fmt.Errorf("day %s: %w", d.Date, err)
			}
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: by, chat: source.Chat, message: source.Message, action: "calendar",
			subject: fmt.Sprintf("commune %d", commune), after: days,
		})
	})
	if err != nil {
		return fmt.Errorf("set days of commune %d: %w", commune, err)
	}
	return nil
}

func setDay(ctx context.Context, tx *sqlx.Tx, commune int64, d calendar.Exception) error {
	if d.Kind == calendar.Ordinary {
		_, err := tx.ExecContext(ctx, `DELETE FROM calendar_day WHERE commune_id = $1 AND day = $2`, commune, d.Date)
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO calendar_day (commune_id, day, kind, note, source) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (commune_id, day) DO UPDATE SET kind = EXCLUDED.kind, note = EXCLUDED.note, source = EXCLUDED.source`,
		commune, d.Date, string(d.Kind), d.Note, d.Source)
	return err
}
