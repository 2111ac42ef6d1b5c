package plan

import "slices"

// allPeriods is more than a year has.
const allPeriods = 1 << 10

// history is the figures behind a verdict of the last n periods that have any, one a period, the earliest first;
// where several units report, those of each period together. It is empty where they cannot be put together: a
// percentage alone does not add up.
func (j *judge) history(v *verdict, n int) []Filed {
	if v.Total.Unsummed {
		return nil
	}
	if len(v.units) == 1 {
		return latest(j.facts.Filed[TotalKey{v.target.ID, v.units[0].ID}], n)
	}
	parts := make([][]Filed, len(v.units))
	for i, u := range v.units {
		parts[i] = j.facts.Filed[TotalKey{v.target.ID, u.ID}]
		if slices.ContainsFunc(parts[i], func(f Filed) bool { return f.Figure.Kind == Percent }) {
			return nil
		}
	}
	recent := latest(periods(parts), n)
	all := make([]Filed, len(recent))
	for i, period := range recent {
		all[i] = ofPeriod(v.target, parts, period)
	}
	return all
}

// ofPeriod is the units' figures of one period together. Under ToDate a unit that has not reported for the period
// still stands where it stood.
func ofPeriod(t *Target, parts [][]Filed, period Period) Filed {
	whole := Filed{Slot: Slot{Target: t.ID, Period: period}}
	reported := make([]Figure, 0, len(parts))
	for _, part := range parts {
		for _, f := range slices.Backward(part) {
			if f.Slot.Period == period || (t.Accumulation == ToDate && f.Slot.Period.Before(period)) {
				reported = append(reported, f.Figure)
				whole.Entry = max(whole.Entry, f.Entry)
				if f.AsOf.After(whole.AsOf) {
					whole.AsOf = f.AsOf
				}
				break
			}
		}
	}
	whole.Figure = sum(reported)
	return whole
}

// periods lists the periods that any part has a figure of, the earliest first.
func periods(parts [][]Filed) []Period {
	var all []Period
	for _, part := range parts {
		for _, f := range part {
			all = append(all, f.Slot.Period)
		}
	}
	slices.SortFunc(all, ComparePeriods)
	return slices.Compact(all)
}

// latest is the last n of a list, or all of it.
func latest[T any](list []T, n int) []T { return list[max(len(list)-n, 0):] }

// remaining counts the periods of the task's grid after a flow's last one that the plan still asks for, until a
// target judged at due is due.
func (j *judge) remaining(v *verdict) int64 {
	var n int64
	after := v.recent[len(v.recent)-1].Slot.Period
	due := v.task.Due()
	for _, r := range j.reports(j.plan.Grid(v.task)) {
		late := v.target.Judged == AtDue && !due.IsZero() && r.cutoff.After(due)
		if after.Before(r.period) && !late {
			n++
		}
	}
	return n
}
