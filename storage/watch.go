package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// recently is how far back the flips count that make an episode flap.
const recently = 10 * 24 * time.Hour

// Watch reads everything a round of a plan is judged from.
func (s *Store) Watch(ctx context.Context, planID, version int64, now time.Time) (plan.Watch, error) {
	var w plan.Watch
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) error {
		all, err := s.watches(ctx, tx, []int64{planID}, now)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return plan.ErrNotFound
		}
		w = *all[0]
		return nil
	})
	if err != nil {
		return plan.Watch{}, fmt.Errorf("read what plan %d is judged from: %w", planID, err)
	}
	return w, nil
}

// watches reads what rounds of some plans are judged from: as many statements for many plans as for one.
func (s *Store) watches(ctx context.Context, tx *sqlx.Tx, ids []int64, now time.Time) ([]*plan.Watch, error) {
	plans, err := s.currentPlans(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	facts, err := facts(ctx, tx, plans, now)
	if err != nil {
		return nil, err
	}
	r := watchReader{tx: tx, ids: ids, byPlan: map[int64]*plan.Watch{}}
	all := make([]*plan.Watch, len(plans))
	for i, p := range plans {
		all[i] = &plan.Watch{Plan: p, Facts: facts[p.ID], Recent: map[plan.Subject]int{}}
		r.byPlan[p.ID] = all[i]
	}
	for _, part := range []func(context.Context, time.Time) error{r.judged, r.open, r.untold, r.recent, r.chats, r.leaders} {
		if err := part(ctx, now); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// currentPlans reads plans as they are now, those of the cache where it has them.
func (s *Store) currentPlans(ctx context.Context, tx *sqlx.Tx, ids []int64) ([]*plan.Plan, error) {
	var current []struct{ ID, Version int64 }
	err := tx.SelectContext(ctx, &current, `SELECT id, version FROM plan WHERE id = ANY($1)`, int64s(ids))
	if err != nil {
		return nil, fmt.Errorf("read versions: %w", err)
	}
	var plans []*plan.Plan
	var missing []int64
	for _, c := range current {
		if p := s.plans.get(c.ID, c.Version); p != nil {
			plans = append(plans, p)
		} else {
			missing = append(missing, c.ID)
		}
	}
	if len(missing) == 0 {
		return plans, nil
	}
	loaded, err := loadPlans(ctx, tx, missing)
	if err != nil {
		return nil, fmt.Errorf("read plans: %w", err)
	}
	for _, p := range loaded {
		s.plans.offer(p)
	}
	return append(plans, loaded...), nil
}

// watchReader fills watches inside one transaction.
type watchReader struct {
	tx     *sqlx.Tx
	ids    []int64
	byPlan map[int64]*plan.Watch
}

// judged reads when each plan was judged last.
func (r watchReader) judged(ctx context.Context, _ time.Time) error {
	var rows []struct {
		Plan int64     `db:"plan_id"`
		At   time.Time `db:"judged_at"`
	}
	err := r.tx.SelectContext(ctx, &rows, `
		SELECT plan_id, judged_at FROM watch WHERE plan_id = ANY($1) AND judged_at IS NOT NULL`, int64s(r.ids))
	if err != nil {
		return fmt.Errorf("read when plans were judged: %w", err)
	}
	for _, row := range rows {
		r.byPlan[row.Plan].Judged = row.At
	}
	return nil
}

func (r watchReader) open(ctx context.Context, _ time.Time) error {
	open, err := episodes(ctx, r.tx, `WHERE e.plan_id = ANY($1) AND e.state <> 'resolved' ORDER BY e.id`, int64s(r.ids))
	if err != nil {
		return fmt.Errorf("read open episodes: %w", err)
	}
	for _, e := range open {
		w := r.byPlan[e.Plan]
		w.Open = append(w.Open, e)
	}
	return nil
}

// recent counts how often episodes began and ended.
func (r watchReader) recent(ctx context.Context, now time.Time) error {
	since := now.Add(-recently)
	for _, w := range r.byPlan {
		for _, e := range w.Open {
			if e.OpenedAt.After(since) {
				w.Recent[e.Subject]++
			}
		}
	}
	var rows []struct {
		Plan   int64  `db:"plan_id"`
		Rule   string `db:"rule"`
		Task   int64  `db:"task_id"`
		Target int64  `db:"target_id"`
		Unit   int64  `db:"unit_id"`
		Scope  string `db:"scope"`
		Flips  int    `db:"flips"`
	}
	err := r.tx.SelectContext(ctx, &rows, `
		SELECT plan_id, rule, task_id, target_id, unit_id, scope, sum(1 + (opened_at > $2)::int) AS flips
		FROM episode
		WHERE plan_id = ANY($1) AND ended_at > $2
		GROUP BY plan_id, rule, task_id, target_id, unit_id, scope`, int64s(r.ids), since)
	for _, row := range rows {
		about := plan.Subject{
			Rule: plan.Rule(row.Rule), Task: row.Task, Target: row.Target, Unit: row.Unit, Scope: row.Scope,
		}
		r.byPlan[row.Plan].Recent[about] += row.Flips
	}
	return err
}

// officeDay is the day that the offices live through at an instant.
func officeDay(now time.Time) calendar.Date { return calendar.DateOf(now.In(calendar.Zone)) }

func (r watchReader) chats(ctx context.Context, _ time.Time) error {
	return r.reach(ctx, `
		SELECT p.id AS plan_id, c.chat_id, c.thread_id, c.unit_id, '' AS role, '' AS areas,
		       c.active AND NOT c.muted AS active
		FROM plan p JOIN chat c ON c.commune_id = p.commune_id
		WHERE p.id = ANY($1)
		ORDER BY c.bound_at, c.chat_id, c.thread_id`, int64s(r.ids))
}

// leaders adds the private chats of those who lead the commune.
func (r watchReader) leaders(ctx context.Context, now time.Time) error {
	return r.reach(ctx, `
		SELECT p.id AS plan_id, s.telegram_id AS chat_id, 0 AS thread_id, m.unit_id, m.role,
		       array_to_string(m.areas, '+') AS areas, NOT s.unreachable AS active
		FROM plan p
		JOIN membership m ON m.commune_id = p.commune_id AND m.role IN ('vice_chairman', 'chairman')
		JOIN staff s ON s.id = m.staff_id
		WHERE p.id = ANY($1) AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)
		ORDER BY m.id`, int64s(r.ids), officeDay(now))
}

func (r watchReader) reach(ctx context.Context, query string, args ...any) error {
	var rows []struct {
		Plan int64 `db:"plan_id"`
		mailboxRow
	}
	if err := r.tx.SelectContext(ctx, &rows, query, args...); err != nil {
		return fmt.Errorf("read who can be told: %w", err)
	}
	for _, row := range rows {
		w := r.byPlan[row.Plan]
		w.Reach = append(w.Reach, row.mailbox())
	}
	return nil
}

// mailboxRow is a chat that can be told something.
type mailboxRow struct {
	Chat   int64  `db:"chat_id"`
	Thread int    `db:"thread_id"`
	Unit   int64  `db:"unit_id"`
	Role   string `db:"role"`
	Areas  string `db:"areas"`
	Active bool   `db:"active"`
}

func (r mailboxRow) mailbox() plan.Mailbox {
	return plan.Mailbox{Chat: r.Chat, Thread: r.Thread, Unit: r.Unit, Role: plan.Role(r.Role), Areas: readAreas(r.Areas), Active: r.Active}
}
