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
	course plan.Course // of its task until now, where the matter steers it
	leads  []int64
	tell   []plan.Mailbox
	source plan.Source
}

// moved draws the consequences of a step: the course of the task, which it returns, the letters, and the audit row.
func (s *Store) moved(ctx context.Context, tx *sqlx.Tx, commune int64, v moved) (*plan.Course, error) {
	course, err := s.steer(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	if err := tellMatter(ctx, tx, commune, v); err != nil {
		return nil, err
	}
	last := v.matter.Last()
	c := change{
		commune: commune, at: last.At, by: last.By, chat: v.source.Chat, message: v.source.Message,
		action: string(v.matter.Kind) + " " + string(last.Verb), subject: fmt.Sprintf("matter %d", v.matter.ID), after: v.matter,
	}
	if v.before != nil {
		c.before = *v.before
	}
	return course, s.audit(ctx, tx, c)
}

// steerQuery writes the course of a task, has the plan read anew, and judged.
const steerQuery = `
	WITH steered AS (
		UPDATE task
		SET declared_on = $2, done_on = $3, extended_to = $4, asked_for = $5, awaited_to = $6, extended_late = $8
		WHERE id = $1 RETURNING plan_id
	), versioned AS (
		UPDATE plan SET version = version + 1 WHERE id = (SELECT plan_id FROM steered)
	), woken AS (
		UPDATE watch SET next_at = LEAST(next_at, $7) WHERE plan_id = (SELECT plan_id FROM steered) RETURNING plan_id
	)
	SELECT pg_notify('` + channel + `', '') FROM woken`

// steer writes what the matter means for its task and returns the course; nil where it means nothing. The plan is
// judged anew all the same: the matter has another holder.
func (s *Store) steer(ctx context.Context, tx *sqlx.Tx, v moved) (*plan.Course, error) {
	m, at := v.matter, v.matter.Last().At
	if !m.Kind.Steers() {
		return nil, s.wake(ctx, tx, m.Plan, at)
	}
	after, err := after(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	if after == v.course {
		return &after, s.wake(ctx, tx, m.Plan, at)
	}
	_, err = tx.ExecContext(ctx, steerQuery, m.Task, date(after.Declared), date(after.Done), date(after.Extended),
		date(after.AskedFor), date(after.Awaited), at, after.Belated)
	if err != nil {
		return nil, fmt.Errorf("steer task %d: %w", m.Task, err)
	}
	return &after, nil
}

// after is the course of the task after a step. Where several units lead it, what the others have open counts too.
func after(ctx context.Context, tx *sqlx.Tx, v moved) (plan.Course, error) {
	m := v.matter
	if m.Kind == plan.Completion {
		declarations, err := matters(ctx, tx, `WHERE m.task_id = $1 AND m.kind = 'completion' ORDER BY m.id`, m.Task)
		return v.course.Completed(v.leads, declarations), err
	}
	course := v.course.After(m)
	if len(v.leads) < 2 {
		return course, nil
	}
	open, err := matters(ctx, tx, `WHERE m.task_id = $1 AND m.kind = 'extension' AND m.settled_at IS NULL`, m.Task)
	return course.StillAsked(open), err
}

// lockCourse reads the course of a task that a matter of this kind is about to change. Whoever changes one holds the
// plan.
func lockCourse(ctx context.Context, tx *sqlx.Tx, kind plan.MatterKind, task int64) (plan.Course, error) {
	if !kind.Steers() {
		return plan.Course{}, nil
	}
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
	boxes := addresses(rows) // whoever waits for letters is woken with the plan
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	if _, err := addLetters(ctx, tx, rows); err != nil {
		return err
	}
	return settleMailboxes(ctx, tx, boxes)
}
