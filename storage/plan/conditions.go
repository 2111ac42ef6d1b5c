package plan

import "time"

// Conditions judges every task at an instant: which rules hold, for which subjects, how badly. What one condition
// hides of another is left to the round.
func (p *Plan) Conditions(f Facts, at time.Time) []Condition { return nil }

// NextChange is the next instant after at at which time alone can change the conditions.
func (p *Plan) NextChange(f Facts, at time.Time) time.Time { return time.Time{} }
