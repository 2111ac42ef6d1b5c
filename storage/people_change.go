package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// ChangeMember gives a person another role, other areas in charge, or a place in one more unit. changed is false where
// all is so already. plan.ErrSeveral: the unit must be named.
func (s *Store) ChangeMember(ctx context.Context, m plan.MemberChange, now time.Time) (done plan.Member, changed bool, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		done, changed, err = s.changeMember(ctx, tx, m, now)
		return err
	})
	if err != nil {
		return plan.Member{}, false, fmt.Errorf("change member %d: %w", m.No, err)
	}
	return done, changed, nil
}

func (s *Store) changeMember(ctx context.Context, tx *sqlx.Tx, m plan.MemberChange, now time.Time) (plan.Member, bool, error) {
	if err := lockPeople(ctx, tx, m.Commune); err != nil {
		return plan.Member{}, false, err
	}
	theirs, err := members(ctx, tx, m.Commune, inOffice+` AND s.no = $3`, officeDay(now), m.No)
	if err != nil {
		return plan.Member{}, false, err
	}
	i := slices.IndexFunc(theirs, func(r memberRow) bool { return r.Unit == m.Unit })
	switch {
	case m.Unit == 0 && len(theirs) == 1:
		i = 0
	case m.Unit == 0 && len(theirs) > 1:
		return plan.Member{}, false, plan.ErrSeveral
	case i < 0 && m.Unit != 0 && m.Areas == nil:
		return s.addMember(ctx, tx, m, now)
	case i < 0:
		return plan.Member{}, false, plan.ErrNotFound
	}
	return s.alter(ctx, tx, theirs[i], m, now)
}

// alter changes what somebody is in a unit.
func (s *Store) alter(ctx context.Context, tx *sqlx.Tx, is memberRow, m plan.MemberChange, now time.Time) (plan.Member, bool, error) {
	before := is.member()
	after := before
	if m.Role != "" {
		role, err := plan.RoleIn(plan.UnitKind(is.Kind), m.Role)
		if err != nil {
			return before, false, err
		}
		if after.Role = role; role != before.Role {
			after.Areas = nil
		}
	}
	if m.Areas != nil {
		after.Areas = slices.Sorted(slices.Values(m.Areas))
	}
	switch {
	case len(after.Areas) > 0 && after.Role != plan.ViceChairman:
		return before, false, plan.ErrOtherRole
	case after.Role == before.Role && slices.Equal(after.Areas, before.Areas):
		return before, false, nil
	}
	return after, true, s.write(ctx, tx, before, after, m, now)
}

