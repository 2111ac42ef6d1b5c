package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Member is a person's place in a unit, as the office lists it.
type Member struct {
	ID     int64 // of the membership
	No     int   // by which the office names the person
	Person Author
	Membership
	Since calendar.Date
}

// RolesIn lists the roles that people can have in units of a kind, the plainest first.
func RolesIn(kind UnitKind) []Role {
	switch kind {
	case Office:
		return []Role{OfficeClerk}
	case Leaders:
		return []Role{ViceChairman, Chairman}
	case Specialised:
		return []Role{Clerk, Head}
	default:
		return nil
	}
}

// RoleIn is the role that somebody has in a unit of a kind who is called by a role, or by none. Whoever works in the
// office is of the office; a leader must be called by name. ErrOtherRole: nobody is that in such a unit.
func RoleIn(kind UnitKind, called Role) (Role, error) {
	roles := RolesIn(kind)
	switch {
	case slices.Contains(roles, called):
		return called, nil
	case len(roles) == 0, kind == Leaders, called == Chairman, called == ViceChairman:
		return "", ErrOtherRole
	case kind == Office:
		return OfficeClerk, nil
	case called == "":
		return roles[0], nil
	default:
		return "", ErrOtherRole
	}
}

// roleWords are what people call the roles, folded.
var roleWords = map[string]Role{
	"cong chuc": Clerk, "can bo": Clerk, "vien chuc": Clerk, "chuyen vien": Clerk, "nhan vien": Clerk, "clerk": Clerk,
	"truong": Head, "truong bo phan": Head, "truong phong": Head, "nguoi dung dau": Head, "phu trach": Head, "head": Head,
	"van phong": OfficeClerk, "tong hop": OfficeClerk, "cong chuc tong hop": OfficeClerk, "office": OfficeClerk,
	"pho": ViceChairman, "pho chu tich": ViceChairman, "pct": ViceChairman, "vice": ViceChairman,
	"chu tich": Chairman, "ct": Chairman, "chairman": Chairman,
}

// ReadRole understands what a role is called.
func ReadRole(words string) (Role, bool) {
	role, ok := roleWords[Fold(words)]
	return role, ok
}

// Invitation is a one-time code by which one person joins a unit.
type Invitation struct {
	Code    string
	Commune int64
	Unit    int64
	Role    Role // as called; see RoleIn
	By      Author
	Source  Source // the message that asked for it
	Expires time.Time
}

// Joined is a person in a unit, as a code or the office's consent made them.
type Joined struct {
	Unit   UnitOf
	Role   Role
	No     int
	Before bool // they were that before
}

// mostWrong is how many wrong codes a person may try within wrongFor; then they are not heard for as long.
const (
	mostWrong = 5
	wrongFor  = 10 * time.Minute
)

// Guesses reports whether somebody has tried too many wrong codes. The tries come the latest first.
func Guesses(tries []time.Time, now time.Time) bool {
	return len(tries) >= mostWrong && now.Sub(tries[0]) < wrongFor && tries[0].Sub(tries[mostWrong-1]) <= wrongFor
}

// RequestState is what became of a request to join.
type RequestState string

// The states of a request.
const (
	RequestOpen    RequestState = "open"
	RequestAgreed  RequestState = "agreed"
	RequestRefused RequestState = "refused"
)

// JoinRequest is a person asking the office to be put on record in a unit.
type JoinRequest struct {
	ID      int64
	Unit    UnitOf
	Role    Role
	Who     Author
	Source  Source // the message that asked
	Thread  int
	Asked   time.Time
	State   RequestState
	By      Author // who decided
	Decided time.Time
}

// MemberChange is what the office does with a person's place in a unit.
type MemberChange struct {
	Commune  int64
	No       int   // of the person
	Unit     int64 // 0: the only one they have
	Role     Role  // as called; empty: it stays
	Areas    []int // in charge; nil: they stay, empty: all
	By       Author
	Operator bool // runs planbot
	Source   Source
}
