package storage

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/plan"
)

// Archive reads all that is on record of some plans of a commune, or without any of all its plans, in one instant. It
// hands it to write, which must not keep it: the long lists are read from the database as write goes through them. A plan
// of another commune is left out.
func (s *Store) Archive(ctx context.Context, commune int64, plans []int64, write func(plan.Archive) error) error {
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) error {
		a, err := s.archive(ctx, tx, commune, plans)
		if err != nil {
			return err
		}
		return write(a)
	})
	if err != nil {
		return fmt.Errorf("archive commune %d: %w", commune, err)
	}
	return nil
}

func (s *Store) archive(ctx context.Context, tx *sqlx.Tx, commune int64, plans []int64) (plan.Archive, error) {
	a := plan.Archive{Totals: map[int64]plan.Totals{}}
	var own []int64
	err := tx.SelectContext(ctx, &own, `
		SELECT id FROM plan WHERE commune_id = $1 AND (id = ANY($2) OR cardinality($2) = 0)`, commune, int64s(plans))
	if err != nil {
		return a, err
	}
	if a.Plans, err = loadPlans(ctx, tx, own); err != nil {
		return a, err
	}
	slices.SortFunc(a.Plans, func(p, q *plan.Plan) int { return p.From.Compare(q.From) })
	for _, id := range own {
		var text string
		if err := tx.StmtxContext(ctx, s.hot.totals).GetContext(ctx, &text, id); err != nil {
			return a, err
		}
		if a.Totals[id], err = readTotals(text); err != nil {
			return a, err
		}
	}
	a.Figures = archivedFigures(ctx, tx, own, a.Totals)
	a.Evidence = archivedEvidence(ctx, tx, own)
	a.Matters = archivedMatters(ctx, tx, own)
	a.Audit = archivedAudit(ctx, tx, commune)
	return a, nil
}

// archivedFigures says of every entry what became of it. A total adds its periods up, or it is its last one.
func archivedFigures(ctx context.Context, tx *sqlx.Tx, plans []int64, totals map[int64]plan.Totals) iter.Seq2[plan.ArchivedEntry, error] {
	type row struct {
		entryRow
		By   int64 `db:"superseded_by"`
		Sums bool  `db:"sums"`
	}
	rows := each[row](ctx, tx, `
		SELECT `+entryColumns+`, COALESCE(s.id, 0) AS superseded_by,
		       g.accumulation = 'period' AND g.measure <> 'milestone' AS sums
		FROM entry e
		JOIN target g ON g.id = e.target_id
		LEFT JOIN entry s ON s.supersedes = e.id
		WHERE e.target_id IN (SELECT id FROM target WHERE plan_id = ANY($1))
		ORDER BY e.id`, pq.Array(plans))
	return func(yield func(plan.ArchivedEntry, error) bool) {
		for r, err := range rows {
			e := plan.ArchivedEntry{Entry: r.entry(), SupersededBy: r.By}
			total := totals[r.Plan][plan.TotalKey{Target: r.Target, Unit: r.Unit}]
			counts := r.By == 0 && !e.Overtaken && e.Figure.Kind != plan.Withdrawn
			e.Adds = counts && (r.Sums && !total.Unsummed || total.Last.Entry == r.ID)
			if !yield(e, err) {
				return
			}
		}
	}
}

func archivedEvidence(ctx context.Context, tx *sqlx.Tx, plans []int64) iter.Seq2[plan.Evidence, error] {
	rows := each[evidenceRow](ctx, tx, `
		SELECT `+evidenceColumns+` FROM evidence
		WHERE task_id IN (SELECT id FROM task WHERE plan_id = ANY($1)) ORDER BY id`, pq.Array(plans))
	return func(yield func(plan.Evidence, error) bool) {
		for r, err := range rows {
			if !yield(r.evidence(), err) {
				return
			}
		}
	}
}

func archivedMatters(ctx context.Context, tx *sqlx.Tx, plans []int64) iter.Seq2[plan.Matter, error] {
	rows := each[matterRow](ctx, tx, `
		SELECT `+matterColumns+` FROM matter m WHERE m.plan_id = ANY($1) ORDER BY m.id`, pq.Array(plans))
	return func(yield func(plan.Matter, error) bool) {
		for r, err := range rows {
			m := plan.Matter{}
			if err == nil {
				m, err = r.matter()
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func archivedAudit(ctx context.Context, tx *sqlx.Tx, commune int64) iter.Seq2[plan.ArchivedChange, error] {
	rows := each[changeRow](ctx, tx, `
		SELECT l.seq, a.id, a.at, a.actor_id, a.actor_name, a.chat_id, a.message_id, a.action, a.subject,
		       a.before::text AS before, a.after::text AS after, l.hash
		FROM audit_link l
		JOIN audit a ON a.id = l.audit_id
		WHERE l.commune_id = $1
		ORDER BY l.seq`, commune)
	return func(yield func(plan.ArchivedChange, error) bool) {
		for r, err := range rows {
			if !yield(r.change(), err) {
				return
			}
		}
	}
}

// each reads the rows of a query one by one; whoever stops early leaves the rest.
func each[T any](ctx context.Context, tx *sqlx.Tx, query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var row T
		rows, err := tx.QueryxContext(ctx, query, args...)
		if err != nil {
			yield(row, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var row T
			if err := rows.StructScan(&row); !yield(row, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(row, err)
		}
	}
}

// changeRow is a row of the audit log with its link.
type changeRow struct {
	Seq     int64          `db:"seq"`
	ID      int64          `db:"id"`
	At      time.Time      `db:"at"`
	ByID    int64          `db:"actor_id"`
	ByName  string         `db:"actor_name"`
	Chat    int64          `db:"chat_id"`
	Message int            `db:"message_id"`
	Action  string         `db:"action"`
	Subject string         `db:"subject"`
	Before  sql.NullString `db:"before"`
	After   sql.NullString `db:"after"`
	Hash    []byte         `db:"hash"`
}

func (r changeRow) change() plan.ArchivedChange {
	return plan.ArchivedChange{
		Seq: r.Seq, ID: r.ID, At: r.At, By: plan.Author{ID: r.ByID, Name: r.ByName}, Chat: r.Chat, Message: r.Message,
		Action: r.Action, Subject: r.Subject, Before: r.Before.String, After: r.After.String, Hash: r.Hash,
	}
}
