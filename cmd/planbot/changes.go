package main

import (
	"fmt"
	"io"

	"planbot/storage/plan"
)

// printChanges shows what an import does to the plan on record.
func printChanges(w io.Writer, c plan.Changes) {
	if c.Empty() {
		return
	}
	fmt.Fprintln(w, "\nCHANGES")
	printPlan(w, c.Plan)
	printDifferences(w, "unit", c.Units)
	printDifferences(w, "area", c.Areas)
	printDifferences(w, "task", c.Tasks)
	printDifferences(w, "question", c.Questions)
	for _, e := range c.Eased {
		fmt.Fprintf(w, "eased    task %d, target %s: from %s %s to %s %s\n",
			e.Task, e.Target, e.Old.Comparator, e.Old.Value, e.New.Comparator, e.New.Value)
	}
}

// printPlan shows the edits of the document itself. Where it had no number there was none, and nothing changed.
func printPlan(w io.Writer, edits []plan.Edit) {
	for _, e := range edits {
		if e.Field == "number" && e.Old == "" {
			fmt.Fprintln(w, "added    plan", e.New)
			return
		}
	}
	if len(edits) > 0 {
		fmt.Fprintln(w, "changed  plan")
		printEdits(w, edits)
	}
}

func printDifferences(w io.Writer, what string, list []plan.Difference) {
	for _, d := range list {
		fmt.Fprintf(w, "%-8s %s %s: %s\n", d.Kind, what, d.Name, d.Title)
		printEdits(w, d.Edits)
	}
}

func printEdits(w io.Writer, edits []plan.Edit) {
	for _, e := range edits {
		switch {
		case e.Old == "":
			fmt.Fprintf(w, "           %s: %s\n", e.Field, e.New)
		case e.New == "":
			fmt.Fprintf(w, "           %s: no longer %s\n", e.Field, e.Old)
		default:
			fmt.Fprintf(w, "           %s: from %s\n           %*s  to %s\n", e.Field, e.Old, len(e.Field), "", e.New)
		}
	}
}
