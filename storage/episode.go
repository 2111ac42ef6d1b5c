package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// episodeRow is a row of episode, read by its columns and written as JSON under the same names.
type episodeRow struct {
	ID        int64           `db:"id" json:"id"`
	Commune   int64           `db:"commune_id" json:"commune_id"`
	Plan      int64           `db:"plan_id" json:"plan_id"`
	Rule      string          `db:"rule" json:"rule"`
	Task      int64           `db:"task_id" json:"task_id"`
	Target    int64           `db:"target_id" json:"target_id"`
	Unit      int64           `db:"unit_id" json:"unit_id"`
	Scope     string          `db:"scope" json:"scope"`
	State     string          `db:"state" json:"state"`
	Level     int             `db:"level" json:"level"`
	Told      int             `db:"told" json:"told"`
	Since     calendar.Date   `db:"since" json:"since,omitzero"`
	Inputs    json.RawMessage `db:"inputs" json:"inputs"`
	OpenedAt  time.Time       `db:"opened_at" json:"opened_at"`
	FiredAt   *time.Time      `db:"fired_at" json:"fired_at"`
	EndedAt   *time.Time      `db:"ended_at" json:"ended_at"`
	AckID     int64           `db:"ack_id" json:"ack_id"`
	AckName   string          `db:"ack_name" json:"ack_name"`
	AckAt     *time.Time      `db:"ack_at" json:"ack_at"`
	AckEntry  int64           `db:"ack_entry" json:"ack_entry"`
	HeldUntil *time.Time      `db:"held_until" json:"held_until"`
	Snoozes   int             `db:"snoozes" json:"snoozes"`
	Ladder    json.RawMessage `db:"ladder" json:"ladder"`
	Step      int             `db:"step" json:"step"`
	NextStep  *time.Time      `db:"next_step" json:"next_step"`
	Repeats   int             `db:"repeats" json:"repeats"`
	Said      int             `db:"said" json:"said"`
	Heard     int             `db:"heard" json:"heard"`
	Flapping  bool            `db:"flapping" json:"flapping"`
}

const episodeColumns = `
	e.id, e.commune_id, e.plan_id, e.rule, e.task_id, e.target_id, e.unit_id, e.scope, e.state, e.level, e.told, e.since,
	e.inputs, e.opened_at, e.fired_at, e.ended_at, e.ack_id, e.ack_name, e.ack_at, e.ack_entry, e.held_until, e.snoozes,
	e.ladder, e.step, e.next_step, e.repeats, e.said, e.heard, e.flapping`

func (r episodeRow) episode() (plan.Episode, error) {
	e := plan.Episode{
		ID: r.ID, Commune: r.Commune, Plan: r.Plan,
		Subject: plan.Subject{Rule: plan.Rule(r.Rule), Task: r.Task, Target: r.Target, Unit: r.Unit, Scope: r.Scope},
		State:   plan.EpisodeState(r.State), Level: plan.Level(r.Level), Told: plan.Level(r.Told), Since: r.Since,
		OpenedAt: r.OpenedAt, FiredAt: instant(r.FiredAt), EndedAt: instant(r.EndedAt),
		AckBy: plan.Author{ID: r.AckID, Name: r.AckName}, AckAt: instant(r.AckAt), AckEntry: r.AckEntry,
		HeldUntil: instant(r.HeldUntil), Snoozes: r.Snoozes, Step: r.Step, NextStep: instant(r.NextStep),
		Repeats: r.Repeats, Said: r.Said, Heard: r.Heard, Flapping: r.Flapping,
	}
	if err := json.Unmarshal(r.Inputs, &e.Inputs); err != nil {
		return e, fmt.Errorf("inputs of episode %d: %w", r.ID, err)
	}
	if string(r.Ladder) == "[]" {
		return e, nil
	}
	if err := json.Unmarshal(r.Ladder, &e.Ladder); err != nil {
		return e, fmt.Errorf("ladder of episode %d: %w", r.ID, err)
	}
	return e, nil
}

