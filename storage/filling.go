package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// IssueForm keeps what a form asks for. The same message again finds the form it was given.
func (s *Store) IssueForm(ctx context.Context, f plan.Form) (plan.Form, error) {
	slots, err := json.Marshal(f.Slots)
	if err != nil {
		return plan.Form{}, fmt.Errorf("write the rows: %w", err)
	}
	var id int64
	err = s.db.GetContext(ctx, &id, `
		INSERT INTO fill_form AS f (commune_id, plan_id, code, slots, chat_id, message_id, by_id, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (chat_id, message_id) DO UPDATE SET at = f.at
		RETURNING id`, f.Commune, f.Plan, f.Code, string(slots), f.Source.Chat, f.Source.Message, f.Author.ID, f.Author.Name, f.At)
	if err != nil {
		return plan.Form{}, fmt.Errorf("issue a form: %w", translate(ctx, err))
	}
	return form(ctx, s.db, `id = $1 AND commune_id = $2`, id, f.Commune)
}

// Form finds a form of a commune by its code; plan.ErrNotFound where the commune never gave such a form.
func (s *Store) Form(ctx context.Context, commune int64, code string) (plan.Form, error) {
	f, err := form(ctx, s.db, `code = $1 AND commune_id = $2`, code, commune)
	if err != nil {
		return plan.Form{}, fmt.Errorf("find a form: %w", translate(ctx, err))
	}
	return f, nil
}

func form(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) (plan.Form, error) {
	var row struct {
		ID      int64     `db:"id"`
		Commune int64     `db:"commune_id"`
		Plan    int64     `db:"plan_id"`
		Code    string    `db:"code"`
		Slots   []byte    `db:"slots"`
		Chat    int64     `db:"chat_id"`
		Message int       `db:"message_id"`
		ByID    int64     `db:"by_id"`
		ByName  string    `db:"by_name"`
		At      time.Time `db:"at"`
	}
	err := sqlx.GetContext(ctx, db, &row, `
		SELECT id, commune_id, plan_id, code, slots, chat_id, message_id, by_id, by_name, at FROM fill_form WHERE `+where, args...)
	if err != nil {
		return plan.Form{}, err
	}
	f := plan.Form{
		ID: row.ID, Commune: row.Commune, Plan: row.Plan, Code: row.Code, Source: plan.Source{Chat: row.Chat, Message: row.Message},
		Author: plan.Author{ID: row.ByID, Name: row.ByName}, At: row.At,
	}
	return f, json.Unmarshal(row.Slots, &f.Slots)
}

// KeepFilling keeps what a filled form says until somebody decides. The same message again finds what it said before.
func (s *Store) KeepFilling(ctx context.Context, f plan.Filling) (plan.Filling, error) {
	rows, err := json.Marshal(f.Rows)
	if err != nil {
		return plan.Filling{}, fmt.Errorf("write the rows: %w", err)
	}
	var id int64
	err = s.db.GetContext(ctx, &id, `
		INSERT INTO filling AS f (commune_id, form_id, rows, chat_id, message_id, by_id, by_name, read_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (chat_id, message_id) DO UPDATE SET read_at = f.read_at
		RETURNING id`, f.Commune, f.Form, string(rows), f.Source.Chat, f.Source.Message, f.Author.ID, f.Author.Name, f.At)
	if err != nil {
		return plan.Filling{}, fmt.Errorf("keep a filled form: %w", translate(ctx, err))
	}
	return s.Filling(ctx, f.Commune, id)
}

// Filling reads a filled form of a commune.
func (s *Store) Filling(ctx context.Context, commune, id int64) (plan.Filling, error) {
	row, err := fillingByID(ctx, s.db, commune, id, "")
	if err != nil {
		return plan.Filling{}, fmt.Errorf("read filled form %d: %w", id, translate(ctx, err))
	}
	return row.filling()
}

type fillingRow struct {
	ID       int64      `db:"id"`
	Commune  int64      `db:"commune_id"`
	Form     int64      `db:"form_id"`
	Plan     int64      `db:"plan_id"`
	Rows     []byte     `db:"rows"`
	Chat     int64      `db:"chat_id"`
	Message  int        `db:"message_id"`
	ByID     int64      `db:"by_id"`
	ByName   string     `db:"by_name"`
	At       time.Time  `db:"read_at"`
	Ended    *time.Time `db:"ended_at"`
	Recorded bool       `db:"recorded"`
}

