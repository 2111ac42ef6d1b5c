package plan

import (
	"cmp"
	"slices"

	"planbot/storage/calendar"
)

// Totals are the folded figures of a plan, by target and unit.
type Totals map[TotalKey]Total

// TotalKey says whose total it is.
type TotalKey struct{ Target, Unit int64 }

// TargetState is a target on a day as one unit, or the commune, sees it.
type TargetState struct {
	Target *Target
	Unit   int64 // whose value it is; 0: the commune's
	Assessment
	Units  []UnitState   // every reporting unit's own, where there are several
	Silent []int64       // of several units that report, those that have not
	AsOf   calendar.Date // of the newest figure of any unit
}

// UnitState is one unit's part in a target.
type UnitState struct {
	Unit *Unit
	Assessment
}

// TaskState is a task on a day: its deadline and its targets, and the most pressing of their standings.
type TaskState struct {
	Task     *Task
	Due      DueAssessment
	Targets  []TargetState
	Standing Standing // empty for a task without target
}

// State judges one task on a day. viewer is the unit whose chat asks; a unit that sees all, or the zero unit, gets
// the commune's view.
func (p *Plan) State(t *Task, totals Totals, viewer Unit, day calendar.Date) TaskState {
	return p.state(t, totals, viewer, day, true)
}

// state is State; where nobody looks at the units' parts in the commune's value, it can leave them out.
func (p *Plan) state(t *Task, totals Totals, viewer Unit, day calendar.Date, parts bool) TaskState {
	s := TaskState{Task: t, Targets: make([]TargetState, 0, len(t.Targets))}
	for i := range t.Targets {
		target := p.targetState(t, &t.Targets[i], totals, viewer, day, parts)
		s.Targets = append(s.Targets, target)
		if s.Standing == "" || Worse(target.Standing, s.Standing) < 0 {
			s.Standing = target.Standing
		}
	}
	s.Due = AssessDeadline(t, doneOn(t, s), p.Calendar, day)
	return s
}

// TargetState judges one target of a task on a day, as the viewer sees it.
func (p *Plan) TargetState(t *Task, target *Target, totals Totals, viewer Unit, day calendar.Date) TargetState {
	return p.targetState(t, target, totals, viewer, day, true)
}

func (p *Plan) targetState(t *Task, target *Target, totals Totals, viewer Unit, day calendar.Date, parts bool) TargetState {
	horizon := p.Horizon(t)
	s := TargetState{Target: target}
	if target.Derived == FromAssigned {
		s.Assessment = Assess(*target, p.followed(t, totals, day), horizon, day)
		return s
	}
	units := p.ReportingUnits(t, target)
	all := make([]Total, len(units))
	for i, u := range units {
		all[i] = t.reached(target, totals[TotalKey{target.ID, u.ID}])
	}
	if len(units) > 1 && (parts || target.Scope == PerUnit) {
		s.Units = make([]UnitState, len(units))
		for i := range units {
			s.Units[i] = UnitState{Unit: &units[i], Assessment: Assess(*target, all[i], horizon, day)}
		}
	}
	mine := slices.IndexFunc(units, func(u Unit) bool { return u.ID == viewer.ID })
	if target.Scope == PerUnit && mine >= 0 && !viewer.SeesAll() {
		s.Unit = viewer.ID
		s.Assessment = Assess(*target, all[mine], horizon, day)
		return s
	}
	s.Assessment = Assess(*target, CommuneTotal(*target, all, len(units)), horizon, day)
	s.hear(units, all, day)
	if target.Scope == PerUnit {
		s.Standing = worstUnit(s)
	}
	return s
}

// Horizon is the time in which a task is to be done: from the day it was given, if that was during the year.
func (p *Plan) Horizon(t *Task) Horizon {
	h := Horizon{From: p.From, Due: t.Due()}
	if t.Assigned() {
		h.From = t.Given.On
	}
	return h
}

// hear notes which of several units have not reported, and of when the newest figure is.
func (s *TargetState) hear(units []Unit, all []Total, day calendar.Date) {
	for i, u := range units {
		switch asOf := all[i].Last.AsOf; {
		case all[i].Empty() && u.Exists(day) && len(units) > 1:
			s.Silent = append(s.Silent, u.ID)
		case asOf.After(s.AsOf):
			s.AsOf = asOf
		}
	}
}

// worstUnit is the commune's standing where every unit answers for itself: the most pressing one, but units that
// have not reported do not hide the value of those that have.
func worstUnit(s TargetState) Standing {
	worst := s.Standing
	for _, u := range s.Units {
		if !u.Total.Empty() && Worse(u.Standing, worst) < 0 {
			worst = u.Standing
		}
	}
	return worst
}

// doneOn is the day on which the last target judged at due was met; zero while one is open or where there is none. What
// several units report on is not done before each of them has.
func doneOn(t *Task, s TaskState) calendar.Date {
	var last calendar.Date
	for _, target := range s.Targets {
		if target.Target.Judged != AtDue {
			continue
		}
		if target.Standing != Met || len(target.Silent) > 0 {
			return calendar.Date{}
		}
		if asOf := target.Total.Last.AsOf; asOf.After(last) {
			last = asOf
		}
		if target.AsOf.After(last) {
			last = target.AsOf
		}
	}
	return last
}

