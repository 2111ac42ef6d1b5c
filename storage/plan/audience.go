package plan

import "slices"

// Audience lists the chats that hear on a step of the ladder of what concerns units as a whole: those of the units,
// the office's, or those of a leader: in private where that person is known, else the leaders' own group. Only chats
// that can be reached are named.
func (w Watch) Audience(to Audience, units []int64) []Mailbox { return w.audience(to, units, 0) }

// Hears is Audience for what is about a task: of the vice chairmen it is the one in charge of the task's area.
func (w Watch) Hears(to Audience, e Episode) []Mailbox {
	task, ok := w.Plan.TaskByID(e.Task)
	if !ok {
		return w.audience(to, w.Plan.responsible(e), 0)
	}
	return w.audience(to, w.Plan.responsible(e), task.Area)
}

func (w Watch) audience(to Audience, units []int64, area int) []Mailbox {
	var leader func(Mailbox) bool
	switch to {
	case ToLead:
		return w.reachable(func(m Mailbox) bool { return !m.Private() && slices.Contains(units, m.Unit) })
	case ToOffice:
		return w.reachable(func(m Mailbox) bool { return !m.Private() && w.kindOf(m.Unit) == Office })
	case ToViceChairman:
		leader = w.inCharge(area)
	default:
		leader = func(m Mailbox) bool { return m.Role == Chairman }
	}
	if private := w.reachable(leader); len(private) > 0 {
		return private
	}
	return w.reachable(func(m Mailbox) bool { return !m.Private() && w.kindOf(m.Unit) == Leaders })
}

// inCharge chooses the vice chairmen who answer for an area. Where nobody does, all of them do: a matter must not fall
// between two chairs. One who does and cannot be reached is not replaced by a colleague.
func (w Watch) inCharge(area int) func(Mailbox) bool {
	answers := func(m Mailbox) bool { return m.Role == ViceChairman && m.inCharge(area) }
	if slices.ContainsFunc(w.Reach, answers) {
		return answers
	}
	return func(m Mailbox) bool { return m.Role == ViceChairman }
}

func (m Mailbox) inCharge(area int) bool { return Membership{Areas: m.Areas}.InCharge(area) }

func (w Watch) reachable(wanted func(Mailbox) bool) []Mailbox {
	var all []Mailbox
	for _, m := range w.Reach {
		if m.Active && wanted(m) {
			all = append(all, m)
		}
	}
	return all
}

func (w Watch) kindOf(unit int64) UnitKind {
	u, _ := w.Plan.UnitByID(unit)
	return u.Kind
}

// responsible lists the identities of the units that must act on an episode.
func (p *Plan) responsible(e Episode) []int64 {
	var ids []int64
	for _, u := range p.MustActOn(e) {
		ids = append(ids, u.ID)
	}
	return ids
}
