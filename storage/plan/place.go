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
	Unit  int64
	Role  Role
	Areas []int // of a vice chairman: the areas of the plan in their charge; none on record: all
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
