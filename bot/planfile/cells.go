package planfile

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// day shows a date with its weekday: "2024-06-30 Sun".
func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + " " + d.Weekday().String()[:3]
}

func dueDays(d plan.Deadline, cal *calendar.Calendar) (due, remind string) {
	if d.Due.IsZero() || d.Kind == plan.Ongoing {
		return day(d.Due), ""
	}
	return day(d.Due), day(cal.LastWorkdayOnOrBefore(d.Due))
}

func deadline(d plan.Deadline) string {
	if d.Wording == "" {
		return string(d.Kind)
	}
	return fmt.Sprintf("%s: %s", d.Kind, d.Wording)
}

func codes(t plan.Task) string {
	list := make([]string, len(t.Criteria))
	for i, c := range t.Criteria {
		list[i] = c.Code
	}
	return strings.Join(list, " ")
}

// tied lists who is tied to a task in one way: unit codes, and in quotes whom the plan names by role only.
func tied(t plan.Task, kind plan.RelationKind) string {
	var list []string
	for _, r := range t.Relations {
		switch {
		case r.Kind != kind:
		case r.Unit != "":
			list = append(list, r.Unit)
		default:
			list = append(list, fmt.Sprintf("%q", r.Who))
		}
	}
	return strings.Join(list, " ")
}

func cutoff(c plan.Cutoff) string {
	if c == 0 {
		return "calendar months"
	}
	return fmt.Sprintf("figures counted off on day %d", c)
}

func cadences(t plan.Task) string {
	list := make([]string, len(t.Cadences))
	for i, c := range t.Cadences {
		list[i] = string(c.Every)
		if c.Within > 0 {
			list[i] += fmt.Sprintf("+%d", c.Within)
		}
	}
	return strings.Join(list, " ")
}

func goals(t plan.Target) string {
	if t.Measure == plan.Milestone {
		return "done"
	}
	list := make([]string, len(t.Goals))
	for i, g := range t.Goals {
		list[i] = goalText(g)
		if t.Measure == plan.Ratio {
			list[i] += "%"
		}
		if !g.Effective.IsZero() {
			list[i] += " from " + g.Effective.String()
		}
	}
	return strings.Join(list, ", ")
}
