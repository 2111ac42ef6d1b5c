package alert

import (
	"fmt"
	"slices"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// enclose adds the file that goes with a letter: the office gets the letter by which more time is asked for above.
func enclose(m plan.Mail, send []plan.Letter, composed []message.Composed) error {
	for i := range composed {
		for _, l := range lettersOf(send, composed[i].Letters) {
			if !asksAbove(m, l) {
				continue
			}
			letter := extensionLetter(m.Plan, *l.Matter)
			data, err := report.Extension(letter)
			if err != nil {
				return fmt.Errorf("write the letter of matter %d: %w", l.Matter.ID, err)
			}
			composed[i].Message.File = &message.File{Name: report.ExtensionName(letter), Data: data}
		}
	}
	return nil
}

// asksAbove reports a letter that tells the office of an extension which the level above has to grant.
func asksAbove(m plan.Mail, l plan.Letter) bool {
	if l.Kind != plan.LetterMatter || l.Matter == nil || l.Matter.State != plan.WithAbove || m.Plan == nil {
		return false
	}
	unit, _ := m.Plan.UnitByID(m.To.Unit)
	return unit.Kind == plan.Office && !m.To.Private()
}

func extensionLetter(p *plan.Plan, m plan.Matter) report.ExtensionLetter {
	task, _ := p.TaskByID(m.Task)
	unit, _ := p.UnitByID(m.Unit)
	e := report.ExtensionLetter{
		Commune: p.Commune.Name, Parent: p.Commune.Parent, Plan: p.Number, TaskNo: task.No, Title: task.Title,
		Wording: task.Wording, Criterion: task.Code(), Due: task.Due(), Requested: m.Wants, Reason: m.Words,
		Source: task.Given.Document, Lead: unit.Name, Late: m.Late, Day: calendar.DateOf(m.Last().At.In(calendar.Zone)),
	}
	if to, ok := p.Unit(recipientOf(p, task)); ok {
		e.Recipient = to.Name
	}
	if i := slices.IndexFunc(p.Units, func(u plan.Unit) bool { return u.Kind == plan.Office }); i >= 0 {
		e.Drafter = p.Units[i].Short
	}
	return e
}

// recipientOf is the code of the body that grants more time for a task: its own rule names it, or that of the task
// under which it was given.
func recipientOf(p *plan.Plan, task *plan.Task) string {
	if parent, ok := p.TaskByID(task.Given.Parent); ok && task.Rule == nil {
		task = parent
	}
	if task.Rule == nil {
		return ""
	}
	return task.Rule.To
}
