package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// AnswerQuestion records which option the office chooses for a question of a task of its plan, and makes of the task
// what follows from it. former is the option that was chosen when the office was shown the question, -1 for none; where
// another has been chosen since, the error is plan.ErrSettled and nothing changes. It returns the plan's version.
func (s *Store) AnswerQuestion(ctx context.Context, commune, planID int64, a plan.Answering) (version int64, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		version, err = s.answerQuestion(ctx, tx, commune, planID, a)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("answer question %d: %w", a.Question, err)
	}
	return version, nil
}

func (s *Store) answerQuestion(ctx context.Context, tx *sqlx.Tx, commune, planID int64, a plan.Answering) (version int64, err error) {
	err = tx.GetContext(ctx, &version, `
		SELECT version FROM plan WHERE id = $1 AND commune_id = $2 FOR NO KEY UPDATE`, planID, commune)
	if err != nil {
		return 0, translate(ctx, err)
	}
	p, err := loadPlan(ctx, tx, planID)
	if err != nil {
		return 0, err
	}
	t, q, ok := p.QuestionByID(a.Question)
	switch {
	case !ok || !q.Answers() || a.Option < 0 || a.Option >= len(q.Options):
		return 0, plan.ErrNotFound
	case q.Chosen() == a.Option:
		return version, nil // a second delivery, or the same answer of two
	case q.Chosen() != a.Former:
		return 0, plan.ErrSettled
	}
	before := *q
	q.Answer = q.Options[a.Option]
	p.Settle()
	w := writer{tx: tx, plan: p}
	if err := w.answer(ctx, t, *q, a.By.Name, a.At); err != nil {
		return 0, err
	}
	if err := tx.GetContext(ctx, &version, `UPDATE plan SET version = version + 1 WHERE id = $1 RETURNING version`, planID); err != nil {
		return 0, err
	}
	if err := s.wake(ctx, tx, planID, a.At); err != nil {
		return 0, err
	}
	return version, s.audit(ctx, tx, change{
		commune: commune, at: a.At, by: a.By, chat: a.Source.Chat, message: a.Source.Message, action: "answer",
		subject: fmt.Sprintf("question %d", q.ID), before: before, after: *q,
	})
}

// answer writes an answer, and what of its task may follow from it.
func (w writer) answer(ctx context.Context, t *plan.Task, q plan.Question, by string, at time.Time) error {
	_, err := w.tx.ExecContext(ctx, `
		UPDATE question SET answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1`, q.ID, q.Answer, by, at)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(ctx, `UPDATE task SET due_on = $2 WHERE id = $1`, t.ID, date(t.Deadline.Due)); err != nil {
		return err
	}
	for i := range t.Targets {
		target := &t.Targets[i]
		_, err := w.tx.ExecContext(ctx, `UPDATE target SET scope = $2 WHERE id = $1`, target.ID, string(target.Scope))
		if err != nil {
			return err
		}
		if err := w.goals(ctx, target); err != nil {
			return err
		}
	}
	return nil
}
