package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Undo takes a figure of the commune back: what counted before in its slot counts again, or nothing does. A figure
// that was taken back before gives the same answer; one that a newer figure replaced is plan.ErrSettled. Whether
// the person may do so is the caller's to check.
func (s *Store) Undo(ctx context.Context, commune, entry int64, source plan.Source, by plan.Author, reason string, now time.Time) (plan.Undone, error) {
	var undone plan.Undone
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var row entryRow
		err := tx.GetContext(ctx, &row, `
			SELECT `+entryColumns+` FROM entry e WHERE e.id = $1 AND e.commune_id = $2`, entry, commune)
		if err != nil {
			return translate(ctx, err)
		}
		e := row.entry()
		if e.Undoes != 0 { // what it restored is meant
			if e, err = s.restoredBy(ctx, tx, e); err != nil {
				return err
			}
		}
		undone, err = s.takeBack(ctx, tx, commune, e, source, by, reason, now)
		return err
	})
	if err != nil {
		return plan.Undone{}, fmt.Errorf("take back entry %d: %w", entry, err)
	}
	return undone, nil
}

// takeBack replaces an entry that counts by what counted before it.
func (s *Store) takeBack(ctx context.Context, tx *sqlx.Tx, commune int64, e plan.Entry, source plan.Source, by plan.Author, reason string, now time.Time) (plan.Undone, error) {
	planID, err := planOfTarget(ctx, tx, e.Slot.Target)
	if err != nil {
		return plan.Undone{}, err
	}
	slot, err := s.lockSlot(ctx, tx, commune, planID, e.Slot)
	if err != nil {
		return plan.Undone{}, err
	}
	if again, found, err := s.undoOf(ctx, tx, e.ID); err != nil || found {
		return plan.Undone{Entry: e, Now: again, Repeated: found}, err
	}
	current := slot.current(e.Slot.Period)
	if current == nil {
		return plan.Undone{}, plan.ErrSettled
	}
	stands, err := s.standsFor(ctx, tx, *current)
	if err != nil {
		return plan.Undone{}, err
	}
	if stands != e.ID {
		return plan.Undone{}, plan.ErrSettled
	}
	restored := plan.Entry{
		Plan: planID, Slot: e.Slot, Figure: plan.Figure{Kind: plan.Withdrawn}, AsOf: e.AsOf, Source: source, Author: by,
		Reason: reason, RecordedAt: now.UTC().Truncate(time.Microsecond), Supersedes: current.ID, Undoes: e.ID,
	}
	if e.Supersedes != 0 {
		former, err := s.entryByID(ctx, tx, e.Supersedes)
		if err != nil {
			return plan.Undone{}, err
		}
		restored.Figure, restored.AsOf, restored.Note = former.Figure, former.AsOf, former.Note
	}
	if err := s.insertEntry(ctx, tx, commune, planID, &restored, 0); err != nil {
		return plan.Undone{}, fmt.Errorf("add the entry: %w", err)
	}
	if _, err := s.refold(ctx, tx, planID, slot); err != nil {
		return plan.Undone{}, err
	}
	if err := s.wake(ctx, tx, planID, now); err != nil {
		return plan.Undone{}, err
	}
	return plan.Undone{Entry: e, Now: restored}, s.audit(ctx, tx, entryChange(commune, "undo", restored, &e))
}

// standsFor is the entry whose figure counts through e: e itself, or, where e took another back, what e restored.
func (s *Store) standsFor(ctx context.Context, tx *sqlx.Tx, e plan.Entry) (int64, error) {
	for e.Undoes != 0 {
		undone, err := s.entryByID(ctx, tx, e.Undoes)
		if err != nil {
			return 0, err
		}
		if undone.Supersedes == 0 {
			return 0, nil
		}
		if e, err = s.entryByID(ctx, tx, undone.Supersedes); err != nil {
			return 0, err
		}
	}
	return e.ID, nil
}

// restoredBy is the entry that counts again through one that took another back.
func (s *Store) restoredBy(ctx context.Context, tx *sqlx.Tx, e plan.Entry) (plan.Entry, error) {
	id, err := s.standsFor(ctx, tx, e)
	if err != nil {
		return plan.Entry{}, err
	}
	if id == 0 {
		return plan.Entry{}, plan.ErrSettled
	}
	return s.entryByID(ctx, tx, id)
}

// undoOf finds the entry that took another back.
func (s *Store) undoOf(ctx context.Context, tx *sqlx.Tx, id int64) (e plan.Entry, found bool, err error) {
	var row entryRow
	err = tx.GetContext(ctx, &row, `SELECT `+entryColumns+` FROM entry e WHERE e.undoes = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return plan.Entry{}, false, nil
	}
	if err != nil {
		return plan.Entry{}, false, fmt.Errorf("look for the undoing of entry %d: %w", id, err)
	}
	return row.entry(), true, nil
}

// TakenBack is what a message or a tap took back before; plan.ErrNotFound when it took back nothing.
func (s *Store) TakenBack(ctx context.Context, commune int64, source plan.Source) (plan.Undone, error) {
	var row entryRow
	err := s.db.GetContext(ctx, &row, `SELECT `+entryColumns+`
		FROM entry e
		WHERE e.commune_id = $1 AND e.chat_id = $2 AND e.message_id = $3 AND e.line = $4 AND e.revision = $5
		  AND e.undoes IS NOT NULL`, commune, source.Chat, source.Message, source.Line, source.Revision)
	if err != nil {
		return plan.Undone{}, fmt.Errorf("look for what message %d took back: %w", source.Message, translate(ctx, err))
	}
	taken, err := s.Entry(ctx, commune, row.Undoes)
	return plan.Undone{Entry: taken, Now: row.entry(), Repeated: true}, err
}

func planOfTarget(ctx context.Context, tx *sqlx.Tx, target int64) (id int64, err error) {
	err = tx.GetContext(ctx, &id, `SELECT plan_id FROM target WHERE id = $1`, target)
	return id, err
}

// LastOf is the newest figure of an author in a commune since an instant; plan.ErrNothingToUndo when there is none.
func (s *Store) LastOf(ctx context.Context, commune, author int64, since time.Time) (plan.Entry, error) {
	var row entryRow
	err := translate(ctx, s.hot.newest.GetContext(ctx, &row, author, commune, since))
	if err == plan.ErrNotFound {
		return plan.Entry{}, plan.ErrNothingToUndo
	}
	if err != nil {
		return plan.Entry{}, fmt.Errorf("find the last figure of %d: %w", author, err)
	}
	return row.entry(), nil
}

// Entry reads one entry of a commune.
func (s *Store) Entry(ctx context.Context, commune, id int64) (plan.Entry, error) {
	var row entryRow
	err := s.db.GetContext(ctx, &row, `
		SELECT `+entryColumns+` FROM entry e WHERE e.id = $1 AND e.commune_id = $2`, id, commune)
	if err != nil {
		return plan.Entry{}, fmt.Errorf("read entry %d: %w", id, translate(ctx, err))
	}
	return row.entry(), nil
}
