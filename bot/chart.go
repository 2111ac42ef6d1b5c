package bot

import (
	"context"
	"fmt"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/bot/report/chart"
	"planbot/storage/plan"
)

// chart draws the figures of a task: by period, and side by side where several units report.
func (b *Bot) chart(ctx context.Context, t *turn) (Answer, error) {
	return b.withTask(ctx, t, "chrt", b.pictured)
}

func (b *Bot) tapChart(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.pictured(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", reply), nil
}

func (b *Bot) pictured(ctx context.Context, t *turn, task *plan.Task) (Reply, error) {
	w, err := b.watch(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	m := message.Pictured(task, t.day)
	for _, p := range pictures(t, task, w.Facts) {
		data, err := p.PNG()
		if err != nil {
			return Reply{}, fmt.Errorf("draw task %d: %w", task.No, err)
		}
		m.Album = append(m.Album, message.File{Name: fmt.Sprintf("nhiem-vu-%d-%d.png", task.No, len(m.Album)+1), Data: data, Photo: true})
	}
	switch len(m.Album) {
	case 0:
		m = message.NothingToDraw(task)
	case 1:
		m.File, m.Album = &m.Album[0], nil
	}
	return t.showing(fmt.Sprintf("chart %d", task.No), m, task), nil
}

// mostPictures is how many one album may have.
const mostPictures = 10

// pictures are those of every target of a task, as the chat's unit sees it.
func pictures(t *turn, task *plan.Task, f plan.Facts) []chart.Picture {
	var all []chart.Picture
	for _, s := range t.plan.State(task, f.Totals, t.unit, t.day).Targets {
		if p, ok := report.PeriodChart(t.plan, task, s, f, t.day); ok {
			all = append(all, p)
		}
		if p, ok := report.UnitChart(t.plan, task, s, t.day); ok {
			all = append(all, p)
		}
	}
	return all[:min(len(all), mostPictures)]
}
