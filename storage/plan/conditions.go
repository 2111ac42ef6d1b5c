package plan

import "time"

// Conditions judges every task at an instant: which rules hold, for which subjects, how badly. What one condition
// hides of another is left to the round.
func (p *Plan) Conditions(f Facts, at time.Time) []Condition { return nil }
