package plan

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Outlook is where a target ends if all goes on as it did in the last periods: between what the worst and the best of
// them would bring if it came again and again.
type Outlook struct {
	On                calendar.Date
	Low, Likely, High decimal.Decimal // in the goal's unit
}

// History is the figures of a target, one a period, the earliest first; where several units report, those of each
// period together. It is empty where they cannot be put together.
func (p *Plan) History(t *Task, s TargetState, f Facts, day calendar.Date) []Filed {
	j := newJudge(p, f, noon(day))
	filed := slices.Clone(j.history(p.verdict(t, s), allPeriods))
	return slices.DeleteFunc(filed, func(f Filed) bool { return f.Figure.Kind == Withdrawn })
}

// Outlook goes on from the figures as warnings of the pace do, however the target stands. There is none where the
// figures are too few, or nothing is left to come.
func (p *Plan) Outlook(t *Task, s TargetState, f Facts, day calendar.Date) (Outlook, bool) {
	j, v := newJudge(p, f, noon(day)), p.verdict(t, s)
	o := Outlook{On: p.Until}
	forecast, ends := j.flowForecast, j.flowEnds
	switch {
	case v.target.Flow():
		v.recent = j.history(v, j.settings.PacePeriods)
	case v.target.Judged == AtDue && v.target.Measure != Milestone && !v.task.Due().IsZero():
		o.On, forecast, ends = v.task.Due(), j.growthForecast, j.growthEnds
	default:
		return Outlook{}, false
	}
	likely, ok := forecast(v)
	if !ok || !day.Before(o.On) {
		return Outlook{}, false
	}
	all := ends(v)
	o.Likely = likely.value(*v.target)
	o.Low, o.High = o.Likely, o.Likely
	for _, end := range all {
		o.Low = decimal.Min(o.Low, end.value(*v.target))
		o.High = decimal.Max(o.High, end.value(*v.target))
	}
	return o, len(all) > 0
}

func (p *Plan) verdict(t *Task, s TargetState) *verdict {
	return &verdict{Assessment: s.Assessment, task: t, target: s.Target, units: p.ReportingUnits(t, s.Target)}
}

// flowEnds are the ends of a flow if each of the last periods came again and again.
func (j *judge) flowEnds(v *verdict) (ends []forecast) {
	remaining := j.remaining(v)
	if remaining == 0 {
		return nil
	}
	for i := range v.recent {
		ends = append(ends, forecastFlow(v.Total.Figure, v.recent[i:i+1], remaining))
	}
	return ends
}

// growthEnds are the ends of a value that grows, from where it is, as fast as it did in each of the last periods.
func (j *judge) growthEnds(v *verdict) (ends []forecast) {
	start := reading{on: j.plan.From, den: one}
	values := append([]reading{start}, readings(*v.target, j.history(v, allPeriods), j.plan.Grid(v.task).Cutoff)...)
	last := values[len(values)-1]
	steps := latest(values, j.settings.PacePeriods+1)
	for i := 1; i < len(steps); i++ {
		grown := steps[i].value().Sub(steps[i-1].value())
		before := reading{on: last.on.AddDays(-steps[i].on.DaysSince(steps[i-1].on)), num: last.value().Sub(grown), den: one}
		if end, ok := forecastGrowth(before, last, v.task.Due()); ok {
			ends = append(ends, end)
		}
	}
	return ends
}

func (r reading) value() decimal.Decimal { return r.num.DivRound(r.den, 12) }

// noon is an instant of the day, for rules that want one.
func noon(day calendar.Date) time.Time { return day.At(calendar.TimeOfDay(12*60), calendar.Zone) }
