package plan

import (
	"time"

	"planbot/storage/calendar"
)

// Report is a figure about to be recorded.
type Report struct {
	Commune int64
	Plan    int64
	Slot    Slot
	Figure  Figure
	AsOf    calendar.Date
	Source  Source
	Author  Author
	Note    string `json:",omitempty"` // what was said beside the figure, as typed
}

// Recorded is what recording a figure did.
type Recorded struct {
	Entry     Entry
	Former    *Entry // what counted before in the same slot
	Total     Total  // the unit's total now
	Repeated  bool   // the message was recorded before; nothing changed
	Overtaken bool   // a newer message's figure counts already; this one is kept as history
}

// Undone is what taking a figure back did.
type Undone struct {
	Entry    Entry // what was taken back
	Now      Entry // what counts instead; its figure is Withdrawn when nothing does
	Repeated bool
}

// UndoWithin is how long an author may take a figure back without a reason.
const UndoWithin = 10 * time.Minute

// Question put to a person about an ambiguous figure. Nothing counts until one option is chosen.
type Asked struct {
	ID       int64
	Commune  int64
	Source   Source
	Author   Author
	Options  []Report
	Answered bool
	Choice   int
}

// Posted is what one of our messages showed.
type Posted struct {
	Chat    int64
	Thread  int // the forum topic it is for, be it in another place because that one is closed; 0: none
	Message int
	Commune int64
	About   string // what it is, in the words of the command that shows it again
	Tasks   []int64
	Numbers []int // as printed, in the order of Tasks
}

// TaskByNumber resolves a number printed in the message to the task it named then.
func (p Posted) TaskByNumber(no int) (id int64, ok bool) {
	for i, n := range p.Numbers {
		if n == no && i < len(p.Tasks) {
			return p.Tasks[i], true
		}
	}
	return 0, false
}

// Change is one line of a task's history.
type Change struct {
	At     time.Time
	Author Author
	Entry  Entry
	Former *Entry
}
