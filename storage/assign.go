package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// givenRow is how a task came into the plan during the year.
type givenRow struct {
	Parent   int64         `db:"parent_id"`
	Document string        `db:"source_document"`
	Above    bool          `db:"from_above"`
	On       calendar.Date `db:"assigned_on"`
	ByID     int64         `db:"assigned_by"`
	ByName   string        `db:"assigned_name"`
}

func (r givenRow) given() plan.Given {
	return plan.Given{
		On: r.On, By: plan.Author{ID: r.ByID, Name: r.ByName}, Document: r.Document, Above: r.Above, Parent: r.Parent,
	}
}

// Assign gives a task during the year: it gets a number of its own in its plan, the plan is judged anew, and the unit's
// chats are told, but for the one in which it was said. The same message, or the same line of it, gives it once. What
// plan.Check refuses must not come here.
func (s *Store) Assign(ctx context.Context, a plan.Assignment, now time.Time) (plan.Assigned, error) {
	var done plan.Assigned
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		if err := lockPlan(ctx, tx, a.Commune, a.Plan); err != nil {
			return err
		}
		given, err := addAssigned(ctx, tx, a)
		if errors.Is(err, plan.ErrNotFound) {
			done, err = assignedBy(ctx, tx, a.Source)
			return err
		}
		if err != nil {
			return err
		}
		done = plan.Assigned{Task: given.ID, No: given.No, Told: len(given.Chats)}
		return s.assigned(ctx, tx, given, a, now)
	})
	if err != nil {
		return plan.Assigned{}, fmt.Errorf("give a task of plan %d: %w", a.Plan, err)
	}
	return done, nil
}

// lockPlan has other changes of the same plan wait; plan.ErrNotFound where the commune has no such plan.
func lockPlan(ctx context.Context, tx *sqlx.Tx, commune, id int64) error {
	err := tx.GetContext(ctx, &id, `SELECT id FROM plan WHERE id = $1 AND commune_id = $2 FOR NO KEY UPDATE`, id, commune)
	return translate(ctx, err)
}

// assignedBy finds the task that a message gave before; plan.ErrNotFound where it gave none.
func assignedBy(ctx context.Context, tx *sqlx.Tx, source plan.Source) (plan.Assigned, error) {
	var row struct {
		ID   int64
		No   int
		Told int
	}
	err := tx.GetContext(ctx, &row, `
		SELECT t.id, t.no, (SELECT count(*) FROM chat c
		                    JOIN unit u ON u.id = c.unit_id
		                    JOIN relation r ON r.task_id = t.id AND r.unit = u.code
		                    WHERE c.commune_id = t.commune_id AND c.active AND NOT c.muted) AS told
		FROM task t
		WHERE t.assigned_chat = $1 AND t.assigned_message = $2 AND t.assigned_line = $3 AND t.assigned_message <> 0`,
		source.Chat, source.Message, source.Line)
	if err != nil {
		return plan.Assigned{}, translate(ctx, err)
	}
	return plan.Assigned{Task: row.ID, No: row.No, Told: row.Told, Repeated: true}, nil
}

// assigned draws the consequences of a task that was just given.
func (s *Store) assigned(ctx context.Context, tx *sqlx.Tx, t givenTask, a plan.Assignment, now time.Time) error {
	if a.Target != nil {
		if err := addTargetOf(ctx, tx, t.ID, a); err != nil {
			return fmt.Errorf("add its target: %w", err)
		}
	}
	if err := s.wake(ctx, tx, a.Plan, now); err != nil {
		return err
	}
	err := t.tell(ctx, tx, news{
		commune: a.Commune, plan: a.Plan, source: a.Source, here: a.Here, at: now,
		payload: plan.Payload{Task: t.ID, Unit: t.Unit, By: a.Given.By.Name},
	})
	if err != nil {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: a.Commune, at: now, by: a.Given.By, chat: a.Source.Chat, message: a.Source.Message, action: "assign",
		subject: fmt.Sprintf("task %d", t.ID), after: a,
	})
}

// addAssigned writes the task with who leads it, and gives the plan a new version, so that no process goes on with a
// copy that lacks it. The error is plan.ErrNotFound where its message gave it before.
func addAssigned(ctx context.Context, tx *sqlx.Tx, a plan.Assignment) (givenTask, error) {
	var row givenTask
	g := a.Given
	err := tx.GetContext(ctx, &row, `
		WITH given AS (
			INSERT INTO task (plan_id, commune_id, no, area_no, title, wording, deadline_kind, due_on, origin, parent_id,
			                  source_document, from_above, assigned_on, assigned_by, assigned_name, assigned_chat,
			                  assigned_message, assigned_line)
			VALUES ($1, $2, GREATEST($3, (SELECT max(no) + 1 FROM task WHERE plan_id = $1)), $4, $5, $6, 'by_date', $7,
			        'assigned', NULLIF($8, 0::bigint), $9, $10, $11, $12, $13, $14, $15, $16)
			ON CONFLICT (assigned_chat, assigned_message, assigned_line) WHERE assigned_message <> 0 DO NOTHING
			RETURNING id, no, plan_id, commune_id
		), versioned AS (
			UPDATE plan SET version = version + 1 WHERE id = (SELECT plan_id FROM given)
		), led AS (
			INSERT INTO relation (task_id, place, kind, unit) SELECT id, 0, 'lead', $17 FROM given
		)
		SELECT given.id, given.no, `+unitChats+`
		FROM given
		JOIN unit u ON u.commune_id = given.commune_id AND u.code = $17
		LEFT JOIN chat c ON c.commune_id = u.commune_id AND c.unit_id = u.id AND c.active AND NOT c.muted
		GROUP BY given.id, given.no, u.id`,
		a.Plan, a.Commune, plan.FirstAssigned, a.Area, a.Title, a.Wording, a.Due, g.Parent, g.Document, g.Above, g.On,
		g.By.ID, g.By.Name, a.Source.Chat, a.Source.Message, a.Source.Line, a.Unit)
	if err = translate(ctx, err); err != nil && !errors.Is(err, plan.ErrNotFound) {
		return row, fmt.Errorf("add the task: %w", err)
	}
	return row, err
}

// addTargetOf writes the target of a task that was just given; its goal holds from the first day of the plan.
func addTargetOf(ctx context.Context, tx *sqlx.Tx, task int64, a plan.Assignment) error {
	t, g := a.Target, a.Target.Goals[0]
	_, err := tx.ExecContext(ctx, `
		WITH target AS (
			INSERT INTO target (commune_id, plan_id, task_id, mark, name, measure, noun, good, accumulation, judged, scope)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			RETURNING id, plan_id
		)
		INSERT INTO target_goal (target_id, effective_on, comparator, value)
		SELECT t.id, p.starts_on, $12, $13 FROM target t JOIN plan p ON p.id = t.plan_id`,
		a.Commune, a.Plan, task, t.Mark, t.Name, string(t.Measure), t.Noun, t.Good, string(t.Accumulation),
		string(t.Judged), string(t.Scope), string(g.Comparator), g.Value)
	return err
}
