package plan

import (
	"slices"
	"strconv"

	"planbot/storage/calendar"
)

// Changes is what a new reading of a plan does to the one on record. The order is that of the new plan, with what
// it leaves out at the end.
type Changes struct {
	Plan      []Edit // the document and its commune
	Units     []Difference
	Areas     []Difference
	Tasks     []Difference
	Scores    []Difference // what criteria are worth
	Questions []Difference // about the document as a whole; those of a task are edits of the task
	Eased     []Easing     // must be empty before anything is applied
}

// Empty reports whether the two plans say the same.
func (c Changes) Empty() bool {
	return len(c.Plan)+len(c.Units)+len(c.Areas)+len(c.Tasks)+len(c.Scores)+len(c.Questions)+len(c.Eased) == 0
}

// DifferenceKind is what happened to a part of a plan.
type DifferenceKind string

// What can happen to a part of a plan. A task that was removed keeps its figures and comes back with them.
const (
	Added   DifferenceKind = "added"
	Changed DifferenceKind = "changed"
	Removed DifferenceKind = "removed"
)

// Difference is a part of a plan that is not as it was.
type Difference struct {
	Kind  DifferenceKind
	Name  string // task or area number, unit code, question key: as the new plan has it, unless removed
	Title string // what staff call it
	Edits []Edit // of a changed part
}

// Edit is one changed text; empty on the side that has none.
type Edit struct{ Field, Old, New string }

// Easing is a goal that would be lowered although no document with a day of effect orders it.
type Easing struct {
	Task     int    // number in the new plan
	Target   string // mark
	Old, New Goal
}

// Diff compares the plan on record, nil if there is none, with a new reading of it. Tasks keep their identity by
// number; one that moved to another number keeps it by its criterion codes and title. What was given during the year
// is no part of the file, and stays.
func Diff(old, new *Plan) Changes {
	if old == nil {
		old = &Plan{}
	}
	c := Changes{
		Plan:      edits(planText(old), planText(new)),
		Units:     diffParts(old.Units, new.Units, unitPart),
		Areas:     diffParts(old.Areas, new.Areas, areaPart),
		Scores:    diffParts(old.Scores, new.Scores, scorePart),
		Questions: diffParts(old.Questions, new.Questions, questionPart),
	}
	pairs := pairTasks(old.Tasks, new.Tasks)
	for i := range new.Tasks {
		c.diffTask(pairs[i], &new.Tasks[i], old, new)
	}
	for i := range old.Tasks {
		if t := &old.Tasks[i]; !t.Retired && !t.Assigned() && !slices.Contains(pairs, t) {
			c.Tasks = append(c.Tasks, Difference{Kind: Removed, Name: strconv.Itoa(t.No), Title: t.Title})
		}
	}
	return c
}

func (c *Changes) diffTask(former, task *Task, old, new *Plan) {
	d := Difference{Kind: Added, Name: strconv.Itoa(task.No), Title: task.Title}
	if former != nil {
		d.Kind, d.Edits = Changed, edits(taskText(former, old.From), taskText(task, new.From))
		c.Eased = append(c.Eased, easedTargets(former, task)...)
	}
	if former == nil || len(d.Edits) > 0 {
		c.Tasks = append(c.Tasks, d)
	}
}

// part is a named part of a plan with its texts.
type part struct {
	name, title string
	texts       []text
}

func diffParts[T any](old, new []T, partOf func(T) part) []Difference {
	former := map[string]part{}
	for _, x := range old {
		p := partOf(x)
		former[p.name] = p
	}
	var list []Difference
	kept := map[string]bool{}
	for _, x := range new {
		p := partOf(x)
		kept[p.name] = true
		was, known := former[p.name]
		changed := edits(was.texts, p.texts)
		switch {
		case !known:
			list = append(list, Difference{Kind: Added, Name: p.name, Title: p.title})
		case len(changed) > 0:
			list = append(list, Difference{Kind: Changed, Name: p.name, Title: p.title, Edits: changed})
		}
	}
	for _, x := range old {
		if p := partOf(x); !kept[p.name] {
			list = append(list, Difference{Kind: Removed, Name: p.name, Title: p.title})
		}
	}
	return list
}

// easedTargets finds the goals of a task that ask for less than before, on any day.
func easedTargets(former, task *Task) []Easing {
	var list []Easing
	for _, t := range task.Targets {
		was, ok := former.continued(t)
		if !ok || len(t.Goals) == 0 || len(was.Goals) == 0 {
			continue
		}
		for _, day := range goalDays(was, t) {
			o, n := was.Goal(day), t.Goal(day)
			ordered := n.Document != "" && !n.Effective.IsZero()
			if n.Eases(o) && !ordered && !eased(list, t.Mark, n) {
				list = append(list, Easing{Task: task.No, Target: t.Mark, Old: o, New: n})
			}
		}
	}
	return list
}

func eased(list []Easing, mark string, g Goal) bool {
	return slices.ContainsFunc(list, func(e Easing) bool { return e.Target == mark && e.New.Effective == g.Effective })
}

// goalDays lists the days on which a goal of either target comes into force.
func goalDays(targets ...Target) []calendar.Date {
	days := []calendar.Date{{}}
	for _, t := range targets {
		for _, g := range t.Goals {
			days = append(days, g.Effective)
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return slices.Compact(days)
}

// Taken lists the numbers of a new reading that belong to tasks given during the year.
func (p *Plan) Taken(old *Plan) []int {
	var taken []int
	for i := range p.Tasks {
		if t, ok := old.Task(p.Tasks[i].No); ok && t.Assigned() {
			taken = append(taken, t.No)
		}
	}
	return taken
}
