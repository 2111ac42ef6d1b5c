package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// writer puts one plan into the database inside one transaction. Parts with an identity are updated in place, those
// without are added and get theirs; lists below them are written anew. An import is rare, so it goes row by row.
type writer struct {
	tx   *sqlx.Tx
	plan *plan.Plan
}

// date gives a day to the database, NULL where there is none.
func date(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

func (w writer) commune(ctx context.Context, now time.Time) error {
	c := &w.plan.Commune
	alerts, err := json.Marshal(c.Alerts)
	if err != nil {
		return fmt.Errorf("write the alert settings of commune %s: %w", c.Code, err)
	}
	err = w.tx.GetContext(ctx, &c.ID, `
		INSERT INTO commune (code, name, parent, reporting, signatures, alerts, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (code) DO UPDATE
		SET name = EXCLUDED.name, parent = EXCLUDED.parent, reporting = EXCLUDED.reporting,
		    signatures = EXCLUDED.signatures, alerts = EXCLUDED.alerts
		RETURNING id`, c.Code, c.Name, c.Parent, string(c.Reporting), max(c.Signatures, 1), string(alerts), now)
	if err != nil {
		return fmt.Errorf("write commune %s: %w", c.Code, err)
	}
	return nil
}

func (w writer) head(ctx context.Context) error {
	p := w.plan
	reports, err := json.Marshal(append([]plan.ReportType{}, p.Reports...))
	if err != nil {
		return fmt.Errorf("write the reports of plan %s: %w", p.Number, err)
	}
	err = w.tx.QueryRowxContext(ctx, `
		INSERT INTO plan (commune_id, number, title, year, issued_on, starts_on, ends_on, cutoff, documents, reports)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (commune_id, year, number) DO UPDATE
		SET version = plan.version + 1, title = EXCLUDED.title, issued_on = EXCLUDED.issued_on,
		    starts_on = EXCLUDED.starts_on, ends_on = EXCLUDED.ends_on, cutoff = EXCLUDED.cutoff,
		    documents = EXCLUDED.documents, reports = EXCLUDED.reports
		RETURNING id, version`,
		p.Commune.ID, p.Number, p.Title, p.Year, date(p.Issued), p.From, p.Until, int(p.Cutoff), texts(p.Documents),
		string(reports),
	).Scan(&p.ID, &p.Version)
	if err != nil {
		return fmt.Errorf("write plan %s: %w", p.Number, err)
	}
	return nil
}

func (w writer) units(ctx context.Context) error {
	for i := range w.plan.Units {
		u := &w.plan.Units[i]
		err := w.tx.GetContext(ctx, &u.ID, `
			INSERT INTO unit (commune_id, code, name, short, kind, role, aliases, members, valid_from, valid_to)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
			ON CONFLICT (commune_id, code) DO UPDATE
			SET name = EXCLUDED.name, short = EXCLUDED.short, kind = EXCLUDED.kind, role = EXCLUDED.role,
			    aliases = EXCLUDED.aliases, members = EXCLUDED.members,
			    valid_from = EXCLUDED.valid_from, valid_to = EXCLUDED.valid_to
			RETURNING id`,
			w.plan.Commune.ID, u.Code, u.Name, u.Short, string(u.Kind), u.Role,
			texts(u.Aliases), texts(u.Members), date(u.From), date(u.Until))
		if err != nil {
			return fmt.Errorf("write unit %s: %w", u.Code, err)
		}
	}
	return nil
}

// texts gives a list to the database; an empty one is '{}', never NULL.
func texts(list []string) pq.StringArray {
	if list == nil {
		return pq.StringArray{}
	}
	return list
}

func (w writer) areas(ctx context.Context) error {
	if _, err := w.tx.ExecContext(ctx, `DELETE FROM area WHERE plan_id = $1`, w.plan.ID); err != nil {
		return fmt.Errorf("write areas: %w", err)
	}
	for _, a := range w.plan.Areas {
		_, err := w.tx.ExecContext(ctx, `INSERT INTO area (plan_id, no, name) VALUES ($1, $2, $3)`, w.plan.ID, a.No, a.Name)
		if err != nil {
			return fmt.Errorf("write area %d: %w", a.No, err)
		}
	}
	return nil
}

// tasks retires every task of the file first: that frees the numbers for tasks that moved, and leaves retired what the
// file no longer has. Tasks given during the year stay as they are.
func (w writer) tasks(ctx context.Context) error {
	for _, retire := range []string{
		`UPDATE task SET retired = true WHERE plan_id = $1 AND origin = 'plan'`,
		`UPDATE target SET retired = true FROM task t WHERE target.plan_id = $1 AND t.id = target.task_id AND t.origin = 'plan'`,
	} {
		if _, err := w.tx.ExecContext(ctx, retire, w.plan.ID); err != nil {
			return fmt.Errorf("retire the former tasks: %w", err)
		}
	}
	for i := range w.plan.Tasks {
		t := &w.plan.Tasks[i]
		if err := w.task(ctx, t); err != nil {
			return fmt.Errorf("write task %d: %w", t.No, err)
		}
	}
	return nil
}

func (w writer) task(ctx context.Context, t *plan.Task) error {
	if t.ID == 0 {
		err := w.tx.GetContext(ctx, &t.ID, `
			INSERT INTO task (commune_id, plan_id, no, title, wording, deadline_kind, retired)
			VALUES ($1, $2, $3, '', '', 'undated', true)
			RETURNING id`, w.plan.Commune.ID, w.plan.ID, t.No)
		if err != nil {
			return err
		}
	}
	rule := plan.SpecialRule{}
	if t.Rule != nil {
		rule = *t.Rule
	}
	_, err := w.tx.ExecContext(ctx, `
		UPDATE task
		SET no = $2, block = $3, area_no = $4, title = $5, wording = $6, deadline_kind = $7, deadline_wording = $8,
		    deadline_note = $9, deadline_reference = $10, due_on = $11, products = $12, report_to = $13,
		    source = $14, note = $15, rule_kind = $16, rule_wording = $17, rule_hours = $18, rule_to = $19,
		    retired = false
		WHERE id = $1`,
		t.ID, t.No, t.Block, t.Area, t.Title, t.Wording, string(t.Deadline.Kind), t.Deadline.Wording,
		t.Deadline.Note, t.Deadline.Reference, date(t.Deadline.Due), texts(t.Products), texts(t.ReportTo),
		t.Source, t.Note, rule.Kind, rule.Wording, rule.Hours, rule.To)
	if err != nil {
		return err
	}
	if err := w.lists(ctx, t); err != nil {
		return err
	}
	for i := range t.Targets {
		if err := w.target(ctx, t, &t.Targets[i]); err != nil {
			return fmt.Errorf("target %s: %w", t.Targets[i].Mark, err)
		}
	}
	return nil
}

// lists writes what belongs to a task and has no identity of its own.
func (w writer) lists(ctx context.Context, t *plan.Task) error {
	for _, table := range []string{"criterion", "relation", "cadence"} {
		if _, err := w.tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE task_id = $1`, t.ID); err != nil {
			return err
		}
	}
	for i, c := range t.Criteria {
		_, err := w.tx.ExecContext(ctx, `
			INSERT INTO criterion (task_id, place, code, name) VALUES ($1, $2, $3, $4)`, t.ID, i, c.Code, c.Name)
		if err != nil {
			return err
		}
	}
	for i, r := range t.Relations {
		_, err := w.tx.ExecContext(ctx, `
			INSERT INTO relation (task_id, place, kind, unit, who, towards, cause) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			t.ID, i, string(r.Kind), r.Unit, r.Who, r.To, r.When)
		if err != nil {
			return err
		}
	}
	for i, c := range t.Cadences {
		_, err := w.tx.ExecContext(ctx, `
			INSERT INTO cadence (task_id, place, every, cutoff, within, wording) VALUES ($1, $2, $3, $4, $5, $6)`,
			t.ID, i, string(c.Every), int(c.Cutoff), c.Within, c.Wording)
		if err != nil {
			return err
		}
	}
	return nil
}