func fillingByID(ctx context.Context, db sqlx.QueryerContext, commune, id int64, lock string) (row fillingRow, err error) {
	return row, sqlx.GetContext(ctx, db, &row, `
		SELECT f.id, f.commune_id, f.form_id, o.plan_id, f.rows, f.chat_id, f.message_id, f.by_id, f.by_name, f.read_at,
		       f.ended_at, f.recorded
		FROM filling f
		JOIN fill_form o ON o.id = f.form_id
		WHERE f.id = $1 AND f.commune_id = $2 `+lock, id, commune)
}

func (r fillingRow) filling() (plan.Filling, error) {
	f := plan.Filling{
		ID: r.ID, Commune: r.Commune, Form: r.Form, Plan: r.Plan, Source: plan.Source{Chat: r.Chat, Message: r.Message},
		Author: plan.Author{ID: r.ByID, Name: r.ByName}, At: r.At,
	}
	return f, json.Unmarshal(r.Rows, &f.Rows)
}

// RecordFilling records the figures of a filled form, all or none: plan.ErrSettled where it was dropped, or where a
// figure has changed since the form was read. A second time it changes nothing.
func (s *Store) RecordFilling(ctx context.Context, commune, id int64, by plan.Author, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		row, err := fillingByID(ctx, tx, commune, id, "FOR UPDATE OF f")
		switch {
		case err != nil:
			return err
		case row.Recorded:
			return nil
		case row.Ended != nil:
			return plan.ErrSettled
		}
		f, err := row.filling()
		if err != nil {
			return err
		}
		if err := s.unchanged(ctx, tx, f); err != nil {
			return err
		}
		if _, err := s.record(ctx, tx, f.Reports(), now); err != nil {
			return err
		}
		return s.endFilling(ctx, tx, f, true, by, now)
	})
	if err != nil {
		return fmt.Errorf("record filled form %d: %w", id, err)
	}
	return nil
}

// unchanged fails with plan.ErrSettled where another figure counts than when the form was read. It takes the locks that
// recording needs, in its order.
func (s *Store) unchanged(ctx context.Context, tx *sqlx.Tx, f plan.Filling) error {
	rows := slices.SortedFunc(slices.Values(f.Rows), func(a, b plan.FilledRow) int {
		return cmp.Or(cmp.Compare(a.Slot.Target, b.Slot.Target), cmp.Compare(a.Slot.Unit, b.Slot.Unit))
	})
	var slot *lockedSlot
	for _, r := range rows {
		if slot == nil || !slot.holds(r.Slot) {
			var err error
			if slot, err = s.lockSlot(ctx, tx, f.Commune, f.Plan, r.Slot); err != nil {
				return err
			}
		}
		counts := int64(0)
		if e := slot.current(r.Slot.Period); e != nil {
			counts = e.ID
		}
		if counts != r.Former {
			return plan.ErrSettled
		}
	}
	return nil
}

// DropFilling gives up a filled form that is not recorded. One that is over stays as it is: plan.ErrSettled where it was
// recorded.
func (s *Store) DropFilling(ctx context.Context, commune, id int64, by plan.Author, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		row, err := fillingByID(ctx, tx, commune, id, "FOR UPDATE OF f")
		switch {
		case err != nil:
			return err
		case row.Recorded:
			return plan.ErrSettled
		case row.Ended != nil:
			return nil
		}
		return s.endFilling(ctx, tx, plan.Filling{ID: row.ID, Commune: row.Commune, Source: plan.Source{Chat: row.Chat, Message: row.Message}}, false, by, now)
	})
	if err != nil {
		return fmt.Errorf("drop filled form %d: %w", id, err)
	}
	return nil
}

func (s *Store) endFilling(ctx context.Context, tx *sqlx.Tx, f plan.Filling, recorded bool, by plan.Author, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE filling SET ended_at = $2, recorded = $3 WHERE id = $1`, f.ID, now, recorded)
	if err != nil {
		return err
	}
	action := "filling dropped"
	if recorded {
		action = "filling recorded"
	}
	return s.audit(ctx, tx, change{
		commune: f.Commune, at: now, by: by, chat: f.Source.Chat, message: f.Source.Message, action: action,
		subject: fmt.Sprintf("filling %d", f.ID), after: f.Rows,
	})
}
