package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Binding ties a group or a forum topic to a unit.
type Binding struct {
	Chat   int64
	Thread int64
	Title  string
	By     plan.Author
}

// UnitsByCode finds the working units with a code, in every commune or in the one given ("" for all). Operators use it to
// bind a chat; the caller must not show one commune's units to another.
func (s *Store) UnitsByCode(ctx context.Context, commune, code string) ([]UnitOf, error) {
	var rows []UnitOf
	err := s.db.SelectContext(ctx, &rows, `
		SELECT u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name
		FROM unit u JOIN commune co ON co.id = u.commune_id
		WHERE upper(u.code) = upper($2) AND ($1 = '' OR co.code = $1) AND u.kind NOT IN ('group', 'external')
		ORDER BY co.code
		LIMIT 20`, commune, code)
	if err != nil {
		return nil, fmt.Errorf("find unit %s: %w", code, translate(ctx, err))
	}
	return rows, nil
}

// UnitOf names a unit together with its commune.
type UnitOf struct {
	Unit        int64  `db:"unit_id"`
	Commune     int64  `db:"commune_id"`
	CommuneCode string `db:"commune_code"`
	CommuneName string `db:"commune_name"`
	Code        string `db:"code"`
	Name        string `db:"name"`
}

// Bind ties a chat to a unit, in place of a former one.
func (s *Store) Bind(ctx context.Context, b Binding, commune, unit int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error { return s.bind(ctx, tx, b, commune, unit, now) })
	if err != nil {
		return fmt.Errorf("bind chat %d: %w", b.Chat, err)
	}
	return nil
}

func (s *Store) bind(ctx context.Context, tx *sqlx.Tx, b Binding, commune, unit int64, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO chat (chat_id, thread_id, commune_id, unit_id, title, bound_at, bound_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (chat_id, thread_id) DO UPDATE
		SET commune_id = EXCLUDED.commune_id, unit_id = EXCLUDED.unit_id, title = EXCLUDED.title, active = true,
		    bound_at = EXCLUDED.bound_at, bound_by = EXCLUDED.bound_by`,
		b.Chat, b.Thread, commune, unit, b.Title, now, b.By.ID)
	if err != nil {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: commune, at: now, by: b.By, chat: b.Chat, action: "bind",
		subject: fmt.Sprintf("chat %d/%d", b.Chat, b.Thread), after: map[string]int64{"unit": unit},
	})
}

// IssueCode keeps a one-time code that binds a chat to a unit until it expires.
func (s *Store) IssueCode(ctx context.Context, code string, commune, unit, by int64, expires time.Time) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO bind_code (code, commune_id, unit_id, issued_by, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		code, commune, unit, by, expires)
	if err != nil {
		return fmt.Errorf("issue a code: %w", translate(ctx, err))
	}
	return nil
}

// Redeem binds a chat by a one-time code and uses it up. It returns the unit; plan.ErrBadCode when the code is
// unknown, used or expired.
func (s *Store) Redeem(ctx context.Context, code string, b Binding, now time.Time) (UnitOf, error) {
	var unit UnitOf
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		err := tx.GetContext(ctx, &unit, `
			UPDATE bind_code AS c SET used_at = $2
			FROM unit u JOIN commune co ON co.id = u.commune_id
			WHERE c.code = $1 AND c.used_at IS NULL AND c.expires_at > $2 AND u.id = c.unit_id
			RETURNING u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name`,
			code, now)
		if translate(ctx, err) == plan.ErrNotFound {
			return plan.ErrBadCode
		}
		if err != nil {
			return err
		}
		return s.bind(ctx, tx, b, unit.Commune, unit.Unit, now)
	})
	if err != nil {
		return UnitOf{}, fmt.Errorf("redeem a code for chat %d: %w", b.Chat, err)
	}
	return unit, nil
}

// Unbind loosens a chat or topic from its unit; plan.ErrNotBound when it has none.
func (s *Store) Unbind(ctx context.Context, b Binding, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var commune int64
		err := tx.GetContext(ctx, &commune, `
			DELETE FROM chat WHERE chat_id = $1 AND thread_id = $2 RETURNING commune_id`, b.Chat, b.Thread)
		if translate(ctx, err) == plan.ErrNotFound {
			return plan.ErrNotBound
		}
		if err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: b.By, chat: b.Chat, action: "unbind",
			subject: fmt.Sprintf("chat %d/%d", b.Chat, b.Thread),
		})
	})
	if err != nil {
		return fmt.Errorf("unbind chat %d: %w", b.Chat, err)
	}
	return nil
}

// SetReachable notes that a chat can be written to again, or no longer (the bot was removed or blocked).
func (s *Store) SetReachable(ctx context.Context, chat int64, reachable bool) error {
	_, err := s.db.ExecContext(ctx, `UPDATE chat SET active = $2 WHERE chat_id = $1 AND active <> $2`, chat, reachable)
	if err != nil {
		return fmt.Errorf("note that chat %d is reachable: %w", chat, translate(ctx, err))
	}
	return nil
}

// Migrate moves a group's bindings to the id it has as a supergroup. Doing it twice changes nothing.
func (s *Store) Migrate(ctx context.Context, from, to int64) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE chat AS c SET chat_id = $2, former_id = $1
			WHERE c.chat_id = $1
			  AND NOT EXISTS (SELECT FROM chat n WHERE n.chat_id = $2 AND n.thread_id = c.thread_id)`, from, to)
		return err
	})
	if err != nil {
		return fmt.Errorf("move chat %d to %d: %w", from, to, err)
	}
	return nil
}
