package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// memberRow is a membership with whose it is.
type memberRow struct {
	ID       int64         `db:"id"`
	No       int           `db:"no"`
	Telegram int64         `db:"telegram_id"`
	Name     string        `db:"name"`
	Staff    int64         `db:"staff_id"`
	Unit     int64         `db:"unit_id"`
	Kind     string        `db:"kind"`
	Role     string        `db:"role"`
	Areas    pq.Int64Array `db:"areas"`
	Since    calendar.Date `db:"since"`
	Until    calendar.Date `db:"until"`
}

func (r memberRow) member() plan.Member {
	m := plan.Member{
		ID: r.ID, No: r.No, Person: plan.Author{ID: r.Telegram, Name: r.Name}, Since: r.Since,
		Membership: plan.Membership{Unit: r.Unit, Role: plan.Role(r.Role)},
	}
	for _, no := range r.Areas {
		m.Areas = append(m.Areas, int(no))
	}
	return m
}

// over reports whether somebody has left the unit.
func (r memberRow) over(day calendar.Date) bool { return !r.Until.IsZero() && r.Until.Before(day) }

// members reads the memberships of a commune that a condition on m and s picks.
func members(ctx context.Context, db sqlx.QueryerContext, commune int64, where string, args ...any) (rows []memberRow, err error) {
	err = sqlx.SelectContext(ctx, db, &rows, `
		SELECT m.id, s.no, s.telegram_id, s.name, m.staff_id, m.unit_id, u.kind, m.role, m.areas, m.since, m.until
		FROM membership m
		JOIN staff s ON s.id = m.staff_id
		JOIN unit u ON u.id = m.unit_id
		WHERE m.commune_id = $1 AND `+where+`
		ORDER BY m.unit_id, array_position(ARRAY['chairman', 'vice_chairman', 'head', 'office', 'clerk'], m.role), s.no,
		         m.until DESC, m.id`, append([]any{commune}, args...)...)
	return rows, err
}

// inOffice holds for the memberships of a day that is $2.
const inOffice = `m.since <= $2 AND (m.until IS NULL OR m.until >= $2)`

// Members lists who works where in a commune on a day, unit by unit.
func (s *Store) Members(ctx context.Context, commune int64, day calendar.Date) ([]plan.Member, error) {
	rows, err := members(ctx, s.db, commune, inOffice, day)
	if err != nil {
		return nil, fmt.Errorf("list the members of commune %d: %w", commune, translate(ctx, err))
	}
	all := make([]plan.Member, len(rows))
	for i, r := range rows {
		all[i] = r.member()
	}
	return all, nil
}

// Member reads one membership of a commune, be it over.
func (s *Store) Member(ctx context.Context, commune, id int64) (plan.Member, error) {
	r, err := oneMember(ctx, s.db, commune, id)
	if err != nil {
		return plan.Member{}, fmt.Errorf("read membership %d: %w", id, translate(ctx, err))
	}
	return r.member(), nil
}

func oneMember(ctx context.Context, db sqlx.QueryerContext, commune, id int64) (memberRow, error) {
	rows, err := members(ctx, db, commune, `m.id = $2`, id)
	if err == nil && len(rows) == 0 {
		err = plan.ErrNotFound
	}
	if err != nil {
		return memberRow{}, err
	}
	return rows[0], nil
}

// lockPeople has changes to who works where in a commune come one after another. It is taken before any other lock.
func lockPeople(ctx context.Context, tx *sqlx.Tx, commune int64) error {
	_, err := tx.ExecContext(ctx, `SELECT FROM commune WHERE id = $1 FOR NO KEY UPDATE`, commune)
	if err != nil {
		return fmt.Errorf("lock the people of commune %d: %w", commune, err)
	}
	return nil
}

// position is a membership as the audit log tells it.
type position struct {
	Unit  int64
	Role  plan.Role
	Areas []int         `json:",omitempty"`
	Until calendar.Date `json:",omitzero"`
}

func positionOf(m plan.Member) position { return position{Unit: m.Unit, Role: m.Role, Areas: m.Areas} }

// admission is a person about to be put on record in a unit.
type admission struct {
	unit plan.UnitOf
	role plan.Role
	who  plan.Author
}

// admit puts a person on record in a unit, or gives one who is there another role. before is true where nothing
// changes. The people of the commune must be locked; c says who did it.
func (s *Store) admit(ctx context.Context, tx *sqlx.Tx, a admission, c change) (no int, before bool, err error) {
	var person struct {
		ID int64 `db:"id"`
		No int   `db:"no"`
	}
	err = tx.GetContext(ctx, &person, `
		INSERT INTO staff (commune_id, telegram_id, name) VALUES ($1, $2, $3)
		ON CONFLICT (telegram_id, commune_id) DO UPDATE SET name = EXCLUDED.name
		RETURNING id, no`, a.unit.Commune, a.who.ID, a.who.Name)
	if err != nil {
		return 0, false, fmt.Errorf("put a person on record: %w", err)
	}
	before, err = s.place(ctx, tx, person.ID, person.No, a, c)
	return person.No, before, err
}

// place gives a person who is on record a role in a unit.
func (s *Store) place(ctx context.Context, tx *sqlx.Tx, staff int64, no int, a admission, c change) (before bool, err error) {
	day := officeDay(c.at)
	there, err := members(ctx, tx, a.unit.Commune, inOffice+` AND m.staff_id = $3 AND m.unit_id = $4`, day, staff, a.unit.Unit)
	if err != nil {
		return false, err
	}
	c.commune, c.subject = a.unit.Commune, fmt.Sprintf("staff %d", no)
	c.after = position{Unit: a.unit.Unit, Role: a.role}
	switch {
	case len(there) > 0 && there[0].Role == string(a.role):
		return true, nil
	case len(there) > 0:
		c.action, c.before = "member", positionOf(there[0].member())
		_, err = tx.ExecContext(ctx, `UPDATE membership SET role = $2, areas = '{}' WHERE id = $1`, there[0].ID, string(a.role))
	default:
		c.action = "admit"
		_, err = tx.ExecContext(ctx, `
			INSERT INTO membership (commune_id, staff_id, unit_id, role, since) VALUES ($1, $2, $3, $4, $5)`,
			a.unit.Commune, staff, a.unit.Unit, string(a.role), day)
	}
	if err != nil {
		return false, fmt.Errorf("give a person a role: %w", err)
	}
	return false, s.audit(ctx, tx, c)
}

// wakeLeaders has the plans of a commune judged anew where another leader is to hear of them, or none. Watches are
// locked before mailboxes.
func wakeLeaders(ctx context.Context, tx *sqlx.Tx, commune int64, role plan.Role, now time.Time) error {
	if role != plan.ViceChairman && role != plan.Chairman {
		return nil
	}
	return wakeCommunes(ctx, tx, now, commune)
}