func (w writer) target(ctx context.Context, t *plan.Task, target *plan.Target) error {
	err := w.identify(ctx, t, target)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(ctx, `
		UPDATE target
		SET mark = $2, name = $3, measure = $4, noun = $5, good = $6, accumulation = $7, judged = $8,
		    min_sample = $9, scope = $10, wording = $11, proposed = $12, derived = $13, retired = false
		WHERE id = $1`,
		target.ID, target.Mark, target.Name, string(target.Measure), target.Noun, target.Good,
		string(target.Accumulation), string(target.Judged), target.MinSample, string(target.Scope),
		target.Wording, target.Proposed, string(target.Derived))
	if err != nil {
		return err
	}
	return w.goals(ctx, target)
}

// identify gives a target that the plan on record does not have its identity: that of one which left the task before,
// with its figures, or a new one.
func (w writer) identify(ctx context.Context, t *plan.Task, target *plan.Target) error {
	if target.ID != 0 {
		return nil
	}
	err := w.tx.GetContext(ctx, &target.ID, `
		SELECT id FROM target WHERE task_id = $1 AND mark = $2 AND measure = $3 AND retired
		ORDER BY id DESC LIMIT 1`, t.ID, target.Mark, string(target.Measure))
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return w.tx.GetContext(ctx, &target.ID, `
		INSERT INTO target (commune_id, plan_id, task_id, mark, name, measure, accumulation, judged, scope, retired)
		VALUES ($1, $2, $3, $4, '', $5, $6, $7, $8, true)
		RETURNING id`, w.plan.Commune.ID, w.plan.ID, t.ID, target.Mark, string(target.Measure),
		string(target.Accumulation), string(target.Judged), string(target.Scope))
}

