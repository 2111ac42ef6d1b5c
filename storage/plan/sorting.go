package plan

import "time"

// Sorting is what becomes of a mail at an instant.
type Sorting struct {
	Send []Letter // as one message, in this order
	Edit []Letter // refreshes, each an edit of its own
	Hold []Held
	Drop []Dropped
}

// Held is a letter that waits, and until when.
type Held struct {
	Letter Letter
	Until  time.Time
	Why    HoldReason
}

// HoldReason is why a letter waits.
type HoldReason string

const (
	HeldQuiet  HoldReason = "quiet"  // outside the hours in which messages may arrive
	HeldEnough HoldReason = "enough" // the chat got as many messages as a day may bring
)

// Dropped is a letter that is not sent, and what it ends as.
type Dropped struct {
	Letter  Letter
	Outcome Outcome
	Why     Why
}

// Sort decides what of a mail goes out at an instant: what is no longer true is dropped, what comes at a bad time
// waits, the rest goes out in one message, the most pressing first.
func (m Mail) Sort(at time.Time) Sorting { return Sorting{} }
