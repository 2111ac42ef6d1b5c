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
