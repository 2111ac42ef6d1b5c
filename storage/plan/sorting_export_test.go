package plan

import "time"

// SortBy is Sort with conditions of the tester's making.
func (m Mail) SortBy(conditions []Condition, at time.Time) Sorting { return m.sort(conditions, at) }
