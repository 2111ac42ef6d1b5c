package plan

import (
	"slices"
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

// hidesFrom reports whether the silence hides a subject from one of the units that must act on it. What several lead has
// no unit of its own.
func (s Silence) hidesFrom(unit int64, about Subject, day calendar.Date) bool {
	if about.Unit == 0 {
		about.Unit = unit
	}
	return s.Covers(about, day)
}

// Hides reports whether the silence hides a subject, at least from one of the units that must act on it.
func (p *Plan) Hides(s Silence, about Subject, day calendar.Date) bool {
	return s.Covers(about, day) || slices.ContainsFunc(p.MustAct(about), func(u Unit) bool { return s.hidesFrom(u.ID, about, day) })
}

// silenced reports whether an episode is hidden from everybody who must act on it: then nobody is told.
func (p *Plan) silenced(e Episode, silences []Silence, day calendar.Date) bool {
	if slices.ContainsFunc(silences, func(s Silence) bool { return s.Covers(e.Subject, day) }) {
		return true
	}
	units := p.responsible(e)
	heard := slices.ContainsFunc(units, func(unit int64) bool { return !silencedFor(unit, e.Subject, silences, day) })
	return len(units) > 0 && !heard
}

// silencedFor reports whether a unit that must act on a subject is not told of it.
func silencedFor(unit int64, about Subject, silences []Silence, day calendar.Date) bool {
	return slices.ContainsFunc(silences, func(s Silence) bool { return s.hidesFrom(unit, about, day) })
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
