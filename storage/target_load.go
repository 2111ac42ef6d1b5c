package storage

import (
	"context"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func (l loader) readTargets(ctx context.Context) error {
	var rows []struct {
		ID           int64  `db:"id"`
		Task         int64  `db:"task_id"`
		Mark         string `db:"mark"`
		Name         string `db:"name"`
		Measure      string `db:"measure"`
		Noun         string `db:"noun"`
		Good         string `db:"good"`
		Accumulation string `db:"accumulation"`
		Judged       string `db:"judged"`
		MinSample    int    `db:"min_sample"`
		Scope        string `db:"scope"`
		Wording      string `db:"wording"`
		Proposed     bool   `db:"proposed"`
		Derived      string `db:"derived"`
	}
	err := l.read(ctx, &rows, `
		SELECT id, task_id, mark, name, measure, noun, good, accumulation, judged, min_sample, scope, wording, proposed, derived
		FROM target WHERE plan_id = ANY($1) AND NOT retired ORDER BY task_id, mark`)
	for _, r := range rows {
		t := l.tasks[r.Task]
		t.Targets = append(t.Targets, plan.Target{
			ID: r.ID, Mark: r.Mark, Name: r.Name, Measure: plan.Measure(r.Measure), Noun: r.Noun, Good: r.Good,
			Accumulation: plan.Accumulation(r.Accumulation), Judged: plan.Judged(r.Judged), MinSample: r.MinSample,
			Scope: plan.Scope(r.Scope), Wording: r.Wording, Proposed: r.Proposed, Derived: plan.Derivation(r.Derived),
		})
	}
	for _, t := range l.tasks {
		for i := range t.Targets {
			l.targets[t.Targets[i].ID] = &t.Targets[i]
		}
	}
	return err
}

func (l loader) goals(ctx context.Context) error {
	var rows []struct {
		Target     int64           `db:"target_id"`
		From       calendar.Date   `db:"starts_on"`
		Effective  calendar.Date   `db:"effective_on"`
		Comparator string          `db:"comparator"`
		Value      decimal.Decimal `db:"value"`
		Document   string          `db:"document"`
	}
	err := l.read(ctx, &rows, `
		SELECT g.target_id, p.starts_on, g.effective_on, g.comparator, g.value, g.document
		FROM target_goal g JOIN target t ON t.id = g.target_id JOIN plan p ON p.id = t.plan_id
		WHERE t.plan_id = ANY($1) AND NOT t.retired ORDER BY g.target_id, g.effective_on`)
	for _, r := range rows {
		t := l.targets[r.Target]
		if r.Effective == r.From {
			r.Effective = calendar.Date{} // the plan's own goal
		}
		t.Goals = append(t.Goals, plan.Goal{
			Effective: r.Effective, Comparator: plan.Comparator(r.Comparator), Value: r.Value, Document: r.Document,
		})
	}
	return err
}

func (l loader) waypoints(ctx context.Context) error {
	var rows []struct {
		Target int64           `db:"target_id"`
		On     calendar.Date   `db:"on_day"`
		Value  decimal.Decimal `db:"value"`
	}
	err := l.read(ctx, &rows, `
		SELECT w.target_id, w.on_day, w.value
		FROM waypoint w JOIN target t ON t.id = w.target_id
		WHERE t.plan_id = ANY($1) AND NOT t.retired ORDER BY w.target_id, w.on_day`)
	for _, r := range rows {
		t := l.targets[r.Target]
		t.Road = append(t.Road, plan.Waypoint{On: r.On, Value: r.Value})
	}
	return err
}
