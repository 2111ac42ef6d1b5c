package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// SetDays writes days of a commune's own calendar; a day of kind calendar.Ordinary is taken out again. Where a day was
// one half of a swap the other half is taken out too: it is worked, or free, for nothing now. What was done comes back,
// those days last; the same message again changes nothing and gets the same back. Every plan of the commune gets a new
// version, so that no process goes on with the old calendar, and is judged anew.
func (s *Store) SetDays(ctx context.Context, commune int64, days []calendar.Exception, source plan.Source, by plan.Author, now time.Time) (done []calendar.Exception, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE plan SET version = version + 1 WHERE commune_id = $1`, commune); err != nil {
			return err
		}
		if err := wakeCommunes(ctx, tx, now, commune); err != nil {
			return err
		}
		past, err := calendarChanges(ctx, tx, commune)
		if err != nil {
			return err
		}
		var before bool
		if done, before = past.of(source, days); before {
			return nil
		}
		done = append(slices.Clone(days), past.otherHalves(days)...)
		for _, d := range done { // a swap has two, a holiday a handful
			if err := setDay(ctx, tx, commune, d); err != nil {
				return fmt.Errorf("day %s: %w", d.Date, err)
			}
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: by, chat: source.Chat, message: source.Message, action: "calendar",
			subject: fmt.Sprintf("commune %d", commune), after: done,
		})
	})
	if err != nil {
		return nil, fmt.Errorf("set days of commune %d: %w", commune, err)
	}
	return done, nil
}

// calendarHistory is every change of a commune's calendar, the oldest first: a handful a year.
type calendarHistory []calendarChange

// calendarChange is what one message did.
type calendarChange struct {
	Chat    int64  `db:"chat_id"`
	Message int    `db:"message_id"`
	After   []byte `db:"after"`
	days    []calendar.Exception
}

func calendarChanges(ctx context.Context, tx *sqlx.Tx, commune int64) (calendarHistory, error) {
	var past calendarHistory
	err := tx.SelectContext(ctx, &past, `
		SELECT chat_id, message_id, after FROM audit
		WHERE commune_id = $1 AND subject = $2 AND action = 'calendar' AND after IS NOT NULL
		ORDER BY id`, commune, fmt.Sprintf("commune %d", commune))
	if err != nil {
		return nil, err
	}
	for i := range past {
		if err := json.Unmarshal(past[i].After, &past[i].days); err != nil {
			return nil, fmt.Errorf("read an earlier change of the calendar: %w", err)
		}
	}
	return past, nil
}

// of is what a message did, if it was seen before and has not been edited since.
func (past calendarHistory) of(source plan.Source, days []calendar.Exception) ([]calendar.Exception, bool) {
	for _, c := range slices.Backward(past) {
		if source.Message != 0 && c.Chat == source.Chat && c.Message == source.Message {
			same := func(a, b calendar.Exception) bool { return a.Date == b.Date && a.Kind == b.Kind }
			return c.days, len(c.days) >= len(days) && slices.EqualFunc(c.days[:len(days)], days, same)
		}
	}
	return nil, false
}

// otherHalves are the days that some were swapped with and that nobody has set otherwise since, to be taken out.
func (past calendarHistory) otherHalves(days []calendar.Exception) []calendar.Exception {
	with := map[calendar.Date]calendar.Date{}
	for _, c := range past {
		for _, d := range c.days {
			delete(with, with[d.Date])
			delete(with, d.Date)
		}
		if len(c.days) == 2 && c.days[0].Kind == calendar.Swapped {
			free, worked := c.days[0].Date, c.days[1].Date
			with[free], with[worked] = worked, free
		}
	}
	var halves []calendar.Exception
	for _, d := range days {
		half, swapped := with[d.Date]
		if swapped && !slices.ContainsFunc(days, func(o calendar.Exception) bool { return o.Date == half }) {
			halves = append(halves, calendar.Exception{Date: half, Kind: calendar.Ordinary, Source: d.Source})
		}
	}
	return halves
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
