package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/plan"
)

// givenTask is a task that was just given, or taken back, and the chats of its unit.
type givenTask struct {
	ID      int64         `db:"id"`
	No      int           `db:"no"`
	Unit    int64         `db:"unit_id"`
	Chats   pq.Int64Array `db:"chats"`
	Threads pq.Int64Array `db:"threads"`
}

// unitChats selects, of a unit u and its chats c, what a givenTask has.
const unitChats = `
		       u.id AS unit_id,
		       array_remove(array_agg(c.chat_id ORDER BY c.chat_id, c.thread_id), NULL) AS chats,
		       array_remove(array_agg(c.thread_id ORDER BY c.chat_id, c.thread_id), NULL) AS threads`

// news is what the unit of a given task is told. Where here is the unit, the chat in which it was said has heard of it.
type news struct {
	commune, plan int64
	about         string // tells the news of one task apart
	payload       plan.Payload
	source        plan.Source
	here          int64
	at            time.Time
}

// tell puts a letter to each chat of the unit in the outbox.
func (t givenTask) tell(ctx context.Context, tx *sqlx.Tx, n news) error {
	payload, err := json.Marshal(n.payload)
	if err != nil {
		return fmt.Errorf("payload of a letter: %w", err)
	}
	var rows []letterRow
	for i, chat := range t.Chats {
		if chat == n.source.Chat && t.Unit == n.here {
			continue
		}
		thread := int(t.Threads[i])
		rows = append(rows, letterRow{
			Key: fmt.Sprintf("%s:%d%s:%d:%d", plan.LetterAssigned, t.ID, n.about, chat, thread), Commune: &n.commune, Plan: &n.plan,
			Chat: chat, Thread: thread, Kind: string(plan.LetterAssigned), Critical: true, Payload: payload,
			DueAt: n.at, SendAfter: n.at,
		})
	}
	if len(rows) == 0 {
		return nil
	}
	_, err = post(ctx, tx, rows)
	return err
}

// Dismiss takes back a task that was given during the year: nobody owes it any more, and its unit is told why. Its
// figures are kept. Saying it again changes nothing; plan.ErrNotFound: no such task was given.
func (s *Store) Dismiss(ctx context.Context, d plan.Dismissal, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockPlan(ctx, tx, d.Commune, d.Plan); err != nil {
			return err
		}
		t, err := dismiss(ctx, tx, d)
		if errors.Is(err, plan.ErrNotFound) {
			return wasGiven(ctx, tx, d)
		}
		if err != nil {
			return err
		}
		if err := s.wake(ctx, tx, d.Plan, now); err != nil {
			return err
		}
		ended := change{commune: d.Commune, at: now, by: d.By, chat: d.Source.Chat, message: d.Source.Message}
		if err := s.retireMatters(ctx, tx, d.Plan, ended); err != nil {
			return err
		}
		err = t.tell(ctx, tx, news{
			commune: d.Commune, plan: d.Plan, about: "/end", source: d.Source, here: d.Here, at: now,
			payload: plan.Payload{Task: t.ID, Unit: t.Unit, By: d.By.Name, About: d.Reason},
		})
		if err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: d.Commune, at: now, by: d.By, chat: d.Source.Chat, message: d.Source.Message, action: "dismiss",
			subject: fmt.Sprintf("task %d", d.Task), after: d,
		})
	})
	if err != nil {
		return fmt.Errorf("take task %d back: %w", d.Task, err)
	}
	return nil
}

// dismiss retires a given task and gives its plan a new version.
func dismiss(ctx context.Context, tx *sqlx.Tx, d plan.Dismissal) (givenTask, error) {
	var row givenTask
	err := tx.GetContext(ctx, &row, `
		WITH gone AS (
			UPDATE task SET retired = true
			WHERE id = $1 AND plan_id = $2 AND commune_id = $3 AND origin = 'assigned' AND NOT retired
			RETURNING id, no, plan_id, commune_id
		), versioned AS (
			UPDATE plan SET version = version + 1 WHERE id = (SELECT plan_id FROM gone)
		)
		SELECT gone.id, gone.no, `+unitChats+`
		FROM gone
		JOIN relation r ON r.task_id = gone.id AND r.kind = 'lead'
		JOIN unit u ON u.commune_id = gone.commune_id AND u.code = r.unit
		LEFT JOIN chat c ON c.commune_id = u.commune_id AND c.unit_id = u.id AND c.active AND NOT c.muted
		GROUP BY gone.id, gone.no, u.id`, d.Task, d.Plan, d.Commune)
	return row, translate(ctx, err)
}

// wasGiven is plan.ErrNotFound where no such task was ever given.
func wasGiven(ctx context.Context, tx *sqlx.Tx, d plan.Dismissal) error {
	var id int64
	err := tx.GetContext(ctx, &id, `
		SELECT id FROM task WHERE id = $1 AND plan_id = $2 AND commune_id = $3 AND origin = 'assigned'`, d.Task, d.Plan, d.Commune)
	return translate(ctx, err)
}
