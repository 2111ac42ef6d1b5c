package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// wordColumns are the last word on the entry e, none where word_id is NULL. See lastWord.
const wordColumns = `
	w.id AS word_id, w.former_id, w.agrees, w.kind AS word_kind, w.num AS word_num, w.den AS word_den,
	w.estimate AS word_estimate, w.by_id, w.by_name, w.chat_id AS word_chat, w.message_id AS word_message, w.at`

const lastWord = `
	LEFT JOIN LATERAL (SELECT * FROM confirmation c WHERE c.entry_id = e.id ORDER BY c.id DESC LIMIT 1) w ON true`

// stillCounts holds for an entry e that is the figure of its slot.
const stillCounts = `(e.overtaken_by IS NULL AND e.kind <> 'withdrawn'
	  AND NOT EXISTS (SELECT FROM entry s WHERE s.supersedes = e.id))`

// wordedRow is an entry with the last word on it.
type wordedRow struct {
	entryRow
	Commune  int64               `db:"commune_id"`
	Counts   bool                `db:"counts"`
	WordID   sql.NullInt64       `db:"word_id"`
	Former   sql.NullInt64       `db:"former_id"`
	Agrees   sql.NullBool        `db:"agrees"`
	Kind     sql.NullString      `db:"word_kind"`
	Num      decimal.NullDecimal `db:"word_num"`
	Den      decimal.NullDecimal `db:"word_den"`
	Estimate sql.NullBool        `db:"word_estimate"`
	ByID     sql.NullInt64       `db:"by_id"`
	ByName   sql.NullString      `db:"by_name"`
	Chat     sql.NullInt64       `db:"word_chat"`
	Message  sql.NullInt64       `db:"word_message"`
	At       sql.NullTime        `db:"at"`
}

// word is the last word on the entry, nil where there is none.
func (r wordedRow) word() *plan.Confirmation {
	if !r.WordID.Valid {
		return nil
	}
	return &plan.Confirmation{
		ID: r.WordID.Int64, Entry: r.ID, Agrees: r.Agrees.Bool,
		Figure: plan.Figure{
			Kind: plan.FigureKind(r.Kind.String), Num: r.Num.Decimal, Den: r.Den.Decimal, Estimate: r.Estimate.Bool,
		},
		Source: plan.Source{Chat: r.Chat.Int64, Message: int(r.Message.Int64)},
		By:     plan.Author{ID: r.ByID.Int64, Name: r.ByName.String},
		At:     r.At.Time,
	}
}

// worded reads entries with the last word on each.
func worded(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]wordedRow, error) {
	var rows []wordedRow
	err := sqlx.SelectContext(ctx, db, &rows, `
		SELECT `+entryColumns+`, e.commune_id, `+stillCounts+` AS counts, `+wordColumns+`
		FROM entry e `+lastWord+` `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read figures and what the office said of them: %w", err)
	}
	return rows, nil
}

// Unconfirmed reads the figures of some targets that count and that the office has not agreed with, the oldest first.
func (s *Store) Unconfirmed(ctx context.Context, planID int64, targets []int64) ([]plan.Unconfirmed, error) {
	rows, err := worded(ctx, s.db, `
		WHERE e.plan_id = $1 AND e.target_id = ANY($2) AND `+stillCounts+` AND w.agrees IS NOT TRUE
		ORDER BY e.id`, planID, int64s(targets))
	if err != nil {
		return nil, translate(ctx, err)
	}
	all := make([]plan.Unconfirmed, len(rows))
	for i, r := range rows {
		all[i] = plan.Unconfirmed{Entry: r.entry(), Word: r.word()}
	}
	return all, nil
}

// Confirmations reads the office's last words on some entries of a commune.
func (s *Store) Confirmations(ctx context.Context, commune int64, entries []int64) (plan.Confirmations, error) {
	rows, err := worded(ctx, s.db, `
		WHERE e.id = ANY($1) AND e.commune_id = $2 AND w.id IS NOT NULL`, int64s(entries), commune)
	if err != nil {
		return nil, translate(ctx, err)
	}
	all := plan.Confirmations{}
	for _, r := range rows {
		all[r.ID] = *r.word()
	}
	return all, nil
}

// Confirm records that the office agrees with figures of a commune, and says what became of each, in their order. word
// tells who says so, when, and from which message.
func (s *Store) Confirm(ctx context.Context, commune, planID int64, entries []int64, word plan.Confirmation) ([]plan.Confirming, error) {
	var done []plan.Confirming
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		word.Agrees = true
		done, err = s.confirm(ctx, tx, commune, planID, entries, word)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("confirm %d figures: %w", len(entries), err)
	}
	return done, nil
}

