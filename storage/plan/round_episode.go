package plan

import (
	"reflect"
	"slices"
)

// mostFlips is how often a subject may begin or end within ten days before it counts as flapping.
const mostFlips = 3

// calmDays is how long a flapping matter must last before it is told like any other again.
const calmDays = 10

// begin opens an episode for a condition that has none.
func (r *rounding) begin(c Condition) {
	if slices.ContainsFunc(r.Open, func(e Episode) bool { return e.Subject == c.Subject }) {
		return
	}
	if c.Rule == RuleBelow && c.Level <= BelowRecovering {
		return // what never was below has nothing to recover from
	}
	e := Episode{
		Commune: r.Plan.Commune.ID, Plan: r.Plan.ID, Subject: c.Subject, Level: c.Level, Since: c.Since,
		Inputs: c.Inputs, OpenedAt: r.at, Flapping: r.Recent[c.Subject] >= mostFlips && c.Rule != RuleWaiting,
	}
	r.announce(r.flip(e, Pending, WhyFirst), c)
}

// goOn brings an open episode up to date: it ends, gets worse, or is told again.
func (r *rounding) goOn(e Episode) {
	if r.failed[e.Task] {
		return
	}
	c, holds := r.find(e.Subject)
	switch {
	case !holds && replaced(e, r.conditions):
		r.end(e, WhyReplaced)
	case !holds, r.recovered(e, c):
		r.end(e, WhyHealed)
	case c.Inputs.Rests != "":
		r.rest(e, c)
	case e.Rests():
		r.update(r.rested(e, c), c)
	default:
		r.update(e, c)
	}
}

func (r *rounding) end(e Episode, why Why) {
	e.EndedAt, e.NextStep = r.at, zeroTime
	r.flip(e, Resolved, why)
}

// recovered reports whether a goal that is reached again has held for a further period.
func (r *rounding) recovered(e Episode, c Condition) bool {
	return c.Rule == RuleBelow && c.Level == BelowRecovering && e.Level == BelowRecovering &&
		e.Inputs.Period.Before(r.latestPeriod(c.Subject))
}

// latestPeriod is the newest period that a figure of the subject is about.
func (r *rounding) latestPeriod(s Subject) Period {
	var latest Period
	for key, total := range r.Facts.Totals {
		if key.Target == s.Target && (s.Unit == 0 || key.Unit == s.Unit) && latest.Before(total.Last.Slot.Period) {
			latest = total.Last.Slot.Period
		}
	}
	return latest
}

// update takes the condition as it is now into the episode, and tells what follows from it.
func (r *rounding) update(e Episode, c Condition) {
	former, known, period := e.Level, e.Inputs, e.Inputs.Period
	e.Level, e.Since, e.Inputs = c.Level, c.Since, c.Inputs
	if c.Rule == RuleBelow && c.Level == BelowRecovering {
		e.Inputs.Period = period
		if former != BelowRecovering {
			e.Inputs.Period = r.latestPeriod(c.Subject)
		}
	}
	switch {
	case e.State != Pending && e.breaksHold(former):
		e.HeldUntil = zeroTime // what held it back was about less
		e = r.flip(e, Firing, levelWhy(e, former))
	case e.Level != former:
		if e.Level != BelowRecovering || e.Rule != RuleBelow {
			e.Told = min(e.Told, e.Level) // in the band the worse state is not left yet: falling back is no news
		}
		e = r.flip(e, e.State, levelWhy(e, former))
	case !reflect.DeepEqual(e.Inputs, known):
		r.change(e)
	}
	r.announce(e, c)
}

// breaksHold reports whether it got worse than those were told who took it up. That a day has come is no worse: they
// knew when they did.
func (e Episode) breaksHold(former Level) bool {
	return e.Level > former && e.Level > e.Told && e.Rule != RuleDueSoon && e.Rule != RuleMissing
}

func levelWhy(e Episode, former Level) Why {
	switch {
	case e.Level < former:
		return WhyBetter
	case e.Rule == RuleDueSoon:
		return WhyCloser
	default:
		return WhyWorse
	}
}

// hidden reports whether nobody is told of the episode for now.
func (r *rounding) hidden(e Episode, c Condition) bool {
	return r.Plan.silenced(e, r.Facts.Silences, r.day) || r.Plan.muted(c, r.conditions)
}
