package plan

import (
	"slices"
	"strings"

	"planbot/storage/calendar"
)

// Plan is one numbered document of one commune and year, with its units and tasks.
type Plan struct {
	ID      int64
	Version int64 // grows with every applied change; tells whether a copy is current
	Commune Commune
	Number  string // "27/KH-UBND"
	Title   string
	Year    int
	Issued  calendar.Date
	From    calendar.Date // first day the plan covers; the planned roads start here
	Until   calendar.Date // last day the plan covers
	Cutoff  Cutoff        // default cut-off of its reporting periods
	Units   []Unit
	Areas   []Area
	Tasks   []Task
	Scores  []ScoreRule // what criteria of the reform index are worth, as far as it is known
	// Questions are open points of the document as a whole (day of issue, signer).
	Questions []Question
	Documents []string     // legal bases and recipients, as the plan words them
	Reports   []ReportType // that the office writes, of which the plan says more than planbot takes for granted
	// Calendar is the commune's own: the rule, the yearly notices and its table. Nil works by the rule alone.
	Calendar *calendar.Calendar

	reporters map[int64][]Unit // by target, see Index
}

// Area is a heading of the plan (lĩnh vực).
type Area struct {
	No   int
	Name string
}

// Criterion is a code of the reform index with the name the plan gives it.
type Criterion struct {
	Code string // "3.4.2"
	Name string
}

// Task is one duty of the plan.
type Task struct {
	ID        int64
	No        int    // 1..n in its plan, what staff type
	Block     string // where it stands in the document: "II.3.c"
	Area      int    // 0: organisation of the plan itself
	Title     string // short, for lists on a phone
	Wording   string // the plan's own words
	Criteria  []Criterion
	Deadline  Deadline
	Cadences  []Cadence
	Relations []Relation
	Targets   []Target
	Questions []Question
	Products  []string // what proves the task (sản phẩm, tài liệu kiểm chứng)
	ReportTo  []string // unit codes
	Source    string   // where the figures come from
	Note      string
	Rule      *SpecialRule
	Course    Course
	Given     Given // during the year; zero: the plan's own
	Retired   bool  // no longer in the plan; kept for its figures
}

// SpecialRule is a note of the plan with a limit of its own, such as "không được để quá 8 giờ".
type SpecialRule struct {
	Kind    string // "eight_hours", "extension"
	Wording string
	Hours   int
	To      string // unit code, where a letter goes
}

// RelationKind is one of four different ties between a unit and a task.
type RelationKind string

const (
	// Lead is chủ trì: carries the task out and reports on it.
	Lead RelationKind = "lead"
	// Coordinate is phối hợp.
	Coordinate RelationKind = "coordinate"
	// Monitor is theo dõi, đôn đốc.
	Monitor RelationKind = "monitor"
	// Accountable is chịu trách nhiệm trước Chủ tịch.
	Accountable RelationKind = "accountable"
)

// Relation ties a unit, or somebody the plan names only by role, to a task.
type Relation struct {
	Kind RelationKind
	Unit string // unit code; empty when the plan names a role only
	Who  string // the plan's words, when they say more than the unit
	To   string // accountable to whom
	When string // accountable for what
}

// Unit finds a unit by its code.
func (p *Plan) Unit(code string) (Unit, bool) {
	i := slices.IndexFunc(p.Units, func(u Unit) bool { return u.Code == code })
	if i < 0 {
		return Unit{}, false
	}
	return p.Units[i], true
}

// UnitByID finds a unit by its identity.
func (p *Plan) UnitByID(id int64) (Unit, bool) {
	i := slices.IndexFunc(p.Units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return Unit{}, false
	}
	return p.Units[i], true
}

// Task finds a task by its number; retired tasks are not found.
func (p *Plan) Task(no int) (*Task, bool) {
	for i := range p.Tasks {
		if p.Tasks[i].No == no && !p.Tasks[i].Retired {
			return &p.Tasks[i], true
		}
	}
	return nil, false
}

// TaskByID finds a task by its identity, retired ones too.
func (p *Plan) TaskByID(id int64) (*Task, bool) {
	for i := range p.Tasks {
		if p.Tasks[i].ID == id {
			return &p.Tasks[i], true
		}
	}
	return nil, false
}

