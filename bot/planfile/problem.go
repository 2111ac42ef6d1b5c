package planfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// Problem is something wrong in a plan file, and where. Problems are in English: they are for the operator who
// imports the file, not for the staff.
type Problem struct {
	File   string
	Line   int // from 1
	Column int // from 1, in characters
	Text   string
}

// String gives the form that editors and terminals make clickable.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// Problems is everything that is wrong in a file, in the order of its lines.
type Problems []Problem

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// maxProblems is how many problems are worth showing: a file with more is broken in one place, not in many.
const maxProblems = 100

func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(ps) <= maxProblems {
		return ps
	}
	last := ps[maxProblems-1]
	last.Text = fmt.Sprintf("and %d more problems from here on", len(ps)-maxProblems+1)
	return append(ps[:maxProblems-1:maxProblems-1], last)
}

// place is a position in the file.
type place struct{ line, column int }

func placeOf(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{max(t.Position.Line, 1), max(t.Position.Column, 1)}
}

func (r *reader) problem(at place, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, at.line, at.column, fmt.Sprintf(format, args...)})
}

func (r *reader) warn(at place, format string, args ...any) {
	r.warnings = append(r.warnings, Problem{r.file, at.line, at.column, fmt.Sprintf(format, args...)})
}