func (w writer) goals(ctx context.Context, target *plan.Target) error {
	for _, table := range []string{"target_goal", "waypoint"} {
		if _, err := w.tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE target_id = $1`, target.ID); err != nil {
			return err
		}
	}
	for _, g := range target.Goals {
		effective := g.Effective
		if effective.IsZero() {
			effective = w.plan.From
		}
		_, err := w.tx.ExecContext(ctx, `
			INSERT INTO target_goal (target_id, effective_on, comparator, value, document) VALUES ($1, $2, $3, $4, $5)`,
			target.ID, effective, string(g.Comparator), g.Value, g.Document)
		if err != nil {
			return err
		}
	}
	for _, p := range target.Road {
		_, err := w.tx.ExecContext(ctx, `
			INSERT INTO waypoint (target_id, on_day, value) VALUES ($1, $2, $3)`, target.ID, p.On, p.Value)
		if err != nil {
			return err
		}
	}
	return nil
}

// questions keeps the answers of those that stay.
func (w writer) questions(ctx context.Context) error {
	keys := pq.StringArray{}
	for i := range w.plan.Questions {
		keys = append(keys, w.plan.Questions[i].Key)
		if err := w.question(ctx, nil, &w.plan.Questions[i]); err != nil {
			return err
		}
	}
	for i := range w.plan.Tasks {
		t := &w.plan.Tasks[i]
		for j := range t.Questions {
			keys = append(keys, t.Questions[j].Key)
			if err := w.question(ctx, t.ID, &t.Questions[j]); err != nil {
				return err
			}
		}
	}
	_, err := w.tx.ExecContext(ctx, `DELETE FROM question WHERE plan_id = $1 AND NOT key = ANY($2)`, w.plan.ID, keys)
	return err
}

// question writes one question; task is its task's identity, or nil.
func (w writer) question(ctx context.Context, task any, q *plan.Question) error {
	effects, err := json.Marshal(append([]plan.Effect{}, q.Effects...))
	if err != nil {
		return fmt.Errorf("write what follows from question %s: %w", q.Key, err)
	}
	err = w.tx.GetContext(ctx, &q.ID, `
		INSERT INTO question (commune_id, plan_id, task_id, key, text, options, assumed, effects)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (plan_id, key) DO UPDATE
		SET task_id = EXCLUDED.task_id, text = EXCLUDED.text, options = EXCLUDED.options, assumed = EXCLUDED.assumed,
		    effects = EXCLUDED.effects
		RETURNING id`,
		w.plan.Commune.ID, w.plan.ID, task, q.Key, q.Text, texts(q.Options), q.Default, string(effects))
	if err != nil {
		return fmt.Errorf("write question %s: %w", q.Key, err)
	}
	return nil
}
