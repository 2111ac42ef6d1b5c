package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// moved is a matter that has just been opened or moved, and what that means for others.
type moved struct {
	before *plan.Matter // nil: opened
	matter plan.Matter
	leads  []int64
	tell   []plan.Mailbox
	source plan.Source
}

// moved draws the consequences of a step: the course of the task, the audit row, and the letters.
func (s *Store) moved(ctx context.Context, tx *sqlx.Tx, commune int64, v moved) error {
	if err := s.steer(ctx, tx, v.matter, v.leads); err != nil {
		return err
	}
	last := v.matter.Last()
	if err := s.wake(ctx, tx, v.matter.Plan, last.At); err != nil {
		return err
	}
	if err := tellMatter(ctx, tx, commune, v); err != nil {
		return err
	}
	c := change{
		commune: commune, at: last.At, by: last.By, chat: v.source.Chat, message: v.source.Message,
		action: string(v.matter.Kind) + " " + string(last.Verb), subject: fmt.Sprintf("matter %d", v.matter.ID), after: v.matter,
	}
	if v.before != nil {
		c.before = *v.before
	}
	return s.audit(ctx, tx, c)
}

// steer writes what the matter means for its task, and has the plan read anew.
func (s *Store) steer(ctx context.Context, tx *sqlx.Tx, m plan.Matter, leads []int64) error {
	if m.Kind != plan.Completion && m.Kind != plan.Extension {
		return nil
	}
	course, err := lockCourse(ctx, tx, m.Task)
	if err != nil {
		return err
	}
	after := course
	switch m.Kind {
	case plan.Extension:
		after = course.After(m)
	case plan.Completion:
		declarations, err := matters(ctx, tx, `WHERE m.task_id = $1 AND m.kind = 'completion' ORDER BY m.id`, m.Task)
		if err != nil {
			return err
		}
		after = course.Completed(leads, declarations)
	}
	if after == course {
		return nil
	}
	_, err = tx.ExecContext(ctx, `
		WITH steered AS (
			UPDATE task
			SET declared_on = $2, done_on = $3, extended_to = $4, asked_for = $5, awaited_to = $6, extended_late = $7
			WHERE id = $1 RETURNING plan_id
		)
		UPDATE plan SET version = version + 1 WHERE id = (SELECT plan_id FROM steered)`,
		m.Task, date(after.Declared), date(after.Done), date(after.Extended), date(after.AskedFor), date(after.Awaited), after.Belated)
	if err != nil {
		return fmt.Errorf("steer task %d: %w", m.Task, err)
	}
	return nil
}

// lockCourse reads the course of a task that is about to change. Whoever changes one holds the plan.
func lockCourse(ctx context.Context, tx *sqlx.Tx, task int64) (plan.Course, error) {
	var row struct {
		Declared calendar.Date `db:"declared_on"`
		Done     calendar.Date `db:"done_on"`
		Extended calendar.Date `db:"extended_to"`
		Belated  bool          `db:"extended_late"`
		AskedFor calendar.Date `db:"asked_for"`
		Awaited  calendar.Date `db:"awaited_to"`
	}
	err := tx.GetContext(ctx, &row, `
		SELECT t.declared_on, t.done_on, t.extended_to, t.extended_late, t.asked_for, t.awaited_to
		FROM task t JOIN plan p ON p.id = t.plan_id
		WHERE t.id = $1 FOR NO KEY UPDATE OF p`, task)
	if err != nil {
		return plan.Course{}, fmt.Errorf("read the course of task %d: %w", task, err)
	}
	return plan.Course(row), nil
}

// tellMatter writes to the chats that are to hear of a step; each hears of it once.
func tellMatter(ctx context.Context, tx *sqlx.Tx, commune int64, v moved) error {
	if len(v.tell) == 0 {
		return nil
	}
	m := v.matter
	payload, err := json.Marshal(plan.Payload{Task: m.Task, Unit: m.Unit, Matter: m.ID, Version: m.Version, By: m.Last().By.Name})
	if err != nil {
		return fmt.Errorf("payload of a letter: %w", err)
	}
	at := m.Last().At
	rows := make([]letterRow, len(v.tell))
	for i, to := range v.tell {
		rows[i] = letterRow{
			Key:     fmt.Sprintf("matter:%d:%d:%d:%d", m.ID, m.Version, to.Chat, to.Thread),
			Commune: &commune, Plan: &m.Plan, Chat: to.Chat, Thread: to.Thread, Kind: string(plan.LetterMatter),
			Critical: true, Payload: payload, DueAt: at, SendAfter: at,
		}
	}
	_, err = post(ctx, tx, rows)
	return err
}
