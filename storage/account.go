package storage

import (
	"context"
	"fmt"
	"time"

	"planbot/storage/plan"
)

// mostEpisodes is how far back an account goes.
const mostEpisodes = 30

// Account reads what was warned of about a task, and who was told: the newest episodes, the oldest of them first.
func (s *Store) Account(ctx context.Context, commune, task int64) (plan.Account, error) {
	a := plan.Account{Told: map[int64][]plan.Telling{}}
	var err error
	a.Episodes, err = episodes(ctx, s.db, `
		WHERE e.id IN (
			SELECT id FROM episode WHERE commune_id = $1 AND task_id = $2 AND fired_at IS NOT NULL ORDER BY id DESC LIMIT $3)
		ORDER BY e.id`, commune, task, mostEpisodes)
	if err != nil {
		return a, fmt.Errorf("read the episodes of task %d: %w", task, err)
	}
	ids := make([]int64, len(a.Episodes))
	for i, e := range a.Episodes {
		ids[i] = e.ID
	}
	var rows []struct {
		Episode  int64     `db:"episode_id"`
		Audience string    `db:"audience"`
		Times    int       `db:"times"`
		First    time.Time `db:"first"`
	}
	err = s.db.SelectContext(ctx, &rows, `
		SELECT episode_id, audience, count(DISTINCT (chat_id, message_id)) AS times, min(done_at) AS first
		FROM outbox WHERE episode_id = ANY($1) AND kind = 'alert' AND outcome = 'sent'
		GROUP BY episode_id, audience ORDER BY episode_id, min(step), audience`, int64s(ids))
	if err != nil {
		return a, fmt.Errorf("read who was told of task %d: %w", task, err)
	}
	for _, r := range rows {
		a.Told[r.Episode] = append(a.Told[r.Episode], plan.Telling{
			Episode: r.Episode, Audience: plan.Audience(r.Audience), Times: r.Times, First: r.First,
		})
	}
	return a, nil
}
