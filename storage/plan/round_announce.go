package plan

import (
	"slices"
	"time"
)

var zeroTime time.Time

// announce tells what is to be told of an episode now, if anything: that it began, again, or on a further step.
func (r *rounding) announce(e Episode, c Condition) {
	if r.hidden(e, c) {
		return
	}
	if e.Flapping && e.State != Pending && r.day.DaysSince(dayOf(e.FiredAt)) >= calmDays {
		e.Flapping = false
		r.change(e)
	}
	switch {
	case e.State == Pending && r.time(e):
		r.fire(e)
	case e.State == Pending:
	case e.Held(r.at):
		r.tellUntold(e)
	case e.Level > e.Told && r.time(e):
		r.worsen(e)
	case e.Flapping:
	case e.State == Acknowledged:
		r.resume(e)
	case !e.HeldUntil.IsZero():
		r.wake(e)
	default:
		r.repeat(e)
	}
}

// time reports whether an announcement of this kind may be made now: in the morning of a working day, in the first of
// a week, or at once.
func (r *rounding) time(e Episode) bool {
	if !e.waitsForMorning() {
		return true
	}
	if e.Rule.Weekly() {
		first := r.Plan.firstWorkday(weekOf(r.day))
		late := r.day.After(first) && !e.OpenedAt.After(r.Plan.Morning(first))
		return r.itIsMorning() && (r.day == first || late)
	}
	if e.Rule == RuleDueToday {
		return r.Plan.Calendar.Workday(r.day) && !r.at.Before(r.Plan.Morning(r.day)) // tomorrow is too late
	}
	return r.itIsMorning()
}

// waitsForMorning reports whether a matter belongs into the morning's digest; what was caused by somebody's figure or
// presses within hours is told at once.
func (e Episode) waitsForMorning() bool {
	switch e.Rule {
	case RuleBelow, RuleBudget, RuleWaiting:
		return false
	case RuleMissing:
		return e.Level != MissingDue
	default:
		return true
	}
}

// itIsMorning reports whether this is the round of a working day's digest: the first since its morning, however late
// we come. What a figure stirs up later in the day waits for the next.
func (r *rounding) itIsMorning() bool {
	morning := r.Plan.Morning(r.day)
	return r.Plan.Calendar.Workday(r.day) && !r.at.Before(morning) && r.Judged.Before(morning)
}

// fire announces an episode for the first time, with the ladder as it is now. While nobody on it can be reached the
// episode waits: binding a chat brings the next round.
func (r *rounding) fire(e Episode) {
	e.Ladder = r.Plan.ladderOf(e)
	if !r.anybodyHears(e) {
		return
	}
	why := WhyFirst
	e.Flapping = e.Flapping && !e.goesToTheTop()
	if e.Flapping {
		why = WhyFlapping
	}
	e.FiredAt, e.Said, e.Told = r.at, 1, e.Level
	e.NextStep = r.Plan.stepAfter(e, r.at)
	e = r.flip(e, Firing, why)
	if e.Flapping && r.flipsBefore(e) > mostFlips+1 {
		return // that it comes and goes was said before
	}
	r.tell(e, 0, why, 0)
	r.climbAll(e)
}

// flipsBefore is how often the subject of an episode began or ended lately before this one began, which counts itself
// once it is on record.
func (r *rounding) flipsBefore(e Episode) int {
	n := r.Recent[e.Subject]
	if e.OpenedAt.Before(r.at) {
		n--
	}
	return n
}

// worsen tells everybody who was told that it got worse.
func (r *rounding) worsen(e Episode) {
	if !r.anybodyHears(e) {
		return
	}
	why := levelWhy(e, e.Told)
	e.Said++
	e.Told, e.Flapping, e.HeldUntil = e.Level, false, zeroTime
	e.Repeats = r.Plan.repeatsDue(e, r.day)
	if e.State == Acknowledged { // which has run out
		e = r.flip(e, Firing, why)
	}
	if e.NextStep.IsZero() || r.Ladder[e.ID].has(e.Step) {
		e.NextStep = r.Plan.stepAfter(e, r.at)
	}
	r.change(e)
	r.tellAll(e, why)
	r.climbAll(e)
}

// wake goes on with an episode that somebody put off until now.
func (r *rounding) wake(e Episode) {
	e.HeldUntil = zeroTime
	e.Said++
	e.Repeats = r.Plan.repeatsDue(e, r.day)
	r.change(e)
	r.tellAll(e, WhySnoozeOver)
	r.climb(e)
}

