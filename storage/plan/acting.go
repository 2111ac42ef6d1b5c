package plan

import "slices"

// MustAct lists the units that have to do something about a subject: the unit it names, else those that lead its
// task. What the plan itself lacks is for the office.
func (p *Plan) MustAct(about Subject) []Unit {
	if about.Unit != 0 {
		u, ok := p.UnitByID(about.Unit)
		if !ok {
			return nil
		}
		return []Unit{u}
	}
	t, ok := p.TaskByID(about.Task)
	if !ok || about.Rule.OfPlan() {
		return p.offices()
	}
	return p.LeadingUnits(t)
}

// MustActOn lists the units that have to do something about an episode: of several that lead, those with something left
// to do.
func (p *Plan) MustActOn(e Episode) []Unit {
	units := p.MustAct(e.Subject)
	if len(e.Inputs.Units) == 0 {
		return units
	}
	return slices.DeleteFunc(slices.Clone(units), func(u Unit) bool { return !slices.Contains(e.Inputs.Units, u.ID) })
}

func (p *Plan) offices() []Unit {
	var all []Unit
	for _, u := range p.Units {
		if u.Kind == Office {
			all = append(all, u)
		}
	}
	return all
}

// Regards reports whether a subject is shown in the unit's chat: it must act, or sees all. The steps of a unit's own
// plan are shown to it alone.
func (p *Plan) Regards(about Subject, viewer Unit) bool {
	return p.RegardsOf(Episode{Subject: about}, viewer)
}

// RegardsOf is Regards for an episode: of several units that lead, those that have done their part are not shown it.
func (p *Plan) RegardsOf(e Episode, viewer Unit) bool {
	return viewer.SeesAll() && e.Rule != RuleStep || holdsUnit(p.MustActOn(e), viewer.ID)
}
