package planfile

import (
	"fmt"
	"slices"
	"time"

	"github.com/goccy/go-yaml/ast"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func (r *reader) readPlan(root ast.Node) {
	f, ok := r.open(root, "the file")
	if !ok {
		return
	}
	defer f.close()
	if commune, ok := f.mapping("commune", "the commune", required); ok {
		r.readCommune(commune)
	}
	if alerts, ok := f.mapping("alerts", "the alerts", optional); ok {
		r.plan.Commune.Alerts = r.readAlerts(alerts)
	}
	if head, ok := f.mapping("plan", "the plan", required); ok {
		r.readHead(head)
	}
	r.readUnits(f.list("units", required))
	for i, n := range f.list("areas", optional) {
		r.readArea(n, fmt.Sprintf("area %d", i+1))
	}
	r.plan.Questions = r.readQuestions(f, nil)
	for i, n := range f.list("tasks", required) {
		r.readTask(n, fmt.Sprintf("entry %d of tasks", i+1))
	}
	for i, n := range f.list("score", optional) {
		r.readScore(n, fmt.Sprintf("entry %d of score", i+1))
	}
}

func (r *reader) readCommune(f *fields) {
	defer f.close()
	r.plan.Commune = plan.Commune{
		Code:      f.form("code", required, communeCode, "small letters, digits and hyphens, like sonky"),
		Name:      f.line("name", required),
		Parent:    f.line("parent", optional),
		Reporting: choice(f, "reporting", optional, plan.Open, plan.Registered),

		Signatures: max(f.integer("signatures", optional, 1, 2), 1),
	}
	if r.plan.Commune.Reporting == "" {
		r.plan.Commune.Reporting = plan.Open
	}
}

func (r *reader) readHead(f *fields) {
	defer f.close()
	p := &r.plan
	p.Number = f.line("number", required)
	p.Title = f.line("title", required)
	p.Year = f.integer("year", required, 2000, 2100)
	p.Issued = f.date("issued", optional)
	p.From = f.date("from", optional)
	p.Until = f.date("until", optional)
	p.Cutoff = plan.Cutoff(f.integer("cutoff", optional, 0, 28))
	p.Documents = f.texts("documents", optional)
	p.Reports = r.readReports(f)
	if p.From.IsZero() {
		p.From = calendar.NewDate(p.Year, time.January, 1)
	}
	if p.Until.IsZero() {
		p.Until = calendar.NewDate(p.Year, time.December, 31)
	}
	if p.Until.Before(p.From) {
		r.problem(f.at("until"), "the plan ends on %v, before it begins on %v", p.Until, p.From)
	}
}

func (r *reader) readArea(n ast.Node, what string) {
	f, ok := r.open(n, what)
	if !ok {
		return
	}
	defer f.close()
	area := plan.Area{No: f.integer("no", required, 1, 99), Name: f.line("name", required)}
	if first, twice := r.known.areas[area.No]; twice && area.No > 0 {
		r.problem(f.at("no"), "area %d stands here a second time, first in line %d", area.No, first.line)
		return
	}
	r.known.areas[area.No] = f.at("no")
	r.plan.Areas = append(r.plan.Areas, area)
}

// readQuestions reads the questions of a task, or with nil those about the document as a whole.
func (r *reader) readQuestions(parent *fields, task *plan.Task) []plan.Question {
	var questions []plan.Question
	for _, n := range parent.list("questions", optional) {
		f, ok := r.open(n, "a question of "+parent.what)
		if !ok {
			continue
		}
		questions = append(questions, r.readQuestion(f, task))
	}
	return questions
}

func (r *reader) readQuestion(f *fields, task *plan.Task) plan.Question {
	defer f.close()
	q := plan.Question{
		Key:     f.form("key", required, questionKey, "small letters, digits and hyphens, at most 40"),
		Text:    f.text("text", required),
		Options: f.texts("options", optional),
		Default: f.line("default", required),
	}
	q.Effects = r.readEffects(f, task, len(q.Options))
	if first, twice := r.known.questions[q.Key]; twice && q.Key != "" {
		r.problem(f.at("key"), "question %q stands here a second time, first in line %d", q.Key, first.line)
	}
	r.known.questions[q.Key] = f.at("key")
	if len(q.Options) > 0 && q.Default != "" && !slices.Contains(q.Options, q.Default) {
		r.problem(f.at("default"), "default of %s is %q, which is none of its options", f.what, q.Default)
	}
	return q
}
