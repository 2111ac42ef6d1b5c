package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// pageSize is how many tasks fit a phone without endless scrolling, and Telegram's limit with room to spare.
const pageSize = 8

// tasks lists the tasks of the chat's unit, most urgent first; the office and the leaders see all units'.
func (b *Bot) tasks(ctx context.Context, t *turn) (Answer, error) {
	filter, ok := readFilter(t.plan, t.args)
	if !ok {
		return t.say(message.BadFilter(t.args))
	}
	if err := b.readSteps(ctx, t); err != nil {
		return Answer{}, err
	}
	return t.answer(t.list(filter, 1)), nil
}

// readSteps reads the units' detailed plans for an answer that shows how far they are.
func (b *Bot) readSteps(ctx context.Context, t *turn) (err error) {
	t.steps, err = b.Store.Steps(ctx, t.plan.ID)
	return err
}

// list shows one page of a list of tasks.
func (t *turn) list(filter plan.Filter, page int) Reply {
	all := t.plan.List(t.place.Totals, t.unit, plan.Filter{Kind: plan.FilterAll}, t.day)
	found := narrow(t.plan, all, filter)
	pages := max(1, (len(found)+pageSize-1)/pageSize)
	page = min(max(page, 1), pages)
	shown := found[(page-1)*pageSize : min(page*pageSize, len(found))]
	m := message.Tasks(message.TaskList{
		Plan: t.plan, Viewer: t.unit, Day: t.day, Filter: filter,
		All: narrow(t.plan, all, filter.Scope()), Shown: shown, Found: len(found), Page: page, Pages: pages, Steps: t.steps,
	})
	tasks := make([]*plan.Task, len(shown))
	for i, s := range shown {
		tasks[i] = s.Task
	}
	return t.showing(fmt.Sprintf("tasks %s %d", message.FilterName(filter), page), m, tasks...)
}

func narrow(p *plan.Plan, all []plan.TaskState, filter plan.Filter) []plan.TaskState {
	found := make([]plan.TaskState, 0, len(all))
	for _, s := range all {
		if filter.Matches(p, s) {
			found = append(found, s)
		}
	}
	return found
}

// filterWords are what staff type after /tasks, folded.
var filterWords = map[string]plan.FilterKind{
	"": plan.FilterOpen, "dang lam": plan.FilterOpen, "dang thuc hien": plan.FilterOpen,
	"all": plan.FilterAll, "tat ca": plan.FilterAll, "het": plan.FilterAll,
	"overdue": plan.FilterOverdue, "qua han": plan.FilterOverdue, "tre": plan.FilterOverdue, "tre han": plan.FilterOverdue,
	"soon": plan.FilterSoon, "sap den han": plan.FilterSoon, "sap han": plan.FilterSoon, "gap": plan.FilterSoon,
	"below": plan.FilterBelow, "chua dat": plan.FilterBelow, "duoi chi tieu": plan.FilterBelow, "nguy co": plan.FilterBelow,
	"no data": plan.FilterNoData, "nodata": plan.FilterNoData, "chua co so lieu": plan.FilterNoData, "chua bao": plan.FilterNoData,
	"done": plan.FilterDone, "xong": plan.FilterDone, "hoan thanh": plan.FilterDone, "da xong": plan.FilterDone,
}

// readFilter understands what tasks are narrowed to, be it by two things at once.
func readFilter(p *plan.Plan, text string) (plan.Filter, bool) {
	if f, ok := readOne(p, text); ok {
		return f, true
	}
	return readBoth(p, strings.Fields(text))
}

// readOne understands a filter word, an area ("linh vuc 3", "3") or a unit by code, name or alias.
func readOne(p *plan.Plan, text string) (plan.Filter, bool) {
	words := strings.Join(strings.Fields(plan.Fold(text)), " ")
	if kind, ok := filterWords[words]; ok {
		return plan.Filter{Kind: kind}, true
	}
	if no, ok := areaNumber(p, words); ok {
		return plan.Filter{Kind: plan.FilterArea, Area: no}, true
	}
	if u, ok := p.UnitNamed(text); ok {
		return plan.Filter{Kind: plan.FilterUnit, Unit: u.Code}, true
	}
	return unitPartly(p, words)
}

// readBoth understands an area or a unit with a state beside it, in either order: "TCKT quá hạn".
func readBoth(p *plan.Plan, words []string) (plan.Filter, bool) {
	for i := 1; i < len(words); i++ {
		one, ok1 := readOne(p, strings.Join(words[:i], " "))
		other, ok2 := readOne(p, strings.Join(words[i:], " "))
		switch {
		case !ok1 || !ok2:
		case narrows(one) && isState(string(other.Kind)):
			return one.In(other.Kind), true
		case narrows(other) && isState(string(one.Kind)):
			return other.In(one.Kind), true
		}
	}
	return plan.Filter{}, false
}

func narrows(f plan.Filter) bool { return f.Kind == plan.FilterArea || f.Kind == plan.FilterUnit }

// unitPartly finds the one working unit whose name holds the words: "tai chinh" is the unit of finance.
func unitPartly(p *plan.Plan, words string) (plan.Filter, bool) {
	var f plan.Filter
	for _, u := range p.Units {
		if u.Kind == plan.Group || u.Kind == plan.External || !strings.Contains(plan.Fold(u.Name), words) {
			continue
		}
		if f.Unit != "" {
			return plan.Filter{}, false
		}
		f = plan.Filter{Kind: plan.FilterUnit, Unit: u.Code}
	}
	return f, f.Unit != ""
}

func areaNumber(p *plan.Plan, words string) (int, bool) {
	no, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(words, "linh vuc"), "area")))
	if err != nil {
		return 0, false
	}
	for _, a := range p.Areas {
		if a.No == no {
			return no, true
		}
	}
	return 0, false
}

// parseFilterName reads a filter back from a button.
func parseFilterName(p *plan.Plan, name string) (plan.Filter, bool) {
	scope, state, _ := strings.Cut(name, "+")
	if area, ok := strings.CutPrefix(scope, "area="); ok {
		no, err := strconv.Atoi(area)
		return plan.Filter{Kind: plan.FilterArea, Area: no, State: plan.FilterKind(state)}, err == nil && isState(state)
	}
	if unit, ok := strings.CutPrefix(scope, "unit="); ok {
		_, known := p.Unit(unit)
		return plan.Filter{Kind: plan.FilterUnit, Unit: unit, State: plan.FilterKind(state)}, known && isState(state)
	}
	return plan.Filter{Kind: plan.FilterKind(name)}, isState(name)
}

func isState(name string) bool {
	for _, kind := range filterWords {
		if string(kind) == name {
			return true
		}
	}
	return false
}
