package storage

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// tieOf is a membership as one short text: its unit, the role, and the areas in charge, if any.
const tieOf = `m.unit_id || ':' || m.role || CASE WHEN m.areas = '{}' THEN '' ELSE ':' || array_to_string(m.areas, '+') END`

// placeQuery is asked with every update. A topic's own row comes before the whole chat's, the plan that covers the
// day before others.
const placeQuery = `
	SELECT c.unit_id, c.muted, c.id, c.code, c.name, c.parent, c.reporting, c.plan_id, c.plan_version,
	       COALESCE((
	           SELECT string_agg(` + tieOf + `, ',' ORDER BY m.id)
	           FROM staff s JOIN membership m ON m.staff_id = s.id
	           WHERE s.telegram_id = $4 AND s.commune_id = c.id
	             AND m.since <= $3 AND (m.until IS NULL OR m.until >= $3)
	       ), '') AS ties,
	       ` + totalsOf + `c.plan_id), '') AS totals
	FROM (
		SELECT c.unit_id, c.muted, co.id, co.code, co.name, co.parent, co.reporting,
		       COALESCE(p.id, 0) AS plan_id, COALESCE(p.version, 0) AS plan_version
		FROM chat c
		JOIN commune co ON co.id = c.commune_id
		LEFT JOIN plan p ON p.commune_id = c.commune_id
		WHERE c.chat_id = $1 AND c.thread_id IN (0, $2) AND c.active
		ORDER BY c.thread_id DESC, $3 BETWEEN p.starts_on AND p.ends_on DESC, p.ends_on DESC, p.id DESC
		LIMIT 1
	) c`

// privateQuery finds where a person belongs when they write to the bot alone: their first unit in office.
const privateQuery = `
	SELECT m.unit_id, co.id, co.code, co.name, co.parent, co.reporting,
	       COALESCE(p.id, 0) AS plan_id, COALESCE(p.version, 0) AS plan_version,
	       string_agg(` + tieOf + `, ',') OVER (PARTITION BY co.id) AS ties, bool_or(s.unreachable) OVER () AS unreachable,
	       ` + totalsOf + `p.id), '') AS totals
	FROM staff s
	JOIN membership m ON m.staff_id = s.id
	JOIN commune co ON co.id = s.commune_id
	LEFT JOIN LATERAL (
		SELECT p.id, p.version FROM plan p
		WHERE p.commune_id = s.commune_id
		ORDER BY ($2 BETWEEN p.starts_on AND p.ends_on) DESC, p.ends_on DESC, p.id DESC LIMIT 1
	) p ON true
	WHERE s.telegram_id = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)
	ORDER BY m.id
	LIMIT 1`

type placeRow struct {
	UnitID      int64  `db:"unit_id"`
	Muted       bool   `db:"muted"`
	Unreachable bool   `db:"unreachable"`
	CommuneID   int64  `db:"id"`
	Code        string `db:"code"`
	Name        string `db:"name"`
	Parent      string `db:"parent"`
	Reporting   string `db:"reporting"`
	PlanID      int64  `db:"plan_id"`
	PlanVersion int64  `db:"plan_version"`
	Ties        string `db:"ties"`
	Totals      string `db:"totals"`
}

// Place finds where something was said: the chat's unit, a topic's own before the whole chat's, and what the
// person is there, with the figures of the plan in force. In a private chat (chat equal to person) it is the person's own unit. The error is
// plan.ErrNotBound where neither is known.
func (s *Store) Place(ctx context.Context, chat int64, thread int, person int64, day calendar.Date) (plan.Place, error) {
	var row placeRow
	err := s.placeOf(ctx, &row, chat, thread, person, day)
	private := chat == person && chat > 0
	if translate(ctx, err) == plan.ErrNotFound {
		switch {
		case private:
			err = s.hot.private.GetContext(unwatched(ctx), &row, person, day)
		case chat < 0 && chat > supergroups:
			err = s.formerPlace(ctx, &row, chat, person, day)
		}
	}
	if err = translate(ctx, err); err == plan.ErrNotFound {
		return plan.Place{Private: private}, plan.ErrNotBound
	}
	if err != nil {
		return plan.Place{}, fmt.Errorf("find the place of chat %d: %w", chat, err)
	}
	place := row.place()
	place.Private = private
	if place.Totals, err = readTotals(row.Totals); err != nil {
		return plan.Place{}, fmt.Errorf("find the place of chat %d: %w", chat, err)
	}
	return place, nil
}

