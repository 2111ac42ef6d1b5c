package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Answerable lists the units that can be asked to explain a task: those that lead it, and those that the plan makes
// accountable to the Chairman (27/KH-UBND of 2024, tasks 8, 9 and 14).
func (p *Plan) Answerable(t *Task) []Unit {
	all := slices.Clone(p.LeadingUnits(t))
	for _, code := range t.Related(Accountable) {
		u, _ := p.Unit(code)
		for _, m := range p.expand(u) {
			if m.Kind != Leaders && !holdsUnit(all, m.ID) {
				all = append(all, m)
			}
		}
	}
	return all
}

// AtFault lists those of whom an explanation is asked where nobody is named: the units that miss a target which each
// answers for itself, else those that lead the task.
func (p *Plan) AtFault(t *Task, totals Totals, day calendar.Date) []Unit {
	var all []Unit
	for _, s := range p.State(t, totals, Unit{}, day).Targets {
		for _, u := range s.Units {
			missed := u.Standing == Below || u.Standing == OutOfReach
			if s.Target.Scope == PerUnit && missed && !holdsUnit(all, u.Unit.ID) {
				all = append(all, *u.Unit)
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	return p.LeadingUnits(t)
}
