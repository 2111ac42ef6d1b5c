package plan

import "slices"

// Audience lists the chats that hear of a matter on a step of the ladder: those of the units that lead it, the
// office's, or those of a leader: in private where that person is known, else the leaders' own group. Only chats that
// can be reached are named.
func (w Watch) Audience(to Audience, units []int64) []Mailbox {
	switch to {
	case ToLead:
		return w.reachable(func(m Mailbox) bool { return !m.Private() && slices.Contains(units, m.Unit) })
	case ToOffice:
		return w.reachable(func(m Mailbox) bool { return !m.Private() && w.kindOf(m.Unit) == Office })
	}
	role := Chairman
	if to == ToViceChairman {
		role = ViceChairman
	}
	if private := w.reachable(func(m Mailbox) bool { return m.Role == role }); len(private) > 0 {
		return private
	}
	return w.reachable(func(m Mailbox) bool { return !m.Private() && w.kindOf(m.Unit) == Leaders })
}

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
