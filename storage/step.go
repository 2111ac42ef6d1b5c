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

// ownStepRow is a step of a unit's own detailed plan.
type ownStepRow struct {
	Plan     int64         `db:"plan_id"`
	ID       int64         `db:"id"`
	Task     int64         `db:"task_id"`
	Unit     int64         `db:"unit_id"`
	No       int           `db:"no"`
	Words    string        `db:"words"`
	Person   string        `db:"person"`
	Due      calendar.Date `db:"due_on"`
	ByID     int64         `db:"added_by"`
	ByName   string        `db:"added_name"`
	Done     calendar.Date `db:"done_on"`
	DoneID   int64         `db:"done_by"`
	DoneName string        `db:"done_name"`
	Dropped  bool          `db:"dropped"`
}

const stepColumns = `
	plan_id, id, task_id, unit_id, no, words, person, due_on, added_by, added_name, done_on, done_by, done_name,
	dropped`

func (r ownStepRow) step() plan.Step {
	return plan.Step{
		ID: r.ID, Task: r.Task, Unit: r.Unit, No: r.No, Words: r.Words, Person: r.Person, Due: r.Due,
		By: plan.Author{ID: r.ByID, Name: r.ByName}, Done: r.Done, DoneBy: plan.Author{ID: r.DoneID, Name: r.DoneName},
		Gone: r.Dropped,
	}
}

const stepsQuery = `SELECT ` + stepColumns + ` FROM step WHERE plan_id = $1 AND NOT dropped ORDER BY task_id, unit_id, no`

// Steps reads the detailed plans of all units under the tasks of a plan, by task, unit and number.
func (s *Store) Steps(ctx context.Context, planID int64) ([]plan.Step, error) {
	var rows []ownStepRow
	if err := s.hot.steps.SelectContext(unwatched(ctx), &rows, planID); err != nil {
		return nil, fmt.Errorf("read the steps of plan %d: %w", planID, translate(ctx, err))
	}
	all := make([]plan.Step, len(rows))
	for i, r := range rows {
		all[i] = r.step()
	}
	return all, nil
}

// Step reads one step of a commune that was not dropped.
func (s *Store) Step(ctx context.Context, commune, id int64) (plan.Step, error) {
	var row ownStepRow
	err := s.db.GetContext(ctx, &row, `
		SELECT `+stepColumns+` FROM step WHERE id = $1 AND commune_id = $2 AND NOT dropped`, id, commune)
	if err != nil {
		return plan.Step{}, fmt.Errorf("read step %d: %w", id, translate(ctx, err))
	}
	return row.step(), nil
}

// StepNumbered finds a step by what staff type, be it dropped; plan.ErrNotFound: the unit never had it.
func (s *Store) StepNumbered(ctx context.Context, commune, task, unit int64, no int) (plan.Step, error) {
	var row ownStepRow
	err := s.db.GetContext(ctx, &row, `
		SELECT `+stepColumns+` FROM step WHERE task_id = $1 AND unit_id = $2 AND no = $3 AND commune_id = $4`, task, unit, no, commune)
	if err != nil {
		return plan.Step{}, fmt.Errorf("read step %d of task %d: %w", no, task, translate(ctx, err))
	}
	return row.step(), nil
}

// AddStep adds a step to a unit's detailed plan under a task; plan.ErrManySteps where it has too many. The same message
// adds it once. What plan.CheckStep refuses must not come here.
func (s *Store) AddStep(ctx context.Context, commune, planID int64, step plan.Step, source plan.Source, now time.Time) (plan.Step, error) {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := s.wake(ctx, tx, planID, now); err != nil { // its lock orders the steps of a plan
			return err
		}
		before, err := stepBy(ctx, tx, source)
		if !errors.Is(err, plan.ErrNotFound) {
			step = before
			return err
		}
		if step, err = addStep(ctx, tx, commune, planID, step, source, now); err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: step.By, chat: source.Chat, message: source.Message, action: "step",
			subject: fmt.Sprintf("task %d", step.Task), after: step,
		})
	})
	if err != nil {
		return plan.Step{}, fmt.Errorf("add a step to task %d: %w", step.Task, err)
	}
	return step, nil
}

// stepBy finds the step that a message added before.
func stepBy(ctx context.Context, tx *sqlx.Tx, source plan.Source) (plan.Step, error) {
	var row ownStepRow
	err := tx.GetContext(ctx, &row, `
		SELECT `+stepColumns+` FROM step WHERE chat_id = $1 AND message_id = $2`, source.Chat, source.Message)
	return row.step(), translate(ctx, err)
}

