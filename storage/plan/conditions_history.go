package plan

import "slices"

// history is the figures behind a verdict, one a period, the earliest first; where several units report, those of
// each period together. It is empty where they cannot be put together: a percentage alone does not add up.
func (j *judge) history(v verdict) []Filed {
	if v.Total.Unsummed {
		return nil
	}
	if len(v.units) == 1 {
		return j.facts.Filed[TotalKey{v.target.ID, v.units[0].ID}]
	}
	parts := make([][]Filed, len(v.units))
	for i, u := range v.units {
		parts[i] = j.facts.Filed[TotalKey{v.target.ID, u.ID}]
		if slices.ContainsFunc(parts[i], func(f Filed) bool { return f.Figure.Kind == Percent }) {
			return nil
		}
	}
	return together(*v.target, parts)
}

// together folds the figures of several units, one a period.
func together(t Target, parts [][]Filed) []Filed {
	var all []Filed
	for _, period := range periods(parts) {
		all = append(all, ofPeriod(t, parts, period))
	}
	return all
}

// ofPeriod is the units' figures of one period together. Under ToDate a unit that has not reported for the period
// still stands where it stood.
func ofPeriod(t Target, parts [][]Filed, period Period) Filed {
	whole := Filed{Slot: Slot{Target: t.ID, Period: period}}
	var reported []Figure
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
	slices.SortFunc(all, comparePeriods)
	return slices.Compact(all)
}

// latest is the last n figures, or all of them.
func latest(filed []Filed, n int) []Filed { return filed[max(len(filed)-n, 0):] }

// remaining counts the periods of the task's grid after a period that the plan still asks for, until a target
// judged at due is due.
func (j *judge) remaining(v verdict, after Period) int64 {
	var n int64
	due := v.task.Deadline.Due
	for _, r := range j.reports(j.plan.Grid(v.task)) {
		late := v.target.Judged == AtDue && !due.IsZero() && r.cutoff.After(due)
		if after.Before(r.period) && !late {
			n++
		}
	}
	return n
}
