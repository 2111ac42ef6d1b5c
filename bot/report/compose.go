package report

import (
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Kept is what is on record beside the states of the tasks, and what the office knows.
type Kept struct {
	Recipient    string
	Receivers    []string
	Drafter      string
	Signed       plan.Role
	Day          calendar.Date                  // on which the report is written, or its time was closed
	Version      int                            // of the closing; 0: not closed
	Filed        map[plan.TotalKey][]plan.Filed // every figure that counts
	Former       []plan.TaskState               // a period ago; empty: nothing to compare with
	Owing        []plan.Owing                   // who has not reported
	Obstacles    []Obstacle
	Explanations []Explanation
	Deferrals    []Deferral
	Evidence     []Evidence
	Ahead        []string
	Proposals    []string
	Units        []plan.UnitTally // the tasks of every unit as it sees them
	Score        plan.Scorecard   // empty: the report says nothing of points
}

// Compose makes a report of a plan whose tasks were judged on the last day of a time. Every figure in it is the plan's
// own: it adds nothing up that the plan's rules do not add up.
func Compose(p *plan.Plan, states []plan.TaskState, this, next Span, k Kept) PeriodicReport {
	r := PeriodicReport{
		Commune: p.Commune.Name, Recipient: k.Recipient, Receivers: k.Receivers, Drafter: k.Drafter, Signed: k.Signed,
		Basis: Basis{Number: p.Number, Title: p.Title, Issued: p.Issued},
		Span:  this, Next: next, Day: k.Day, Version: k.Version, Tally: plan.TallyOf(states),
		Obstacles: k.Obstacles, Explanations: k.Explanations, Deferrals: k.Deferrals, Evidence: k.Evidence,
		Ahead: k.Ahead, Proposals: k.Proposals, Units: unitTasks(k.Units), Points: pointsOf(k.Score),
	}
	if len(k.Former) > 0 {
		r.Former = plan.TallyOf(k.Former)
	}
	for _, o := range k.Owing {
		r.Owing = append(r.Owing, owing(o))
	}
	tasks := map[int][]Task{}
	for _, s := range states {
		tasks[s.Task.Area] = append(tasks[s.Task.Area], composer{p, this, k}.task(s))
	}
	r.Chapters = chapters(p.Areas, tasks)
	return r
}

func owing(o plan.Owing) Owing {
	out := Owing{Unit: o.Unit.Name}
	for _, t := range o.Tasks {
		out.Tasks = append(out.Tasks, t.No)
	}
	return out
}

// composer turns states of one plan into tasks of a report.
type composer struct {
	plan *plan.Plan
	span Span
	kept Kept
}

func (c composer) task(s plan.TaskState) Task {
	t := Task{No: s.Task.No, Area: c.area(s.Task), Code: s.Task.Code(), Title: s.Task.Title, Lead: c.lead(s.Task), Class: s.Class(), Due: s.Due}
	for _, target := range s.Targets {
		t.Lines = append(t.Lines, c.line(s.Task, target))
	}
	if len(t.Lines) == 1 {
		t.Lines[0].Mark = ""
	}
	return t
}

// area is the plan's own heading, which the outline of a report may put elsewhere.
func (c composer) area(t *plan.Task) string {
	for _, a := range c.plan.Areas {
		if a.No == t.Area {
			return shortArea(a.Name)
		}
	}
	return "Tổ chức thực hiện, nhiệm vụ giao thêm"
}

func (c composer) lead(t *plan.Task) string {
	var names []string
	for _, code := range t.Related(plan.Lead) {
		if u, ok := c.plan.Unit(code); ok {
			names = append(names, u.Name)
		}
	}
	return strings.Join(names, ", ")
}

func (c composer) line(t *plan.Task, s plan.TargetState) Line {
	l := Line{Mark: s.Target.Mark, Target: *s.Target, Assessment: s.Assessment}
	l.InPeriod, l.Days = c.inPeriod(t, s)
	for _, u := range s.Units {
		l.Parts = append(l.Parts, Part{Unit: u.Unit.Name, Assessment: u.Assessment})
	}
	return l
}

// inPeriod is the figure of this time alone, folded by the plan's rules, with the days that it covers where they are not
// all. Where each figure replaces the last, or where nothing was reported before, the total says it all.
func (c composer) inPeriod(t *plan.Task, s plan.TargetState) (plan.Figure, Span) {
	if s.Target.Accumulation != plan.ByPeriod || s.Target.Measure == plan.Milestone {
		return plan.Figure{}, Span{}
	}
	var days Span
	units := c.plan.ReportingUnits(t, s.Target)
	all, earlier := make([]plan.Total, len(units)), false
	for i, u := range units {
		var filed []plan.Filed
		for _, f := range c.kept.Filed[plan.TotalKey{Target: s.Target.ID, Unit: u.ID}] {
			from, to := f.Slot.Period.Span(c.plan.CadenceOf(t, f.Slot.Period.Kind).Cutoff)
			earlier = earlier || from.Before(c.span.From)
			if c.span.whole().holds(from, to) {
				filed, days = append(filed, f), days.with(from, to)
			}
		}
		all[i] = plan.UnitTotal(*s.Target, filed)
	}
	if !earlier {
		return plan.Figure{}, Span{}
	}
	if whole := c.span.whole(); days.From == whole.From && days.To == whole.To {
		days = Span{}
	}
	return plan.CommuneTotal(*s.Target, all, len(units)).Figure, days
}