func rowOf(e plan.Episode) (episodeRow, error) {
	inputs, err := json.Marshal(e.Inputs)
	if err != nil {
		return episodeRow{}, fmt.Errorf("inputs of an episode: %w", err)
	}
	ladder := []byte("[]")
	if len(e.Ladder) > 0 {
		if ladder, err = json.Marshal(e.Ladder); err != nil {
			return episodeRow{}, fmt.Errorf("ladder of an episode: %w", err)
		}
	}
	return episodeRow{
		ID: e.ID, Commune: e.Commune, Plan: e.Plan,
		Rule: string(e.Rule), Task: e.Task, Target: e.Target, Unit: e.Unit, Scope: e.Scope,
		State: string(e.State), Level: int(e.Level), Told: int(e.Told), Since: e.Since, Inputs: inputs,
		OpenedAt: e.OpenedAt, FiredAt: orNull(e.FiredAt), EndedAt: orNull(e.EndedAt),
		AckID: e.AckBy.ID, AckName: e.AckBy.Name, AckAt: orNull(e.AckAt), AckEntry: e.AckEntry,
		HeldUntil: orNull(e.HeldUntil), Snoozes: e.Snoozes, Ladder: ladder, Step: e.Step, NextStep: orNull(e.NextStep),
		Repeats: e.Repeats, Said: e.Said, Heard: e.Heard, Flapping: e.Flapping,
	}, nil
}

// orNull gives an instant to the database, NULL where there is none.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func instant(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// episodes reads those that a condition on e picks.
func episodes(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]plan.Episode, error) {
	var rows []episodeRow
	if err := sqlx.SelectContext(ctx, db, &rows, `SELECT `+episodeColumns+` FROM episode e `+where, args...); err != nil {
		return nil, err
	}
	all := make([]plan.Episode, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = r.episode(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Episode reads one episode of a commune.
func (s *Store) Episode(ctx context.Context, commune, id int64) (plan.Episode, error) {
	e, err := oneEpisode(ctx, s.db, commune, id)
	if err != nil {
		return plan.Episode{}, fmt.Errorf("read episode %d: %w", id, translate(ctx, err))
	}
	return e, nil
}

func oneEpisode(ctx context.Context, db sqlx.QueryerContext, commune, id int64) (plan.Episode, error) {
	found, err := episodes(ctx, db, `WHERE e.id = $1 AND e.commune_id = $2`, id, commune)
	if err == nil && len(found) == 0 {
		err = plan.ErrNotFound
	}
	if err != nil {
		return plan.Episode{}, err
	}
	return found[0], nil
}

// addEpisodes writes new episodes, which have their identities already.
func addEpisodes(ctx context.Context, tx *sqlx.Tx, fresh []plan.Episode) error {
	return writeEpisodes(ctx, tx, fresh, `
		INSERT INTO episode (id, commune_id, plan_id, rule, task_id, target_id, unit_id, scope, state, level, told, since,
		                     inputs, opened_at, fired_at, ended_at, ack_id, ack_name, ack_at, ack_entry, held_until,
		                     snoozes, ladder, step, next_step, repeats, said, heard, flapping)
		       OVERRIDING SYSTEM VALUE
		SELECT `+episodeColumns+`
		FROM jsonb_populate_recordset(NULL::episode, $1) e`)
}

// changeEpisodes writes what an episode may become.
func changeEpisodes(ctx context.Context, tx *sqlx.Tx, changed []plan.Episode) error {
	return writeEpisodes(ctx, tx, changed, `
		UPDATE episode AS e
		SET state = n.state, level = n.level, told = n.told, since = n.since, inputs = n.inputs, fired_at = n.fired_at,
		    ended_at = n.ended_at, ack_id = n.ack_id, ack_name = n.ack_name, ack_at = n.ack_at,
		    ack_entry = n.ack_entry, held_until = n.held_until, snoozes = n.snoozes, ladder = n.ladder, step = n.step,
		    next_step = n.next_step, repeats = n.repeats, said = n.said, heard = n.heard, flapping = n.flapping
		FROM jsonb_populate_recordset(NULL::episode, $1) n
		WHERE e.id = n.id`)
}

func writeEpisodes(ctx context.Context, tx *sqlx.Tx, list []plan.Episode, query string) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]episodeRow, len(list))
	for i, e := range list {
		var err error
		if rows[i], err = rowOf(e); err != nil {
			return err
		}
	}
	return writeRows(ctx, tx, rows, query)
}

