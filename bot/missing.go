package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// missing shows who has not reported on a period: the one named, else the one cut off last.
func (b *Bot) missing(ctx context.Context, t *turn) (Answer, error) {
	period, ok := periodAsked(t)
	if !ok {
		return t.say(message.BadPeriod(t.args))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	c := t.plan.Coverage(w.Facts, period)
	m := message.Missing(c, t.unit, t.may(plan.ActUrge) && t.unit.SeesAll())
	return t.answer(t.showing("missing "+periodKey(period), m, tasksOwed(t, c)...)), nil
}

// periodAsked reads the period after the command.
func periodAsked(t *turn) (plan.Period, bool) {
	if t.args != "" {
		return plan.ReadPeriod(t.args, plan.Expect{Today: t.day, PlanYear: t.plan.Year, Cutoff: t.plan.Cutoff})
	}
	kinds := t.plan.ReportedKinds()
	if len(kinds) == 0 {
		kinds = []plan.PeriodKind{plan.Month}
	}
	return t.plan.PeriodToAsk(kinds[0], t.day), true
}

// tasksOwed lists the tasks that the viewer owes figures of, each once.
func tasksOwed(t *turn, c plan.Coverage) []*plan.Task {
	seen := map[int64]bool{}
	var tasks []*plan.Task
	for _, o := range c.Owes() {
		if !t.unit.SeesAll() && o.Unit.ID != t.unit.ID {
			continue
		}
		for _, task := range o.Tasks {
			if !seen[task.ID] {
				seen[task.ID] = true
				tasks = append(tasks, task)
			}
		}
	}
	return tasks
}

// periodKey writes a period for a button; readPeriodKey reads it back.
func periodKey(p plan.Period) string { return fmt.Sprintf("%s-%d-%d", p.Kind, p.Year, p.No) }

func readPeriodKey(key string) (plan.Period, bool) {
	kind, rest, _ := strings.Cut(key, "-")
	year, no, _ := strings.Cut(rest, "-")
	y, err1 := strconv.Atoi(year)
	n, err2 := strconv.Atoi(no)
	p := plan.Period{Kind: plan.PeriodKind(kind), Year: y, No: n}
	return p, err1 == nil && err2 == nil && p.Valid()
}

// tapUrge urges every unit that has not reported on a period, and takes the button away. A second tap on the same
// message urges nobody again.
func (b *Bot) tapUrge(ctx context.Context, t *turn, args []string) (Answer, error) {
	period, ok := readPeriodKey(args[0])
	switch {
	case !ok:
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.may(plan.ActUrge):
		return t.alert(message.UrgeByOffice), nil
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	until := t.plan.UrgeDeadline(t.now)
	c := t.plan.Coverage(w.Facts, period)
	var urges []plan.Payload
	for _, o := range c.Owes() {
		urges = append(urges, plan.Payload{Unit: o.Unit.ID, Until: until, By: t.author().Name})
	}
	source := plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID, Line: -1}
	done, err := b.urge(ctx, t, w, urges, source)
	if err != nil {
		return Answer{}, err
	}
	done.Until = until
	m := message.MissingUrged(c, t.unit, done)
	reply := t.showing("missing "+periodKey(period), m, tasksOwed(t, c)...)
	return t.toast(message.TapUrged, b.refreshed(ctx, t, reply)), nil
}
