package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"

	"planbot/storage/plan"
)

// FiguresBefore reads the entries of some targets that counted just before an instant, one a unit and period.
func (s *Store) FiguresBefore(ctx context.Context, targets []int64, at time.Time) ([]plan.Entry, error) {
	var rows []entryRow
	err := s.db.SelectContext(ctx, &rows, `SELECT `+entryColumns+`
		FROM entry e
		WHERE e.target_id = ANY($1) AND e.recorded_at < $2 AND e.overtaken_by IS NULL
		  AND NOT EXISTS (SELECT FROM entry s WHERE s.supersedes = e.id AND s.recorded_at < $2)
		ORDER BY e.id`, pq.Array(targets), at)
	if err != nil {
		return nil, fmt.Errorf("read the figures before %v: %w", at, translate(ctx, err))
	}
	return entries(rows), nil
}
