package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/bot/report/chart"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// PeriodChart is the picture of a target's figures, a bar a period, with what they come to, the planned road and the
// forecast. Nothing can be drawn of a milestone, nor where nothing was reported.
func PeriodChart(p *plan.Plan, t *plan.Task, s plan.TargetState, f plan.Facts, day calendar.Date) (chart.Picture, bool) {
	g := graph{plan: p, task: t, state: s, day: day}
	history := p.History(t, s, f, day)
	if s.Target.Measure == plan.Milestone || len(history) == 0 {
		return chart.Picture{}, false
	}
	picture := g.picture("số liệu từng kỳ")
	picture.Rows = g.periods(history)
	if s.Target.Flow() {
		whole := g.row("Lũy kế", s.Total.Figure)
		whole.Apart = true
		picture.Rows = append(picture.Rows, whole)
	}
	if o, ok := p.Outlook(t, s, f, day); ok {
		picture.Rows = append(picture.Rows, g.outlook(o))
	}
	picture.Full = full(*s.Target, picture)
	return picture, true
}

// periods are the bars. What adds up is drawn as the sum so far, because that is held against the goal and the road; a
// rate is drawn for each period alone.
func (g graph) periods(history []plan.Filed) (rows []chart.Row) {
	cutoff, sum := g.plan.Grid(g.task).Cutoff, decimal.Zero
	adds := g.state.Target.Accumulation == plan.ByPeriod && !g.state.Target.Flow()
	for _, f := range g.complete(history) {
		figure, own := f.Figure, ""
		if adds && f.Figure.Kind == plan.Number {
			sum = sum.Add(f.Figure.Num)
			figure.Num, own = sum, " (kỳ này "+plain(*g.state.Target, f.Figure)+")"
		}
		row := g.row(periodLabel(f.Slot.Period, cutoff), figure)
		row.Words += own
		row.Road = g.road(f.Slot.Period, cutoff)
		rows = append(rows, row)
	}
	return rows
}

// complete puts in the periods that the plan asks for and nobody reported.
func (g graph) complete(history []plan.Filed) (all []plan.Filed) {
	if len(g.task.Cadences) == 0 || g.state.Target.Accumulation == plan.ToDate {
		return history
	}
	for _, f := range history {
		for len(all) > 0 {
			next := following(all[len(all)-1].Slot.Period)
			if !next.Before(f.Slot.Period) {
				break
			}
			all = append(all, plan.Filed{Slot: plan.Slot{Period: next}})
		}
		all = append(all, f)
	}
	return all
}

// road is where the planned road stands at the end of a period. A rate has none.
func (g graph) road(p plan.Period, cutoff plan.Cutoff) *float64 {
	t, due := *g.state.Target, g.task.Due()
	if t.Judged != plan.AtDue || t.Flow() || due.IsZero() {
		return nil
	}
	_, last := p.Span(cutoff)
	return new(float(plan.RoadValue(t, g.state.Goal.Value, plan.Horizon{From: g.plan.From, Due: due}, last)))
}

// outlook is the forecast: from the worst to the best that may come.
func (g graph) outlook(o plan.Outlook) chart.Row {
	words := func(d decimal.Decimal) string { return likely(*g.state.Target, d) }
	row := chart.Row{Label: "Dự báo đến ngày " + date(o.On), Words: words(o.Low) + " – " + words(o.High), Apart: !g.state.Target.Flow(),
		Band: &chart.Band{Low: float(o.Low), Likely: float(o.Likely), High: float(o.High)}}
	if words(o.Low) == words(o.High) {
		row.Words = "khoảng " + words(o.Likely)
	}
	return row
}

// likely is a forecast value: no more exact than it can be. Things come whole.
func likely(t plan.Target, d decimal.Decimal) string {
	switch {
	case t.Measure == plan.Ratio:
		return plan.FormatNumber(d) + "%"
	case t.Money():
		return plan.FormatMoney(d.Round(-6))
	default:
		return quantity(t, d.Round(0))
	}
}

// periodLabel names a period with its two days.
func periodLabel(p plan.Period, cutoff plan.Cutoff) string {
	from, to := p.Span(cutoff)
	name := ""
	switch p.Kind {
	case plan.Month:
		name = fmt.Sprintf("Tháng %d", p.No)
	case plan.Quarter:
		name = "Quý " + roman[p.No]
	case plan.Half:
		name = "6 tháng " + [...]string{"", "đầu", "cuối"}[p.No]
	case plan.NineMonths:
		name = "9 tháng"
	default:
		name = "Cả năm"
	}
	return fmt.Sprintf("%s (%s – %s)", name, from.VNShort(), to.VNShort())
}
