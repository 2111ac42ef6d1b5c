package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// openMatterQuery adds a matter with its first step, or nothing where its message opened one before, or the unit has
// such a matter open.
const openMatterQuery = `
	WITH opened AS (
		INSERT INTO matter (commune_id, plan_id, task_id, unit_id, kind, state, words, by_id, by_name, opened_at, answer_by,
		                    wants, late, above, chat_id, message_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
		ON CONFLICT DO NOTHING
		RETURNING id
	)
	INSERT INTO matter_step (commune_id, matter_id, no, verb, from_state, to_state, at, by_id, by_name, words, on_day,
	                         chat_id, message_id)
	SELECT $1, id, 1, $17, '', $6, $10, $8, $9, $7, $12, $15, $16 FROM opened
	RETURNING matter_id`

// OpenMatter opens a matter, moves the task's course, and writes to those who are to hear of it. again is true where
// the same message opened it before. plan.ErrPending comes with the matter of the same kind that the unit has open.
// Whether the person may do so is the caller's to check.
func (s *Store) OpenMatter(ctx context.Context, o plan.MatterOpening, now time.Time) (m plan.Matter, again bool, err error) {
	now = now.UTC().Truncate(time.Microsecond)
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		again = false
		course, err := lockCourse(ctx, tx, o.Move.Kind, o.Task)
		if err != nil {
			return err
		}
		var id int64
		err = tx.GetContext(ctx, &id, openMatterQuery, o.Commune, o.Plan, o.Task, o.Unit, string(o.Move.Kind), string(o.Move.To),
			o.Words, o.By.ID, o.By.Name, now, date(o.AnswerBy), date(o.Wants), o.Late, o.Above, o.Source.Chat, o.Source.Message,
			string(o.Move.Verb))
		if translate(ctx, err) == plan.ErrNotFound {
			m, again, err = openedBefore(ctx, tx, o)
			return err
		}
		if err != nil {
			return err
		}
		m = plan.Opened(o, id, now)
		m.Course, err = s.moved(ctx, tx, o.Commune, moved{matter: m, course: course, leads: o.Leads, tell: o.Tell, source: o.Source})
		return err
	})
	if err != nil && !errors.Is(err, plan.ErrPending) {
		return plan.Matter{}, false, fmt.Errorf("open a matter of task %d: %w", o.Task, err)
	}
	return m, again, err
}

// openedBefore finds what kept a matter from being opened.
func openedBefore(ctx context.Context, tx *sqlx.Tx, o plan.MatterOpening) (m plan.Matter, again bool, err error) {
	m, err = oneMatter(ctx, tx, `
		WHERE m.chat_id = $1 AND m.message_id = $2 AND m.kind = $3 AND m.unit_id = $4`,
		o.Source.Chat, o.Source.Message, string(o.Move.Kind), o.Unit)
	if translate(ctx, err) != plan.ErrNotFound {
		return m, true, err
	}
	m, err = oneMatter(ctx, tx, `
		WHERE m.task_id = $1 AND m.unit_id = $2 AND m.kind = $3 AND m.settled_at IS NULL`, o.Task, o.Unit, string(o.Move.Kind))
	if err != nil {
		return m, false, err
	}
	return m, false, plan.ErrPending
}

// stepQuery adds a step to a locked matter and brings the matter to where it leads.
const stepQuery = `
	WITH step AS (
		INSERT INTO matter_step (commune_id, matter_id, no, verb, from_state, to_state, at, by_id, by_name, words, on_day,
		                         chat_id, message_id)
		SELECT commune_id, id, version + 1, $2, state, $3, $4, $5, $6, $7, $8, $9, $10 FROM matter WHERE id = $1
	)
	UPDATE matter
	SET state = $3, version = version + 1, answer_by = $11,
	    wants = CASE WHEN $3 = 'granted' THEN COALESCE($8, wants) ELSE wants END,
	    settled_at = CASE WHEN $12 THEN NULL ELSE $4::timestamptz END
	WHERE id = $1`

// MoveMatter takes a step about a matter, see OpenMatter. again is true where the same person took it before; for
// anybody else, and for another step, plan.ErrSettled comes with the matter as it is.
func (s *Store) MoveMatter(ctx context.Context, a plan.MatterAct, now time.Time) (m plan.Matter, again bool, err error) {
	now = now.UTC().Truncate(time.Microsecond)
	err = s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		again = false
		m, err = oneMatter(ctx, tx, `WHERE m.commune_id = $1 AND m.id = $2 FOR UPDATE OF m`, a.Commune, a.Matter)
		if err != nil {
			return err
		}
		if m.Version != a.Version || m.State != a.Move.From {
			again = takenBefore(m, a)
			if again {
				return nil
			}
			return plan.ErrSettled
		}
		to := a.Move.Goes(m.Above)
		_, err = tx.ExecContext(ctx, stepQuery, m.ID, string(a.Move.Verb), string(to), now, a.By.ID, a.By.Name, a.Words,
			date(a.On), a.Source.Chat, a.Source.Message, date(a.AnswerBy), to.Open())
		if err != nil {
			return err
		}
		course, err := lockCourse(ctx, tx, m.Kind, m.Task)
		if err != nil {
			return err
		}
		before := m
		m = m.After(a, now)
		m.Course, err = s.moved(ctx, tx, a.Commune, moved{
			before: &before, matter: m, course: course, leads: a.Leads, tell: a.Tell, source: a.Source,
		})
		return err
	})
	if err != nil && !errors.Is(err, plan.ErrSettled) {
		return plan.Matter{}, false, fmt.Errorf("move matter %d: %w", a.Matter, err)
	}
	return m, again, err
}

// takenBefore reports whether the step that a person wants to take is one that they took already: their tap came twice.
func takenBefore(m plan.Matter, a plan.MatterAct) bool {
	for _, step := range m.Steps {
		if step.No == a.Version+1 {
			return step.Verb == a.Move.Verb && step.By.ID == a.By.ID && step.Words == a.Words
		}
	}
	return false
}