// Concerns reports whether the task stands in the unit's list: it leads it, is measured for itself, or sees all.
func (p *Plan) Concerns(t *Task, viewer Unit) bool {
	if viewer.SeesAll() || p.Leads(t, viewer.Code) {
		return true
	}
	for i := range t.Targets {
		if t.Targets[i].Scope == PerUnit && holdsUnit(p.ReportingUnits(t, &t.Targets[i]), viewer.ID) {
			return true
		}
	}
	return false
}

func holdsUnit(units []Unit, id int64) bool {
	return slices.ContainsFunc(units, func(u Unit) bool { return u.ID == id })
}

// Filter picks tasks for a list.
type Filter struct {
	Kind FilterKind
	Area int    // for FilterArea
	Unit string // for FilterUnit

	State FilterKind // of an area's or a unit's tasks, those in this state; empty: all
}

// Scope is the filter without a state: whose tasks they are.
func (f Filter) Scope() Filter {
	if f.Kind == FilterArea || f.Kind == FilterUnit {
		f.State = ""
		return f
	}
	return Filter{Kind: FilterAll}
}

// In narrows whatever the filter is about to a state.
func (f Filter) In(state FilterKind) Filter {
	if f.Kind == FilterArea || f.Kind == FilterUnit {
		f.State = state
		return f
	}
	return Filter{Kind: state}
}

// FilterKind is what a list of tasks is narrowed to.
type FilterKind string

// The filters staff can ask for.
const (
	FilterOpen    FilterKind = ""
	FilterAll     FilterKind = "all"
	FilterOverdue FilterKind = "overdue"
	FilterSoon    FilterKind = "soon"
	FilterBelow   FilterKind = "below"
	FilterNoData  FilterKind = "nodata"
	FilterDone    FilterKind = "done"
	FilterArea    FilterKind = "area"
	FilterUnit    FilterKind = "unit"
)

// Finished reports whether nothing is left to do for the task.
func (s TaskState) Finished() bool {
	return s.Due.Standing == DoneOnTime || s.Due.Standing == DoneLate
}

// Matches reports whether the task stands in a list narrowed by the filter.
func (f Filter) Matches(p *Plan, s TaskState) bool {
	if f.State != "" && !(Filter{Kind: f.State}).Matches(p, s) {
		return false
	}
	switch f.Kind {
	case FilterAll:
		return true
	case FilterOverdue:
		return s.Due.Standing == Overdue
	case FilterSoon:
		return s.Due.Standing == DueSoon || s.Due.Standing == DueToday
	case FilterBelow:
		return s.Standing == Below || s.Standing == OutOfReach || s.Standing == AtRisk
	case FilterNoData:
		return s.lacksData()
	case FilterDone:
		return s.Finished()
	case FilterArea:
		return s.Task.Area == f.Area
	case FilterUnit:
		unit, _ := p.Unit(f.Unit)
		return p.Concerns(s.Task, unit) && !unit.SeesAll() || p.Leads(s.Task, f.Unit)
	default:
		return !s.Finished()
	}
}

func (s TaskState) lacksData() bool {
	return slices.ContainsFunc(s.Targets, func(t TargetState) bool { return t.Standing == NoData && t.Target.Derived == "" })
}

// List judges the tasks that concern the viewer and match the filter, most urgent first.
func (p *Plan) List(totals Totals, viewer Unit, f Filter, day calendar.Date) []TaskState {
	states := make([]TaskState, 0, len(p.Tasks))
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.Retired || !p.Concerns(t, viewer) {
			continue
		}
		if s := p.State(t, totals, viewer, day); f.Matches(p, s) {
			states = append(states, s)
		}
	}
	slices.SortStableFunc(states, moreUrgent)
	return states
}

// moreUrgent orders by what presses: overdue, due today, below target, due soon, then by days left and number.
func moreUrgent(a, b TaskState) int {
	return cmp.Or(
		cmp.Compare(a.pressure(), b.pressure()),
		cmp.Compare(a.daysLeft(), b.daysLeft()),
		cmp.Compare(a.Task.No, b.Task.No),
	)
}

func (s TaskState) pressure() int {
	switch {
	case s.Finished():
		return 9
	case s.Due.Standing == DueDeclared:
		return 8
	case s.Due.Standing == Overdue:
		return 0
	case s.Due.Standing == DueToday:
		return 1
	case s.Standing == OutOfReach, s.Standing == Below:
		return 2
	case s.Due.Standing == DueSoon, s.Due.Standing == DueAwaited:
		return 3
	case s.Standing == AtRisk:
		return 4
	case s.Standing == NoData:
		return 5
	default:
		return 6
	}
}

// daysLeft puts tasks without a date after every dated one.
func (s TaskState) daysLeft() int {
	if s.Due.RemindBy.IsZero() {
		return 1 << 30
	}
	return s.Due.Left
}
