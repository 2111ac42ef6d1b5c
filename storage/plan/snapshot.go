package plan

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Record is everything on record of a plan that a report may need.
type Record struct {
	Plan     *Plan
	Entries  []Entry // every one, the oldest first
	Matters  []Matter
	Evidence []Evidence
}

// Snapshot is what a report is written from: the plan, its figures and its standings as they were at the end of a time,
// and what was settled or proved by the day on which the report was due. The same record always gives the same.
type Snapshot struct {
	Cut      Cut
	Plan     *Plan
	Figures  []Entry // those that count
	States   []TaskState
	Former   []TaskState // at the end of the time before; empty: there is none
	Matters  []Matter
	Evidence []Evidence
}

// At counts the record off.
func (r Record) At(c Cut) Snapshot {
	s := r.standing(c)
	s.States = s.judged()
	if former, ok := r.Plan.CutBefore(c); ok {
		s.Former = r.standing(former).judged()
	}
	for _, m := range r.Matters {
		if m, ok := r.Plan.matterAsOf(m, c.Due); ok {
			s.Matters = append(s.Matters, m)
		}
	}
	for _, e := range r.Evidence {
		if !dayOf(e.At).After(c.Due) && e.Counts() {
			s.Evidence = append(s.Evidence, e)
		}
	}
	return s
}

// standing is the plan and its figures at the end of a time.
func (r Record) standing(c Cut) Snapshot {
	return Snapshot{Cut: c, Plan: r.asOf(c.To, c.Due), Figures: r.Plan.FiguresAsOf(r.Entries, c.To)}
}

// judged judges every task on the last day.
func (s Snapshot) judged() []TaskState {
	totals := s.Facts().Totals
	var all []TaskState
	for i := range s.Plan.Tasks {
		if t := &s.Plan.Tasks[i]; !t.Retired {
			all = append(all, s.Plan.State(t, totals, Unit{}, s.Cut.To))
		}
	}
	return all
}

// Overview is how the plan stood at the end of the time, for a unit; not for a snapshot that was frozen, which has no
// calendar.
func (s Snapshot) Overview(viewer Unit) Overview {
	return s.Plan.Overview(s.Facts().Totals, viewer, s.Cut.To)
}

// Facts are the figures as rules ask for them.
func (s Snapshot) Facts() Facts { return s.Plan.factsOf(s.Figures) }

func (p *Plan) factsOf(figures []Entry) Facts {
	f := Facts{Totals: Totals{}, Filed: map[TotalKey][]Filed{}}
	for _, e := range figures {
		key := TotalKey{e.Slot.Target, e.Slot.Unit}
		f.Filed[key] = append(f.Filed[key], Filed{Slot: e.Slot, Figure: e.Figure, AsOf: e.AsOf, Entry: e.ID})
	}
	for key, filed := range f.Filed {
		if _, target, ok := p.TargetByID(key.Target); ok {
			f.Totals[key] = UnitTotal(*target, filed)
		}
	}
	return f
}

// Owing lists who has not reported on the period; nobody is asked for reports on days that somebody names.
func (s Snapshot) Owing() []Owing {
	if s.Cut.Kind() == OnDemand {
		return nil
	}
	return s.Plan.Owing(s.Facts(), s.Cut.Period)
}

// Content is the snapshot as text. The same snapshot always gives the same bytes.
func (s Snapshot) Content() ([]byte, error) {
	p := *s.Plan
	p.Calendar, p.reporters, p.Commune.Alerts = nil, nil, AlertSettings{}
	p.Version = 0 // grows with what a report does not say, too
	s.Plan, s.States, s.Former = &p, unlinked(s.States), unlinked(s.Former)
	return json.Marshal(s)
}

// unlinked leaves out what stands in the plan already.
func unlinked(states []TaskState) []TaskState {
	states = slices.Clone(states)
	for i := range states {
		s := &states[i]
		s.Task, s.Targets = &Task{ID: s.Task.ID}, slices.Clone(s.Targets)
		for j := range s.Targets {
			t := &s.Targets[j]
			t.Target, t.Units = nil, slices.Clone(t.Units)
			for k := range t.Units {
				t.Units[k].Unit = &Unit{ID: t.Units[k].Unit.ID}
			}
		}
	}
	return states
}

// ReadSnapshot reads what Content wrote.
func ReadSnapshot(content []byte) (Snapshot, error) {
	var s Snapshot
	if err := json.Unmarshal(content, &s); err != nil {
		return Snapshot{}, fmt.Errorf("read a snapshot: %w", err)
	}
	s.Plan.Index()
	s.Plan.link(s.States)
	s.Plan.link(s.Former)
	return s, nil
}

// link puts back what unlinked left out. States list the targets of their task in the task's order.
func (p *Plan) link(states []TaskState) {
	for i := range states {
		s := &states[i]
		s.Task, _ = p.TaskByID(s.Task.ID)
		for j := range s.Targets {
			t := &s.Targets[j]
			t.Target = &s.Task.Targets[j]
			for k := range t.Units {
				u, _ := p.UnitByID(t.Units[k].Unit.ID)
				t.Units[k].Unit = &u
			}
		}
	}
}
