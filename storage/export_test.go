package storage

import (
	"time"

	"planbot/storage/plan"
)

// JudgeBy makes a store judge plans by other rules than the plan's.
func (s *Store) JudgeBy(judge func(w plan.Watch, at time.Time, spread time.Duration) plan.Round) {
	s.judge = judge
}

// WaitForRounds sets for how long letters wait for rounds that are overdue.
func (s *Store) WaitForRounds(most time.Duration) { s.overdue.most = most }
