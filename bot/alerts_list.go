package bot

import (
	"context"
	"slices"
	"strconv"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// alerts lists the open episodes of the chat's unit; the office and the leaders see every unit's.
func (b *Bot) alerts(ctx context.Context, t *turn) (Answer, error) {
	reply, err := b.alertPage(ctx, t, 1, 0)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// tapAlerts turns the page of the list; from a digest it opens the list.
func (b *Bot) tapAlerts(ctx context.Context, t *turn, args []string) (Answer, error) {
	page, err := strconv.Atoi(args[0])
	if err != nil {
		return Answer{}, errBadTap
	}
	reply, err := b.alertPage(ctx, t, page, 0)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, reply)), nil
}

// aboutAlerts is what a message that lists episodes is remembered as. A digest is none: it must not be written over.
const aboutAlerts = "alert list"

// alertPage shows one page of the open episodes, those of a plan after those of another, the most pressing first. asks
// is the episode that is about to be put off, whose page is shown then; 0: none.
func (b *Bot) alertPage(ctx context.Context, t *turn, page int, asks int64) (Reply, error) {
	all, err := b.openAlerts(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	list := message.AlertList{At: t.now, Asks: asks, Several: len(all) > 1}
	first := map[int64]int{} // the page on which a plan begins
	for _, o := range all {
		first[o.Plan.ID] = list.Pages + 1
		list.Pages += max(1, (len(o.found)+pageSize-1)/pageSize)
		list.Found += len(o.found)
		if i := slices.IndexFunc(o.found, func(e plan.Episode) bool { return e.ID == asks }); i >= 0 {
			page = first[o.Plan.ID] + i/pageSize
		}
	}
	list.Page = min(max(page, 1), list.Pages)
	here := all[0]
	for _, o := range all {
		if first[o.Plan.ID] <= list.Page {
			here = o
		}
	}
	from := (list.Page - first[here.Plan.ID]) * pageSize
	list.Plan, list.Facts, list.Open, list.Shown = here.Plan, here.Facts, here.Open, here.found[from:min(from+pageSize, len(here.found))]
	list.Viewer, _ = here.Plan.UnitByID(t.place.Unit)
	list.May = func(e plan.Episode) bool {
		return t.place.May(plan.ActAcknowledge, list.Viewer, plan.Of(here.Plan.MustActOn(e)...))
	}
	return t.showing(aboutAlerts, message.Alerts(list), tasksOf(here.Plan, list.Shown)...), nil
}

// opened are the open episodes of a plan that the viewer is shown.
type opened struct {
	plan.Watch
	found []plan.Episode
}

// openAlerts reads the open episodes of every plan that has some for the viewer; where none has, the turn's plan.
func (b *Bot) openAlerts(ctx context.Context, t *turn) ([]opened, error) {
	ids, err := b.Store.OpenPlans(ctx, t.place.Commune.ID)
	if err != nil {
		return nil, err
	}
	var all []opened
	for _, id := range ids { // one, but in the weeks after a plan has ended
		p := t.plan
		if id != p.ID {
			if p, err = b.Store.Plan(ctx, id, 0); err != nil {
				return nil, err
			}
		}
		w, err := b.Store.Watch(ctx, id, p.Version, t.now)
		if err != nil {
			return nil, err
		}
		viewer, _ := p.UnitByID(t.place.Unit)
		if found := regarding(w.Plan, w.Open, viewer); len(found) > 0 {
			all = append(all, opened{w, found})
		}
	}
	if len(all) == 0 {
		all = []opened{{Watch: plan.Watch{Plan: t.plan}}}
	}
	return all, nil
}

// regarding narrows episodes to what the viewer is shown, the most pressing first. The newest report that is missing
// names the older ones.
func regarding(p *plan.Plan, open []plan.Episode, viewer plan.Unit) []plan.Episode {
	var found []plan.Episode
	for _, e := range open {
		named := e.Rule == plan.RuleMissing && p.Muted(e, open)
		if p.RegardsOf(e, viewer) && !named {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, plan.MorePressing)
	return found
}

// tasksOf lists the tasks that episodes are about, each once.
func tasksOf(p *plan.Plan, episodes []plan.Episode) []*plan.Task {
	var tasks []*plan.Task
	for _, e := range episodes {
		if task, ok := p.TaskByID(e.Task); ok && !slices.Contains(tasks, task) {
			tasks = append(tasks, task)
		}
	}
	return tasks
}
