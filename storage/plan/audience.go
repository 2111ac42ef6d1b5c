package plan

import "slices"

// Audience lists the chats of those who stand on a step of the ladder, for a matter of the given units: the units'
// own, the office's, or the leaders' private ones where they are known, else the leaders' group.
func (w Watch) Audience(to Audience, units []int64) []Mailbox {
	switch to {
	case ToLead:
		return w.reach(func(m Mailbox) bool { return !m.Private() && slices.Contains(units, m.Unit) })
	case ToOffice:
		return w.reach(func(m Mailbox) bool { return !m.Private() && w.kindOf(m) == Office })
	}
	role := Chairman
	if to == ToViceChairman {
		role = ViceChairman
	}
	if private := w.reach(func(m Mailbox) bool { return m.Role == role }); len(private) > 0 {
		return private
	}
	return w.reach(func(m Mailbox) bool { return !m.Private() && w.kindOf(m) == Leaders })
}

func (w Watch) reach(wanted func(Mailbox) bool) []Mailbox {
	var all []Mailbox
	for _, m := range w.Reach {
		if m.Active && wanted(m) {
			all = append(all, m)
		}
	}
	return all
}

func (w Watch) kindOf(m Mailbox) UnitKind {
	u, _ := w.Plan.UnitByID(m.Unit)
	return u.Kind
}