// confirm adds a word to each of some entries whose turn it is. The totals of their targets are locked first, as
// recording a figure does, so that none is corrected meanwhile.
func (s *Store) confirm(ctx context.Context, tx *sqlx.Tx, commune, planID int64, entries []int64, word plan.Confirmation) ([]plan.Confirming, error) {
	if err := lockTotalsOf(ctx, tx, commune, planID, entries); err != nil {
		return nil, err
	}
	rows, err := worded(ctx, tx, `WHERE e.id = ANY($1) AND e.commune_id = $2 AND e.plan_id = $3`, int64s(entries), commune, planID)
	if err != nil {
		return nil, err
	}
	repeated, err := saidBefore(ctx, tx, entries, word)
	if err != nil {
		return nil, err
	}
	found := map[int64]wordedRow{}
	for _, r := range rows {
		found[r.ID] = r
	}
	done := make([]plan.Confirming, 0, len(entries))
	var former, said []plan.Confirmation
	for _, id := range entries {
		r, ok := found[id]
		if !ok {
			return nil, plan.ErrNotFound
		}
		c, added, err := addWord(ctx, tx, r, planID, word, slices.Contains(repeated, id))
		if err != nil {
			return nil, err
		}
		if done = append(done, c); added {
			said = append(said, c.Word)
			if last := r.word(); last != nil {
				former = append(former, *last)
			}
		}
	}
	if len(said) == 0 {
		return done, nil
	}
	if err := takeBackDiffering(ctx, tx, former, word.At); err != nil {
		return nil, err
	}
	return done, s.audit(ctx, tx, change{
		commune: commune, at: word.At, by: word.By, chat: word.Source.Chat, message: word.Source.Message,
		action: confirmAction(word), subject: fmt.Sprintf("plan %d", planID), before: former, after: said,
	})
}

func repeatedOutcome(word plan.Confirmation) plan.ConfirmOutcome {
	if word.Agrees {
		return plan.ConfirmedNow
	}
	return plan.ConfirmDiffers
}

func confirmAction(word plan.Confirmation) string {
	if word.Agrees {
		return "confirm"
	}
	return "read otherwise"
}

// saidBefore lists the entries that the same command has said this of: a second delivery changes nothing, whatever was
// said since.
func saidBefore(ctx context.Context, tx *sqlx.Tx, entries []int64, word plan.Confirmation) (said []int64, err error) {
	if word.Source.Line != 0 { // a tap, which may be made again
		return nil, nil
	}
	err = tx.SelectContext(ctx, &said, `
		SELECT entry_id FROM confirmation
		WHERE entry_id = ANY($1) AND chat_id = $2 AND message_id = $3 AND by_id = $4 AND agrees = $5`,
		int64s(entries), word.Source.Chat, word.Source.Message, word.By.ID, word.Agrees)
	return said, err
}

// addWord decides what becomes of a word on an entry and writes it down where it is a new one.
func addWord(ctx context.Context, tx *sqlx.Tx, r wordedRow, planID int64, word plan.Confirmation, repeated bool) (c plan.Confirming, added bool, err error) {
	c = plan.Confirming{Entry: r.entry()}
	last := r.word()
	if last != nil {
		c.Word = *last
	}
	if repeated {
		c.Outcome = repeatedOutcome(word)
		return c, false, nil
	}
	if c.Outcome = plan.Confirm(c.Entry, r.Counts, last, word); !c.Outcome.Adds(last) {
		return c, false, nil
	}
	word.Entry = r.ID
	if word.Agrees {
		word.Figure = c.Entry.Figure
	}
	err = tx.GetContext(ctx, &word.ID, `
		INSERT INTO confirmation (commune_id, plan_id, entry_id, former_id, agrees, kind, num, den, estimate, by_id, by_name,
		                          chat_id, message_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		RETURNING id`,
		r.Commune, planID, r.ID, r.WordID.Int64, word.Agrees, string(word.Figure.Kind), word.Figure.Num, word.Figure.Den,
		word.Figure.Estimate, word.By.ID, word.By.Name, word.Source.Chat, word.Source.Message, word.At)
	if err != nil {
		return c, false, fmt.Errorf("add a word on entry %d: %w", r.ID, err)
	}
	c.Word = word
	return c, true, nil
}

// lockTotalsOf locks the totals that entries add to, in the order in which figures are recorded.
func lockTotalsOf(ctx context.Context, tx *sqlx.Tx, commune, planID int64, entries []int64) error {
	_, err := tx.ExecContext(ctx, `
		SELECT FROM total t
		WHERE t.plan_id = $1 AND t.commune_id = $2 AND (t.target_id, t.unit_id) IN (
			SELECT e.target_id, e.unit_id FROM entry e WHERE e.id = ANY($3))
		ORDER BY t.target_id, t.unit_id
		FOR UPDATE`, planID, commune, pq.Int64Array(entries))
	if err != nil {
		return fmt.Errorf("lock the totals of %d figures: %w", len(entries), err)
	}
	return nil
}
