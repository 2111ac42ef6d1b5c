package storage

import (
	"context"
	"fmt"

	"planbot/storage/plan"
)

// PlanOfTask reads the plan that a task of a commune belongs to, whether it is in force or a former one. The error is
// plan.ErrNotFound where the commune has no such task.
func (s *Store) PlanOfTask(ctx context.Context, commune, task int64) (*plan.Plan, error) {
	var id int64
	err := s.db.GetContext(ctx, &id, `SELECT plan_id FROM task WHERE id = $1 AND commune_id = $2`, task, commune)
	if err != nil {
		return nil, fmt.Errorf("find the plan of task %d: %w", task, translate(ctx, err))
	}
	return s.Plan(ctx, id, 0)
}

// OpenPlans lists the plans of a commune that have open episodes, the one that ends last first.
func (s *Store) OpenPlans(ctx context.Context, commune int64) (ids []int64, err error) {
	err = s.db.SelectContext(ctx, &ids, `
		SELECT p.id FROM plan p
		WHERE p.commune_id = $1 AND EXISTS (SELECT FROM episode e WHERE e.plan_id = p.id AND e.state <> 'resolved')
		ORDER BY p.ends_on DESC, p.id DESC`, commune)
	if err != nil {
		return nil, fmt.Errorf("look for plans with open episodes: %w", translate(ctx, err))
	}
	return ids, nil
}
