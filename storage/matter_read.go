package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// matterColumns read a matter m with its steps in one row.
const matterColumns = `
	m.id, m.plan_id, m.task_id, m.unit_id, m.kind, m.state, m.version, m.words, m.by_id, m.by_name, m.opened_at,
	m.answer_by, m.wants, m.late, m.above, m.chat_id, m.message_id,
	(SELECT jsonb_agg(jsonb_build_object(
	            'no', s.no, 'verb', s.verb, 'from', s.from_state, 'to', s.to_state, 'at', s.at, 'by_id', s.by_id,
	            'by_name', s.by_name, 'words', s.words, 'on', s.on_day,
	            'chat', s.chat_id, 'message', s.message_id) ORDER BY s.no)
	 FROM matter_step s WHERE s.matter_id = m.id) AS steps`

type matterRow struct {
	ID       int64         `db:"id"`
	Plan     int64         `db:"plan_id"`
	Task     int64         `db:"task_id"`
	Unit     int64         `db:"unit_id"`
	Kind     string        `db:"kind"`
	State    string        `db:"state"`
	Version  int           `db:"version"`
	Words    string        `db:"words"`
	ByID     int64         `db:"by_id"`
	ByName   string        `db:"by_name"`
	Opened   time.Time     `db:"opened_at"`
	AnswerBy calendar.Date `db:"answer_by"`
	Wants    calendar.Date `db:"wants"`
	Late     bool          `db:"late"`
	Above    bool          `db:"above"`
	Chat     int64         `db:"chat_id"`
	Message  int           `db:"message_id"`
	Steps    []byte        `db:"steps"`
}

type stepRow struct {
	No     int              `json:"no"`
	Verb   plan.Verb        `json:"verb"`
	From   plan.MatterState `json:"from"`
	To     plan.MatterState `json:"to"`
	At     time.Time        `json:"at"`
	ByID   int64            `json:"by_id"`
	ByName string           `json:"by_name"`
	Words  string           `json:"words"`
	On     calendar.Date    `json:"on"`

	Chat    int64 `json:"chat"`
	Message int   `json:"message"`
}

func (r matterRow) matter() (plan.Matter, error) {
	m := plan.Matter{
		ID: r.ID, Plan: r.Plan, Task: r.Task, Unit: r.Unit, Kind: plan.MatterKind(r.Kind), State: plan.MatterState(r.State),
		Version: r.Version, Words: r.Words, By: plan.Author{ID: r.ByID, Name: r.ByName}, Opened: r.Opened,
		AnswerBy: r.AnswerBy, Wants: r.Wants, Late: r.Late, Above: r.Above,
		Source: plan.Source{Chat: r.Chat, Message: r.Message},
	}
	var steps []stepRow
	if err := json.Unmarshal(r.Steps, &steps); err != nil {
		return m, fmt.Errorf("steps of matter %d: %w", r.ID, err)
	}
	for _, s := range steps {
		m.Steps = append(m.Steps, plan.MatterStep{
			No: s.No, Verb: s.Verb, From: s.From, To: s.To, At: s.At, By: plan.Author{ID: s.ByID, Name: s.ByName},
			Words: s.Words, On: s.On, Source: plan.Source{Chat: s.Chat, Message: s.Message},
		})
	}
	return m, nil
}

// matters reads those that a condition picks.
func matters(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]plan.Matter, error) {
	var rows []matterRow
	if err := sqlx.SelectContext(ctx, db, &rows, `SELECT `+matterColumns+` FROM matter m `+where, args...); err != nil {
		return nil, fmt.Errorf("read matters: %w", err)
	}
	all := make([]plan.Matter, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = r.matter(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// oneMatter is matters for at most one; plan.ErrNotFound where there is none.
func oneMatter(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) (plan.Matter, error) {
	all, err := matters(ctx, db, where, args...)
	switch {
	case err != nil:
		return plan.Matter{}, err
	case len(all) == 0:
		return plan.Matter{}, plan.ErrNotFound
	default:
		return all[0], nil
	}
}

// Matter reads one matter; plan.ErrNotFound where the commune has no such.
func (s *Store) Matter(ctx context.Context, commune, id int64) (plan.Matter, error) {
	m, err := oneMatter(ctx, s.db, `WHERE m.commune_id = $1 AND m.id = $2`, commune, id)
	return m, translate(ctx, err)
}

// Matters reads everything that was to be settled about a task, the oldest first.
func (s *Store) Matters(ctx context.Context, commune, task int64) ([]plan.Matter, error) {
	return matters(ctx, s.db, `WHERE m.commune_id = $1 AND m.task_id = $2 ORDER BY m.id`, commune, task)
}

// OpenMatters reads what of a plan is not settled, the oldest first. Nobody waits for a task that was taken back.
func (s *Store) OpenMatters(ctx context.Context, commune, planID int64) ([]plan.Matter, error) {
	return matters(ctx, s.db, `
		JOIN task t ON t.id = m.task_id AND NOT t.retired
		WHERE m.commune_id = $1 AND m.plan_id = $2 AND m.settled_at IS NULL ORDER BY m.id`, commune, planID)
}

// Reach lists the chats of a commune that can be told something: those of its units, and its leaders' own.
func (s *Store) Reach(ctx context.Context, commune int64, day calendar.Date) ([]plan.Mailbox, error) {
	var rows []mailboxRow
	err := s.db.SelectContext(ctx, &rows, `
		(SELECT c.chat_id, c.thread_id, c.unit_id, '' AS role, '' AS areas, c.active AND NOT c.muted AS active
		 FROM chat c WHERE c.commune_id = $1
		 ORDER BY c.bound_at, c.chat_id, c.thread_id)
		UNION ALL
		(SELECT s.telegram_id, 0, m.unit_id, m.role, array_to_string(m.areas, '+'), NOT s.unreachable
		 FROM membership m JOIN staff s ON s.id = m.staff_id
		 WHERE m.commune_id = $1 AND m.role IN ('vice_chairman', 'chairman')
		   AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)
		 ORDER BY m.id)`, commune, day)
	if err != nil {
		return nil, fmt.Errorf("read who of commune %d can be told: %w", commune, err)
	}
	all := make([]plan.Mailbox, len(rows))
	for i, r := range rows {
		all[i] = r.mailbox()
	}
	return all, nil
}

// readMatters reads what of some plans is not settled.
func readMatters(ctx context.Context, tx *sqlx.Tx, plans []int64, all map[int64]plan.Facts) error {
	open, err := matters(ctx, tx, `WHERE m.plan_id = ANY($1) AND m.settled_at IS NULL ORDER BY m.id`, int64s(plans))
	for _, m := range open {
		f := all[m.Plan]
		f.Matters = append(f.Matters, m)
		all[m.Plan] = f
	}
	return err
}
