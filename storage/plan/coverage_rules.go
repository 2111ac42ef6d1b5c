package plan

import (
	"cmp"
	"slices"

	"planbot/storage/calendar"
)

// CoveragesOf finds who has not reported on a period, as of a day: one coverage for each rule by which tasks of the plan
// are cut off and due, and one for each longer period that is cut off with it. It is never empty.
func (p *Plan) CoveragesOf(f Facts, period Period, day calendar.Date) []Coverage {
	var all []Coverage
	for _, rule := range p.rules(period.Kind) {
		all = append(all, p.covered(f, period, rule, day))
	}
	if len(all) == 0 {
		return []Coverage{p.covered(f, period, Cadence{Every: period.Kind, Cutoff: p.Cutoff}, day)}
	}
	return p.withLonger(f, all, day)
}

// CoveragesNow is CoveragesOf for the shortest periods whose reports are looked for on a day. Tasks that are cut off on
// other days are asked for another month.
func (p *Plan) CoveragesNow(f Facts, day calendar.Date) []Coverage {
	kinds := p.ReportedKinds()
	if len(kinds) == 0 {
		return p.CoveragesOf(f, p.PeriodToAsk(Month, day), day)
	}
	var all []Coverage
	for _, rule := range p.rules(kinds[0]) {
		all = append(all, p.covered(f, p.periodToAsk(rule.Every, rule.Cutoff, day), rule, day))
	}
	return p.withLonger(f, all, day)
}

// rules lists the rules by which the plan asks for reports on periods of a kind, each once.
func (p *Plan) rules(kind PeriodKind) []Cadence {
	var all []Cadence
	for _, t := range p.reportingBy(kind) {
		if rule := p.ruleOf(t, kind); !slices.Contains(all, rule) {
			all = append(all, rule)
		}
	}
	return all
}

// ruleOf is the cadence of a task without the plan's words.
func (p *Plan) ruleOf(t *Task, kind PeriodKind) Cadence {
	rule := p.CadenceOf(t, kind)
	rule.Wording = ""
	return rule
}

// covered is the coverage of a period by one rule.
func (p *Plan) covered(f Facts, period Period, rule Cadence, day calendar.Date) Coverage {
	c := Coverage{Period: period}
	c.From, c.To = period.Span(rule.Cutoff)
	c.ReportBy = p.reportBy(rule, c.To)
	c.Early = p.Calendar.WorkdaysBetween(day, c.To) > 1
	for _, t := range p.reportingBy(period.Kind) {
		if p.ruleOf(t, period.Kind) == rule {
			p.cover(&c, f, t)
		}
	}
	return c
}

// withLonger orders coverages by when they are due, and adds the longer periods that are cut off on the same day as one of
// them: a quarter is asked for beside its last month.
func (p *Plan) withLonger(f Facts, all []Coverage, day calendar.Date) []Coverage {
	slices.SortStableFunc(all, func(a, b Coverage) int {
		return cmp.Or(a.To.Compare(b.To), a.ReportBy.Compare(b.ReportBy))
	})
	shorter := all
	for _, kind := range p.ReportedKinds() {
		for _, rule := range p.rules(kind) {
			i := slices.IndexFunc(shorter, func(c Coverage) bool { return c.endsWith(rule) })
			if i >= 0 {
				all = append(all, p.covered(f, PeriodOf(kind, shorter[i].To, rule.Cutoff), rule, day))
			}
		}
	}
	return all
}

// endsWith reports whether a longer period by another rule is cut off on the same day.
func (c Coverage) endsWith(rule Cadence) bool {
	longer := PeriodOf(rule.Every, c.To, rule.Cutoff)
	_, last := longer.Span(rule.Cutoff)
	return last == c.To && c.Period.Before(longer)
}
