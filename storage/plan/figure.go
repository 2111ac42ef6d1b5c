package plan

import (
	"time"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// FigureKind is what a reported figure consists of.
type FigureKind string

const (
	// Fraction has a numerator and a denominator.
	Fraction FigureKind = "fraction"
	// Percent is a percentage alone: judged, but it cannot be added to others.
	Percent FigureKind = "percent"
	// Number is a count or an amount in đồng.
	Number FigureKind = "number"
	// Done says that a milestone is reached.
	Done FigureKind = "done"
	// NotDone says that it is not.
	NotDone FigureKind = "not_done"
	// NoCases is "không phát sinh": neither 0% nor 100%.
	NoCases FigureKind = "no_cases"
	// Withdrawn takes the figure of a period back.
	Withdrawn FigureKind = "withdrawn"
)

// Figure is one reported figure.
type Figure struct {
	Kind     FigureKind
	Num      decimal.Decimal // numerator, number, or percentage
	Den      decimal.Decimal // denominator of a fraction
	Estimate bool            // "ước", "khoảng": shown as "ước đạt"
}

// Equal reports whether two figures say the same.
func (f Figure) Equal(g Figure) bool {
	return f.Kind == g.Kind && f.Estimate == g.Estimate && f.Num.Equal(g.Num) && f.Den.Equal(g.Den)
}

// Slot is the place a figure takes: one target, one unit, one period. A later figure of the same slot supersedes
// the former.
type Slot struct {
	Target int64
	Unit   int64
	Period Period
}

// Source is the message a figure came from; its key makes a second delivery find the first.
type Source struct {
	Chat     int64
	Message  int
	Line     int   // which figure of the message, from 0
	Revision int64 // Unix time of the edit; 0 for the message as first sent
}

// Author is who reported, as Telegram names them.
type Author struct {
	ID   int64
	Name string
}

// Entry is one reported figure on record. Entries are only ever added.
type Entry struct {
	ID         int64
	Plan       int64
	Slot       Slot
	Figure     Figure
	AsOf       calendar.Date
	Source     Source
	Author     Author
	Reason     string // why the office took a figure back
	Note       string `json:",omitempty"` // what whoever gave it noted beside it
	RecordedAt time.Time
	Supersedes int64 // 0: the first of its slot
	Undoes     int64 // the entry this one takes back; 0: none
	Overtaken  bool  // a newer message counted already when this one arrived; history only
}

// Overtaken reports whether a new entry comes too late to count against the one that counts in its slot: a later
// message of the same chat, a later edit of the same message, or, for an edit, anything that has replaced the
// figure it wants to correct. earlier are the entries that former versions of the same message led to.
func Overtaken(e, current Entry, earlier []Entry) bool {
	if current.Source.Chat == e.Source.Chat && current.Undoes == 0 {
		later := current.Source.Message > e.Source.Message
		newerEdit := current.Source.Message == e.Source.Message && current.Source.Revision > e.Source.Revision
		if later || newerEdit {
			return true
		}
	}
	corrects := false
	for _, former := range earlier {
		if former.ID == current.ID || former.ID == current.Undoes {
			return false
		}
		corrects = corrects || former.Slot == e.Slot
	}
	return corrects
}
