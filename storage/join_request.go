package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// requestRow is a request to join with the unit's names.
type requestRow struct {
	unitOf
	ID        int64      `db:"id"`
	Role      string     `db:"role"`
	Telegram  int64      `db:"telegram_id"`
	Name      string     `db:"who"`
	Chat      int64      `db:"chat_id"`
	Thread    int        `db:"thread_id"`
	Message   int        `db:"message_id"`
	AskedAt   time.Time  `db:"asked_at"`
	State     string     `db:"state"`
	ByID      int64      `db:"by_id"`
	ByName    string     `db:"by_name"`
	DecidedAt *time.Time `db:"decided_at"`
}

func (r requestRow) request() plan.JoinRequest {
	return plan.JoinRequest{
		ID: r.ID, Unit: plan.UnitOf(r.unitOf), Role: plan.Role(r.Role), Who: plan.Author{ID: r.Telegram, Name: r.Name},
		Source: plan.Source{Chat: r.Chat, Message: r.Message}, Thread: r.Thread, Asked: r.AskedAt,
		State: plan.RequestState(r.State), By: plan.Author{ID: r.ByID, Name: r.ByName}, Decided: instant(r.DecidedAt),
	}
}

// requests reads those that a condition on r picks.
func requests(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]plan.JoinRequest, error) {
	var rows []requestRow
	err := sqlx.SelectContext(ctx, db, &rows, `
		SELECT r.id, r.role, r.telegram_id, r.name AS who, r.chat_id, r.thread_id, r.message_id, r.asked_at, r.state,
		       r.by_id, r.by_name, r.decided_at,
		       u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name
		FROM join_request r JOIN unit u ON u.id = r.unit_id JOIN commune co ON co.id = r.commune_id
		`+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	all := make([]plan.JoinRequest, len(rows))
	for i, r := range rows {
		all[i] = r.request()
	}
	return all, nil
}

// oneRequest is requests where there can be one; plan.ErrNotFound.
func oneRequest(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) (plan.JoinRequest, error) {
	found, err := requests(ctx, db, where, args...)
	if err == nil && len(found) == 0 {
		err = plan.ErrNotFound
	}
	if err != nil {
		return plan.JoinRequest{}, err
	}
	return found[0], nil
}

// mostOffices is how many chats of an office hear of a request.
const mostOffices = 8

// RequestJoin asks the office to put a person on record in a unit. again is true where that is asked already; told is
// in how many chats the office hears of it. plan.ErrSettled: the person is in the unit; plan.ErrOtherRole: nobody joins
// such a unit by asking; plan.ErrGuessing: too much is asked already.
func (s *Store) RequestJoin(ctx context.Context, r plan.JoinRequest, now time.Time) (done plan.JoinRequest, told int, again bool, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockPeople(ctx, tx, r.Unit.Commune); err != nil {
			return err
		}
		if done, err = oneRequest(ctx, tx, `
			WHERE r.chat_id = $1 AND r.message_id = $2 OR r.telegram_id = $3 AND r.unit_id = $4 AND r.state = 'open'`,
			r.Source.Chat, r.Source.Message, r.Who.ID, r.Unit.Unit); translate(ctx, err) != plan.ErrNotFound {
			again = err == nil
			return err
		}
		if err := mayAsk(ctx, tx, &r, now); err != nil {
			return err
		}
		done, told, err = s.ask(ctx, tx, r, now)
		return err
	})
	if err != nil {
		return plan.JoinRequest{}, 0, false, fmt.Errorf("ask to join unit %d: %w", r.Unit.Unit, err)
	}
	return done, told, again, nil
}

// mostAsked is how many requests of one person may be open at a time, wherever.
const mostAsked = 3

