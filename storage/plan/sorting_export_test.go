package plan

import "time"

// SortBy is Sort with conditions of the tester's making.
func (m Mail) SortBy(conditions []Condition, at time.Time, failed ...TaskFailure) Sorting {
	return m.sort(truthOf(conditions, failed), at)
}
