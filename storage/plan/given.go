package plan

import (
	"cmp"
	"errors"
	"slices"

	"planbot/storage/calendar"
)

// Given says how a task came into the plan during the year. The zero Given is a task of the plan's own document.
type Given struct {
	On       calendar.Date
	By       Author
	Document string // what orders it, as named: "CV 12/UBND-VP ngày 3/6/2024"; empty: nothing was named
	Above    bool   // the level above gives it
	Parent   int64  // the task it stands under; 0: none
}

// Assigned reports whether the task was given during the year. The plan's file knows nothing of it.
func (t *Task) Assigned() bool { return !t.Given.On.IsZero() }

// FirstAssigned is the least number of a task given during the year: the plan's document may still grow below it.
const FirstAssigned = 101

// Under lists the tasks that were given under a task, by number.
func (p *Plan) Under(t *Task) []*Task {
	var all []*Task
	for i := range p.Tasks {
		if c := &p.Tasks[i]; c.Given.Parent == t.ID && c.Assigned() && !c.Retired {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *Task) int { return cmp.Compare(a.No, b.No) })
	return all
}

// OrdersTask finds the task that tasks from above stand under: the only one whose rule says whom to ask for more time.
func (p *Plan) OrdersTask() (*Task, bool) {
	var found *Task
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired || t.Assigned() || !t.FromAbove() {
			continue
		}
		if found != nil {
			return nil, false
		}
		found = t
	}
	return found, found != nil
}

// Assignment is a task about to be given during the year. It is numbered when it is written.
type Assignment struct {
	Commune int64
	Plan    int64
	Unit    string // code of the unit that carries it out
	Area    int
	Title   string
	Wording string
	Due     calendar.Date
	Target  *Target // nil: it is done or not done
	Given   Given
	Source  Source // of the message that gives it, and the line within it; it gives a task once
	Here    int64  // the unit in whose chat it is given: that chat hears of it anyhow
}

// Assigned is what giving a task did.
type Assigned struct {
	Task     int64
	No       int
	Told     int  // how many chats of the unit hear of it
	Repeated bool // it was given before; nothing changed
}

// Why a task cannot be given.
var (
	// ErrDayPast says that the day it is to be done by has passed.
	ErrDayPast = errors.New("the day has passed")
	// ErrDayAfterPlan says that the plan ends before that day.
	ErrDayAfterPlan = errors.New("the plan ends before that day")
	// ErrCannotAct says that no such unit carries tasks out then.
	ErrCannotAct = errors.New("the unit does not carry tasks out")
	// ErrNoWords says that nothing says what is to be done.
	ErrNoWords = errors.New("no words")
	// ErrWordy says that the words are too many for a task.
	ErrWordy = errors.New("too many words")
	// ErrNested says that a task given during the year has none under it.
	ErrNested = errors.New("the parent was itself given during the year")
	// ErrPersonal says that the words look like a citizen's record.
	ErrPersonal = errors.New("looks like personal data")
)

// mostWords is how long the words of a task may be: longer ones are a document's, which is named instead.
const mostWords = 1000

// Check says why the plan cannot take a task on a day, nil where it can.
func (p *Plan) Check(a Assignment, day calendar.Date) error {
	unit, known := p.Unit(a.Unit)
	works := unit.Kind == Specialised || unit.Kind == Office
	switch {
	case a.Wording == "" || a.Title == "":
		return ErrNoWords
	case len([]rune(a.Wording)) > mostWords:
		return ErrWordy
	case PersonalData(a.Wording + " " + a.Given.Document):
		return ErrPersonal
	case a.Due.Before(day):
		return ErrDayPast
	case a.Due.After(p.Until):
		return ErrDayAfterPlan
	case !known || !works || !unit.Exists(day) || !unit.Exists(a.Due):
		return ErrCannotAct
	}
	return p.checkParent(a.Given.Parent)
}

func (p *Plan) checkParent(id int64) error {
	if id == 0 {
		return nil
	}
	parent, ok := p.TaskByID(id)
	switch {
	case !ok || parent.Retired:
		return ErrNotFound
	case parent.Assigned():
		return ErrNested
	}
	return nil
}

// Dismissal takes back a task that was given during the year.
type Dismissal struct {
	Commune int64
	Plan    int64
	Task    int64
	Reason  string
	By      Author
	Source  Source
	Here    int64 // the unit in whose chat it is said
}

// GivenNumbered finds a task given during the year by its number, be it taken back: no number is used twice.
func (p *Plan) GivenNumbered(no int) (*Task, bool) {
	for i := range p.Tasks {
		if t := &p.Tasks[i]; t.No == no && t.Assigned() {
			return t, true
		}
	}
	return nil, false
}