// mayAsk finds the role that is asked for, or why it may not be.
func mayAsk(ctx context.Context, tx *sqlx.Tx, r *plan.JoinRequest, now time.Time) error {
	unit, err := unitToJoin(ctx, tx, r.Unit.Commune, r.Unit.Unit)
	if err != nil {
		return err
	}
	if r.Role, err = plan.RoleIn(unit.kind, ""); err != nil {
		return err
	}
	there, err := members(ctx, tx, r.Unit.Commune, inOffice+` AND s.telegram_id = $3 AND m.unit_id = $4`,
		officeDay(now), r.Who.ID, r.Unit.Unit)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return plan.ErrSettled
	}
	var asked int
	err = tx.GetContext(ctx, &asked, `SELECT count(*) FROM join_request WHERE telegram_id = $1 AND state = 'open'`, r.Who.ID)
	if err == nil && asked >= mostAsked {
		err = plan.ErrGuessing
	}
	return err
}

// ask writes a request and the letters by which the office hears of it.
func (s *Store) ask(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest, now time.Time) (plan.JoinRequest, int, error) {
	err := tx.GetContext(ctx, &r.ID, `
		INSERT INTO join_request (commune_id, unit_id, role, telegram_id, name, chat_id, thread_id, message_id, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		RETURNING id`,
		r.Unit.Commune, r.Unit.Unit, string(r.Role), r.Who.ID, r.Who.Name, r.Source.Chat, r.Thread, r.Source.Message, now)
	if err != nil {
		return r, 0, fmt.Errorf("write a request: %w", err)
	}
	r.State, r.Asked = plan.RequestOpen, now
	rows, err := askingRows(ctx, tx, r, now)
	if err != nil {
		return r, 0, err
	}
	if _, err := post(ctx, tx, rows); err != nil {
		return r, 0, err
	}
	return r, len(rows), s.audit(ctx, tx, change{
		commune: r.Unit.Commune, at: now, by: r.Who, chat: r.Source.Chat, message: r.Source.Message, action: "ask_to_join",
		subject: fmt.Sprintf("request %d", r.ID), after: position{Unit: r.Unit.Unit, Role: r.Role},
	})
}

// askingRows are letters to the office's chats that messages arrive in.
func askingRows(ctx context.Context, tx *sqlx.Tx, r plan.JoinRequest, now time.Time) ([]letterRow, error) {
	payload, err := json.Marshal(plan.Payload{Request: r.ID, By: r.Who.Name})
	if err != nil {
		return nil, err
	}
	var chats []mailboxRow
	err = tx.SelectContext(ctx, &chats, `
		SELECT c.chat_id, c.thread_id, c.unit_id, '' AS role, true AS active
		FROM chat c JOIN unit u ON u.id = c.unit_id
		WHERE c.commune_id = $1 AND u.kind = 'office' AND c.active AND NOT c.muted
		ORDER BY c.bound_at, c.chat_id LIMIT $2`, r.Unit.Commune, mostOffices)
	if err != nil {
		return nil, fmt.Errorf("find the office: %w", err)
	}
	planID, err := currentPlan(ctx, tx, r.Unit.Commune, now)
	if err != nil {
		return nil, err
	}
	rows := make([]letterRow, len(chats))
	for i, c := range chats {
		rows[i] = letterRow{
			Key: requestKeys(r.ID)[i], Commune: &r.Unit.Commune, Plan: planID, Chat: c.Chat, Thread: c.Thread,
			Kind: string(plan.LetterRequest), Critical: true, Payload: payload, DueAt: now, SendAfter: now,
		}
	}
	return rows, nil
}

// requestKeys are those of the letters by which the office hears of a request.
func requestKeys(id int64) []string {
	keys := make([]string, mostOffices)
	for i := range keys {
		keys[i] = fmt.Sprintf("request:%d:%d", id, i)
	}
	return keys
}

// currentPlan is the plan in force of a commune, else its newest; nil: it has none.
func currentPlan(ctx context.Context, tx *sqlx.Tx, commune int64, now time.Time) (*int64, error) {
	var id int64
	err := tx.GetContext(ctx, &id, `
		SELECT p.id FROM plan p
		WHERE p.commune_id = $1
		ORDER BY ($2 BETWEEN p.starts_on AND p.ends_on) DESC, p.ends_on DESC, p.id DESC LIMIT 1`, commune, officeDay(now))
	if translate(ctx, err) == plan.ErrNotFound {
		return nil, nil
	}
	return &id, err
}
