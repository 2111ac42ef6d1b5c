package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// MatterKind is what people settle with each other about a task.
type MatterKind string

const (
	// Completion is hoàn thành: the lead declares the task done, the office confirms.
	Completion MatterKind = "completion"
	// Extension is gia hạn: the lead asks for a later date, the office forwards, the Chairman decides.
	Extension MatterKind = "extension"
	// Obstacle is khó khăn, vướng mắc: told through the office, which answers or forwards it.
	Obstacle MatterKind = "obstacle"
	// Explanation is giải trình: a leader asks those who answer for a task to explain in writing.
	Explanation MatterKind = "explanation"
	// Instruction is ý kiến chỉ đạo: a leader's order, which comes back when it is carried out.
	Instruction MatterKind = "instruction"
)

// MatterState says who holds a matter, or how it ended.
type MatterState string

const (
	WithOffice  MatterState = "with_office"
	WithLeaders MatterState = "with_leaders"
	WithUnit    MatterState = "with_unit"
	WithAbove   MatterState = "with_above" // a letter to the level above is out

	EndConfirmed MatterState = "confirmed" // done, says the office
	EndReturned  MatterState = "returned"  // sent back by the office with a reason
	EndGranted   MatterState = "granted"   // the date is moved
	EndRefused   MatterState = "refused"
	EndAnswered  MatterState = "answered" // the unit has what it needs
	EndClosed    MatterState = "closed"   // with a decision
	EndAccepted  MatterState = "accepted" // the leader has what was asked for
	EndWithdrawn MatterState = "withdrawn"
	EndRetired   MatterState = "retired" // the task was taken back, or the plan has it no more
)

// Open reports whether somebody holds the matter.
func (s MatterState) Open() bool {
	return s == WithOffice || s == WithLeaders || s == WithUnit || s == WithAbove
}

// Matter is one thing to be settled, from the message that opened it to its decision. It is held by one party at a
// time, and every step is kept.
type Matter struct {
	ID       int64
	Plan     int64
	Task     int64
	Unit     int64 // that asks, or has to answer
	Kind     MatterKind
	State    MatterState
	Version  int // grows with every step; what is decided on an older one is not decided
	Words    string
	By       Author // who opened it
	Opened   time.Time
	AnswerBy calendar.Date // when its holder should have acted; zero: settled
	Wants    calendar.Date // of an extension: the date asked for, or granted
	Late     bool          // declared, or asked for, after the due date
	Above    bool          // the level above has the last word
	Source   Source        // the message that opened it
	Steps    []MatterStep  // the oldest first
	Course   *Course       // what a step has just made of its task; nil: nothing
	Filed    []Evidence    // what is on file for its task, where that matters to whoever reads it
}

// Proves reports whether the evidence of the task belongs to what is said about the matter.
func (m Matter) Proves() bool { return m.Kind == Completion || m.Kind == Explanation }

// MatterStep is one thing that somebody did about a matter.
type MatterStep struct {
	No    int // the matter's version since
	Verb  Verb
	From  MatterState // empty: it was opened
	To    MatterState
	At    time.Time
	By    Author
	Words string
	On    calendar.Date // a date that goes with it

	Source Source // the message that took it, or the one whose button was tapped
}

// Said finds the step that a message took with its words, so that the same message again takes no other.
func (m Matter) Said(by Source) bool {
	return slices.ContainsFunc(m.Steps, func(s MatterStep) bool {
		return s.From != "" && s.Words != "" && s.Source.Chat == by.Chat && s.Source.Message == by.Message
	})
}

// Last is the newest step.
func (m Matter) Last() MatterStep {
	if len(m.Steps) == 0 {
		return MatterStep{To: m.State, By: m.By, At: m.Opened, Words: m.Words}
	}
	return m.Steps[len(m.Steps)-1]
}

// Explanations are the written answers to a demand, the first version first.
func (m Matter) Explanations() []MatterStep {
	var all []MatterStep
	for _, s := range m.Steps {
		if s.Verb == VerbExplain {
			all = append(all, s)
		}
	}
	return all
}

// MatterOpening is a matter about to be opened.
type MatterOpening struct {
	Commune  int64
	Plan     int64
	Task     int64
	Unit     int64
	Move     Move
	Words    string
	By       Author
	Source   Source
	AnswerBy calendar.Date
	Wants    calendar.Date
	Late     bool
	Above    bool
	Leads    []int64   // the units that lead the task
	Tell     []Mailbox // who hears of it
}

// MatterAct is a step about to be taken.
type MatterAct struct {
	Commune  int64
	Matter   int64
	Version  int // the one it was decided on
	Move     Move
	Words    string
	By       Author
	Source   Source
	AnswerBy calendar.Date
	On       calendar.Date
	Leads    []int64
	Tell     []Mailbox
}

// Steers reports whether matters of this kind change the course of their task.
func (k MatterKind) Steers() bool { return k == Completion || k == Extension }

// Opened is the matter that an opening makes.
func Opened(o MatterOpening, id int64, now time.Time) Matter {
	return Matter{
		ID: id, Plan: o.Plan, Task: o.Task, Unit: o.Unit, Kind: o.Move.Kind, State: o.Move.To, Version: 1, Words: o.Words,
		By: o.By, Opened: now, AnswerBy: o.AnswerBy, Wants: o.Wants, Late: o.Late, Above: o.Above,
		Source: Source{Chat: o.Source.Chat, Message: o.Source.Message},
		Steps:  []MatterStep{{No: 1, Verb: o.Move.Verb, To: o.Move.To, At: now, By: o.By, Words: o.Words, On: o.Wants, Source: Source{Chat: o.Source.Chat, Message: o.Source.Message}}},
	}
}

// After is the matter after a step.
func (m Matter) After(a MatterAct, now time.Time) Matter {
	to := a.Move.Goes(m.Above)
	step := MatterStep{
		No: m.Version + 1, Verb: a.Move.Verb, From: m.State, To: to, At: now, By: a.By, Words: a.Words, On: a.On,
		Source: Source{Chat: a.Source.Chat, Message: a.Source.Message},
	}
	m.Steps = append(m.Steps[:len(m.Steps):len(m.Steps)], step)
	m.State, m.Version, m.AnswerBy = to, step.No, a.AnswerBy
	if to == EndGranted && !a.On.IsZero() {
		m.Wants = a.On
	}
	return m
}