// addStep gives the step the next number that its unit never used under the task.
func addStep(ctx context.Context, tx *sqlx.Tx, commune, planID int64, step plan.Step, source plan.Source, now time.Time) (plan.Step, error) {
	var row ownStepRow
	err := tx.GetContext(ctx, &row, `
		INSERT INTO step (commune_id, plan_id, task_id, unit_id, no, words, person, due_on, added_at, added_by, added_name,
		                  chat_id, message_id)
		SELECT $1, $2, $3, $4, COALESCE(max(no), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12
		FROM step WHERE task_id = $3 AND unit_id = $4
		HAVING count(*) FILTER (WHERE NOT dropped) < $13
		RETURNING `+stepColumns,
		commune, planID, step.Task, step.Unit, step.Words, step.Person, date(step.Due), now, step.By.ID, step.By.Name,
		source.Chat, source.Message, plan.MostSteps)
	if err = translate(ctx, err); errors.Is(err, plan.ErrNotFound) {
		return step, plan.ErrManySteps
	}
	return row.step(), err
}

// MarkStep writes down what somebody says of a step of a commune. Saying it again changes nothing. The error is
// plan.ErrNotFound where the step was dropped before.
func (s *Store) MarkStep(ctx context.Context, commune, id int64, mark plan.StepMark, source plan.Source, by plan.Author, now time.Time) (plan.Step, error) {
	var step plan.Step
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		before, planID, err := lockStep(ctx, tx, commune, id)
		if err == nil && before.Gone && mark != plan.StepDropped {
			err = plan.ErrNotFound
		}
		if err != nil {
			return err
		}
		step, err = markStep(ctx, tx, id, mark, by, now)
		if errors.Is(err, plan.ErrNotFound) { // it is so already
			step = before
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.wake(ctx, tx, planID, now); err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: by, chat: source.Chat, message: source.Message, action: "step " + string(mark),
			subject: fmt.Sprintf("task %d", step.Task), before: before, after: step,
		})
	})
	if err != nil {
		return plan.Step{}, fmt.Errorf("mark step %d: %w", id, err)
	}
	return step, nil
}

// lockStep reads a step that is about to change, and the plan it belongs to.
func lockStep(ctx context.Context, tx *sqlx.Tx, commune, id int64) (plan.Step, int64, error) {
	var row ownStepRow
	err := tx.GetContext(ctx, &row, `
		SELECT `+stepColumns+` FROM step WHERE id = $1 AND commune_id = $2 FOR NO KEY UPDATE`, id, commune)
	return row.step(), row.Plan, translate(ctx, err)
}

// markStep changes a step; plan.ErrNotFound where it is so already.
func markStep(ctx context.Context, tx *sqlx.Tx, id int64, mark plan.StepMark, by plan.Author, now time.Time) (plan.Step, error) {
	var row ownStepRow
	err := tx.GetContext(ctx, &row, `
		UPDATE step
		SET done_on = CASE $2 WHEN 'done' THEN $3::date WHEN 'drop' THEN done_on END,
		    done_by = CASE $2 WHEN 'done' THEN $4 WHEN 'drop' THEN done_by ELSE 0 END,
		    done_name = CASE $2 WHEN 'done' THEN $5 WHEN 'drop' THEN done_name ELSE '' END,
		    dropped = $2 = 'drop'
		WHERE id = $1 AND NOT dropped AND ($2 = 'drop' OR ($2 = 'done') = (done_on IS NULL))
		RETURNING `+stepColumns, id, string(mark), officeDay(now), by.ID, by.Name)
	return row.step(), translate(ctx, err)
}

// readSteps adds the steps of detailed plans to what plans are judged by.
func readSteps(ctx context.Context, tx *sqlx.Tx, plans []int64, all map[int64]plan.Facts) error {
	var rows []ownStepRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT `+stepColumns+` FROM step WHERE plan_id = ANY($1) AND NOT dropped ORDER BY task_id, unit_id, no`, int64s(plans))
	if err != nil {
		return fmt.Errorf("read steps: %w", err)
	}
	for _, r := range rows {
		f := all[r.Plan]
		f.Steps = append(f.Steps, r.step())
		all[r.Plan] = f
	}
	return nil
}
