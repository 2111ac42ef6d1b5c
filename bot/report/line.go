package report

import (
	"cmp"
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// lines are the targets of a task; a task without one stands in the annex all the same.
func (t Task) lines() []Line {
	if len(t.Lines) == 0 {
		return []Line{{}}
	}
	return t.Lines
}

// label is what the annex calls a target: its own name, then where the plan has it.
func (t Task) label(l Line) string {
	name := cmp.Or(bare(l.Target.Name), bare(t.Title))
	if t.Code == "" {
		return name
	}
	return fmt.Sprintf("%s (tiêu chí %s)", name, t.Code)
}

func (l Line) plannedCell() string {
	if l.Target.Measure == "" {
		return ""
	}
	return planned(l.Target, l.Assessment.Goal)
}

// actual is what was reached; an estimate says that it is one.
func (l Line) actual() string {
	f := l.Assessment.Total.Figure
	switch {
	case l.Target.Measure == "":
		return ""
	case f.Kind == "":
		return missing("số liệu")
	}
	if f.Estimate {
		return reached(l.Target, f, l.Assessment.Goal.Value)
	}
	return figure(l.Target, f, l.Assessment.Goal.Value)
}

// remark is the figure of this time alone, and what the figures mean.
func (l Line) remark() string {
	if l.Target.Measure == plan.Milestone {
		return ""
	}
	return joined("; ", l.alone(), l.verdict())
}

// shownParts are the units that the annex lists under a target: those that answer for a value of their own.
func (l Line) shownParts() []Part {
	if l.Target.Scope != plan.PerUnit {
		return nil
	}
	return l.Parts
}

// share is the value in percent of the goal, in a column that says "%" at its head.
func share(a plan.Assessment) string { return strings.TrimSuffix(compared(a), "%") }
