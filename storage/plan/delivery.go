package plan

import (
	"slices"
	"time"
)

// Delivery is one message that Telegram accepted.
type Delivery struct {
	Letters []int64 // what it tells, in its order
	Message int
	Chat    int64  // where it ended up; another than the mail's where the group had moved
	Quiet   bool   // critical or an answer: it does not count as a push of the day
	Posted  Posted // what it shows, so that a reply to it is understood
}

// FailureKind is why a message did not arrive.
type FailureKind string

const (
	// FailedWait is Telegram, or our own limit, asking to wait. It counts as no attempt.
	FailedWait FailureKind = "wait"
	// FailedPassing did certainly not arrive, and may the next time: no connection, a server's error.
	FailedPassing FailureKind = "passing"
	// FailedUnknown may have arrived. The next send says that it is a repeat; there is only one.
	FailedUnknown FailureKind = "unknown"
	// FailedGone is a chat that cannot be reached any more.
	FailedGone FailureKind = "gone"
	// FailedMuted is a chat in which planbot may not write any more. It is bound all the same, and heard.
	FailedMuted FailureKind = "muted"
	// FailedRefused is a message that Telegram will never take.
	FailedRefused FailureKind = "refused"
)

// Lost reports whether nothing that is sent to the chat arrives until somebody lets planbot back.
func (k FailureKind) Lost() bool { return k == FailedGone || k == FailedMuted }

// Failure is a message that did not arrive.
type Failure struct {
	Letters []int64
	Kind    FailureKind
	Wait    time.Duration // before the chat is tried again
	Cause   string        // for the operator; free of the token
}

// Buries reports whether the failure makes a dead letter of one of its mail.
func (f Failure) Buries(l Letter) bool {
	switch {
	case !slices.Contains(f.Letters, l.ID):
		return false
	case f.Kind == FailedUnknown:
		return l.Unknown+1 >= MostUnknown
	default:
		return f.Kind == FailedRefused || f.Kind.Lost()
	}
}

// MostUnknown is how many sends of a letter may have an unknown fate: the first and one repeat.
const MostUnknown = 2

// Raised is what judging the plans that were due led to.
type Raised struct {
	Plans   int // how many were judged
	Flips   int
	Letters int
	Failed  []PlanFailure
}

// PlanFailure is a plan, or one task of it, that could not be judged; it is put off an hour.
type PlanFailure struct {
	Plan int64
	Task int64 // 0: the plan as a whole
	Err  error
}

// ClaimLease is how long a claimed chat is one process's alone, by the database's clock: longer than a send may last.
const ClaimLease = time.Minute

// Note is a letter that somebody's command writes: to urge, to test.
type Note struct {
	To       Mailbox
	Kind     LetterKind
	Critical bool
	After    time.Time
	Payload  Payload
}

// Outstanding is something due that was neither told nor put off with a reason.
type Outstanding struct {
	What  string // "round", "letter", "episode"
	About string // which one, for the operator
	Since time.Time
}

// AlertStatus is how the telling goes, for the office and the operators.
type AlertStatus struct {
	Waiting   int       // letters ready or held
	Held      int       // of those, held until the office opens or the next day
	Oldest    time.Time // since when the oldest one that is not held waits; zero: none
	Dead      int       // dead letters of the last seven days
	SentToday int
	Slowest   time.Duration // 99th percentile from due to accepted, of the last seven days
	JudgedAt  time.Time     // the last round
	NextRound time.Time
	Silent    []Mailbox // chats that cannot be reached
}
