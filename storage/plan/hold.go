package plan

import (
	"time"

	"planbot/storage/calendar"
)

// HoldUntil is when something put off by so many working days goes on: that day's morning.
func (p *Plan) HoldUntil(days int, at time.Time) time.Time {
	return p.Morning(p.Calendar.AddWorkdays(dayOf(at), days))
}

// Acknowledged is the episode taken up by somebody: no repeat and no further step until then, unless it gets worse.
// entry is the newest figure behind the episode at that time; a newer one is progress.
func (e Episode) Acknowledged(by Author, entry int64, until, at time.Time) (Episode, Flip) {
	flip := Flip{Episode: e.ID, At: at, From: e.State, To: Acknowledged, Level: e.Level, Inputs: e.Inputs, Why: WhyAcked, By: by}
	e.State, e.AckBy, e.AckAt, e.AckEntry = Acknowledged, by, at, entry
	return e.heldUntil(until), flip
}

// Snoozed is the episode put off by somebody.
func (e Episode) Snoozed(until time.Time, by Author, at time.Time) (Episode, Flip) {
	flip := Flip{Episode: e.ID, At: at, From: e.State, To: e.State, Level: e.Level, Inputs: e.Inputs, Why: WhySnoozed, By: by}
	e.Snoozes++
	return e.heldUntil(until), flip
}

// heldUntil lets the ladder wait along; a step that was due later stays there, and so does a longer hold.
func (e Episode) heldUntil(until time.Time) Episode {
	if until.Before(e.HeldUntil) {
		return e
	}
	e.HeldUntil = until
	if !e.NextStep.IsZero() && e.NextStep.Before(until) {
		e.NextStep = until
	}
	return e
}

// dayOf is the civil day in Việt Nam.
func dayOf(at time.Time) calendar.Date { return calendar.DateOf(at.In(calendar.Zone)) }
