package plan

import "time"

// Watch is everything a round of a plan is judged from.
type Watch struct {
	Plan     *Plan
	Facts    Facts
	Open     []Episode       // those of the plan that are not over
	Recent   map[Subject]int // how often episodes of a subject began or ended in the last ten days
	Silences []Silence
	Reach    []Mailbox // the chats of the commune, and of its leaders in private
}

// Round is what a round changes. Written down it is one transaction.
type Round struct {
	Episodes []Episode // new and changed ones, as they are after the round
	Flips    []RoundFlip
	Notices  []Notice
	Failed   []TaskFailure // tasks whose rules broke; their episodes stay as they are
	Next     time.Time     // when the plan must be judged again at the latest; zero: never
}

// RoundFlip is a flip of an episode of the round, which may have no identity yet.
type RoundFlip struct {
	Episode int // index in Episodes
	Flip
}

// TaskFailure is a task that could not be judged, and why.
type TaskFailure struct {
	Task int64
	Err  error
}

// Round judges the plan at an instant and says what changes and who is told. It is a pure function: the same watch
// gives the same round. spread is over how long the digests of different chats are spread after the morning.
func (w Watch) Round(at time.Time, spread time.Duration) Round { return Round{} }
