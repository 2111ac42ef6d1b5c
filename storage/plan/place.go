package plan

// Role is what a person is in a unit.
type Role string

// The roles of the commune. An operator sets communes up and belongs to none.
const (
	Clerk        Role = "clerk"
	Head         Role = "head"
	OfficeClerk  Role = "office"
	ViceChairman Role = "vice_chairman"
	Chairman     Role = "chairman"
)

// Membership ties a person to a unit.
type Membership struct {
	Unit int64
	Role Role
}

// Place is where something was said and by whom: the chat's commune and unit, the plan in force, and what the
// speaker is there.
type Place struct {
	Commune     Commune
	Unit        int64 // the chat's unit; in a private chat the speaker's own
	PlanID      int64 // 0: the commune has no plan yet
	PlanVersion int64
	Totals      Totals       // the plan's figures, read in the same instant
	Memberships []Membership // of the speaker, in this commune
	Muted       bool         // nothing could be written in the chat when that was last tried
	Private     bool
	Unreachable bool // of a private chat: nothing could be sent to the speaker when that was last tried
	Operator    bool
	Nobody      bool // an anonymous administrator or a channel: sees, but may not change anything
}

// MayReport reports whether the speaker's figures for the given unit count here: registered members of the unit
// and of the office always; anybody writing in the unit's or the office's group while the commune's setting is
// open. here is the chat's unit, for the unit the figure is about.
func (p Place) MayReport(here, about Unit) bool {
	if p.Nobody {
		return false
	}
	for _, m := range p.Memberships {
		if m.Unit == about.ID || m.Role == OfficeClerk {
			return true
		}
	}
	open := p.Commune.Reporting == Open && !p.Private
	return open && (here.ID == about.ID || here.Kind == Office)
}

// MayBind reports whether the speaker may tie a chat to a unit: operators and the office. here is the chat's unit,
// zero in an unbound chat.
func (p Place) MayBind(here Unit) bool {
	if p.Nobody {
		return false
	}
	for _, m := range p.Memberships {
		if m.Role == OfficeClerk {
			return true
		}
	}
	return p.Operator || (p.Commune.Reporting == Open && !p.Private && here.Kind == Office)
}

// MayUndo reports whether the speaker may take the entry back at once (its author) or with a reason (the office).
func (p Place) MayUndo(here Unit, author, speaker int64) (own, office bool) {
	if p.Nobody {
		return false, false
	}
	return author == speaker, p.MayBind(here)
}

// MayUrge reports whether the speaker acts for the office that monitors: urges units, silences alerts. Those who run
// planbot do not. here is the chat's unit.
func (p Place) MayUrge(here Unit) bool {
	p.Operator = false
	return p.MayBind(here)
}

// MayAcknowledge reports whether the speaker may take an episode up, or put it off: staff of a unit that must act,
// in private or in its own chat; where nobody is on record, anybody in that chat while reporting is open. The office
// takes up its own tasks only. here is the chat's unit.
func (p Place) MayAcknowledge(in *Plan, here Unit, e Episode) bool {
	units := in.MustAct(e.Subject)
	if p.Nobody || (!p.Private && !holdsUnit(units, here.ID)) {
		return false
	}
	for _, m := range p.Memberships {
		if holdsUnit(units, m.Unit) {
			return true
		}
	}
	return len(p.Memberships) == 0 && !p.Private && p.Commune.Reporting == Open
}
