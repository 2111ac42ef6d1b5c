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

// alertPage shows one page of the open episodes, the most pressing first. asks is the episode that is about to be put
// off, whose page is shown then; 0: none.
func (b *Bot) alertPage(ctx context.Context, t *turn, page int, asks int64) (Reply, error) {
	w, err := b.watch(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	found := regarding(t.plan, w.Open, t.unit)
	pages := max(1, (len(found)+pageSize-1)/pageSize)
	if i := slices.IndexFunc(found, func(e plan.Episode) bool { return e.ID == asks }); i >= 0 {
		page = i/pageSize + 1
	}
	page = min(max(page, 1), pages)
	shown := found[(page-1)*pageSize : min(page*pageSize, len(found))]
	m := message.Alerts(message.AlertList{
		Plan: t.plan, Facts: w.Facts, Viewer: t.unit, At: t.now, Shown: shown, Found: len(found), Page: page, Pages: pages,
		Asks: asks,
		May:  func(e plan.Episode) bool { return t.place.MayAcknowledge(t.plan, t.unit, e) },
	})
	return t.showing(aboutAlerts, m, tasksOf(t.plan, shown)...), nil
}

// regarding narrows episodes to what the viewer is shown, the most pressing first. The newest report that is missing
// names the older ones.
func regarding(p *plan.Plan, open []plan.Episode, viewer plan.Unit) []plan.Episode {
	var found []plan.Episode
	for _, e := range open {
		named := e.Rule == plan.RuleMissing && p.Muted(e, open)
		if p.Regards(e.Subject, viewer) && !named {
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
