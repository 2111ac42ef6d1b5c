package storage

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// After a downtime the rounds come first: what they find out makes old letters untrue, or goes out with them. For how
// long a plan's letters wait for a round that is overdue by more than a moment is a matter of the real clock; the
// office's may jump.
const (
	behindBy   = time.Minute      // by the office's clock: less is the ordinary course of a day
	behindMost = 10 * time.Minute // then the letters go out without it
)

// behind lists the plans whose rounds are overdue, and worth waiting for.
func (s *Store) behind(ctx context.Context, now time.Time) ([]int64, error) {
	var overdue []int64
	err := s.db.SelectContext(ctx, &overdue, `SELECT plan_id FROM watch WHERE next_at <= $1`, now.Add(-behindBy))
	if err != nil {
		return nil, fmt.Errorf("look for rounds that are overdue: %w", translate(ctx, err))
	}
	return s.overdue.worth(overdue, time.Now()), nil
}

// overdue remembers since when this process sees that rounds are overdue. Another process knows nothing of it, and
// need not: each waits for as long as it may, once.
type overdue struct {
	mu    sync.Mutex
	since map[int64]time.Time
	most  time.Duration
}

// worth picks the plans that were not waited for too long. One that is judged is forgotten.
func (o *overdue) worth(plans []int64, now time.Time) (worth []int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	since := make(map[int64]time.Time, len(plans))
	for _, id := range plans {
		since[id] = now
		if before, known := o.since[id]; known {
			since[id] = before
		}
		if now.Sub(since[id]) < o.most {
			worth = append(worth, id)
		}
	}
	o.since = since
	return worth
}
