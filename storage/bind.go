package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// UnitsByCode finds the working units with a code, in every commune or in the one given ("" for all). Operators use it to
// bind a chat; the caller must not show one commune's units to another.
func (s *Store) UnitsByCode(ctx context.Context, commune, code string) ([]plan.UnitOf, error) {
	var rows []unitOf
	err := s.db.SelectContext(ctx, &rows, `
		SELECT u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name
		FROM unit u JOIN commune co ON co.id = u.commune_id
		WHERE upper(u.code) = upper($2) AND ($1 = '' OR co.code = $1) AND u.kind NOT IN ('group', 'external')
		ORDER BY co.code
		LIMIT 20`, commune, code)
	if err != nil {
		return nil, fmt.Errorf("find unit %s: %w", code, translate(ctx, err))
	}
	units := make([]plan.UnitOf, len(rows))
	for i, r := range rows {
		units[i] = plan.UnitOf(r)
	}
	return units, nil
}

// unitOf reads the columns that name a unit and its commune.
type unitOf struct {
	Unit        int64  `db:"unit_id"`
	Code        string `db:"code"`
	Name        string `db:"name"`
	Commune     int64  `db:"commune_id"`
	CommuneCode string `db:"commune_code"`
	CommuneName string `db:"commune_name"`
}

// Bind ties a chat to a unit, in place of a former one.
func (s *Store) Bind(ctx context.Context, b plan.Binding, commune, unit int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error { return s.bind(ctx, tx, b, commune, unit, now) })
	if err != nil {
		return fmt.Errorf("bind chat %d: %w", b.Chat, err)
	}
	return nil
}

func (s *Store) bind(ctx context.Context, tx *sqlx.Tx, b plan.Binding, commune, unit int64, now time.Time) error {
	former, err := formerCommune(ctx, tx, b, unit)
	if err != nil {
		return err
	}
	before, err := boundTo(ctx, tx, b, commune)
	if err != nil {
		return err
	}
	if err := wakeCommunes(ctx, tx, now, append(former, commune)...); err != nil {
		return err
	}
	if err := leaveUnit(ctx, tx, b, former, now); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO chat (chat_id, thread_id, commune_id, unit_id, title, bound_at, bound_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (chat_id, thread_id) DO UPDATE
		SET commune_id = EXCLUDED.commune_id, unit_id = EXCLUDED.unit_id, title = EXCLUDED.title, active = true,
		    muted = false, bound_at = EXCLUDED.bound_at, bound_by = EXCLUDED.bound_by`,
		b.Chat, b.Thread, commune, unit, b.Title, now, b.By.ID)
	if err != nil {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: commune, at: now, by: b.By, chat: b.Chat, message: b.Message, action: "bind",
		subject: fmt.Sprintf("chat %d/%d", b.Chat, b.Thread), before: before, after: map[string]int64{"unit": unit},
	})
}

// boundTo is a chat's unit in a commune as the audit log tells it, nil where it has none there.
func boundTo(ctx context.Context, tx *sqlx.Tx, b plan.Binding, commune int64) (any, error) {
	var unit int64
	err := tx.GetContext(ctx, &unit, `
		SELECT unit_id FROM chat WHERE chat_id = $1 AND thread_id = $2 AND commune_id = $3`, b.Chat, b.Thread, commune)
	if translate(ctx, err) == plan.ErrNotFound {
		return nil, nil
	}
	return map[string]int64{"unit": unit}, err
}

// formerCommune is whose chat it was so far, as that of another unit; empty where it was nobody's. Unit 0 is none.
func formerCommune(ctx context.Context, tx *sqlx.Tx, b plan.Binding, unit int64) (commune []int64, err error) {
	err = tx.SelectContext(ctx, &commune, `
		SELECT commune_id FROM chat WHERE chat_id = $1 AND thread_id = $2 AND unit_id <> $3`, b.Chat, b.Thread, unit)
	return commune, err
}

// leaveUnit takes back what a chat was still to be told as the chat of another unit, which may be another commune's.
// The plans must be woken, to find who is told instead.
func leaveUnit(ctx context.Context, tx *sqlx.Tx, b plan.Binding, former []int64, now time.Time) error {
	if len(former) == 0 {
		return nil
	}
	box := []address{{b.Chat, b.Thread}}
	if err := lockMailboxes(ctx, tx, box); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE outbox SET outcome = 'superseded', reason = 'unbound', done_at = $3
		WHERE chat_id = $1 AND thread_id = $2 AND outcome = 'waiting'`, b.Chat, b.Thread, now)
	if err != nil {
		return err
	}
	return settleMailboxes(ctx, tx, box)
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
// unknown, used or expired. The chat that used it up finds it good as long as that binding lasts.
func (s *Store) Redeem(ctx context.Context, code string, b plan.Binding, now time.Time) (plan.UnitOf, error) {
	var unit unitOf
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		err := tx.GetContext(ctx, &unit, `
			UPDATE bind_code AS c SET used_at = $2
			FROM unit u JOIN commune co ON co.id = u.commune_id
			WHERE c.code = $1 AND u.id = c.unit_id
			  AND (c.used_at IS NULL AND c.expires_at > $2 OR EXISTS (
				SELECT FROM chat b
				WHERE b.chat_id = $3 AND b.thread_id = $4 AND b.unit_id = c.unit_id AND b.bound_at = c.used_at))
			RETURNING u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name`,
			code, now, b.Chat, b.Thread)
		if translate(ctx, err) == plan.ErrNotFound {
			return plan.ErrBadCode
		}
		if err != nil {
			return err
		}
		if err := keepTenant(ctx, tx, b, unit.Commune); err != nil {
			return err
		}
		return s.bind(ctx, tx, b, unit.Commune, unit.Unit, now)
	})
	if err != nil {
		return plan.UnitOf{}, fmt.Errorf("redeem a code for chat %d: %w", b.Chat, err)
	}
	return plan.UnitOf(unit), nil
}

