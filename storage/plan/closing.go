package plan

import (
	"cmp"
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Closing is a time as the office froze it (chốt số liệu): a period, or days that somebody named. It is never changed:
// what is corrected later makes a further version when the office closes the time again.
type Closing struct {
	ID          int64
	Commune     int64
	Plan        int64
	PlanVersion int64
	Period      Period // zero: on demand
	From, To    calendar.Date
	Version     int
	By          Author
	At          time.Time
	SHA256      string       // of the snapshot's content
	Corrections []Correction // against the version before
	Snapshot    *Snapshot    `json:"-"` // where it was asked for
	Unchanged   bool         `json:"-"` // nothing is new since it was closed so
}

// Cut is the time that was closed.
func (c Closing) Cut() Cut { return Cut{Period: c.Period, From: c.From, To: c.To} }

// NewestOf finds the last closing of a time; nil where it was never closed. The oldest closing comes first.
func NewestOf(closings []Closing, cut Cut) (found *Closing) {
	for i := range closings {
		if closings[i].Cut().Same(cut) {
			found = &closings[i]
		}
	}
	return found
}

// ClosingOrder is the word of the office that closes a time.
type ClosingOrder struct {
	Commune int64
	Plan    int64
	Cut     Cut
	By      Author
	Source  Source
	At      time.Time
}

// Correction is a figure that is not what it was when the period was closed before.
type Correction struct {
	Target   int64
	Unit     int64
	Period   Period
	Old, New Figure // of no kind: there was, or is, none
	By       Author // who gave the new one; nobody where it was taken back
	At       time.Time
}

// Corrections lists the figures that differ between two snapshots of one time, by target, unit and period.
func Corrections(old, now Snapshot) []Correction {
	former, current := bySlot(old.Figures), bySlot(now.Figures)
	var all []Correction
	for slot, e := range current {
		if was := former[slot]; !was.Figure.Equal(e.Figure) {
			all = append(all, Correction{slot.Target, slot.Unit, slot.Period, was.Figure, e.Figure, e.Author, e.RecordedAt})
		}
	}
	for slot, was := range former {
		if _, ok := current[slot]; !ok {
			all = append(all, Correction{Target: slot.Target, Unit: slot.Unit, Period: slot.Period, Old: was.Figure})
		}
	}
	slices.SortFunc(all, func(a, b Correction) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Unit, b.Unit), ComparePeriods(a.Period, b.Period))
	})
	return all
}

func bySlot(figures []Entry) map[Slot]Entry {
	all := map[Slot]Entry{}
	for _, e := range figures {
		all[e.Slot] = e
	}
	return all
}

// Late reports whether a figure was given after its period was closed for the first time, be it by a longer period or
// a later one. closings are those of its plan.
func (p *Plan) Late(closings []Closing, e Entry) bool {
	t, _, ok := p.TargetByID(e.Slot.Target)
	if !ok {
		return false
	}
	_, last := e.Slot.Period.Span(p.CadenceOf(t, e.Slot.Period.Kind).Cutoff)
	return slices.ContainsFunc(closings, func(c Closing) bool {
		return !last.After(c.To) && e.RecordedAt.After(c.At)
	})
}
