package bot

import (
	"cmp"
	"context"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// GivenStore is what comes into a plan during the year.
type GivenStore interface {
	// Assign gives a task; the same message, or line of it, gives it once.
	Assign(ctx context.Context, a plan.Assignment, now time.Time) (plan.Assigned, error)
	// Dismiss takes a task back that was given; said again it changes nothing.
	Dismiss(ctx context.Context, d plan.Dismissal, now time.Time) error
}

// assign gives a task during the year: "/assign TPHT 20/6 rà soát hồ sơ thuộc 4 theo CV 12/UBND-VP ngày 3/6/2024".
func (b *Bot) assign(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !t.may(plan.ActAssign):
		return t.say(message.Refused(message.NotAllowed(plan.ActAssign, nil)))
	}
	if task, reason, ok := readDismissal(t); ok {
		return b.dismiss(ctx, t, task, reason)
	}
	a, question := readAssignment(t)
	if len(question.Items) > 0 {
		return t.say(question)
	}
	return b.give(ctx, t, a)
}

// conclude gives a task that a meeting decided on, in the area of the task that it spoke of: "TCKT 20/6 lập danh mục".
func (b *Bot) conclude(ctx context.Context, t *turn, about *plan.Task, words string) (Answer, error) {
	if sentence := t.mayNot(plan.ActAssign, about); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	t.args = words
	a, question := readAssignment(t)
	if len(question.Items) > 0 {
		return t.again(question)
	}
	if a.Area == 0 {
		a.Area = about.Area
	}
	a.Given.Document = cmp.Or(a.Given.Document, message.ConcludedOn(t.day))
	return b.give(ctx, t, a)
}

// give writes a task and shows it. Who gives it, when, and for which commune is filled in here. Under a task of the
// plan it needs a grant for that one too: a vice chairman gives none in another's field.
func (b *Bot) give(ctx context.Context, t *turn, a plan.Assignment) (Answer, error) {
	if parent, ok := t.plan.TaskByID(a.Given.Parent); ok && !t.mayFor(plan.ActAssign, parent) {
		return t.say(message.Refused(message.NotAllowed(plan.ActAssign, nil)))
	}
	a.Commune, a.Plan, a.Here = t.place.Commune.ID, t.plan.ID, t.unit.ID
	a.Given.On, a.Given.By = t.day, t.author()
	if err := t.plan.Check(a, t.day); err != nil {
		return t.refuse(err)
	}
	done, err := b.Store.Assign(ctx, a, t.now)
	if err != nil {
		return t.refuse(err)
	}
	m := message.Assigned(t.plan, a, done)
	return t.answer(Reply{Message: m, About: "assigned", Tasks: []int64{done.Task}, Numbers: []int{done.No}}), nil
}

// readAssignment reads whom a task is given to, until when, and what it is; where one of them is not clear it asks.
func readAssignment(t *turn) (plan.Assignment, message.Message) {
	words := strings.Fields(t.args)
	at, due, used, err := firstDay(words, t.day)
	switch {
	case err != nil:
		return plan.Assignment{}, message.Refused(message.NoSuchMoment)
	case at == 0:
		return plan.Assignment{}, message.Refused(message.AssignHow)
	}
	named := strings.Join(words[:at], " ")
	unit, ok := unitWords(t.plan, named)
	if !ok {
		return plan.Assignment{}, message.AssignWhom(t.plan, named, t.day)
	}
	if due.After(t.plan.Until) && passed(t, words[at:]) {
		return plan.Assignment{}, message.Refused(message.DayPast)
	}
	a, sentence := readOrder(t, words[at+used:])
	if sentence != "" {
		return plan.Assignment{}, message.Refused(sentence)
	}
	a.Unit, a.Due, a.Source = unit.Code, due, t.command()
	return a, message.Message{}
}

// passed reports whether a day without a year was in the plan before today: it is no day of the year after.
func passed(t *turn, words []string) bool {
	before, _, err := plan.ReadDay(words, t.day, plan.Back)
	return err == nil && before.Before(t.day) && !before.Before(t.plan.From)
}

// readOrder reads the words of a task and what stands behind it. What the level above gives stands under the task that
// is about its orders, unless another is named.
func readOrder(t *turn, words []string) (plan.Assignment, string) {
	order, ok := plan.ReadOrder(words)
	if !ok {
		return plan.Assignment{}, message.AssignTarget
	}
	a := plan.Assignment{Title: order.Title(), Wording: order.Words, Target: order.Target}
	a.Given.Document, a.Given.Above = order.Document, order.Above
	orders, known := t.plan.OrdersTask()
	parent := orders
	switch {
	case order.Under != "":
		if parent, ok = taskWord(t.plan, order.Under); !ok {
			return plan.Assignment{}, message.AssignUnder(order.Under)
		}
	case !order.Above || !known:
		return a, ""
	}
	a.Given.Parent, a.Area = parent.ID, parent.Area
	a.Given.Above = a.Given.Above || parent.FromAbove()
	return a, ""
}
