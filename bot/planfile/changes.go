package planfile

import (
	"fmt"
	"io"
	"strings"

	"planbot/storage/plan"
)

// ChangesTable prints what importing a plan would do to the one on record: "+" what is new, "~" what changes with
// the old and the new text, "-" what the file no longer has, "!" what is refused.
func ChangesTable(w io.Writer, c plan.Changes) error {
	var b strings.Builder
	if c.Empty() {
		b.WriteString("no changes\n")
	}
	if len(c.Plan) > 0 {
		b.WriteString("~ plan\n")
		writeEdits(&b, c.Plan)
	}
	for _, parts := range []struct {
		what string
		list []plan.Difference
	}{{"unit", c.Units}, {"area", c.Areas}, {"score of", c.Scores}, {"question", c.Questions}, {"task", c.Tasks}} {
		for _, d := range parts.list {
			fmt.Fprintf(&b, "%s %s %s: %s\n", signs[d.Kind], parts.what, d.Name, d.Title)
			writeEdits(&b, d.Edits)
		}
	}
	for _, e := range c.Eased {
		fmt.Fprintf(&b, "! task %d, target %s: the goal would fall from %q to %q; that takes a change with effective and document\n",
			e.Task, e.Target, goalText(e.Old), goalText(e.New))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("print changes: %w", err)
	}
	return nil
}

var signs = map[plan.DifferenceKind]string{plan.Added: "+", plan.Changed: "~", plan.Removed: "-"}

func writeEdits(b *strings.Builder, edits []plan.Edit) {
	for _, e := range edits {
		fmt.Fprintf(b, "    %s: %q -> %q\n", e.Field, e.Old, e.New)
	}
}

func goalText(g plan.Goal) string { return fmt.Sprintf("%s %s", g.Comparator, g.Value) }
