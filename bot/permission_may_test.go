package bot_test

import (
	"slices"

	"planbot/storage/plan"
)

// tryCase is somebody somewhere.
type tryCase struct {
	who   int64
	place plan.Place
	here  plan.Unit
	plan  *plan.Plan // of the place; nil: none
	home  bool       // in the commune whose rows the buttons name
}

// task is a task of the place's plan, be it given during the year.
func (c tryCase) task(no int) (*plan.Task, bool) {
	if c.plan == nil {
		return nil, false
	}
	if t, ok := c.plan.Task(no); ok {
		return t, true
	}
	return c.plan.GivenNumbered(no)
}

// leads are the units that lead a task: of 13 in the commune of the stories, the accountants.
func (c tryCase) leads(no int) []plan.Unit {
	task, ok := c.task(no)
	if !ok {
		return nil
	}
	return c.plan.LeadingUnits(task)
}

// mayDo is granted by an action that bears on no task.
func mayDo(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool { return c.place.May(a, c.here, plan.Bearing{}) }
}

// mayDoOn is granted by an action about the lead's part of task 13.
func mayDoOn(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool {
		return slices.ContainsFunc(c.leads(13), func(u plan.Unit) bool { return c.place.May(a, c.here, plan.Of(u)) })
	}
}

// mayFor is granted by an action about a task as a whole, with its area and the units that coordinate.
func mayFor(a plan.Action, no int) func(tryCase) bool {
	return func(c tryCase) bool {
		task, ok := c.task(no)
		return ok && c.place.May(a, c.here, c.plan.Bearing(task))
	}
}

// mayHere is granted by an action for the chat's own unit, which must lead task 13.
func mayHere(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool {
		leads := slices.ContainsFunc(c.leads(13), func(u plan.Unit) bool { return u.ID == c.here.ID })
		return leads && c.place.May(a, c.here, plan.Of(c.here))
	}
}

// mayReportHere is granted by reporting for the chat's own unit.
func mayReportHere(c tryCase) bool { return c.place.May(plan.ActReport, c.here, plan.Of(c.here)) }

// mayAtDesk is granted in the office's chat or in private only.
func mayAtDesk(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool { return (c.place.Private || c.here.Kind == plan.Office) && mayDo(a)(c) }
}

// mayTap is granted where the button's row belongs.
func mayTap(may func(tryCase) bool) func(tryCase) bool {
	return func(c tryCase) bool { return c.home && may(c) }
}

// both is granted where each of two is.
func both(one, other func(tryCase) bool) func(tryCase) bool {
	return func(c tryCase) bool { return one(c) && other(c) }
}

// isWho is granted to one person.
func isWho(user int64) func(tryCase) bool { return func(c tryCase) bool { return c.who == user } }

// mayTemplate is granted by reporting for any unit.
func mayTemplate(c tryCase) bool {
	return c.plan != nil && slices.ContainsFunc(c.plan.Units, func(u plan.Unit) bool { return c.place.May(plan.ActReport, c.here, plan.Of(u)) })
}

// mayExport is granted in private, and in the chats that see everything.
func mayExport(c tryCase) bool {
	return (c.place.Private || c.here.SeesAll()) && mayDo(plan.ActExport)(c)
}
