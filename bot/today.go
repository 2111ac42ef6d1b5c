package bot

import (
	"context"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// aboutToday is what the list of the day is remembered as.
const aboutToday = "today"

// mostErrands keeps the agenda to one screen.
const mostErrands = 10

// today shows what the chat's unit should do now.
func (b *Bot) today(ctx context.Context, t *turn) (Answer, error) {
	reply, err := b.agenda(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// agenda derives what to do from the plan's state, the conditions that hold, and what somebody has taken up.
func (b *Bot) agenda(ctx context.Context, t *turn) (Reply, error) {
	w, err := b.watch(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	all := t.plan.Agenda(w.Facts.Totals, t.plan.Conditions(w.Facts, t.now), t.unit, t.day)
	shown := all[:min(len(all), mostErrands)]
	m := message.Today(message.Agenda{
		Plan: t.plan, Viewer: t.unit, Day: t.day, Shown: shown, Found: len(all), Taken: taken(w.Open),
	})
	tasks := make([]*plan.Task, len(shown))
	for i, e := range shown {
		tasks[i] = e.Task
	}
	return t.showing(aboutToday, m, tasks...), nil
}

// watch reads everything that the alerts of the plan are judged from.
func (b *Bot) watch(ctx context.Context, t *turn) (plan.Watch, error) {
	return b.Store.Watch(ctx, t.plan.ID, t.plan.Version, t.now)
}

// taken tells the tasks that somebody has taken up.
func taken(open []plan.Episode) map[int64]bool {
	all := map[int64]bool{}
	for _, e := range open {
		if e.State == plan.Acknowledged {
			all[e.Task] = true
		}
	}
	return all
}

// tapToday shows the agenda: in place where it was shown before, else as a message of its own.
func (b *Bot) tapToday(ctx context.Context, t *turn, _ []string) (Answer, error) {
	reply, err := b.agenda(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, reply)), nil
}

// refreshed makes a reply take the place of the tapped message where that showed the same before. Where nobody can tell
// now, the reply comes as a message of its own.
func (b *Bot) refreshed(ctx context.Context, t *turn, r Reply) Reply {
	posted, err := b.tappedPosted(ctx, t)
	if err == nil && posted.About == r.About {
		return t.inPlace(r)
	}
	return r
}
