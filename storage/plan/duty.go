package plan

import "time"

// DutyKind is what somebody has taken upon themselves.
type DutyKind string

// DutyAlert is an alert that somebody took up and that is not over.
const DutyAlert DutyKind = "alert"

// Duty is an open matter that waits for one person, and goes to another when they hand over.
type Duty struct {
	Kind    DutyKind
	ID      int64
	Plan    int64
	Subject Subject
}

// Handover moves a person's open matters in a unit to a successor in the same unit.
type Handover struct {
	Commune  int64
	From, To int   // numbers of the persons
	FromID   int64 // Telegram id of who hands over, where From is 0
	By       Author
	Source   Source // the message that ordered it
}

// HandedOver is what a handover moved.
type HandedOver struct {
	From, To Member
	Duties   []Duty
}

// Handed is the episode taken over by somebody else: for as long as it was held before.
func (e Episode) Handed(to Author, at time.Time) (Episode, Flip) {
	flip := Flip{Episode: e.ID, At: at, From: e.State, To: e.State, Level: e.Level, Inputs: e.Inputs, Why: WhyHanded, By: to}
	e.AckBy, e.AckAt = to, at
	return e, flip
}
