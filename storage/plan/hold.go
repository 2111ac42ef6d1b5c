package plan

import (
	"time"

	"planbot/storage/calendar"
)

// HoldUntil is the instant at which something put off for so many working days goes on: at the commune's morning.
func (p *Plan) HoldUntil(days int, at time.Time) time.Time {
	day := calendar.DateOf(at.In(calendar.Zone))
	return p.Calendar.AddWorkdays(day, days).At(p.Alerting().Morning, calendar.Zone)
}

// Acknowledged is the episode taken up by somebody: repeats and the ladder wait until an instant. entry is the newest
// figure then.
func (e Episode) Acknowledged(by Author, entry int64, until time.Time, at time.Time) (Episode, Flip) {
	f := Flip{
		Episode: e.ID, At: at, From: e.State, To: Acknowledged, Level: e.Level, Inputs: e.Inputs, Why: WhyAcked, By: by,
	}
	e.State, e.AckBy, e.AckAt, e.AckEntry, e.HeldUntil = Acknowledged, by, at, entry, until
	return e, f
}

// Snoozed is the episode put off until an instant.
func (e Episode) Snoozed(until time.Time, by Author, at time.Time) (Episode, Flip) {
	f := Flip{
		Episode: e.ID, At: at, From: e.State, To: e.State, Level: e.Level, Inputs: e.Inputs, Why: WhySnoozed, By: by,
	}
	e.HeldUntil = until
	e.Snoozes++
	return e, f
}