// supergroups have ids below this one; only the groups above it can still become one.
const supergroups = -1_000_000_000_000

// formerPlace finds the place of what was said in a group shortly before it became a supergroup.
func (s *Store) formerPlace(ctx context.Context, row *placeRow, chat, person int64, day calendar.Date) error {
	var now int64
	if err := s.db.GetContext(ctx, &now, `SELECT chat_id FROM chat WHERE former_id = $1 LIMIT 1`, chat); err != nil {
		return err
	}
	return s.placeOf(ctx, row, now, 0, person, day)
}

// placeOf reads the row by hand: at every update, looking its fields up by name would cost as much as the query.
func (s *Store) placeOf(ctx context.Context, r *placeRow, chat int64, thread int, person int64, day calendar.Date) error {
	return s.hot.place.QueryRowContext(unwatched(ctx), chat, thread, day, person).Scan(
		&r.UnitID, &r.Muted, &r.CommuneID, &r.Code, &r.Name, &r.Parent, &r.Reporting, &r.PlanID, &r.PlanVersion, &r.Ties, &r.Totals)
}

func (r placeRow) place() plan.Place {
	return plan.Place{
		Commune: plan.Commune{
			ID: r.CommuneID, Code: r.Code, Name: r.Name, Parent: r.Parent, Reporting: plan.Reporting(r.Reporting),
		},
		Unit:        r.UnitID,
		Muted:       r.Muted,
		Unreachable: r.Unreachable,
		PlanID:      r.PlanID,
		PlanVersion: r.PlanVersion,
		Memberships: readTies(r.Ties),
	}
}

func readTies(ties string) []plan.Membership {
	if ties == "" {
		return nil
	}
	var all []plan.Membership
	for tie := range strings.SplitSeq(ties, ",") {
		id, rest, _ := strings.Cut(tie, ":")
		role, areas, _ := strings.Cut(rest, ":")
		unit, _ := strconv.ParseInt(id, 10, 64)
		all = append(all, plan.Membership{Unit: unit, Role: plan.Role(role), Areas: readAreas(areas)})
	}
	return all
}

// readAreas reads numbers of areas apart by plus signs.
func readAreas(text string) []int {
	if text == "" {
		return nil
	}
	var all []int
	for word := range strings.SplitSeq(text, "+") {
		no, _ := strconv.Atoi(word)
		all = append(all, no)
	}
	return all
}

// areasOf gives the areas of a membership to the database.
func areasOf(m plan.Membership) pq.Int64Array {
	areas := make(pq.Int64Array, len(m.Areas))
	for i, no := range m.Areas {
		areas[i] = int64(no)
	}
	return areas
}

// AddStaff registers a person in a unit of a commune, or adds the unit to one who is registered. A tie that is
// there already stays as it is.
func (s *Store) AddStaff(ctx context.Context, commune, telegramID int64, name string, tie plan.Membership, since calendar.Date) error {
	_, err := s.db.ExecContext(ctx, `
		WITH person AS (
			INSERT INTO staff (commune_id, telegram_id, name) VALUES ($1, $2, $3)
			ON CONFLICT (telegram_id, commune_id) DO UPDATE SET name = EXCLUDED.name
			RETURNING id, commune_id
		)
		INSERT INTO membership (commune_id, staff_id, unit_id, role, since, areas)
		SELECT person.commune_id, person.id, $4, $5, $6, $7 FROM person
		WHERE NOT EXISTS (
			SELECT FROM membership m
			WHERE m.staff_id = person.id AND m.unit_id = $4 AND m.role = $5 AND m.until IS NULL)`,
		commune, telegramID, name, tie.Unit, string(tie.Role), since, areasOf(tie))
	if err != nil {
		return fmt.Errorf("add staff: %w", translate(ctx, err))
	}
	return nil
}
