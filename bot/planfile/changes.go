package planfile

import (
	"fmt"
	"io"
	"strings"

	"planbot/storage/plan"
)

// ChangesTable prints what importing a plan would do to the one on record, part by part; nothing where they say the same.
func ChangesTable(w io.Writer, c plan.Changes) error {
	if c.Empty() {
		return nil
	}
	var b strings.Builder
	b.WriteString("\nCHANGES\n")
	writePlan(&b, c.Plan)
	for _, parts := range []struct {
		what string
		list []plan.Difference
	}{{"unit", c.Units}, {"area", c.Areas}, {"score of", c.Scores}, {"task", c.Tasks}, {"question", c.Questions}} {
		for _, d := range parts.list {
			fmt.Fprintf(&b, "%-8s %s %s: %s\n", d.Kind, parts.what, d.Name, d.Title)
			writeEdits(&b, d.Edits)
		}
	}
	for _, e := range c.Eased {
		fmt.Fprintf(&b, "eased    task %d, target %s: from %s to %s; that takes a change with effective and document\n",
			e.Task, e.Target, goalText(e.Old), goalText(e.New))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("print changes: %w", err)
	}
	return nil
}

// writePlan shows the edits of the document itself. Where it had no number there was none, and nothing changed.
func writePlan(b *strings.Builder, edits []plan.Edit) {
	for _, e := range edits {
		if e.Field == "number" && e.Old == "" {
			fmt.Fprintln(b, "added    plan", e.New)
			return
		}
	}
	if len(edits) > 0 {
		fmt.Fprintln(b, "changed  plan")
		writeEdits(b, edits)
	}
}

func writeEdits(b *strings.Builder, edits []plan.Edit) {
	for _, e := range edits {
		switch {
		case e.Old == "":
			fmt.Fprintf(b, "           %s: %s\n", e.Field, e.New)
		case e.New == "":
			fmt.Fprintf(b, "           %s: no longer %s\n", e.Field, e.Old)
		default:
			fmt.Fprintf(b, "           %s: from %s\n           %*s  to %s\n", e.Field, e.Old, len(e.Field), "", e.New)
		}
	}
}

func goalText(g plan.Goal) string { return fmt.Sprintf("%s %s", g.Comparator, g.Value) }
