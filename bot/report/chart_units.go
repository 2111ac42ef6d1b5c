package report

import (
	"cmp"
	"slices"

	"planbot/bot/report/chart"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// UnitChart is the picture of the units' values side by side, the highest first. There is none of a target that one unit
// reports on alone, nor of a milestone.
func UnitChart(p *plan.Plan, t *plan.Task, s plan.TargetState, day calendar.Date) (chart.Picture, bool) {
	if len(s.Units) < 2 || s.Target.Measure == plan.Milestone {
		return chart.Picture{}, false
	}
	g := graph{plan: p, task: t, state: s, day: day}
	picture := g.picture("so sánh các đơn vị")
	for _, u := range s.Units {
		row := g.row(u.Unit.Name, u.Total.Figure)
		if s.Target.Scope != plan.PerUnit {
			row.Standing = chart.Open
		}
		picture.Rows = append(picture.Rows, row)
	}
	slices.SortStableFunc(picture.Rows, func(a, b chart.Row) int {
		return cmp.Or(compareBools(a.Empty, b.Empty), -cmp.Compare(a.Value, b.Value))
	})
	if s.Target.Scope != plan.PerUnit { // the goal is the commune's; the units only share in it
		picture.Goal, picture.Legend = nil, chart.Legend{Estimate: legend.Estimate}
	}
	picture.Full = full(*s.Target, picture)
	return picture, true
}

// compareBools puts false first.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
