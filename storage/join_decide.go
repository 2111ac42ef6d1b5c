package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/plan"
)

// DecideJoin settles a request to join: one decision counts. again is true where the same person decided so before;
// plan.ErrSettled, with the request as it stands: it was decided otherwise, or by somebody else.
func (s *Store) DecideJoin(ctx context.Context, commune, id int64, agreed bool, by plan.Author, source plan.Source, now time.Time) (r plan.JoinRequest, again bool, err error) {
	now = now.UTC().Truncate(time.Microsecond)
	want := plan.RequestRefused
	if agreed {
		want = plan.RequestAgreed
	}
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockPeople(ctx, tx, commune); err != nil {
			return err
		}
		if r, err = oneRequest(ctx, tx, `WHERE r.id = $1 AND r.commune_id = $2`, id, commune); err != nil {
			return err
		}
		if again = r.State == want && r.By.ID == by.ID; again {
			return nil
		}
		if r.State != plan.RequestOpen {
			return plan.ErrSettled
		}
		r.State, r.By, r.Decided = want, by, now
		return s.decide(ctx, tx, r, change{at: now, by: by, chat: source.Chat, message: source.Message})
	})
	if err != nil {
		return r, false, fmt.Errorf("decide request %d: %w", id, err)
	}
	return r, again, nil
}

func (s *Store) decide(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest, c change) error {
	if r.State == plan.RequestAgreed {
		if err := wakeLeaders(ctx, tx, r.Unit.Commune, r.Role, c.at); err != nil {
			return err
		}
		if _, _, err := s.admit(ctx, tx, admission{unit: r.Unit, role: r.Role, who: r.Who}, c); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE join_request SET state = $2, by_id = $3, by_name = $4, decided_at = $5 WHERE id = $1`,
		r.ID, string(r.State), r.By.ID, r.By.Name, r.Decided)
	if err != nil {
		return fmt.Errorf("write a decision: %w", err)
	}
	if err := tellDecision(ctx, tx, r); err != nil {
		return err
	}
	c.commune, c.action, c.subject = r.Unit.Commune, "decide_join", fmt.Sprintf("request %d", r.ID)
	c.before, c.after = map[string]any{"state": plan.RequestOpen}, map[string]any{"state": r.State}
	return s.audit(ctx, tx, c)
}

// tellDecision has the office's messages show the decision, takes back those that are not out, and tells the person.
func tellDecision(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest) error {
	answer, err := answerRow(ctx, tx, r)
	if err != nil {
		return err
	}
	boxes, err := boxesOf(ctx, tx, requestKeys(r.ID))
	if err != nil {
		return err
	}
	boxes = unique(append(boxes, address{answer.Chat, answer.Thread}))
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	if err := showDecision(ctx, tx, r); err != nil {
		return err
	}
	if _, err := addLetters(ctx, tx, []letterRow{answer}); err != nil {
		return err
	}
	if err := settleMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	return notify(ctx, tx)
}

// boxesOf are where letters go, by their keys.
func boxesOf(ctx context.Context, tx *sqlx.Tx, keys []string) ([]address, error) {
	var rows []mailboxRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT chat_id, thread_id, 0 AS unit_id, '' AS role, true AS active FROM outbox WHERE key = ANY($1)`, pq.Array(keys))
	if err != nil {
		return nil, fmt.Errorf("find the letters of a request: %w", err)
	}
	boxes := make([]address, len(rows))
	for i, r := range rows {
		boxes[i] = address{r.Chat, r.Thread}
	}
	return boxes, nil
}

func showDecision(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'superseded', reason = 'decided', done_at = $2
		WHERE key = ANY($1) AND outcome = 'waiting'`, pq.Array(requestKeys(r.ID)), r.Decided)
	if err != nil {
		return fmt.Errorf("take back letters of a request: %w", err)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO outbox (key, commune_id, plan_id, chat_id, thread_id, kind, reply_to, due_at, send_after)
		SELECT 'x' || o.chat_id || '/' || o.message_id || '/q' || $3::bigint, o.commune_id, o.plan_id, o.chat_id, o.thread_id,
		       'refresh', o.message_id, $4::timestamptz, $4::timestamptz
		FROM outbox o
		WHERE o.key = ANY($1) AND o.outcome = 'sent' AND o.message_id <> 0 AND `+resides+`
		ON CONFLICT (key) DO NOTHING`, pq.Array(requestKeys(r.ID)), officeDay(r.Decided), r.ID, r.Decided)
	if err != nil {
		return fmt.Errorf("have a request shown as decided: %w", err)
	}
	return nil
}

// answerRow is the letter to who asked, where they asked. Whoever asked in private may belong to no commune: the
// letter goes to the person, whoever they are.
func answerRow(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest) (letterRow, error) {
	payload, err := json.Marshal(plan.Payload{Request: r.ID, What: plan.RequestAnswer, By: r.By.Name})
	if err != nil {
		return letterRow{}, err
	}
	row := letterRow{
		Key: fmt.Sprintf("request:%d:answer", r.ID), Chat: r.Source.Chat, Thread: r.Thread, ReplyTo: 0,
		Kind: string(plan.LetterRequest), Critical: true, Payload: payload, DueAt: r.Decided, SendAfter: r.Decided,
	}
	if r.Source.Chat == r.Who.ID {
		return row, nil
	}
	row.Commune = &r.Unit.Commune
	row.Plan, err = currentPlan(ctx, tx, r.Unit.Commune, r.Decided)
	return row, err
}
