package storage

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

const entryColumns = `
	e.id, e.target_id, e.unit_id, e.period_kind, e.period_year, e.period_no, e.kind, e.num, e.den, e.estimate,
	e.as_of, e.chat_id, e.message_id, e.line, e.revision, e.author_id, e.author_name, e.reason, e.note, e.recorded_at,
	COALESCE(e.supersedes, 0) AS supersedes, COALESCE(e.overtaken_by, 0) AS overtaken_by,
	COALESCE(e.undoes, 0) AS undoes, e.plan_id`

// sourceEntriesQuery finds what one line of one message led to, all its edits, the oldest first.
const sourceEntriesQuery = `SELECT ` + entryColumns + `
	FROM entry e
	WHERE e.chat_id = $1 AND e.message_id = $2 AND e.line = $3
	ORDER BY e.revision, e.id`

// slotEntriesQuery finds the entries of a target and unit that count, one a period.
const slotEntriesQuery = `SELECT ` + entryColumns + `
	FROM entry e
	WHERE e.target_id = $1 AND e.unit_id = $2 AND e.overtaken_by IS NULL
	  AND NOT EXISTS (SELECT FROM entry s WHERE s.supersedes = e.id)
	ORDER BY e.id`

// newestQuery finds what an author reported last in a commune and did not take back.
const newestQuery = `SELECT ` + entryColumns + `
	FROM entry e
	WHERE e.author_id = $1 AND e.commune_id = $2 AND e.recorded_at > $3 AND e.undoes IS NULL
	  AND NOT EXISTS (SELECT FROM entry u WHERE u.undoes = e.id)
	ORDER BY e.id DESC
	LIMIT 1`

const insertEntryQuery = `
	INSERT INTO entry (commune_id, plan_id, target_id, unit_id, period_kind, period_year, period_no, kind, num, den,
	                   estimate, as_of, chat_id, message_id, line, revision, author_id, author_name, reason, note,
	                   recorded_at, supersedes, overtaken_by, undoes)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
	        $21, NULLIF($22, 0::bigint), NULLIF($23, 0::bigint), NULLIF($24, 0::bigint))
	RETURNING id`

type entryRow struct {
	ID         int64           `db:"id"`
	Plan       int64           `db:"plan_id"`
	Target     int64           `db:"target_id"`
	Unit       int64           `db:"unit_id"`
	PeriodKind string          `db:"period_kind"`
	PeriodYear int             `db:"period_year"`
	PeriodNo   int             `db:"period_no"`
	Kind       string          `db:"kind"`
	Num        decimal.Decimal `db:"num"`
	Den        decimal.Decimal `db:"den"`
	Estimate   bool            `db:"estimate"`
	AsOf       calendar.Date   `db:"as_of"`
	Chat       int64           `db:"chat_id"`
	Message    int             `db:"message_id"`
	Line       int             `db:"line"`
	Revision   int64           `db:"revision"`
	AuthorID   int64           `db:"author_id"`
	AuthorName string          `db:"author_name"`
	Reason     string          `db:"reason"`
	Note       string          `db:"note"`
	RecordedAt time.Time       `db:"recorded_at"`
	Supersedes int64           `db:"supersedes"`
	Overtaken  int64           `db:"overtaken_by"`
	Undoes     int64           `db:"undoes"`
}

func (r entryRow) entry() plan.Entry {
	return plan.Entry{
		ID: r.ID, Plan: r.Plan,
		Slot: plan.Slot{
			Target: r.Target, Unit: r.Unit,
			Period: plan.Period{Kind: plan.PeriodKind(r.PeriodKind), Year: r.PeriodYear, No: r.PeriodNo},
		},
		Figure:     plan.Figure{Kind: plan.FigureKind(r.Kind), Num: r.Num, Den: r.Den, Estimate: r.Estimate},
		AsOf:       r.AsOf,
		Source:     plan.Source{Chat: r.Chat, Message: r.Message, Line: r.Line, Revision: r.Revision},
		Author:     plan.Author{ID: r.AuthorID, Name: r.AuthorName},
		Reason:     r.Reason,
		Note:       r.Note,
		RecordedAt: r.RecordedAt,
		Supersedes: r.Supersedes,
		Overtaken:  r.Overtaken != 0,
		Undoes:     r.Undoes,
	}
}

func entries(rows []entryRow) []plan.Entry {
	all := make([]plan.Entry, len(rows))
	for i, r := range rows {
		all[i] = r.entry()
	}
	return all
}

// entriesOf runs one of the prepared entry queries inside the transaction.
func entriesOf(ctx context.Context, tx *sqlx.Tx, stmt *sqlx.Stmt, args ...any) ([]plan.Entry, error) {
	var rows []entryRow
	if err := tx.StmtxContext(ctx, stmt).SelectContext(ctx, &rows, args...); err != nil {
		return nil, err
	}
	return entries(rows), nil
}

// insertEntry adds an entry of a commune's plan and gives it its identity.
func (s *Store) insertEntry(ctx context.Context, tx *sqlx.Tx, commune, planID int64, e *plan.Entry, overtakenBy int64) error {
	return tx.StmtxContext(ctx, s.hot.insertEntry).GetContext(ctx, &e.ID,
		commune, planID, e.Slot.Target, e.Slot.Unit,
		string(e.Slot.Period.Kind), e.Slot.Period.Year, e.Slot.Period.No,
		string(e.Figure.Kind), e.Figure.Num, e.Figure.Den, e.Figure.Estimate, e.AsOf,
		e.Source.Chat, e.Source.Message, e.Source.Line, e.Source.Revision,
		e.Author.ID, e.Author.Name, e.Reason, e.Note, e.RecordedAt, e.Supersedes, overtakenBy, e.Undoes)
}
