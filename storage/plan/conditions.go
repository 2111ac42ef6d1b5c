package plan

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Conditions judges every task at an instant: which rules hold, for which subjects, how badly. What one condition
// hides of another is left to the round. They come in the order of the tasks' numbers, and within a task by rule,
// target, unit and scope, periods in the order of time.
func (p *Plan) Conditions(f Facts, at time.Time) []Condition {
	j := newJudge(p, f, at)
	return j.all(j.judge)
}

// Judge is Conditions for a caller that must not fall with one broken task: a task whose rules panic has no
// conditions and is named among the failures.
func (p *Plan) Judge(f Facts, at time.Time) ([]Condition, []TaskFailure) {
	j := newJudge(p, f, at)
	var failed []TaskFailure
	found := j.all(func(t *Task) {
		if err := j.try(t); err != nil {
			failed = append(failed, TaskFailure{Task: t.ID, Err: err})
		}
	})
	return found, failed
}

// judge is a plan being judged at an instant: what the rules share, and what they have found.
type judge struct {
	plan     *Plan
	facts    Facts
	settings AlertSettings
	at       time.Time
	day      calendar.Date
	grids    map[Cadence][]reportDue // by cadence, see reports
	found    []Condition
}

func newJudge(p *Plan, f Facts, at time.Time) *judge {
	return &judge{
		plan:     p,
		facts:    f,
		settings: p.Alerting(),
		at:       at,
		day:      dayOf(at),
		grids:    map[Cadence][]reportDue{},
	}
}

// all judges the plan as a whole and each of its tasks.
func (j *judge) all(judge func(*Task)) []Condition {
	tasks := j.tasks()
	j.found = make([]Condition, 0, 2*len(tasks))
	j.add(j.hole())
	j.add(j.silence())
	for _, t := range tasks {
		judge(t)
	}
	return j.found
}

// tasks lists the tasks of the plan that still count, by number.
func (j *judge) tasks() []*Task {
	tasks := make([]*Task, 0, len(j.plan.Tasks))
	for i := range j.plan.Tasks {
		if t := &j.plan.Tasks[i]; !t.Retired {
			tasks = append(tasks, t)
		}
	}
	slices.SortStableFunc(tasks, func(a, b *Task) int { return cmp.Compare(a.No, b.No) })
	return tasks
}

// judge applies every rule to a task.
func (j *judge) judge(t *Task) {
	first := len(j.found)
	state := j.plan.state(t, j.facts.Totals, Unit{}, j.day, false)
	j.add(j.deadline(state))
	j.missing(t)
	for i := range state.Targets {
		j.target(t, &state.Targets[i])
	}
	j.waiting(t)
	j.steps(state)
	j.unanswered(t)
	slices.SortStableFunc(j.found[first:], bySubject)
}

// try is judge for a task whose rules may panic; then nothing of it is kept.
func (j *judge) try(t *Task) (err error) {
	first := len(j.found)
	defer func() {
		if broken := recover(); broken != nil {
			j.found = j.found[:first]
			err = fmt.Errorf("judge task %d: %v", t.No, broken)
		}
	}()
	j.judge(t)
	return nil
}

func (j *judge) add(c Condition, holds bool) {
	if holds {
		j.found = append(j.found, c)
	}
}

// bySubject orders the conditions of one task. Scopes keep the order they were found in, which is that of time.
func bySubject(a, b Condition) int {
	return cmp.Or(
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Target, b.Target),
		cmp.Compare(a.Unit, b.Unit),
	)
}

// onlyUnit is the unit that alone must act, or 0 where several must.
func onlyUnit(units []Unit) int64 {
	if len(units) != 1 {
		return 0
	}
	return units[0].ID
}
