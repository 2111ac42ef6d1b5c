package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// missing shows who has not reported on a period: the one named, else the one cut off last.
func (b *Bot) missing(ctx context.Context, t *turn) (Answer, error) {
	period, ok := periodAsked(t)
	if !ok {
		return t.say(message.BadPeriod("/missing", t.args))
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	all := coverages(t.plan, w.Facts, period)
	m := message.Missing(all, t.unit, t.may(plan.ActUrge) && t.unit.SeesAll())
	return t.answer(t.showing("missing "+periodKey(period), m, tasksOwed(t, all)...)), nil
}

// coverages are those of a period and of the longer ones that are cut off with it: a quarter is asked for beside its
// last month.
func coverages(p *plan.Plan, f plan.Facts, period plan.Period) []plan.Coverage {
	all := []plan.Coverage{p.Coverage(f, period)}
	for _, longer := range p.CutOffWith(period) {
		all = append(all, p.Coverage(f, longer))
	}
	return all
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
func tasksOwed(t *turn, all []plan.Coverage) []*plan.Task {
	var tasks []*plan.Task
	for _, c := range all {
		for _, o := range c.Owes() {
			if t.unit.SeesAll() || o.Unit.ID == t.unit.ID {
				tasks = append(tasks, o.Tasks...)
			}
		}
	}
	return eachOnce(tasks)
}

func eachOnce(tasks []*plan.Task) []*plan.Task {
	var once []*plan.Task
	for _, task := range tasks {
		if !slices.Contains(once, task) {
			once = append(once, task)
		}
	}
	return once
}

// owing lists the units that have not reported on any of some periods, each once.
func owing(all []plan.Coverage) []plan.Owing {
	var units []plan.Owing
	for _, c := range all {
		for _, o := range c.Owes() {
			if !slices.ContainsFunc(units, func(u plan.Owing) bool { return u.Unit.ID == o.Unit.ID }) {
				units = append(units, o)
			}
		}
	}
	return units
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
	all := coverages(t.plan, w.Facts, period)
	var urges []plan.Payload
	for _, o := range owing(all) {
		urges = append(urges, plan.Payload{Unit: o.Unit.ID, Until: until, By: t.author().Name})
	}
	source := plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID, Line: -1}
	done, err := b.urge(ctx, t, w, urges, source)
	if err != nil {
		return Answer{}, err
	}
	done.Until = until
	m := message.MissingUrged(all, t.unit, done)
	reply := t.showing("missing "+periodKey(period), m, tasksOwed(t, all)...)
	return t.toast(message.TapUrged, b.refreshed(ctx, t, reply)), nil
}
