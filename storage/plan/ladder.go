package plan

import "time"

// climbs reports whether a matter goes to the next step when nobody acts on it.
func (e Episode) climbs() bool {
	switch e.Rule {
	case RuleOverdue, RuleWaiting:
		return true
	case RuleMissing:
		return e.Level >= MissingDue
	case RuleBelow:
		return e.Level >= BelowGoal
	default:
		return false
	}
}

// goesToTheTop reports whether every step is told at once: the goal is lost, or the date passed long ago.
func (e Episode) goesToTheTop() bool {
	return e.Rule == RuleBelow && e.Level >= BelowLost || e.Rule == RuleOverdue && e.Level >= OverdueLong
}

// Critical reports whether a matter may interrupt: it counts against no limit of messages a day.
func (e Episode) Critical() bool {
	return e.Rule == RuleWaiting || e.Rule == RuleBelow && e.Level >= BelowLost
}

// ladderOf is the ladder an episode gets when it fires: the commune's own, without the office where the office leads
// the task itself and has been told. The steps after one left out wait as much longer.
func (w Watch) ladderOf(e Episode) []LadderStep {
	if e.Rule == RuleHole {
		return []LadderStep{{To: ToOffice}}
	}
	all := w.Plan.Alerting().Ladder
	if !climbing[e.Rule] {
		all = all[:min(2, len(all))] // the second step hears only where the first cannot be reached
	}
	var kept []LadderStep
	longer := 0
	lead := w.Audience(ToLead, w.Plan.Responsible(e.Subject))
	for _, step := range all {
		step.Wait += longer
		if step.To == ToOffice && len(lead) > 0 && covers(lead, w.Audience(ToOffice, nil)) {
			longer = step.Wait
			continue
		}
		kept, longer = append(kept, step), 0
	}
	return kept
}

// climbing are the rules that some level of makes climb.
var climbing = map[Rule]bool{RuleOverdue: true, RuleMissing: true, RuleBelow: true, RuleWaiting: true}

func covers(told, others []Mailbox) bool {
	known := map[[2]int64]bool{}
	for _, m := range told {
		known[[2]int64{m.Chat, int64(m.Thread)}] = true
	}
	for _, m := range others {
		if !known[[2]int64{m.Chat, int64(m.Thread)}] {
			return false
		}
	}
	return true
}

// stepAfter is when the next step of the ladder is due, counted from at; zero where there is none or the matter does
// not climb.
func (p *Plan) stepAfter(e Episode, at time.Time) time.Time {
	if !e.climbs() || e.Step+1 >= len(e.Ladder) {
		return time.Time{}
	}
	return p.HoldUntil(e.Ladder[e.Step+1].Wait, at)
}
