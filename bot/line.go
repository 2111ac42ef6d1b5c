package bot

import (
	"slices"
	"strings"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// heard is one line of a message understood: a certain figure, a doubt with its options, or why it is neither.
type heard struct {
	text     string
	source   plan.Source
	task     *plan.Task
	reports  []plan.Report // one where certain; the options where there is a doubt
	doubt    plan.Doubt
	last     *plan.Figure  // what a comparing doubt was held against
	why      error         // the line cannot be recorded
	wanted   plan.Target   // the first one whose figure it is not
	former   calendar.Date // where it names a period of the plan before, the last day of that
	sentence string        // likewise, in words
}

func (h heard) reason() string {
	if h.sentence != "" {
		return h.sentence
	}
	return message.WhyBad(h.why, h.wanted)
}

// refused reports whether the line is out.
func (h heard) refused() bool { return h.why != nil || h.sentence != "" }

// readLine understands one line: whose task, which target, which unit, which period, what figure.
func (s *speech) readLine(line plan.Line, source plan.Source) heard {
	h := heard{text: line.Text, source: source}
	if plan.PersonalData(line.Text) {
		h.text, h.sentence = strings.TrimRight(strings.TrimSuffix(line.Text, line.Rest), " :=)-"), message.PersonalRefused
		return h
	}
	if h.task, h.sentence = s.taskOf(line.Address, source.Line); h.sentence != "" {
		return h
	}
	targets := targetsOf(h.task, line.Address.Mark)
	if len(targets) == 0 {
		h.sentence = message.TaskWithoutGoal(h.task)
		return h
	}
	if targets = reportedOn(targets); len(targets) == 0 {
		h.sentence = message.FigureFollows(h.task)
		return h
	}
	if before, ok := s.before(source.Line); ok && line.Address.Mark == "" {
		targets = onlyTarget(targets, before.Slot.Target)
	}
	for _, target := range targets {
		s.readTarget(&h, target, line)
	}
	if len(h.reports) > 1 && h.doubt == "" {
		h.doubt = message.DoubtTarget
	}
	if len(h.reports) > 0 {
		h.why, h.sentence = nil, "" // a target that the words do not fit is no fault where another fits
	}
	return h
}

// taskOf finds the task that a line is about: named in it, or by the message replied to.
func (s *speech) taskOf(a plan.Address, line int) (*plan.Task, string) {
	switch {
	case a.Task != 0:
		return s.taskNumbered(a.Task)
	case a.Code != "":
		return s.taskCoded(a.Code)
	}
	if before, ok := s.before(line); ok {
		if task, _, ok := s.plan.TargetByID(before.Slot.Target); ok {
			return task, ""
		}
	}
	if len(s.posted.Tasks) != 1 {
		return nil, message.WhichTask
	}
	return s.taskKnown(s.posted.Tasks[0])
}

// taskNumbered resolves a number against the message replied to, so that a list from before the plan was renumbered
// still means what it showed; a number that it does not show is the plan's own.
func (s *speech) taskNumbered(no int) (*plan.Task, string) {
	if id, ok := s.posted.TaskByNumber(no); ok {
		return s.taskKnown(id)
	}
	if task, ok := s.plan.Task(no); ok {
		return task, ""
	}
	return nil, message.NoSuchTask
}

func (s *speech) taskCoded(code string) (*plan.Task, string) {
	switch found := s.plan.ByCriterion(code); len(found) {
	case 0:
		return nil, message.NoSuchTask
	case 1:
		return found[0], ""
	default:
		return nil, message.SeveralTasks(found)
	}
}

func (t *turn) taskKnown(id int64) (*plan.Task, string) {
	task, ok := t.plan.TaskByID(id)
	if !ok || task.Retired {
		return nil, message.TaskMovedOn
	}
	return task, ""
}

// targetsOf lists the targets that a line may be about: the marked one, or all of the task.
func targetsOf(t *plan.Task, mark string) []*plan.Target {
	var all []*plan.Target
	for i := range t.Targets {
		if mark == "" || t.Targets[i].Mark == mark {
			all = append(all, &t.Targets[i])
		}
	}
	return all
}

// reportedOn leaves out the targets whose figure follows by itself.
func reportedOn(targets []*plan.Target) []*plan.Target {
	return slices.DeleteFunc(targets, func(t *plan.Target) bool { return t.Derived != "" })
}

func onlyTarget(targets []*plan.Target, id int64) []*plan.Target {
	for _, t := range targets {
		if t.ID == id {
			return []*plan.Target{t}
		}
	}
	return targets
}

// readTarget reads the line as a figure of one target and adds what it may mean to the reports.
func (s *speech) readTarget(h *heard, target *plan.Target, line plan.Line) {
	grid := s.plan.Grid(h.task)
	reading, err := plan.ReadFigure(line.Rest, plan.Expect{
		Measure: target.Measure, Accumulation: target.Accumulation, Noun: target.Noun, Today: s.said,
		PlanYear: s.plan.Year, Every: grid.Every, Longer: h.task.ReportKinds(), Cutoff: grid.Cutoff, Addressed: line.Address != plan.Address{},
	})
	if err != nil {
		if h.why == nil {
			h.why, h.wanted = err, *target
		}
		return
	}
	units, sentence := s.unitsOf(h.task, target, line.Address.Unit, h.source.Line)
	if sentence != "" {
		h.sentence = sentence
		return
	}
	options := reading.Options
	if len(options) == 0 {
		options = []plan.Reading{reading}
	}
	h.doubt = firstDoubt(h.doubt, reading.Ask)
	for _, unit := range units {
		for _, option := range options {
			s.addReports(h, target, unit, option, grid)
		}
	}
	if len(units) > 1 {
		h.doubt = firstDoubt(h.doubt, message.DoubtUnitOf)
	}
}

func firstDoubt(doubts ...plan.Doubt) plan.Doubt {
	for _, d := range doubts {
		if d != "" {
			return d
		}
	}
	return ""
}

// unitsOf finds the unit that a figure is about, and whether the speaker may report for it. Where the office reports
// for one of several units without naming it, each is an option.
func (s *speech) unitsOf(task *plan.Task, target *plan.Target, named string, line int) ([]plan.Unit, string) {
	units := s.plan.ReportingUnits(task, target)
	switch {
	case named != "":
		u, ok := s.plan.UnitNamed(named)
		if !ok {
			return nil, message.NoSuchUnit(named)
		}
		if !containsUnit(units, u.ID) {
			return nil, message.UnitReportsNot(u)
		}
		units = []plan.Unit{u}
	case containsUnit(units, s.unit.ID):
		units = []plan.Unit{s.unit}
	}
	if before, ok := s.before(line); ok && named == "" && containsUnit(units, before.Slot.Unit) {
		u, _ := s.plan.UnitByID(before.Slot.Unit)
		units = []plan.Unit{u}
	}
	var allowed []plan.Unit
	for _, u := range units {
		if s.place.May(plan.ActReport, s.unit, plan.Of(u)) {
			allowed = append(allowed, u)
		}
	}
	switch {
	case len(units) > 0 && len(allowed) == 0:
		return nil, s.whyNot(units)
	case len(allowed) > mostOptions:
		return nil, message.NameTheUnit
	}
	return allowed, ""
}

// mostOptions is how many buttons a question may have and still be read.
const mostOptions = 4

// whyNot tells a stranger from a colleague of another unit.
func (s *speech) whyNot(units []plan.Unit) string {
	if s.place.Commune.Reporting == plan.Registered && len(s.place.Memberships) == 0 {
		return message.StrangerMayNot
	}
	return message.NotYourTask(units)
}

func containsUnit(units []plan.Unit, id int64) bool {
	for _, u := range units {
		if u.ID == id {
			return true
		}
	}
	return false
}

// addReports adds one way to understand the line, once for each period it may be about.
func (s *speech) addReports(h *heard, target *plan.Target, unit plan.Unit, r plan.Reading, grid plan.Cadence) {
	if r.Figure.Kind == "" || r.Figure.LacksDenominator() {
		return // a date, a period or a numerator alone: no button can complete it
	}
	last := s.place.Totals[plan.TotalKey{Target: target.ID, Unit: unit.ID}]
	if r.Delta {
		r.Figure.Num = r.Figure.Num.Add(last.Last.Figure.Num)
		if r.Figure.Num.IsNegative() {
			h.why = &plan.BadFigure{Text: h.text, Reason: plan.BadNegative}
			return
		}
	}
	if r.Period != nil && h.ofPlanBefore(s, *r.Period) {
		h.why = plan.ErrPlanBefore
		return
	}
	periods, err := s.periodsOf(h.task, target, unit, r, grid, h.source.Line)
	if err != nil {
		h.why = err
		return
	}
	if end, before := s.endBeforePlan(h.task, periods); before {
		h.former, h.why = end, plan.ErrPlanBefore
		return
	}
	if len(periods) > 1 {
		h.doubt = firstDoubt(h.doubt, message.DoubtPeriodOf)
	}
	for _, p := range periods {
		h.reports = append(h.reports, s.report(h.source, target, unit, p, r, s.plan.CadenceOf(h.task, p.Kind)))
	}
	if len(periods) == 1 {
		s.doubt(h, target, r, h.reports[len(h.reports)-1], last, s.plan.CadenceOf(h.task, periods[0].Kind))
	}
}

func (s *speech) report(source plan.Source, target *plan.Target, unit plan.Unit, p plan.Period, r plan.Reading, c plan.Cadence) plan.Report {
	_, to := p.Span(c.Cutoff)
	asOf := s.said // nothing is known of a day to come
	switch {
	case r.AsOf != nil && r.AsOf.Before(asOf):
		asOf = *r.AsOf
	case r.AsOf == nil && asOf.After(to):
		asOf = to
	}
	return plan.Report{
		Commune: s.place.Commune.ID, Plan: s.plan.ID,
		Slot:   plan.Slot{Target: target.ID, Unit: unit.ID, Period: p},
		Figure: r.Figure, AsOf: asOf, Note: r.Note, Source: source, Author: s.author(),
	}
}

// doubt holds a figure against what is known; an implausible one is asked about before it counts. An estimate may be up
// to a day to come.
func (s *speech) doubt(h *heard, target *plan.Target, said plan.Reading, r plan.Report, last plan.Total, cadence plan.Cadence) {
	from, to := r.Slot.Period.Span(cadence.Cutoff)
	c := plan.Context{From: from, To: to, AsOf: r.AsOf, Today: s.said}
	if said.AsOf != nil && !said.Figure.Estimate {
		c.AsOf = *said.AsOf
	}
	if known := comparable(last, r, len(s.former) > 0); known != nil {
		c.Last = known
	}
	for _, d := range plan.Doubts(*target, r.Figure, c) {
		if h.doubt == "" {
			h.doubt = d
		}
		if d == plan.DoubtFarFromLast || d == plan.DoubtDecreasing {
			h.last = c.Last
		}
	}
}

// comparable is the figure that a new one is held against: not the one it corrects.
func comparable(last plan.Total, r plan.Report, edited bool) *plan.Figure {
	same := last.Last.Slot.Period == r.Slot.Period
	if last.Empty() || (edited && same) {
		return nil
	}
	figure := last.Last.Figure
	return &figure
}