// keepTenant refuses to take a chat from another commune by code: it must be let go there first.
func keepTenant(ctx context.Context, tx *sqlx.Tx, b plan.Binding, commune int64) error {
	var other int
	err := tx.GetContext(ctx, &other, `
		SELECT count(*) FROM chat WHERE chat_id = $1 AND commune_id <> $2 AND active`, b.Chat, commune)
	if err == nil && other > 0 {
		return plan.ErrForbidden
	}
	return err
}

// Unbind loosens a chat or topic from its unit; plan.ErrNotBound when it has none.
func (s *Store) Unbind(ctx context.Context, b plan.Binding, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		former, err := formerCommune(ctx, tx, b, 0)
		if err != nil {
			return err
		}
		if err := wakeCommunes(ctx, tx, now, former...); err != nil {
			return err
		}
		if err := leaveUnit(ctx, tx, b, former, now); err != nil {
			return err
		}
		var gone struct {
			Commune int64 `db:"commune_id"`
			Unit    int64 `db:"unit_id"`
		}
		err = tx.GetContext(ctx, &gone, `
			DELETE FROM chat WHERE chat_id = $1 AND thread_id = $2 RETURNING commune_id, unit_id`, b.Chat, b.Thread)
		if translate(ctx, err) == plan.ErrNotFound {
			return plan.ErrNotBound
		}
		if err != nil {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: gone.Commune, at: now, by: b.By, chat: b.Chat, message: b.Message, action: "unbind",
			subject: fmt.Sprintf("chat %d/%d", b.Chat, b.Thread), before: map[string]int64{"unit": gone.Unit},
		})
	})
	if err != nil {
		return fmt.Errorf("unbind chat %d: %w", b.Chat, err)
	}
	return nil
}

// Restore takes the bindings of a chat up again after the bot came back, where the person who brought it belongs to
// the same commune or is an operator. A stranger does not inherit a unit's chat. In a private chat the person is back.
func (s *Store) Restore(ctx context.Context, chat, person int64, operator bool, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := wakeChat(ctx, tx, chat, now); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			WITH people AS (UPDATE staff SET unreachable = false WHERE telegram_id = $1 AND $1 = $2 AND unreachable)
			UPDATE chat AS c SET active = true, muted = false
			WHERE c.chat_id = $1 AND NOT c.active
			  AND ($3 OR EXISTS (SELECT FROM staff s WHERE s.telegram_id = $2 AND s.commune_id = c.commune_id))`,
			chat, person, operator)
		return err
	})
	if err != nil {
		return fmt.Errorf("restore chat %d: %w", chat, err)
	}
	return nil
}

// Migrate moves a group's bindings to the id it has as a supergroup, where they do not give way to newer ones, and
// what it is still to be told. Doing it twice changes nothing.
func (s *Store) Migrate(ctx context.Context, from, to int64, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := wakeChat(ctx, tx, from, now); err != nil {
			return err
		}
		if err := moveMail(ctx, tx, from, to); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			UPDATE chat AS c SET chat_id = $2, former_id = $1
			WHERE c.chat_id = $1
			  AND NOT EXISTS (SELECT FROM chat n WHERE n.chat_id = $2 AND n.thread_id = c.thread_id)`, from, to)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM chat WHERE chat_id = $1`, from)
		return err
	})
	if err != nil {
		return fmt.Errorf("move chat %d to %d: %w", from, to, err)
	}
	return nil
}
