package plan

import (
	"slices"
	"strconv"
	"time"

	"planbot/storage/calendar"
)

// reportDue is a period whose report the plan asks for, and when.
type reportDue struct {
	period   Period
	cutoff   calendar.Date // its last day
	ahead    calendar.Date // the working day before the one on which it is cut off
	reportBy calendar.Date
}

// missing warns every reporting unit of a task with cadences of each period that lacks a figure of a target it
// reports on: ahead of the cut-off, when the report is due, and from the next day on. Every cadence asks for its own
// periods by its own rule. Older periods are asked for too, because late figures count; the newest one names them.
func (j *judge) missing(t *Task) {
	if len(t.Cadences) == 0 {
		return
	}
	reports := j.reportsOf(t)
	for _, unit := range j.reporters(t) {
		first := len(j.found)
		for _, r := range reports {
			j.add(j.missingOf(t, unit, r))
		}
		nameOthers(j.found[first:])
	}
}

// nameOthers has every missing report of a unit name the shorter ones that are due with it, and the newest also those
// before it.
func nameOthers(missing []Condition) {
	for i := range missing {
		in := &missing[i].Inputs
		for _, former := range missing[:i] {
			switch other := former.Inputs; {
			case other.Cutoff == in.Cutoff && other.ReportBy == in.ReportBy:
				in.Beside = append(in.Beside, other.Period)
			case i == len(missing)-1:
				in.Earlier = append(in.Earlier, other.Period)
			}
		}
	}
}

func (j *judge) missingOf(t *Task, unit int64, r reportDue) (Condition, bool) {
	level, since := j.missingLevel(r)
	if u, _ := j.plan.UnitByID(unit); level == 0 || !u.Exists(r.cutoff) {
		return Condition{}, false
	}
	targets := j.unreported(t, unit, r.period)
	return Condition{
		Subject: Subject{Rule: RuleMissing, Task: t.ID, Unit: unit, Scope: r.period.scope()},
		Level:   level,
		Since:   since,
		Inputs: Inputs{
			Period: r.period, Cutoff: r.cutoff, ReportBy: r.reportBy,
			Left: j.plan.Calendar.WorkdaysBetween(j.day, r.reportBy), Targets: targets,
		},
	}, len(targets) > 0
}

// missingLevel is how late a report is, and since when; zero before its first notice.
func (j *judge) missingLevel(r reportDue) (Level, calendar.Date) {
	switch {
	case j.day.After(r.reportBy):
		return MissingLate, r.reportBy.AddDays(1)
	case j.reached(r.reportBy, j.settings.ReportTime):
		return MissingDue, r.reportBy
	case j.reached(r.ahead, j.settings.Morning):
		return MissingAhead, r.ahead
	default:
		return 0, calendar.Date{}
	}
}

func (j *judge) reached(day calendar.Date, t calendar.TimeOfDay) bool {
	if j.day != day {
		return j.day.After(day)
	}
	return !j.at.Before(day.At(t, calendar.Zone))
}

// reporters lists the units that report on any target of the task.
func (j *judge) reporters(t *Task) []int64 {
	var units []int64
	for i := range t.Targets {
		for _, u := range j.plan.ReportingUnits(t, &t.Targets[i]) {
			if !slices.Contains(units, u.ID) {
				units = append(units, u.ID)
			}
		}
	}
	return units
}

// unreported lists the targets of a task that lack a unit's figure for a period.
func (j *judge) unreported(t *Task, unit int64, period Period) []int64 {
	var targets []int64
	for i := range t.Targets {
		target := &t.Targets[i]
		if j.plan.lacks(j.facts, t, target, unit, period) && holdsUnit(j.plan.ReportingUnits(t, target), unit) {
			targets = append(targets, target.ID)
		}
	}
	return targets
}

// reportsOf lists the periods of all cadences of a task, the earliest first.
func (j *judge) reportsOf(t *Task) []reportDue {
	if len(t.Cadences) == 1 {
		return j.reports(t.Cadences[0])
	}
	var all []reportDue
	for _, c := range t.Cadences {
		all = append(all, j.reports(c)...)
	}
	slices.SortStableFunc(all, func(a, b reportDue) int { return ComparePeriods(a.period, b.period) })
	return all
}

// reports lists the periods of a cadence that the plan asks for, the earliest first.
func (j *judge) reports(c Cadence) []reportDue {
	c.Wording = ""
	if known, ok := j.grids[c]; ok {
		return known
	}
	var all []reportDue
	for p := PeriodOf(c.Every, j.plan.Until, c.Cutoff); p.Valid(); p = p.Previous() {
		first, last := p.Span(c.Cutoff)
		if last.Before(j.plan.From) {
			break
		}
		if j.plan.asksFor(p.Kind, first, last) {
			all = append(all, j.reportDue(c, p, last))
		}
	}
	slices.Reverse(all)
	j.grids[c] = all
	return all
}

// asksFor reports whether a period from first to last is the plan's to ask for: a month that lies in it. A longer
// period may begin up to a month early, because under a cut-off on the 14th the first quarter and the year itself
// begin on 15/12.
func (p *Plan) asksFor(kind PeriodKind, first, last calendar.Date) bool {
	if kind != Month {
		first = first.AddMonths(1)
	}
	return !first.Before(p.From) && !last.After(p.Until)
}

// Asks reports whether the plan asks for the report of a period that a cadence cuts off.
func (p *Plan) Asks(period Period, c Cadence) bool {
	first, last := period.Span(c.Cutoff)
	return p.asksFor(period.Kind, first, last)
}

func (j *judge) reportDue(c Cadence, p Period, cutoff calendar.Date) reportDue {
	cal := j.plan.Calendar
	ahead := cal.PreviousWorkday(cal.LastWorkdayOnOrBefore(cutoff))
	return reportDue{period: p, cutoff: cutoff, ahead: ahead, reportBy: j.plan.reportBy(c, cutoff)}
}

// reportTimeToday is when a report is due today; zero if none is or it has passed.
func (j *judge) reportTimeToday() time.Time {
	due := j.day.At(j.settings.ReportTime, calendar.Zone)
	if !due.After(j.at) {
		return time.Time{}
	}
	today := func(r reportDue) bool { return r.reportBy == j.day }
	for _, t := range j.tasks() {
		for _, c := range t.Cadences {
			if slices.ContainsFunc(j.reports(c), today) {
				return due
			}
		}
	}
	return time.Time{}
}

// scope names the period in the subject of a condition: "month/2024/2".
func (p Period) scope() string {
	return string(p.Kind) + "/" + strconv.Itoa(p.Year) + "/" + strconv.Itoa(p.No)
}
