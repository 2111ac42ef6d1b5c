package storage

import (
	"context"
	"fmt"
	"time"

	"planbot/storage/plan"
)

// How late something may be before it counts as outstanding, and how much is listed.
const (
	lateRound       = 5 * time.Minute
	lateLetter      = 10 * time.Minute
	lateAnyhow      = 15 * time.Minute // whoever sends to the chat, or was asked to wait
	mostOutstanding = 100
)

// Outstanding lists what is due and was neither told nor put off with a reason: plans that nobody judges, letters that
// nobody sends, and episodes announced within a week of which nobody was told, or not of the last word on them, though
// somebody was to hear it. A hundred of each at most.
func (s *Store) Outstanding(ctx context.Context, now time.Time) ([]plan.Outstanding, error) {
	var rows []struct {
		What  string    `db:"what"`
		About string    `db:"about"`
		Since time.Time `db:"since"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		(SELECT 'round' AS what, co.code || ' ' || p.number AS about, GREATEST(w.next_at, '2000-01-01') AS since
		 FROM watch w JOIN plan p ON p.id = w.plan_id JOIN commune co ON co.id = w.commune_id
		 WHERE w.next_at <= $1
		 ORDER BY w.next_at LIMIT $4)
		UNION ALL
		(SELECT 'letter', COALESCE(co.code || ' ', '') || o.kind || ' ' || o.key, o.send_after
		 FROM outbox o
		 LEFT JOIN commune co ON co.id = o.commune_id
		 LEFT JOIN mailbox m ON m.chat_id = o.chat_id AND m.thread_id = o.thread_id
		 WHERE o.outcome = 'waiting' AND o.send_after <= $2
		   AND (o.send_after <= $6 OR COALESCE(m.lease <= clock_timestamp() AND m.not_before <= clock_timestamp(), true))
		 ORDER BY o.send_after LIMIT $4)
		UNION ALL
		(SELECT 'episode', co.code || ' ' || e.rule || ' ' || e.id, e.fired_at
		 FROM episode e JOIN commune co ON co.id = e.commune_id
		 WHERE e.state = 'firing' AND e.fired_at <= $2 AND e.fired_at > $5 AND NOT e.flapping
		   AND NOT EXISTS ( -- by key, never the whole outbox
			SELECT FROM outbox o
			WHERE o.episode_id = e.id AND (e.heard = 0 OR starts_with(o.key, 'e' || e.id || '/' || e.heard || '/')) OFFSET 0)
		   AND NOT EXISTS (
			SELECT FROM silence q
			WHERE q.plan_id = e.plan_id AND q.ended_at IS NULL AND q.until >= $3
			  AND q.task_id IN (0, e.task_id) AND q.unit_id IN (0, e.unit_id))
		 ORDER BY e.fired_at LIMIT $4)`,
		now.Add(-lateRound), now.Add(-lateLetter), officeDay(now), mostOutstanding, now.Add(-week), now.Add(-lateAnyhow))
	if err != nil {
		return nil, fmt.Errorf("look for what is outstanding: %w", translate(ctx, err))
	}
	all := make([]plan.Outstanding, len(rows))
	for i, r := range rows {
		all[i] = plan.Outstanding(r)
	}
	return all, nil
}
