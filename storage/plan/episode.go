package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// EpisodeState is where an episode stands.
type EpisodeState string

const (
	// Pending holds, but is not announced yet: it waits for its morning or its week.
	Pending EpisodeState = "pending"
	// Firing is announced and nobody has taken it up.
	Firing EpisodeState = "firing"
	// Acknowledged is taken up by somebody of the unit, for as long as HeldUntil says.
	Acknowledged EpisodeState = "acknowledged"
	// Resolved is over.
	Resolved EpisodeState = "resolved"
)

// Episode is one condition of one subject from its beginning to its end.
type Episode struct {
	ID      int64 // 0: not written yet
	Commune int64
	Plan    int64
	Subject
	State    EpisodeState
	Level    Level
	Told     Level         // the level last announced; 0: none yet
	Since    calendar.Date // from when the condition holds
	Inputs   Inputs        // as last judged
	OpenedAt time.Time
	FiredAt  time.Time // first announced; repeats and the ladder count from here
	EndedAt  time.Time

	AckBy     Author
	AckAt     time.Time
	AckEntry  int64     // the newest figure when it was acknowledged: a newer one is progress
	HeldUntil time.Time // no repeat and no further step before, unless it gets worse
	Snoozes   int

	Ladder   []LadderStep // as it was when the episode fired
	Step     int          // the last step told
	NextStep time.Time    // when the next one is; zero: none
	Repeats  int          // how many repeats are out
	Said     int          // how often it was announced; numbers its letters
	Heard    int          // the last announcement that some chat was to hear; noted as the round is written
	Flapping bool         // comes and goes: one notice, then silence until it is calm
}

// Open reports whether the episode is not over.
func (e Episode) Open() bool { return e.State != Resolved }

// Held reports whether repeats and the ladder wait at an instant.
func (e Episode) Held(at time.Time) bool { return at.Before(e.HeldUntil) }

// QuietEnds lists the rules whose end is told to nobody: a deadline that gives way to a later one, or a task whose
// completion was just confirmed to the same people, needs no second word.
func QuietEnds() []Rule {
	return []Rule{RuleDueSoon, RuleDueToday, RulePace, RuleMatter, RuleStep, RuleHole, RuleSilence}
}

// TellsEnd reports whether those who were told of the episode hear that it is over.
func (e Episode) TellsEnd(why Why) bool {
	ahead := e.Rule == RuleMissing && e.Told <= MissingAhead // the report came in time, and was just confirmed
	return why == WhyHealed && !e.Flapping && !ahead && !slices.Contains(QuietEnds(), e.Rule)
}

// Flip is a change of an episode, with what caused it. Flips are only ever added.
type Flip struct {
	Episode int64
	At      time.Time
	From    EpisodeState // empty: it began
	To      EpisodeState
	Level   Level
	Inputs  Inputs
	Why     Why
	By      Author // of an acknowledgement, a snooze; zero: the rules
}
