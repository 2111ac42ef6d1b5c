package plan

import (
	"time"

	"planbot/storage/calendar"
)

// Silence hides the messages of some subjects until a day. The office makes it, with a reason.
type Silence struct {
	ID      int64
	Commune int64
	Plan    int64
	Task    int64 // 0: every task
	Unit    int64 // 0: every unit
	Until   calendar.Date
	Reason  string
	By      Author
	At      time.Time
}

// LongestSilence is how many days a silence lasts at most.
const LongestSilence = 30

// Active reports whether the silence lasts on a day.
func (s Silence) Active(day calendar.Date) bool { return !day.After(s.Until) }

// Covers reports whether the silence hides a subject on a day. What tells of silences is never hidden.
func (s Silence) Covers(about Subject, day calendar.Date) bool {
	return s.Active(day) && about.Rule != RuleSilence && (s.Task == 0 || s.Task == about.Task) &&
		(s.Unit == 0 || s.Unit == about.Unit)
}

// ActiveSilences lists the silences that last on a day.
func (f Facts) ActiveSilences(day calendar.Date) []Silence {
	var active []Silence
	for _, s := range f.Silences {
		if s.Active(day) {
			active = append(active, s)
		}
	}
	return active
}

// silence reminds the office of all it keeps quiet.
func (j *judge) silence() (Condition, bool) {
	active := j.facts.ActiveSilences(j.day)
	c := Condition{Subject: Subject{Rule: RuleSilence}, Level: 1, Inputs: Inputs{Count: len(active)}}
	for _, s := range active {
		if day := dayOf(s.At); c.Since.IsZero() || day.Before(c.Since) {
			c.Since = day
		}
	}
	return c, len(active) > 0
}
