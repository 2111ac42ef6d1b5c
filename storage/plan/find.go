package plan

import (
	"slices"
	"strconv"
	"strings"
)

// UnitNamed finds the unit that words name: its code, name, short name or an alias, with or without accents.
func (p *Plan) UnitNamed(words string) (Unit, bool) {
	wanted := bare(words)
	if wanted == "" {
		return Unit{}, false
	}
	i := slices.IndexFunc(p.Units, func(u Unit) bool {
		names := append([]string{u.Code, u.Name, u.Short}, u.Aliases...)
		return slices.ContainsFunc(names, func(n string) bool { return bare(n) == wanted })
	})
	if i < 0 {
		return Unit{}, false
	}
	return p.Units[i], true
}

// bare folds words and drops what people write differently: spaces, dashes, dots.
func bare(words string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -–.,", r) {
			return -1
		}
		return r
	}, Fold(words))
}

// Find lists the tasks that words name: by number, by criterion code, or by holding every word in title, wording,
// criteria or note, accents or not. Matches in the title come first.
func (p *Plan) Find(words string) []*Task {
	words = strings.TrimSpace(words)
	if no, err := strconv.Atoi(words); err == nil {
		if t, ok := p.Task(no); ok {
			return []*Task{t}
		}
	}
	if found := p.ByCriterion(strings.TrimSuffix(words, ".")); len(found) > 0 {
		return found
	}
	wanted := strings.Fields(Fold(words))
	var titles, others []*Task
	for i := range p.Tasks {
		t := &p.Tasks[i]
		switch {
		case t.Retired || len(wanted) == 0:
		case holdsAll(Fold(t.Title), wanted):
			titles = append(titles, t)
		case holdsAll(t.searchText(), wanted):
			others = append(others, t)
		}
	}
	return append(titles, others...)
}

func (t *Task) searchText() string {
	text := []string{t.Title, t.Wording, t.Note}
	for _, c := range t.Criteria {
		text = append(text, c.Code, c.Name)
	}
	for _, target := range t.Targets {
		text = append(text, target.Name, target.Wording)
	}
	return Fold(strings.Join(text, " "))
}

func holdsAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}