func (s *Store) write(ctx context.Context, tx *sqlx.Tx, before, after plan.Member, m plan.MemberChange, now time.Time) error {
	for _, role := range []plan.Role{before.Role, after.Role} {
		if err := wakeLeaders(ctx, tx, m.Commune, role, now); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE membership SET role = $2, areas = $3 WHERE id = $1`,
		after.ID, string(after.Role), areasOf(after.Membership))
	if err != nil {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: m.Commune, at: now, by: m.By, chat: m.Source.Chat, message: m.Source.Message, action: "member",
		subject: fmt.Sprintf("staff %d", m.No), before: positionOf(before), after: positionOf(after),
	})
}

// addMember gives a person who is on record a place in one more unit.
func (s *Store) addMember(ctx context.Context, tx *sqlx.Tx, m plan.MemberChange, now time.Time) (plan.Member, bool, error) {
	staff, unit, err := whoAndWhere(ctx, tx, m)
	if err != nil {
		return plan.Member{}, false, err
	}
	role, err := plan.RoleIn(unit.kind, m.Role)
	if err != nil {
		return plan.Member{}, false, err
	}
	if err := wakeLeaders(ctx, tx, m.Commune, role, now); err != nil {
		return plan.Member{}, false, err
	}
	c := change{at: now, by: m.By, chat: m.Source.Chat, message: m.Source.Message}
	a := admission{unit: unit.UnitOf, role: role}
	if _, err := s.place(ctx, tx, staff, m.No, a, c); err != nil {
		return plan.Member{}, false, err
	}
	theirs, err := members(ctx, tx, m.Commune, inOffice+` AND s.no = $3 AND m.unit_id = $4`, officeDay(now), m.No, m.Unit)
	if err != nil || len(theirs) == 0 {
		return plan.Member{}, false, err
	}
	return theirs[0].member(), true, nil
}

// joinable is a unit that people can join.
type joinable struct {
	plan.UnitOf
	kind plan.UnitKind
}

func whoAndWhere(ctx context.Context, tx *sqlx.Tx, m plan.MemberChange) (staff int64, unit joinable, err error) {
	err = tx.GetContext(ctx, &staff, `SELECT id FROM staff WHERE commune_id = $1 AND no = $2`, m.Commune, m.No)
	if err != nil {
		return 0, joinable{}, translate(ctx, err)
	}
	unit, err = unitToJoin(ctx, tx, m.Commune, m.Unit)
	return staff, unit, err
}

// unitToJoin reads a unit of a commune; plan.ErrNotFound where it has none such.
func unitToJoin(ctx context.Context, tx *sqlx.Tx, commune, unit int64) (joinable, error) {
	var row struct {
		unitOf
		Kind string `db:"kind"`
	}
	err := tx.GetContext(ctx, &row, `
		SELECT u.id AS unit_id, u.commune_id, co.code AS commune_code, co.name AS commune_name, u.code, u.name, u.kind
		FROM unit u JOIN commune co ON co.id = u.commune_id
		WHERE u.id = $2 AND u.commune_id = $1`, commune, unit)
	return joinable{plan.UnitOf(row.unitOf), plan.UnitKind(row.Kind)}, translate(ctx, err)
}

// EndMembership takes a person's rights in a unit at once: the day on which they leave is not theirs any more. again
// is true where that was done before. plan.ErrLastOffice: nobody would be left to admit people, and only an operator
// may do that.
func (s *Store) EndMembership(ctx context.Context, commune, id int64, by plan.Author, operator bool, source plan.Source, now time.Time) (m plan.Member, again bool, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockPeople(ctx, tx, commune); err != nil {
			return err
		}
		r, err := oneMember(ctx, tx, commune, id)
		if err != nil {
			return err
		}
		m = r.member()
		if again = r.over(officeDay(now)); again {
			return nil
		}
		if err := keepsOffice(ctx, tx, commune, r, operator, now); err != nil {
			return err
		}
		return s.end(ctx, tx, commune, m, by, source, now)
	})
	if err != nil {
		return plan.Member{}, false, fmt.Errorf("end membership %d: %w", id, err)
	}
	return m, again, nil
}

func (s *Store) end(ctx context.Context, tx *sqlx.Tx, commune int64, m plan.Member, by plan.Author, source plan.Source, now time.Time) error {
	if err := wakeLeaders(ctx, tx, commune, m.Role, now); err != nil {
		return err
	}
	last := officeDay(now).AddDays(-1)
	if _, err := tx.ExecContext(ctx, `UPDATE membership SET until = $2 WHERE id = $1`, m.ID, last); err != nil {
		return err
	}
	after := positionOf(m)
	after.Until = last
	return s.audit(ctx, tx, change{
		commune: commune, at: now, by: by, chat: source.Chat, message: source.Message, action: "leave",
		subject: fmt.Sprintf("staff %d", m.No), before: positionOf(m), after: after,
	})
}

// keepsOffice refuses to let the last one go who may admit people.
func keepsOffice(ctx context.Context, tx *sqlx.Tx, commune int64, leaves memberRow, operator bool, now time.Time) error {
	if leaves.Role != string(plan.OfficeClerk) || operator {
		return nil
	}
	others, err := members(ctx, tx, commune, inOffice+` AND m.role = 'office' AND m.id <> $3`, officeDay(now), leaves.ID)
	if err == nil && len(others) == 0 {
		return plan.ErrLastOffice
	}
	return err
}
