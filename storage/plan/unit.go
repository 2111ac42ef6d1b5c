package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Reporting says whose figures a commune counts.
type Reporting string

const (
	// Open counts a figure from anybody who writes in a chat bound to the unit.
	Open Reporting = "open"
	// Registered counts figures of registered staff only.
	Registered Reporting = "registered"
)

// Commune is a tenant: a xã, phường or đặc khu. Nothing of one commune is visible to another.
type Commune struct {
	ID        int64
	Code      string // short, unique on this server, for example "sonky"
	Name      string // "xã Sơn Kỳ"
	Parent    string // the level above, as printed in documents
	Reporting Reporting
	// Signatures is 2 where the office confirms every figure, else 1. Read with the plan, as Alerts is; zero in a Place.
	Signatures int
	Alerts     AlertSettings
}

// UnitKind separates units that work from those that only receive.
type UnitKind string

const (
	// Specialised is a unit that carries tasks out (bộ phận chuyên môn, phòng).
	Specialised UnitKind = "specialised"
	// Office is the unit that monitors every task (Văn phòng) and may report for the others.
	Office UnitKind = "office"
	// Leaders is the People's Committee itself: Chairman and vice chairmen.
	Leaders UnitKind = "leaders"
	// Group stands for its members ("các bộ phận chuyên môn").
	Group UnitKind = "group"
	// External is a body outside the commune: it receives reports and grants extensions.
	External UnitKind = "external"
)

// Unit is part of a commune from one date to another; both ends may be open (zero).
type Unit struct {
	ID      int64
	Code    string
	Name    string
	Short   string // for lists on a phone; the name when empty
	Kind    UnitKind
	Aliases []string
	Members []string // codes; only of a Group
	From    calendar.Date
	Until   calendar.Date // last day, inclusive
	Role    string        // what an external body does
}

// Label is what lists on a phone call the unit.
func (u Unit) Label() string {
	if u.Short != "" {
		return u.Short
	}
	return u.Name
}

// Exists reports whether the unit exists on the day.
func (u Unit) Exists(day calendar.Date) bool {
	started := u.From.IsZero() || !day.Before(u.From)
	ended := !u.Until.IsZero() && day.After(u.Until)
	return started && !ended
}

// SeesAll reports whether the unit's chat shows the tasks of every unit.
func (u Unit) SeesAll() bool { return u.Kind == Office || u.Kind == Leaders }

// Contains reports whether a group has the member, or whether the unit is the member itself.
func (u Unit) Contains(code string) bool {
	return u.Code == code || slices.Contains(u.Members, code)
}
