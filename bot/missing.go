package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// aboutMissing is what a list of missing reports is remembered as, before what was asked for.
const aboutMissing = "missing"

// missing shows who has not reported on a period: the one named, else those cut off last.
func (b *Bot) missing(ctx context.Context, t *turn) (Answer, error) {
	about := coverageAsked{day: t.day}
	if t.args != "" {
		period, ok := plan.ReadPeriod(t.args, plan.Expect{Today: t.day, PlanYear: t.plan.Year, Cutoff: t.plan.Cutoff})
		if !ok {
			return t.say(message.BadPeriod("/missing", t.args))
		}
		about = coverageAsked{period: period}
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	all, urge := about.of(t, w.Facts), ""
	if t.may(plan.ActUrge) && t.unit.SeesAll() {
		urge = about.key()
	}
	return t.answer(t.showing(aboutMissing+" "+about.key(), message.Missing(all, t.unit, urge), tasksOwed(t, all)...)), nil
}

// coverageAsked is what a list of who has not reported was asked for: a period, or what was looked for on a day.
type coverageAsked struct {
	period plan.Period
	day    calendar.Date
}

// onDay begins the key of what was looked for on a day.
const onDay = "day-"

// key writes it for a button; readCoverageAsked reads it back.
func (c coverageAsked) key() string {
	if c.day.IsZero() {
		return periodKey(c.period)
	}
	return onDay + c.day.String()
}

func readCoverageAsked(key string) (c coverageAsked, ok bool) {
	if on, dated := strings.CutPrefix(key, onDay); dated {
		day, err := calendar.ParseDate(on)
		return coverageAsked{day: day}, err == nil
	}
	c.period, ok = readPeriodKey(key)
	return c, ok
}

// of is how far the figures are in now.
func (c coverageAsked) of(t *turn, f plan.Facts) []plan.Coverage {
	if c.day.IsZero() {
		return t.plan.CoveragesOf(f, c.period, t.day)
	}
	return t.plan.CoveragesNow(f, c.day)
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

// owing lists the units that have not reported on any of some periods that are cut off, each once.
func owing(all []plan.Coverage) []plan.Owing {
	var units []plan.Owing
	for _, c := range all {
		if c.Early {
			continue
		}
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
	about, ok := readCoverageAsked(args[0])
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
	all := about.of(t, w.Facts)
	until := t.plan.UrgeDeadline(t.now)
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
	reply := t.showing(aboutMissing+" "+about.key(), m, tasksOwed(t, all)...)
	return t.toast(message.TapUrged, b.refreshed(ctx, t, reply)), nil
}
