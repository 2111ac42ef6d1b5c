package planfile

import (
	"regexp"

	"planbot/storage/plan"
)

// Draft is a plan as its file says it, before anything is stored: every identity in it is zero.
type Draft struct {
	Plan plan.Plan
	// Warnings are what is allowed but looks like a slip.
	Warnings Problems
}

// Read reads a plan file; name is what problems call it. The error, if any, is of type [Problems] and lists
// everything that is wrong. The draft then holds what could be understood all the same, and is nil only where
// the file is no YAML.
func Read(name string, data []byte) (*Draft, error) {
	r := &reader{file: name}
	if text, ok := r.clean(data); ok {
		if root, ok := r.parse(text); ok {
			r.known = newKnown()
			r.readPlan(root)
		}
	}
	var draft *Draft
	if r.known != nil {
		draft = &Draft{Plan: r.plan, Warnings: r.warnings.sorted()}
	}
	if len(r.problems) > 0 {
		return draft, r.problems.sorted()
	}
	return draft, nil
}

// reader fills a plan from top to bottom: units before the tasks that name them, whatever their order in the
// file.
type reader struct {
	file     string
	problems Problems
	warnings Problems
	plan     plan.Plan
	known    *known
}

// known is what has been read already, to find what is named twice.
type known struct {
	units     map[string]bool
	names     map[string][]plan.Unit // folded name, short name or alias
	areas     map[int]place
	tasks     map[int]place
	criteria  map[string]int // task that named the code first
	questions map[string]place
}

func newKnown() *known {
	return &known{
		units: map[string]bool{}, names: map[string][]plan.Unit{}, areas: map[int]place{}, tasks: map[int]place{},
		criteria: map[string]int{}, questions: map[string]place{},
	}
}

// Codes as staff type them and as keys of the store.
var (
	communeCode   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,30}$`)
	unitCode      = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,15}$`)
	criterionCode = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,3}){0,5}$`)
	questionKey   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	targetMark    = regexp.MustCompile(`^[a-z]$`)
)
