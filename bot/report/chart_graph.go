package report

import (
	"cmp"
	"fmt"

	"planbot/bot/report/chart"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// graph is what the pictures of one target have in common.
type graph struct {
	plan  *plan.Plan
	task  *plan.Task
	state plan.TargetState
	day   calendar.Date
}

// picture is what stands around the bars.
func (g graph) picture(what string) chart.Picture {
	t, l := *g.state.Target, Line{Target: *g.state.Target, Assessment: g.state.Assessment}
	value := "Chưa có số liệu"
	if !g.state.Total.Empty() {
		value = upperFirst(reached(t, g.state.Total.Figure, g.state.Goal.Value))
	}
	address := fmt.Sprintf("Nhiệm vụ %d", g.task.No)
	if code := g.task.Code(); code != "" {
		address += " (" + code + ")"
	}
	return chart.Picture{
		Title:    address + ": " + bare(cmp.Or(t.Name, g.task.Title)),
		Subtitle: fmt.Sprintf("%s · %s, đến ngày %s", upperFirst(g.plan.Commune.Name), what, date(g.day)),
		Headline: joined(" · ", value, l.verdict()),
		Goal:     &chart.Mark{At: float(g.state.Goal.Value), Name: "Kế hoạch: " + planned(t, g.state.Goal)},
		Legend:   legend,
		Notes:    []string{"Kế hoạch số " + g.plan.Number},
	}
}

var legend = chart.Legend{
	Good: "đạt", Bad: "chưa đạt", Open: "đang thực hiện", Estimate: "số ước", Goal: "kế hoạch", Road: "lộ trình", Band: "dự báo",
}

// row is a bar of one figure, judged by itself.
func (g graph) row(label string, f plan.Figure) chart.Row {
	row := chart.Row{Label: label, Words: plain(*g.state.Target, f), Estimate: f.Estimate, Standing: g.standing(f)}
	if f.Kind == plan.Fraction || f.Kind == plan.Percent {
		row.Words = figureShort(*g.state.Target, f, g.state.Goal)
	}
	if f.Estimate {
		row.Words = "ước " + row.Words
	}
	row.Value, row.Empty = value(f)
	return row
}

// standing is what a figure means: short of a goal that is not due yet is neither good nor bad.
func (g graph) standing(f plan.Figure) chart.Standing {
	holds, ok := f.Compare(g.state.Goal.Comparator, g.state.Goal.Value)
	due := g.task.Due()
	switch early := g.state.Target.Judged == plan.AtDue && (due.IsZero() || g.day.Before(due)); {
	case ok && holds:
		return chart.Good
	case early || !ok:
		return chart.Open
	default:
		return chart.Bad
	}
}

// value is how long the bar of a figure is.
func value(f plan.Figure) (value float64, empty bool) {
	switch f.Kind {
	case plan.Fraction:
		if f.Den.IsZero() {
			return 0, true
		}
		return float(f.Num.Mul(hundred).DivRound(f.Den, 6)), false
	case plan.Percent, plan.Number:
		return float(f.Num), false
	default:
		return 0, true
	}
}

// figureShort is a rate with what it was made of, without the name of what is counted: the picture says that once.
func figureShort(t plan.Target, f plan.Figure, g plan.Goal) string {
	t.Noun = map[bool]string{true: t.Noun}[t.Money()]
	return figure(t, f, g.Value)
}

// plain is a figure that is no rate.
func plain(t plan.Target, f plan.Figure) string {
	switch f.Kind {
	case plan.Number:
		return quantity(t, f.Num)
	case "":
		return "chưa có số liệu"
	default:
		return figureWords[f.Kind]
	}
}

// full is the value of a bar as long as the picture is wide: the whole of a rate, or a little more than the largest of
// everything that is drawn.
func full(t plan.Target, p chart.Picture) float64 {
	most := 0.0
	if p.Goal != nil {
		most = p.Goal.At
	}
	for _, r := range p.Rows {
		most = max(most, r.Value)
		if r.Road != nil {
			most = max(most, *r.Road)
		}
		if r.Band != nil {
			most = max(most, r.Band.High)
		}
	}
	switch {
	case t.Measure == plan.Ratio:
		return max(most, 100)
	case most <= 0:
		return 1
	default:
		return most * 1.05
	}
}
