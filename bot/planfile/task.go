package planfile

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"planbot/storage/plan"
)

func (r *reader) readTask(n ast.Node, what string) {
	f, ok := r.open(n, what)
	if !ok {
		return
	}
	defer f.close()
	t := plan.Task{No: f.integer("no", required, 1, 999)}
	if t.No > 0 {
		f.what = fmt.Sprintf("task %d", t.No)
	}
	if first, twice := r.known.tasks[t.No]; twice && t.No > 0 {
		r.problem(f.at("no"), "task %d stands here a second time, first in line %d", t.No, first.line)
	}
	r.known.tasks[t.No] = f.at("no")
	t.Block = f.line("block", optional)
	t.Area = r.readAreaOf(f)
	t.Title = f.value("title", required, maxTitle)
	t.Wording = f.text("wording", required)
	t.Criteria = r.readCriteria(f, t.No)
	t.Deadline = r.readDeadline(f)
	t.Cadences = r.readCadences(f)
	t.Relations = r.readRelations(f)
	t.Targets = r.readTargets(f, t.Deadline)
	t.Questions = r.readQuestions(f, &t)
	t.Products = f.texts("products", optional)
	t.ReportTo = r.readReportTo(f)
	t.Source = f.line("source", optional)
	t.Note = f.text("note", optional)
	t.Rule = r.readRule(f)
	r.checkTime(f, t)
	r.plan.Tasks = append(r.plan.Tasks, t)
}

// maxTitle keeps a title to two lines of a phone.
const maxTitle = 80

// readAreaOf reads the heading a task stands under; a task without one belongs to the plan's own organisation.
func (r *reader) readAreaOf(f *fields) int {
	no := f.integer("area", optional, 1, 99)
	if _, ok := r.known.areas[no]; !ok && no > 0 {
		r.problem(f.at("area"), "%s stands under area %d, which this file does not define", f.what, no)
	}
	return no
}

func (r *reader) readCriteria(f *fields, task int) []plan.Criterion {
	var criteria []plan.Criterion
	for _, n := range f.list("criteria", optional) {
		c, ok := r.open(n, "a criterion of "+f.what)
		if !ok {
			continue
		}
		criterion := plan.Criterion{
			Code: c.form("code", required, criterionCode, "numbers with points between, like 3.4.2"),
			Name: c.line("name", required),
		}
		c.close()
		first, twice := r.known.criteria[criterion.Code]
		switch {
		case criterion.Code == "":
		case twice && first == task:
			r.problem(c.at("code"), "criterion %s stands in %s twice", criterion.Code, f.what)
		case twice:
			r.warn(c.at("code"), "criterion %s of %s belongs to task %d too", criterion.Code, f.what, first)
		default:
			r.known.criteria[criterion.Code] = task
		}
		criteria = append(criteria, criterion)
	}
	return criteria
}

func (r *reader) readReportTo(f *fields) []string {
	codes := f.texts("report_to", optional)
	for i, code := range codes {
		r.unit(code, f.at("report_to"), "report_to of "+f.what)
		if slices.Contains(codes[:i], code) {
			r.problem(f.at("report_to"), "report_to of %s names %s twice", f.what, code)
		}
	}
	return codes
}

// The rules that plans have set beside their targets.
const (
	eightHours = "eight_hours" // how long a file may wait, in working hours
	extension  = "extension"   // whom to ask for more time, and how
)

func (r *reader) readRule(parent *fields) *plan.SpecialRule {
	f, ok := parent.mapping("rule", "the rule of "+parent.what, optional)
	if !ok {
		return nil
	}
	defer f.close()
	rule := &plan.SpecialRule{Kind: choice(f, "kind", required, eightHours, extension), Wording: f.text("wording", required)}
	rule.Hours = f.integer("hours", need(rule.Kind == eightHours), 0, 240)
	rule.To = f.line("to", need(rule.Kind == extension))
	if rule.To != "" {
		r.unit(rule.To, f.at("to"), f.what)
	}
	return rule
}

// checkTime looks at a dated task as a whole: its date lies in the plan, and whoever leads it exists that day.
func (r *reader) checkTime(f *fields, t plan.Task) {
	due := t.Deadline.Due
	if due.IsZero() {
		return
	}
	if due.Before(r.plan.From) || due.After(r.plan.Until) {
		r.warn(f.at("deadline"), "%s is due on %v, outside the plan (%v to %v)", f.what, due, r.plan.From, r.plan.Until)
	}
	for _, u := range r.plan.LeadingUnits(&t) {
		if u.Code != "" && !u.Exists(due) {
			r.warn(f.at("deadline"), "%s is due on %v, when its leading unit %s does not exist", f.what, due, u.Code)
		}
	}
}
