package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// retireQuery ends what is open about the tasks that a plan has no more, with a step that is nobody's.
const retireQuery = `
	WITH open AS (
		SELECT m.id, m.commune_id, m.version, m.state
		FROM matter m JOIN task t ON t.id = m.task_id
		WHERE m.plan_id = $1 AND t.retired AND m.settled_at IS NULL
		FOR UPDATE OF m
	), step AS (
		INSERT INTO matter_step (commune_id, matter_id, no, verb, from_state, to_state, at, by_id, by_name, chat_id, message_id)
		SELECT commune_id, id, version + 1, $3, state, $4, $2, 0, '', $5, $6 FROM open
	), free AS (
		UPDATE task SET declared_on = NULL, asked_for = NULL, awaited_to = NULL WHERE plan_id = $1 AND retired
	)
	UPDATE matter m SET state = $4, version = m.version + 1, answer_by = NULL, settled_at = $2
	FROM open WHERE m.id = open.id
	RETURNING m.id`

// retireMatters ends the open matters of tasks that a plan has no more, and has their letters show it. The caller holds
// the plan, gives it a new version and wakes it.
func (s *Store) retireMatters(ctx context.Context, tx *sqlx.Tx, planID int64, c change) error {
	var ids []int64
	err := tx.SelectContext(ctx, &ids, retireQuery, planID, c.at, string(plan.VerbRetire), string(plan.EndRetired), c.chat, c.message)
	if err != nil || len(ids) == 0 {
		return err
	}
	ended, err := matters(ctx, tx, `WHERE m.id = ANY($1) ORDER BY m.id`, int64s(ids))
	if err != nil {
		return err
	}
	for _, m := range ended {
		c.action, c.subject, c.before, c.after = string(m.Kind)+" "+string(plan.VerbRetire), fmt.Sprintf("matter %d", m.ID), nil, m
		if err := s.audit(ctx, tx, c); err != nil {
			return err
		}
	}
	return showMatters(ctx, tx, ids, c.at)
}

// showMatters has the letters that told matters show them as they are now.
func showMatters(ctx context.Context, tx *sqlx.Tx, ids []int64, now time.Time) error {
	const told = `o.commune_id IN (SELECT commune_id FROM matter WHERE id = ANY($1)) AND o.kind = 'matter'
		AND (o.payload ->> 'matter')::bigint = ANY($1) AND o.outcome = 'sent' AND o.message_id <> 0`
	var rows []mailboxRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT DISTINCT o.chat_id, o.thread_id, 0 AS unit_id, '' AS role, true AS active FROM outbox o WHERE `+told, int64s(ids))
	if err != nil || len(rows) == 0 {
		return err
	}
	boxes := make([]address, len(rows))
	for i, r := range rows {
		boxes[i] = address{r.Chat, r.Thread}
	}
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO outbox (key, commune_id, plan_id, chat_id, thread_id, kind, reply_to, due_at, send_after)
		SELECT 'x' || o.chat_id || '/' || o.message_id || '/m' || (o.payload ->> 'matter'), o.commune_id, o.plan_id,
		       o.chat_id, o.thread_id, 'refresh', o.message_id, $3::timestamptz, $3::timestamptz
		FROM outbox o WHERE `+told+` AND `+resides+`
		ON CONFLICT (key) DO NOTHING`, int64s(ids), officeDay(now), now)
	if err != nil {
		return fmt.Errorf("have matters shown as ended: %w", err)
	}
	return settleMailboxes(ctx, tx, boxes)
}
