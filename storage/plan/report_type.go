package plan

import (
	"cmp"
	"slices"

	"planbot/storage/calendar"
)

// OnDemand is a report on days that somebody names.
const OnDemand PeriodKind = "on_demand"

// ReportTypes lists every kind of report that an office writes, the shortest period first.
var ReportTypes = []PeriodKind{Month, Quarter, Half, NineMonths, Year, OnDemand}

// ReportType is a report that the office writes: when its figures are counted off, when it is due, and who gets it.
type ReportType struct {
	Every  PeriodKind `json:"every"`
	Cutoff Cutoff     `json:"cutoff,omitzero"`
	Within int        `json:"within,omitzero"`  // working days after the cut-off until it is due
	To     []string   `json:"to,omitempty"`     // the first is addressed, the others get a copy
	Signed Role       `json:"signed,omitempty"` // by the Vice Chairman in the Chairman's place; empty: by the Chairman
}

// DueWithin is how many working days after the cut-off a report is due of which the plan does not say when.
const DueWithin = 2

// ReportType is what the plan says of a kind of report; what it leaves open is as planbot takes it to be.
func (p *Plan) ReportType(kind PeriodKind) ReportType {
	i := slices.IndexFunc(p.Reports, func(r ReportType) bool { return r.Every == kind })
	if i < 0 {
		return ReportType{Every: kind, Cutoff: p.Cutoff, Within: DueWithin}
	}
	return p.Reports[i]
}

// Cut is a time whose figures are counted off.
type Cut struct {
	Period   Period // zero: on demand
	From, To calendar.Date
	Due      calendar.Date // on which the report is due
	Former   calendar.Date // the last day of the time before, with which it is compared; zero: the plan has none
}

// CutOf is when the figures of a period are counted off, and when its report is due.
func (p *Plan) CutOf(period Period) Cut {
	r := p.ReportType(period.Kind)
	c := Cut{Period: period}
	c.From, c.To = period.Span(r.Cutoff)
	return p.timed(c, r)
}

// CutBetween is CutOf for a report on demand.
func (p *Plan) CutBetween(from, to calendar.Date) Cut {
	return p.timed(Cut{From: from, To: to}, p.ReportType(OnDemand))
}

func (p *Plan) timed(c Cut, r ReportType) Cut {
	c.Due = p.Calendar.AddWorkdays(c.To, r.Within)
	if former := c.before(r); !former.Before(p.From) {
		c.Former = former
	}
	return c
}

// before is the last day of the time before.
func (c Cut) before(r ReportType) calendar.Date {
	if c.Kind() == OnDemand {
		return c.From.AddDays(-1)
	}
	_, last := c.Period.Previous().Span(r.Cutoff)
	return last
}

// CutBefore is the time before one, with which it is compared; ok is false where the plan has none. Before days that
// somebody names come all the others.
func (p *Plan) CutBefore(c Cut) (former Cut, ok bool) {
	switch {
	case c.Former.IsZero():
		return Cut{}, false
	case c.Kind() == OnDemand:
		return p.CutBetween(p.From, c.Former), true
	default:
		return p.CutOf(c.Period.Previous()), true
	}
}

// Kind is the kind of report on the time.
func (c Cut) Kind() PeriodKind { return cmp.Or(c.Period.Kind, OnDemand) }

// Same reports whether two times are closed as one: a period whatever its cut-off rule was then, named days by both.
func (c Cut) Same(other Cut) bool {
	return c.Period == other.Period && (c.Kind() != OnDemand || c.From == other.From && c.To == other.To)
}

// Recut counts a time off by this plan.
func (p *Plan) Recut(c Cut) Cut {
	if c.Kind() == OnDemand {
		return p.CutBetween(c.From, c.To)
	}
	return p.CutOf(c.Period)
}

// Over reports whether the time has been counted off by a day.
func (c Cut) Over(day calendar.Date) bool { return day.After(c.To) }

// Covers reports whether a day belongs to the plan.
func (p *Plan) Covers(day calendar.Date) bool { return !day.Before(p.From) && !day.After(p.Until) }

// Within reports whether the plan covers some of the time.
func (c Cut) Within(p *Plan) bool { return !c.To.Before(p.From) && !c.From.After(p.Until) }

// LatestCutOff lists the periods that were counted off last, of those that the plan asks reports for, the shortest first:
// a quarter stands beside its last month. None where the plan has begun too lately to have one; after its end they stay
// its last ones.
func (p *Plan) LatestCutOff(day calendar.Date) (latest []Period) {
	if end := p.Until.AddDays(1); day.After(end) {
		day = end
	}
	kinds := p.ReportedKinds()
	if len(kinds) == 0 {
		kinds = []PeriodKind{Month}
	}
	last := calendar.Date{}
	for _, kind := range kinds {
		period := p.lastOver(kind, day)
		switch c := p.CutOf(period); {
		case !c.Within(p) || c.To.Before(last):
		case c.To.After(last):
			latest, last = []Period{period}, c.To
		default:
			latest = append(latest, period)
		}
	}
	return latest
}

// lastOver is the latest period of a kind that is over on a day.
func (p *Plan) lastOver(kind PeriodKind, day calendar.Date) Period {
	period := PeriodOf(kind, day, p.ReportType(kind).Cutoff)
	for !p.CutOf(period).Over(day) {
		period = period.Previous()
	}
	return period
}
