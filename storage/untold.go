package storage

import (
	"context"
	"fmt"
	"time"

	"planbot/storage/plan"
)

// untold finds the steps of ladders that nobody heard on. A chat heard of an episode by each letter up to the newest
// that went out there, or may have: the one that was sent spoke for those it replaced.
func (r watchReader) untold(ctx context.Context, _ time.Time) error {
	var rows []struct {
		Plan    int64      `db:"plan_id"`
		Episode int64      `db:"id"`
		Now     int        `db:"now"`
		Step    int        `db:"step"`
		State   string     `db:"state"`
		Dead    bool       `db:"dead"`
		Waits   bool       `db:"waits"`
		Until   *time.Time `db:"until"`
	}
	err := r.tx.SelectContext(ctx, &rows, `
		SELECT plan_id, id, state, now, step, bool_or(outcome = 'dead') AS dead, bool_or(waits) AS waits, max(full_until) AS until
		FROM (
			SELECT e.plan_id, e.id, e.state, e.step AS now, o.step, o.outcome,
			       bool_or(o.outcome = 'sent' OR o.unknown > 0 AND o.outcome <> 'dead') OVER newer AS heard,
			       bool_or(o.outcome = 'waiting') OVER newer AS waits,
			       CASE WHEN o.outcome = 'waiting' AND o.held = 'enough' THEN o.send_after END AS full_until
			FROM episode e JOIN outbox o ON o.episode_id = e.id AND o.kind = 'alert'
			WHERE e.plan_id = ANY($1) AND e.state IN ('firing', 'acknowledged')
			WINDOW newer AS (PARTITION BY o.episode_id, o.chat_id, o.thread_id ORDER BY o.id DESC)
		) letter
		WHERE step <= now
		GROUP BY plan_id, id, state, now, step
		HAVING NOT bool_or(heard)
		ORDER BY id, step`, int64s(r.ids))
	if err != nil {
		return fmt.Errorf("read what nobody heard of: %w", err)
	}
	for _, row := range rows {
		w := r.byPlan[row.Plan]
		if w.Ladder == nil {
			w.Ladder = map[int64]plan.Untold{}
		}
		u := w.Ladder[row.Episode]
		u.Step = row.Now
		switch {
		case row.Waits && row.Step == row.Now:
			u.Until = instant(row.Until)
		case row.Waits:
		case !row.Dead:
			u.Steps = append(u.Steps, row.Step)
		case row.Step == row.Now:
			u.Lost = row.State == string(plan.Firing) // else it is told again first
		}
		w.Ladder[row.Episode] = u
	}
	return nil
}
