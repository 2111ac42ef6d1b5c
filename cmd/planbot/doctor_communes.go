package main

import (
	"context"
	"database/sql"

	"planbot/storage/calendar"
)

// ward is what the doctor looks at in one commune.
type ward struct {
	name        string
	plan        sql.NullString // number of the plan in force; null where there is none
	units       int            // that work today
	speechless  string         // codes of those without a chat
	silent      int            // how many those are
	questions   int            // open ones
	ownCalendar bool           // of next year
}

func examineCommunes(ctx context.Context, db *sql.DB, today calendar.Date, found *findings) {
	wards, err := readWards(ctx, db, today)
	if err != nil {
		found.bad("check the rights of the database user", "communes: %s", sentence(err))
		return
	}
	if len(wards) == 0 {
		found.doubt("planbot import FILE --apply", "no commune has a plan yet")
	}
	for _, w := range wards {
		w.examineChats(found)
		w.examinePlan(found)
		w.examineCalendar(today.Year+1, found)
	}
}

func (w ward) examineChats(found *findings) {
	switch {
	case w.units == 0:
		found.doubt("import the plan of this year", "%s: none of its units exists today", w.name)
	case w.silent > 0:
		found.doubt("type /bind CODE in the group of each", "%s: %d of %d units have no chat: %s",
			w.name, w.silent, w.units, w.speechless)
	default:
		found.good("%s: all %d units have a chat", w.name, w.units)
	}
}

func (w ward) examinePlan(found *findings) {
	switch {
	case !w.plan.Valid:
		found.doubt("planbot import FILE --apply", "%s: no plan", w.name)
	case w.questions > 0:
		found.doubt("settle them with the office, then correct the plan file; until then its defaults count",
			"%s: %d questions of plan %s are open", w.name, w.questions, w.plan.String)
	default:
		found.good("%s: no open questions in plan %s", w.name, w.plan.String)
	}
}

func (w ward) examineCalendar(year int, found *findings) {
	if w.ownCalendar || len(calendar.Notices(year)) > 0 {
		found.good("%s: calendar of %d is known", w.name, year)
		return
	}
	found.doubt("once the government has announced them, use a planbot that knows them",
		"%s: swapped days and the days of the lunar new year of %d are not known", w.name, year)
}

func readWards(ctx context.Context, db *sql.DB, today calendar.Date) ([]ward, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT co.name, p.number, count(u.id), count(u.id) FILTER (WHERE NOT u.bound),
		       COALESCE(string_agg(u.code, ', ' ORDER BY u.code) FILTER (WHERE NOT u.bound), ''),
		       (SELECT count(*) FROM question q WHERE q.plan_id = p.id AND q.answer = ''),
		       EXISTS (SELECT FROM calendar_day d
		               WHERE d.commune_id = co.id AND extract(year FROM d.day) = extract(year FROM $1::date) + 1)
		FROM commune co
		LEFT JOIN LATERAL (
			SELECT p.id, p.number FROM plan p
			WHERE p.commune_id = co.id
			ORDER BY ($1 BETWEEN p.starts_on AND p.ends_on) DESC, p.ends_on DESC, p.id DESC LIMIT 1
		) p ON true
		LEFT JOIN LATERAL (
			SELECT u.id, u.code, EXISTS (
				SELECT FROM chat c WHERE c.commune_id = co.id AND c.unit_id = u.id) AS bound
			FROM unit u
			WHERE u.commune_id = co.id AND u.kind NOT IN ('group', 'external')
			  AND COALESCE(u.valid_from <= $1, true) AND COALESCE(u.valid_to >= $1, true)
		) u ON true
		GROUP BY co.id, co.name, p.id, p.number
		ORDER BY co.name`, today)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var wards []ward
	for rows.Next() {
		var w ward
		if err := rows.Scan(&w.name, &w.plan, &w.units, &w.silent, &w.speechless, &w.questions, &w.ownCalendar); err != nil {
			return nil, err
		}
		wards = append(wards, w)
	}
	return wards, rows.Err()
}
