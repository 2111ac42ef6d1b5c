package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Invite keeps a one-time code by which a person joins a unit until it expires, and returns it with the role it gives.
// The same message again gets the code that it got.
func (s *Store) Invite(ctx context.Context, i plan.Invitation, now time.Time) (plan.Invitation, error) {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		unit, err := unitToJoin(ctx, tx, i.Commune, i.Unit)
		if err != nil {
			return err
		}
		if i.Role, err = plan.RoleIn(unit.kind, i.Role); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `
			INSERT INTO join_code (code, commune_id, unit_id, role, issued_by, chat_id, message_id, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (chat_id, message_id) DO NOTHING`,
			i.Code, i.Commune, i.Unit, string(i.Role), i.By.ID, i.Source.Chat, i.Source.Message, i.Expires)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return formerInvitation(ctx, tx, &i, err)
		}
		return s.audit(ctx, tx, change{
			commune: i.Commune, at: now, by: i.By, chat: i.Source.Chat, message: i.Source.Message, action: "invite",
			subject: fmt.Sprintf("unit %d", i.Unit), after: map[string]any{"role": i.Role, "until": i.Expires},
		})
	})
	if err != nil {
		return plan.Invitation{}, fmt.Errorf("invite to unit %d: %w", i.Unit, err)
	}
	return i, nil
}

func formerInvitation(ctx context.Context, tx *sqlx.Tx, i *plan.Invitation, err error) error {
	if err != nil {
		return err
	}
	return tx.GetContext(ctx, &i.Code, `
		SELECT code FROM join_code WHERE chat_id = $1 AND message_id = $2 AND commune_id = $3`,
		i.Source.Chat, i.Source.Message, i.Commune)
}

// Join puts a person on record in the unit of a one-time code and uses it up. plan.ErrBadCode: it is unknown, used or
// expired; the one who used it up finds it good for as long as they stay there. plan.ErrGuessing: too many wrong ones.
func (s *Store) Join(ctx context.Context, code string, who plan.Author, source plan.Source, now time.Time) (done plan.Joined, err error) {
	var refused error
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		done, err = s.join(ctx, tx, code, who, source, now)
		refused = nil
		if errors.Is(err, plan.ErrBadCode) { // which is remembered
			refused, err = err, rememberWrong(ctx, tx, who.ID, source, now)
		}
		return err
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return plan.Joined{}, fmt.Errorf("join by a code: %w", err)
	}
	return done, nil
}

func (s *Store) join(ctx context.Context, tx *sqlx.Tx, code string, who plan.Author, source plan.Source, now time.Time) (plan.Joined, error) {
	if err := mayTry(ctx, tx, who.ID, source, now); err != nil {
		return plan.Joined{}, err
	}
	var row struct {
		unitOf
		Role string    `db:"role"`
		Used time.Time `db:"used_at"`
	}
	now = now.UTC().Truncate(time.Microsecond)
	err := tx.GetContext(ctx, &row, `
		UPDATE join_code AS c SET used_at = COALESCE(c.used_at, $2), used_by = $3
		FROM unit u JOIN commune co ON co.id = u.commune_id
		WHERE c.code = $1 AND u.id = c.unit_id
		  AND (c.used_at IS NULL AND c.expires_at > $2 OR c.used_by = $3 AND EXISTS (
			SELECT FROM membership m JOIN staff s ON s.id = m.staff_id
			WHERE s.telegram_id = $3 AND m.unit_id = c.unit_id AND m.until IS NULL))
		RETURNING u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name, c.role,
		          c.used_at`,
		code, now, who.ID)
	if translate(ctx, err) == plan.ErrNotFound {
		return plan.Joined{}, plan.ErrBadCode
	}
	if err != nil {
		return plan.Joined{}, err
	}
	done := plan.Joined{Unit: plan.UnitOf(row.unitOf), Role: plan.Role(row.Role), Before: true}
	if !row.Used.Equal(now) {
		return done, nil // used before by the same person, who may be something else by now
	}
	if err := s.admitTo(ctx, tx, &done, who, change{at: now, by: who, chat: source.Chat, message: source.Message}); err != nil {
		return plan.Joined{}, err
	}
	return done, nil
}

// admitTo locks what admitting takes, and admits.
func (s *Store) admitTo(ctx context.Context, tx *sqlx.Tx, done *plan.Joined, who plan.Author, c change) error {
	if err := lockPeople(ctx, tx, done.Unit.Commune); err != nil {
		return err
	}
	if err := wakeLeaders(ctx, tx, done.Unit.Commune, done.Role, c.at); err != nil {
		return err
	}
	no, before, err := s.admit(ctx, tx, admission{unit: done.Unit, role: done.Role, who: who}, c)
	done.No, done.Before = no, before
	return err
}

// mayTry refuses who has tried too many wrong codes, in other messages than this one.
func mayTry(ctx context.Context, tx *sqlx.Tx, person int64, source plan.Source, now time.Time) error {
	var tries []time.Time
	err := tx.SelectContext(ctx, &tries, `
		SELECT at FROM wrong_code
		WHERE telegram_id = $1 AND at > $2::timestamptz - interval '1 hour' AND NOT (chat_id = $3 AND message_id = $4)
		ORDER BY at DESC LIMIT 10`, person, now, source.Chat, source.Message)
	switch {
	case err != nil:
		return fmt.Errorf("read wrong codes: %w", err)
	case plan.Guesses(tries, now):
		return plan.ErrGuessing
	}
	return nil
}

func rememberWrong(ctx context.Context, tx *sqlx.Tx, person int64, source plan.Source, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		WITH old AS (DELETE FROM wrong_code WHERE telegram_id = $1 AND at < $4::timestamptz - interval '1 day')
		INSERT INTO wrong_code (telegram_id, chat_id, message_id, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (chat_id, message_id) DO NOTHING`, person, source.Chat, source.Message, now)
	if err != nil {
		return fmt.Errorf("remember a wrong code: %w", err)
	}
	return nil
}