// writeRows runs a statement that takes many rows as one JSON text, $1, before its other arguments.
func writeRows(ctx context.Context, tx *sqlx.Tx, rows any, query string, args ...any) error {
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, query, append([]any{string(text)}, args...)...)
	return err
}

// newIDs takes so many identities of a table.
func newIDs(ctx context.Context, tx *sqlx.Tx, table string, n int) (ids []int64, err error) {
	if n == 0 {
		return nil, nil
	}
	err = tx.SelectContext(ctx, &ids, `
		SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, $2)`, table, n)
	return ids, err
}

// flipRow is a row of flip.
type flipRow struct {
	Commune int64           `db:"commune_id" json:"commune_id"`
	Episode int64           `db:"episode_id" json:"episode_id"`
	At      time.Time       `db:"at" json:"at"`
	From    string          `db:"from_state" json:"from_state"`
	To      string          `db:"to_state" json:"to_state"`
	Level   int             `db:"level" json:"level"`
	Inputs  json.RawMessage `db:"inputs" json:"inputs"`
	Why     string          `db:"why" json:"why"`
	ByID    int64           `db:"by_id" json:"by_id"`
	ByName  string          `db:"by_name" json:"by_name"`
}

func flipRowOf(commune int64, f plan.Flip) (flipRow, error) {
	inputs, err := json.Marshal(f.Inputs)
	return flipRow{
		Commune: commune, Episode: f.Episode, At: f.At, From: string(f.From), To: string(f.To), Level: int(f.Level),
		Inputs: inputs, Why: string(f.Why), ByID: f.By.ID, ByName: f.By.Name,
	}, err
}

func addFlips(ctx context.Context, tx *sqlx.Tx, rows []flipRow) error {
	if len(rows) == 0 {
		return nil
	}
	return writeRows(ctx, tx, rows, `
		INSERT INTO flip (commune_id, episode_id, at, from_state, to_state, level, inputs, why, by_id, by_name)
		SELECT commune_id, episode_id, at, from_state, to_state, level, inputs, why, by_id, by_name
		FROM jsonb_populate_recordset(NULL::flip, $1)`)
}

// Flips reads what became of some episodes of a commune, the oldest first.
func (s *Store) Flips(ctx context.Context, commune int64, episodes []int64) ([]plan.Flip, error) {
	var rows []flipRow
	err := s.db.SelectContext(ctx, &rows, `
		SELECT commune_id, episode_id, at, from_state, to_state, level, inputs, why, by_id, by_name
		FROM flip WHERE episode_id = ANY($1) AND commune_id = $2 ORDER BY id`, pq.Array(episodes), commune)
	if err != nil {
		return nil, fmt.Errorf("read flips: %w", translate(ctx, err))
	}
	flips := make([]plan.Flip, len(rows))
	for i, r := range rows {
		flips[i] = plan.Flip{
			Episode: r.Episode, At: r.At, From: plan.EpisodeState(r.From), To: plan.EpisodeState(r.To),
			Level: plan.Level(r.Level), Why: plan.Why(r.Why), By: plan.Author{ID: r.ByID, Name: r.ByName},
		}
		if err := json.Unmarshal(r.Inputs, &flips[i].Inputs); err != nil {
			return nil, fmt.Errorf("inputs of a flip: %w", err)
		}
	}
	return flips, nil
}
