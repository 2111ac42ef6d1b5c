package plan_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// duties is a plan of an office, two units and a group of both: task 1 is led by the office, task 2 by a unit, task 3
// by the group.
func duties() *plan.Plan {
	lead := func(code string) []plan.Relation { return []plan.Relation{{Kind: plan.Lead, Unit: code}} }
	target := func(id int64) []plan.Target {
		return []plan.Target{{
			ID: id, Mark: "a", Measure: plan.Ratio, Accumulation: plan.ByPeriod, Judged: plan.Continuously,
			Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}}, Noun: "hồ sơ",
		}}
	}
	monthly := []plan.Cadence{{Every: plan.Month, Cutoff: 14}}
	return &plan.Plan{
		ID: 1, Year: 2024, From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31), Cutoff: 14,
		Calendar: calendar.New(),
		Units: []plan.Unit{
			{ID: 1, Code: "VP", Name: "Văn phòng", Kind: plan.Office},
			{ID: 2, Code: "TP", Name: "Tư pháp", Kind: plan.Specialised},
			{ID: 3, Code: "VH", Name: "Văn hóa", Kind: plan.Specialised},
			{ID: 4, Code: "BP", Name: "Các bộ phận", Kind: plan.Group, Members: []string{"TP", "VH"}},
			{ID: 5, Code: "LD", Name: "Lãnh đạo", Kind: plan.Leaders},
		},
		Tasks: []plan.Task{
			{ID: 11, No: 1, Title: "Việc của Văn phòng", Relations: lead("VP"), Targets: target(101), Cadences: monthly},
			{ID: 12, No: 2, Title: "Việc của Tư pháp", Relations: lead("TP"), Targets: target(102), Cadences: monthly},
			{ID: 13, No: 3, Title: "Việc chung", Relations: lead("BP"), Targets: target(103), Cadences: monthly,
				Rule: &plan.SpecialRule{Kind: "eight_hours", Hours: 8}},
		},
	}
}

// A matter is taken up by staff of the unit that must act, in its own chat or in private; by nobody else.
func TestMayAcknowledge(t *testing.T) {
	t.Parallel()
	p := duties()
	unit := func(code string) plan.Unit { u, _ := p.Unit(code); return u }
	open := plan.Place{Commune: plan.Commune{Reporting: plan.Open}}
	registered := plan.Place{Commune: plan.Commune{Reporting: plan.Registered}}
	member := func(place plan.Place, code string, role plan.Role) plan.Place {
		place.Memberships = []plan.Membership{{Unit: unit(code).ID, Role: role}}
		return place
	}
	private := func(place plan.Place) plan.Place { place.Private = true; return place }
	nobody := func(place plan.Place) plan.Place { place.Nobody = true; return place }
	operator := func(place plan.Place) plan.Place { place.Operator = true; return place }
	for _, c := range []struct {
		name  string
		place plan.Place
		here  string
		about plan.Subject
		want  bool
	}{
		{"anybody in the unit's chat while open", open, "TP", plan.Subject{Task: 12}, true},
		{"anybody in a member's chat of a leading group", open, "VH", plan.Subject{Task: 13}, true},
		{"another member where one is named", open, "VH", plan.Subject{Task: 13, Unit: 2}, false},
		{"another unit's chat", open, "VH", plan.Subject{Task: 12}, false},
		{"the office's chat", open, "VP", plan.Subject{Task: 12}, false},
		{"the office's own task", open, "VP", plan.Subject{Task: 11}, true},
		{"the leaders' chat", open, "LD", plan.Subject{Task: 11}, false},
		{"an unbound chat", open, "", plan.Subject{Task: 12}, false},
		{"a stranger where staff is registered", registered, "TP", plan.Subject{Task: 12}, false},
		{"a member of the unit", member(registered, "TP", plan.Clerk), "TP", plan.Subject{Task: 12}, true},
		{"a member in private", private(member(registered, "TP", plan.Clerk)), "TP", plan.Subject{Task: 12}, true},
		{"a member in another unit's chat", member(registered, "TP", plan.Clerk), "VH", plan.Subject{Task: 12}, false},
		{"a member of another unit in the unit's chat", member(open, "VH", plan.Clerk), "TP", plan.Subject{Task: 12}, false},
		{"the office's clerk in the unit's chat", member(open, "VP", plan.OfficeClerk), "TP", plan.Subject{Task: 12}, false},
		{"the office's clerk in private", private(member(open, "VP", plan.OfficeClerk)), "VP", plan.Subject{Task: 12}, false},
		{"a stranger in private", private(open), "TP", plan.Subject{Task: 12}, false},
		{"an anonymous administrator", nobody(open), "TP", plan.Subject{Task: 12}, false},
		{"an operator in another chat", operator(open), "VH", plan.Subject{Task: 12}, false},
		{"a hole of the plan, for the office", open, "VP", plan.Subject{Rule: plan.RuleHole, Task: 12}, true},
		{"the plan as a whole, for the office", open, "VP", plan.Subject{Rule: plan.RuleHole}, true},
		{"a hole of the plan, for the unit", open, "TP", plan.Subject{Rule: plan.RuleHole, Task: 12}, false},
	} {
		if got := c.place.May(plan.ActAcknowledge, unit(c.here), plan.Of(p.MustAct(c.about)...)); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// The office urges; those who run planbot do not.
func TestMayUrge(t *testing.T) {
	t.Parallel()
	p := duties()
	office, justice := p.Units[0], p.Units[1]
	open := plan.Place{Commune: plan.Commune{Reporting: plan.Open}}
	clerk := plan.Place{Memberships: []plan.Membership{{Unit: 1, Role: plan.OfficeClerk}}, Private: true}
	for name, got := range map[string]bool{
		"the office's group while open":                  open.May(plan.ActUrge, office, plan.Bearing{}),
		"an office clerk in private":                     clerk.May(plan.ActUrge, office, plan.Bearing{}),
		"not a unit's group":                             !open.May(plan.ActUrge, justice, plan.Bearing{}),
		"not an operator elsewhere":                      !plan.Place{Operator: true}.May(plan.ActUrge, justice, plan.Bearing{}),
		"not a masked writer":                            !plan.Place{Nobody: true, Commune: open.Commune}.May(plan.ActUrge, office, plan.Bearing{}),
		"not the office's group of a registered commune": !plan.Place{Commune: plan.Commune{Reporting: plan.Registered}}.May(plan.ActUrge, office, plan.Bearing{}),
	} {
		if !got {
			t.Errorf("%s: got otherwise", name)
		}
	}
}
