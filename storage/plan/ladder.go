package plan

import (
	"time"

	"planbot/storage/calendar"
)

// climbs reports whether a matter goes to the next step when nobody acts on it.
func (e Episode) climbs() bool {
	switch e.Rule {
	case RuleOverdue:
		return true
	case RuleWaiting:
		return e.Level >= WaitingLate
	case RuleMissing:
		return e.Level >= MissingDue
	case RuleBelow:
		return e.Level >= BelowGoal
	case RuleMatter:
		return e.Level >= MatterLate
	default:
		return false
	}
}

// NextTold is who hears of an episode next if nobody acts on it, and when. ok is false where nobody does: it does not
// climb, somebody keeps it quiet, another open one speaks for it, or it comes and goes.
func (p *Plan) NextTold(e Episode, open []Episode, silences []Silence, at time.Time) (to Audience, when time.Time, ok bool) {
	switch {
	case e.State == Pending, e.NextStep.IsZero(), e.Step+1 >= len(e.Ladder), !e.climbs():
		return "", time.Time{}, false
	case p.silenced(e, silences, dayOf(at)), e.Flapping, p.Muted(e, open):
		return "", time.Time{}, false
	}
	when = e.NextStep
	for _, not := range []time.Time{e.HeldUntil, at} {
		if when.Before(not) {
			when = not
		}
	}
	return e.Ladder[e.Step+1].To, when, true
}

// goesToTheTop reports whether every step is told at once: the goal is lost, or the date passed long ago.
func (e Episode) goesToTheTop() bool {
	return e.Rule == RuleBelow && e.Level >= BelowLost || e.Rule == RuleOverdue && e.Level >= OverdueLong
}

// Critical reports whether a matter may interrupt: it counts against no limit of messages a day.
func (e Episode) Critical() bool {
	return e.Rule == RuleWaiting || e.Rule == RuleBelow && e.Level >= BelowLost
}

// ladderOf is the ladder an episode gets when it fires: the commune's own. What does not climb keeps the second step
// for the case that the first cannot be reached. Where the office leads a task itself, its step reminds it in its
// other part: to see to the task.
func (p *Plan) ladderOf(e Episode) []LadderStep {
	all := p.Alerting().Ladder
	switch {
	case e.Rule.OfPlan():
		return []LadderStep{{To: ToOffice}}
	case e.Rule == RuleStep: // its own plan is the unit's own matter
		return []LadderStep{{To: ToLead}}
	case !climbing[e.Rule]:
		return all[:min(2, len(all))]
	default:
		return all
	}
}

// climbing are the rules that some level of makes climb.
var climbing = map[Rule]bool{RuleOverdue: true, RuleMissing: true, RuleBelow: true, RuleWaiting: true, RuleMatter: true}

// stepAfter is when the next step of the ladder is due after one that is told at an instant; zero where there is none
// or the matter does not climb. The working days count from when the office is open to hear it; what comes after noon
// counts from the next day.
func (p *Plan) stepAfter(e Episode, at time.Time) time.Time {
	if !e.climbs() || e.Step+1 >= len(e.Ladder) {
		return time.Time{}
	}
	heard := p.opening(at)
	if noon := dayOf(heard).At(calendar.NewTimeOfDay(12, 0), calendar.Zone); !heard.Before(noon) {
		heard = p.Morning(p.Calendar.NextWorkday(dayOf(heard)))
	}
	return p.HoldUntil(e.Ladder[e.Step+1].Wait, heard)
}
