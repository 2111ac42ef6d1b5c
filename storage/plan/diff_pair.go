package plan

import (
	"slices"
	"strconv"
	"strings"
)

// Adopt gives the plan, fresh from a file, the identities of the plan on record: of every part that it continues.
// What is left with identity zero is new. Answers to questions are kept, with what follows from them.
func (p *Plan) Adopt(old *Plan) {
	p.ID, p.Version, p.Commune.ID, p.Calendar = old.ID, old.Version, old.Commune.ID, old.Calendar
	for i := range p.Units {
		if u, ok := old.Unit(p.Units[i].Code); ok {
			p.Units[i].ID = u.ID
		}
	}
	for i, former := range pairTasks(old.Tasks, p.Tasks) {
		if former != nil {
			p.Tasks[i].adopt(former)
		}
	}
	answered := map[string]Question{}
	for _, q := range old.questions() {
		answered[q.Key] = *q
	}
	for _, q := range p.questions() {
		former := answered[q.Key]
		q.ID, q.Answer, q.AnsweredBy, q.AnsweredOn = former.ID, former.Answer, former.AnsweredBy, former.AnsweredOn
	}
	p.Settle()
}

func (t *Task) adopt(former *Task) {
	t.ID = former.ID
	for i := range t.Targets {
		if was, ok := former.continued(t.Targets[i]); ok {
			t.Targets[i].ID = was.ID
		}
	}
}

// continued finds the target of the task that another one continues. One of another measure does not: a count
// cannot inherit the figures of a ratio.
func (t *Task) continued(by Target) (Target, bool) {
	for _, was := range t.Targets {
		if was.Mark == by.Mark && was.Measure == by.Measure {
			return was, true
		}
	}
	return Target{}, false
}

func (p *Plan) questions() []*Question {
	var all []*Question
	for i := range p.Questions {
		all = append(all, &p.Questions[i])
	}
	for i := range p.Tasks {
		for j := range p.Tasks[i].Questions {
			all = append(all, &p.Tasks[i].Questions[j])
		}
	}
	return all
}

// pairTasks finds for each new task the old one that it continues, nil where it is new. The surest signs come
// first; a sign counts only where it points to one task on either side. Retired tasks are looked at last, and a
// number alone brings none of them back.
func pairTasks(old, new []Task) []*Task {
	p := pairing{new: new, former: make([]*Task, len(new))}
	active, retired := split(old)
	signs := []func(t *Task) string{numberCodesTitle, codesTitle, numberCodes, codesOnly}
	for _, sign := range signs {
		p.match(active, sign)
	}
	p.matchNumbers(active)
	for _, sign := range signs {
		p.match(retired, sign)
	}
	return p.former
}

type pairing struct {
	new    []Task
	former []*Task // of each new task
}

func (p *pairing) match(old []*Task, sign func(t *Task) string) {
	found, count := map[string]*Task{}, map[string]int{}
	for _, t := range old {
		if s := sign(t); !slices.Contains(p.former, t) {
			found[s] = t
			count[s]++
		}
	}
	mine := map[string]int{}
	for i := range p.new {
		if p.former[i] == nil {
			mine[sign(&p.new[i])]++
		}
	}
	for i := range p.new {
		s := sign(&p.new[i])
		if p.former[i] == nil && s != "" && count[s] == 1 && mine[s] == 1 {
			p.former[i] = found[s]
		}
	}
}

// matchNumbers pairs what still has the same number, unless everything else about it changed.
func (p *pairing) matchNumbers(old []*Task) {
	for i := range p.new {
		t := &p.new[i]
		for _, was := range old {
			if p.former[i] == nil && was.No == t.No && was.akin(t) && !slices.Contains(p.former, was) {
				p.former[i] = was
			}
		}
	}
}

func (t *Task) akin(other *Task) bool {
	for _, c := range t.Criteria {
		if other.hasCriterion(func(code string) bool { return code == c.Code }) {
			return true
		}
	}
	uncoded := len(t.Criteria) == 0 && len(other.Criteria) == 0
	return uncoded || t.Title == other.Title || t.Wording == other.Wording
}

// split leaves out what was given during the year.
func split(tasks []Task) (active, retired []*Task) {
	for i := range tasks {
		switch t := &tasks[i]; {
		case t.Assigned():
		case t.Retired:
			retired = append(retired, t)
		default:
			active = append(active, t)
		}
	}
	return active, retired
}

func numberCodesTitle(t *Task) string { return strconv.Itoa(t.No) + "\n" + codesTitle(t) }

func numberCodes(t *Task) string {
	if codesOnly(t) == "" {
		return ""
	}
	return strconv.Itoa(t.No) + "\n" + codesOnly(t)
}

func codesTitle(t *Task) string { return codesOnly(t) + "\n" + strings.ToLower(t.Title) }

func codesOnly(t *Task) string {
	codes := make([]string, len(t.Criteria))
	for i, c := range t.Criteria {
		codes[i] = c.Code
	}
	slices.Sort(codes)
	return strings.Join(codes, " ")
}