// ByCriterion lists the tasks whose criterion code is the given one or lies under it: "3.1" finds 3.1.1.2 and
// 3.1.2.2. An exact match stands alone.
func (p *Plan) ByCriterion(code string) []*Task {
	var exact, under []*Task
	for i := range p.Tasks {
		t := &p.Tasks[i]
		switch {
		case t.Retired:
		case t.hasCriterion(func(c string) bool { return c == code }):
			exact = append(exact, t)
		case t.hasCriterion(func(c string) bool { return strings.HasPrefix(c, code+".") }):
			under = append(under, t)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return under
}

func (t *Task) hasCriterion(match func(code string) bool) bool {
	return slices.ContainsFunc(t.Criteria, func(c Criterion) bool { return match(c.Code) })
}

// Code is the task's first criterion code, or empty.
func (t *Task) Code() string {
	if len(t.Criteria) == 0 {
		return ""
	}
	return t.Criteria[0].Code
}

// Related lists the unit codes tied to the task in the given way.
func (t *Task) Related(kind RelationKind) []string {
	var codes []string
	for _, r := range t.Relations {
		if r.Kind == kind && r.Unit != "" {
			codes = append(codes, r.Unit)
		}
	}
	return codes
}

// Leads reports whether the unit leads the task, itself or as member of a leading group.
func (p *Plan) Leads(t *Task, unit string) bool { return p.tied(t, Lead, unit) }

func (p *Plan) tied(t *Task, kind RelationKind, unit string) bool {
	for _, r := range t.Relations {
		if r.Kind != kind || r.Unit == "" {
			continue
		}
		if u, ok := p.Unit(r.Unit); ok && u.Contains(unit) {
			return true
		}
	}
	return false
}

// LeadingUnits lists the units that report on the task: the lead, or the members of a leading group.
func (p *Plan) LeadingUnits(t *Task) []Unit {
	var units []Unit
	for _, code := range t.Related(Lead) {
		u, _ := p.Unit(code)
		if u.Kind != Group {
			units = append(units, u)
			continue
		}
		for _, member := range u.Members {
			if m, ok := p.Unit(member); ok {
				units = append(units, m)
			}
		}
	}
	return units
}

// Index works out once what every list of tasks asks for again. A plan that is not indexed works it out each time;
// an indexed one must not be changed.
func (p *Plan) Index() {
	p.reporters = map[int64][]Unit{}
	for i := range p.Tasks {
		for j := range p.Tasks[i].Targets {
			target := &p.Tasks[i].Targets[j]
			p.reporters[target.ID] = p.reportingUnits(&p.Tasks[i], target)
		}
	}
}

// ReportingUnits lists the units that a target expects figures from: every leading unit, or for a target
// measured per unit also the units that coordinate. Nobody may change the list.
func (p *Plan) ReportingUnits(t *Task, target *Target) []Unit {
	if units, ok := p.reporters[target.ID]; ok {
		return units
	}
	return p.reportingUnits(t, target)
}

func (p *Plan) reportingUnits(t *Task, target *Target) []Unit {
	units := p.LeadingUnits(t)
	if target.Scope != PerUnit {
		return units
	}
	for _, code := range t.Related(Coordinate) {
		u, _ := p.Unit(code)
		for _, m := range p.expand(u) {
			if !slices.ContainsFunc(units, func(x Unit) bool { return x.Code == m.Code }) {
				units = append(units, m)
			}
		}
	}
	return units
}

func (p *Plan) expand(u Unit) []Unit {
	if u.Kind != Group {
		return []Unit{u}
	}
	var members []Unit
	for _, code := range u.Members {
		if m, ok := p.Unit(code); ok {
			members = append(members, m)
		}
	}
	return members
}

// TargetByID finds a target and its task by identity.
func (p *Plan) TargetByID(id int64) (*Task, *Target, bool) {
	for i := range p.Tasks {
		for j := range p.Tasks[i].Targets {
			if p.Tasks[i].Targets[j].ID == id {
				return &p.Tasks[i], &p.Tasks[i].Targets[j], true
			}
		}
	}
	return nil, nil, false
}
