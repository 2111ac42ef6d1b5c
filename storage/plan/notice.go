package plan

import (
	"time"

	"planbot/storage/calendar"
)

// Why is the reason a message comes now. Every message says it.
type Why string

const (
	WhyFirst       Why = "first"       // the matter is new
	WhyCloser      Why = "closer"      // the next lead is reached
	WhyRepeat      Why = "repeat"      // nothing has changed
	WhyWorse       Why = "worse"       // it got worse
	WhyClimbed     Why = "climbed"     // nobody has acted: it goes to the next step
	WhyUnreachable Why = "unreachable" // the step before cannot be reached
	WhyResumed     Why = "resumed"     // an acknowledgement ran out without progress
	WhySnoozeOver  Why = "snooze_over" // somebody put it off until now
	WhyFlapping    Why = "flapping"    // it comes and goes; nothing more until it is calm
	WhyAcked       Why = "acked"       // of a flip: somebody took it up
	WhySnoozed     Why = "snoozed"     // of a flip
	WhyHanded      Why = "handed"      // of a flip: who took it up handed it over
	WhyBetter      Why = "better"      // of a flip: it got better, but is not over
	WhyRests       Why = "rests"       // of a flip: the unit has answered, and somebody above has yet to
	WhyGoesOn      Why = "goes_on"     // of a flip: that answer was none that settles it
	WhyHealed      Why = "healed"      // the condition no longer holds
	WhyReplaced    Why = "replaced"    // another matter stands in its place: overdue for due soon
	WhyPlanEnded   Why = "plan_ended"
)

// Mailbox is a chat that can be told something.
type Mailbox struct {
	Chat   int64
	Thread int
	Unit   int64 // whose chat it is
	Role   Role  // of a private chat: what the person is; empty for a unit's group
	Areas  []int // of a vice chairman: the areas of the plan in their charge; none on record: all
	Active bool  // messages arrive there
}

// Private reports a chat with one person.
func (m Mailbox) Private() bool { return m.Role != "" }

// Same reports whether two are the same chat, or topic of one.
func (m Mailbox) Same(other Mailbox) bool { return m.Chat == other.Chat && m.Thread == other.Thread }

// Notice is something a round has to tell to a chat about an episode.
type Notice struct {
	Episode  int // index in the round's Episodes
	To       Mailbox
	Audience Audience
	Step     int
	Said     int // which announcement of the episode this is
	Repeat   int // of a repeat, from 1
	Why      Why
	Critical bool
	After    time.Time // not before
}

// LetterKind is what a letter of the outbox says.
type LetterKind string

const (
	LetterAlert    LetterKind = "alert"    // an episode
	LetterResolved LetterKind = "resolved" // an episode that this chat was told of is over
	LetterRefresh  LetterKind = "refresh"  // one of our messages shows its alerts as they are now; makes no sound
	LetterGap      LetterKind = "gap"      // planbot was away and may have lost messages
	LetterUrge     LetterKind = "urge"     // the office urges a unit
	LetterTest     LetterKind = "test"     // a test message along the ladder
	LetterAssigned LetterKind = "assigned" // a task that was given to the unit during the year
	LetterMatter   LetterKind = "matter"   // a matter has come to somebody, or is settled
	LetterDiffers  LetterKind = "differs"  // the office reads a figure otherwise than the unit reported it
	LetterRequest  LetterKind = "request"  // somebody asks the office to join a unit, or hears what it says
	LetterOperator LetterKind = "operator" // trouble, to those who run planbot
)

// Letter is a row of the outbox: what one chat is to be told.
type Letter struct {
	ID       int64
	Kind     LetterKind
	Episode  Episode // as it is now; of alerts and resolutions
	Audience Audience
	Step     int
	Repeat   int
	Why      Why
	Critical bool
	Due      time.Time    // when it was to be told at the earliest
	Unknown  int          // sends before this one whose fate is unknown
	Message  int          // resolved: the message to reply to; refresh: the message to edit
	Shown    []Letter     // refresh: what that message shows, in its order
	Matter   *Matter      // as it is now; of a matter
	Request  *JoinRequest // as it is now; of a request
	Payload  Payload
}

// Payload is what a letter without an episode is about.
type Payload struct {
	Task  int64         `json:"task,omitzero"`
	Unit  int64         `json:"unit,omitzero"`
	Until time.Time     `json:"until,omitzero"` // urge: the deadline; gap: its end
	From  time.Time     `json:"from,omitzero"`  // gap: its beginning
	By    string        `json:"by,omitzero"`    // who urges or tests
	Day   calendar.Date `json:"day,omitzero"`
	What  string        `json:"what,omitzero"`  // operator: the kind of trouble, for message to word
	About string        `json:"about,omitzero"` // operator: its detail, such as a chat's title
	Entry int64         `json:"entry,omitzero"` // differs: the figure as reported
	Read  Figure        `json:"read,omitzero"`  // differs: as the office reads it
	Step  int           `json:"step,omitzero"`  // test: which of Steps
	Steps int           `json:"steps,omitzero"`

	Matter  int64 `json:"matter,omitzero"`
	Version int   `json:"version,omitzero"` // of the matter, which the letter tells
	Request int64 `json:"request,omitzero"` // of a letter to the office; with What RequestAnswer to who asked
}

// RequestAnswer is What of the letter to who asked to join.
const RequestAnswer = "answer"

// Mail is everything that waits for one chat, with what its words are made of. Plan is nil for an operator's chat.
type Mail struct {
	To      Mailbox
	Fence   int64 // tells this claim from a later one
	Plan    *Plan
	Facts   Facts
	Letters []Letter
	Pushed  int           // uncritical messages this chat got today
	Spread  time.Duration // over how long after the morning the digests of different chats are spread
}

// Outcome is what became of a letter.
type Outcome string

const (
	Waits      Outcome = "waiting"
	Sent       Outcome = "sent"
	Superseded Outcome = "superseded" // no longer true, or told by another letter
	Silenced   Outcome = "silenced"
	Dead       Outcome = "dead" // cannot be delivered; an operator must look
)
