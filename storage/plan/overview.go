package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Overview is how a plan stands on a day as one reader sees it: how many tasks are where, and which are red. It counts
// the tasks that a list shows, judged as the list judges them.
type Overview struct {
	Day    calendar.Date
	States []TaskState // most urgent first
	Tally  Tally
	AtRisk int // of those under way, how many are in danger of missing their goal
	Areas  []AreaTally
	Units  []UnitTally // only where the reader sees all units
}

// AreaTally is one heading of the plan; number 0 is what belongs to none.
type AreaTally struct {
	Area  Area
	Tally Tally
}

// UnitTally is one unit's tasks as the unit itself sees them.
type UnitTally struct {
	Unit   Unit
	States []TaskState
	Tally  Tally
}

// Overview counts the tasks that concern a viewer on a day.
func (p *Plan) Overview(totals Totals, viewer Unit, day calendar.Date) Overview {
	o := Overview{Day: day, States: p.List(totals, viewer, Filter{Kind: FilterAll}, day)}
	o.Tally = TallyOf(o.States)
	for _, s := range o.States {
		if s.Class() == ClassUnderWay && s.Standing == AtRisk {
			o.AtRisk++
		}
	}
	o.Areas = p.areaTallies(o.States)
	if viewer.SeesAll() {
		o.Units = p.unitTallies(o.States, totals, day)
	}
	return o
}

func (p *Plan) areaTallies(states []TaskState) []AreaTally {
	byArea := map[int]Tally{}
	for _, s := range states {
		if byArea[s.Task.Area] == nil {
			byArea[s.Task.Area] = Tally{}
		}
		byArea[s.Task.Area][s.Class()]++
	}
	var all []AreaTally
	for _, a := range append(slices.Clone(p.Areas), Area{}) {
		if tally := byArea[a.No]; tally != nil {
			all = append(all, AreaTally{a, tally})
		}
	}
	return all
}

// unitTallies counts what each unit finds in its own list; the office, whose list shows every task, what it leads.
func (p *Plan) unitTallies(states []TaskState, totals Totals, day calendar.Date) []UnitTally {
	var all []UnitTally
	for _, u := range p.Units {
		if u.Kind != Specialised && u.Kind != Office {
			continue
		}
		var own []TaskState
		if u.SeesAll() {
			own = slices.DeleteFunc(slices.Clone(states), func(s TaskState) bool { return !p.Leads(s.Task, u.Code) })
		} else {
			own = p.List(totals, u, Filter{Kind: FilterAll}, day)
		}
		if len(own) > 0 {
			all = append(all, UnitTally{u, own, TallyOf(own)})
		}
	}
	return all
}

// Reds lists the tasks that somebody must answer for, the most pressing first.
func (o Overview) Reds() []TaskState {
	var red []TaskState
	for _, s := range o.States {
		if s.Class().Red() {
			red = append(red, s)
		}
	}
	return red
}

// Shift is what changed between two overviews of the same reader.
type Shift struct {
	Better, Worse []*Task // tasks that both count, by number
	Change        Tally   // how many more stand under each class now; negative where fewer do
}

// Since compares an overview with a former one.
func (o Overview) Since(former Overview) Shift {
	m := Shift{Change: Tally{}}
	was := map[int64]Class{}
	for _, s := range former.States {
		was[s.Task.ID] = s.Class()
	}
	for _, c := range Classes {
		m.Change[c] = o.Tally[c] - former.Tally[c]
	}
	for _, s := range o.States {
		before, counted := was[s.Task.ID]
		switch now := s.Class(); {
		case !counted:
		case merit[now] > merit[before]:
			m.Better = append(m.Better, s.Task)
		case merit[now] < merit[before]:
			m.Worse = append(m.Worse, s.Task)
		}
	}
	slices.SortFunc(m.Better, byNumber)
	slices.SortFunc(m.Worse, byNumber)
	return m
}

// merit orders classes from the worst to the best; those that tell nothing about the result stand alike.
var merit = map[Class]int{ClassLate: 0, ClassShort: 1, ClassUnreported: 2, ClassNoneArose: 2, ClassUnderWay: 2, ClassReached: 3}

func byNumber(a, b *Task) int { return a.No - b.No }
