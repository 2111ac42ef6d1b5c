package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/lib/pq"

	"planbot/storage/plan"
)

// Figures reads the entries of some targets that count now, one a unit and period.
func (s *Store) Figures(ctx context.Context, targets []int64) ([]plan.Entry, error) {
	var rows []entryRow
	err := s.db.SelectContext(ctx, &rows, `SELECT `+entryColumns+`
		FROM entry e
		WHERE e.target_id = ANY($1) AND e.overtaken_by IS NULL
		  AND NOT EXISTS (SELECT FROM entry s WHERE s.supersedes = e.id)
		ORDER BY e.id`, pq.Array(targets))
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", translate(ctx, err))
	}
	all := entries(rows)
	slices.SortStableFunc(all, func(a, b plan.Entry) int {
		return cmp.Or(
			cmp.Compare(a.Slot.Target, b.Slot.Target), cmp.Compare(a.Slot.Unit, b.Slot.Unit),
			plan.ComparePeriods(a.Slot.Period, b.Slot.Period),
		)
	})
	return all, nil
}

// History reads the latest entries of some targets, corrections and withdrawals too, the newest first, each with
// the entry it superseded.
func (s *Store) History(ctx context.Context, targets []int64, limit int) ([]plan.Change, error) {
	var rows []entryRow
	err := s.db.SelectContext(ctx, &rows, `SELECT `+entryColumns+`
		FROM entry e
		WHERE e.target_id = ANY($1)
		ORDER BY e.id DESC
		LIMIT $2`, pq.Array(targets), limit)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", translate(ctx, err))
	}
	former, err := s.byID(ctx, rows)
	if err != nil {
		return nil, err
	}
	changes := make([]plan.Change, len(rows))
	for i, r := range rows {
		changes[i] = plan.Change{At: r.RecordedAt, Author: r.entry().Author, Entry: r.entry()}
		if e, ok := former[r.Supersedes]; ok {
			changes[i].Former = &e
		}
	}
	return changes, nil
}

func (s *Store) byID(ctx context.Context, rows []entryRow) (map[int64]plan.Entry, error) {
	var wanted []int64
	for _, r := range rows {
		if r.Supersedes != 0 {
			wanted = append(wanted, r.Supersedes)
		}
	}
	var found []entryRow
	err := s.db.SelectContext(ctx, &found, `SELECT `+entryColumns+` FROM entry e WHERE e.id = ANY($1)`, pq.Array(wanted))
	if err != nil {
		return nil, fmt.Errorf("read superseded entries: %w", translate(ctx, err))
	}
	byID := make(map[int64]plan.Entry, len(found))
	for _, r := range found {
		byID[r.ID] = r.entry()
	}
	return byID, nil
}

// FromMessage reads what a message led to, line by line and edit by edit, the oldest first.
func (s *Store) FromMessage(ctx context.Context, chat int64, message int) ([]plan.Entry, error) {
	var rows []entryRow
	err := s.db.SelectContext(ctx, &rows, `SELECT `+entryColumns+`
		FROM entry e
		WHERE e.chat_id = $1 AND e.message_id = $2 AND e.undoes IS NULL
		ORDER BY e.line, e.revision, e.id`, chat, message)
	if err != nil {
		return nil, fmt.Errorf("read the figures of message %d: %w", message, translate(ctx, err))
	}
	return entries(rows), nil
}
