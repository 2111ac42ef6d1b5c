package plan

import "github.com/shopspring/decimal"

// pace warns of a goal that is not missed yet but will be if all goes on as it does: a target judged at due that is
// under its planned road or grows too slowly, and a rate that is met so far but falls.
func (j *judge) pace(v *verdict) (Condition, bool) {
	if v.target.Measure == Milestone || (v.target.Judged == AtDue && j.passed(v)) {
		return Condition{}, false
	}
	behind := v.target.Judged == AtDue && v.OnRoad && v.Standing == AtRisk
	end, known := j.forecast(v)
	if !behind && !(known && end.misses(v.Goal)) {
		return Condition{}, false
	}
	c := j.condition(v, RulePace, 1)
	if v.OnRoad {
		c.Inputs.Expected = v.Expected
	}
	if known {
		c.Inputs.Forecast = new(end.value(*v.target))
	}
	return c, true
}

// forecast is where the target ends, if its figures are many enough to say.
func (j *judge) forecast(v *verdict) (forecast, bool) {
	switch open := v.Standing == OnTrack || v.Standing == AtRisk; {
	case v.target.Flow() && (open || v.Standing == Met):
		return j.flowForecast(v)
	case v.target.Judged == AtDue && open && !v.task.Due().IsZero():
		return j.growthForecast(v)
	default:
		return forecast{}, false
	}
}

func (j *judge) flowForecast(v *verdict) (forecast, bool) {
	total := v.Total.Figure
	if total.Kind != Fraction || j.fewForPace(total) {
		return forecast{}, false
	}
	recent := latest(v.recent, j.settings.PacePeriods)
	if len(recent) < j.settings.PacePeriods {
		return forecast{}, false
	}
	return forecastFlow(total, recent, j.remaining(v)), true
}

// growthForecast goes on from the latest figure to the due date, as fast as the value grew over the last periods:
// from the figure before them, or from nothing on the day that work could begin.
func (j *judge) growthForecast(v *verdict) (forecast, bool) {
	if j.fewForPace(v.Total.Figure) {
		return forecast{}, false
	}
	values := readings(*v.target, j.history(v, allPeriods), j.plan.Grid(v.task).Cutoff)
	before := len(values) - 1 - j.settings.PacePeriods
	if before < -1 {
		return forecast{}, false
	}
	from := reading{on: j.plan.Horizon(v.task).From, den: one}
	if before >= 0 {
		from = values[before]
	}
	return forecastGrowth(from, values[len(values)-1], v.task.Due())
}

// fewForPace reports whether a fraction has too few cases to be carried forward.
func (j *judge) fewForPace(f Figure) bool {
	return f.Kind == Fraction && f.Den.LessThan(decimal.NewFromInt(int64(j.settings.PaceSample)))
}
