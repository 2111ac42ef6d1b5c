package storage

import (
	"time"

	"planbot/storage/plan"
)

// JudgeBy makes a store judge plans by other rules than the plan's.
func (s *Store) JudgeBy(judge func(w plan.Watch, at time.Time, spread time.Duration) plan.Round) {
	s.judge = judge
}