// resume goes on with an episode whose acknowledgement ran out: with another while there is progress, else aloud.
func (r *rounding) resume(e Episode) {
	if newest := r.Plan.NewestEntry(r.Facts, e.Subject); newest > e.AckEntry {
		e.AckEntry = newest
		r.change(e.heldUntil(r.Plan.HoldUntil(r.Plan.Alerting().AckDays, r.at)))
		return
	}
	e.Told = e.Level
	e.HeldUntil = zeroTime
	e.Said++
	e.Repeats = r.Plan.repeatsDue(e, r.day)
	e = r.flip(e, Firing, WhyResumed)
	r.tellAll(e, WhyResumed)
	r.climb(e)
}

// repeat tells an episode again when its day has come, once however many were missed.
func (r *rounding) repeat(e Episode) {
	if n := r.Plan.repeatsDue(e, r.day); n > e.Repeats && r.itIsMorning() {
		e.Repeats = n
		e.Said++
		r.change(e)
		r.tell(e, r.lowest(e), WhyRepeat, n)
	}
	r.climb(r.tellUntold(e))
}

// lowest is the first step, up to the one that an episode stands on, that somebody hears on: a unit that cannot be
// reached is spoken for by whoever was told in its place.
func (r *rounding) lowest(e Episode) int {
	for step := range e.Step {
		if len(r.Hears(e.Ladder[step].To, e)) > 0 {
			return step
		}
	}
	return e.Step
}

// tellAll tells everybody up to the step that an episode stands on.
func (r *rounding) tellAll(e Episode, why Why) {
	for step := range e.Step + 1 {
		r.tell(e, step, why, 0)
	}
}

// climb takes an episode up the ladder: one step when its time has come, at once past steps that nobody hears on. The
// time counts from when the step before was heard on.
func (r *rounding) climb(e Episode) {
	e = r.passUnreachable(e)
	if e.NextStep.IsZero() || !e.climbs() || e.Step+1 >= len(e.Ladder) {
		return
	}
	if later := r.stepAfterHearing(e); later.After(e.NextStep) {
		e.NextStep = later
		r.change(e)
	}
	if r.at.Before(e.NextStep) {
		return
	}
	e = r.step(e, WhyClimbed)
	r.passUnreachable(e)
}

// passUnreachable goes on to the first step from here that somebody hears on.
func (r *rounding) passUnreachable(e Episode) Episode {
	for e.Step+1 < len(e.Ladder) && !r.heard(e) {
		e = r.step(e, WhyUnreachable)
	}
	return e
}

// heard reports whether somebody can be told on the step that an episode stands on, and was if anybody could.
func (r *rounding) heard(e Episode) bool {
	if u := r.Ladder[e.ID]; u.Lost && u.Step == e.Step {
		return false
	}
	return len(r.Hears(e.Ladder[e.Step].To, e)) > 0
}

func (r *rounding) anybodyHears(e Episode) bool {
	return slices.ContainsFunc(e.Ladder, func(s LadderStep) bool {
		return len(r.Hears(s.To, e)) > 0
	})
}

func (r *rounding) step(e Episode, why Why) Episode {
	e.Step++
	e.Said++
	e.NextStep = r.Plan.stepAfter(e, r.at)
	r.change(e)
	r.tell(e, e.Step, why, 0)
	return e
}

// climbAll tells every step at once where the matter is that grave, else the first that is heard on.
func (r *rounding) climbAll(e Episode) {
	for e.goesToTheTop() && e.Step+1 < len(e.Ladder) {
		e = r.step(e, WhyFirst) // they have not heard of it before
	}
	r.passUnreachable(e)
}

// NewestEntry is the newest figure behind a subject, of whatever period; 0 where there is none.
func (p *Plan) NewestEntry(f Facts, s Subject) int64 {
	task, ok := p.TaskByID(s.Task)
	if !ok {
		return 0
	}
	var newest int64
	for _, t := range task.Targets {
		for key, total := range f.Totals {
			if key.Target != t.ID || s.Target != 0 && s.Target != t.ID || s.Unit != 0 && s.Unit != key.Unit {
				continue
			}
			newest = max(newest, total.Last.Entry)
			for _, filed := range f.Filed[key] {
				newest = max(newest, filed.Entry)
			}
		}
	}
	return newest
}
