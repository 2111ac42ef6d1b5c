package main

import (
	"context"
	"database/sql"

	"planbot/storage/calendar"
)

// reach is what the doctor looks at where a commune is to be told something.
type reach struct {
	name     string
	lost     string // codes of the units whose chats messages do not reach
	missing  int    // how many those are
	chairman bool   // can be told, in private or in the leaders' chat
	dead     int    // letters given up in the last seven days
}

func examineAlerts(ctx context.Context, db *sql.DB, today calendar.Date, found *findings) {
	reached, err := readReach(ctx, db, today)
	if err != nil {
		found.bad("check the rights of the database user", "alerts: %s", sentence(err))
		return
	}
	for _, r := range reached {
		r.examine(found)
	}
}

func (r reach) examine(found *findings) {
	if r.missing > 0 {
		found.doubt("add the bot to the group of each again", "%s: messages do not reach the chats of %d units: %s",
			r.name, r.missing, r.lost)
	}
	if r.chairman {
		found.good("%s: the Chairman can be told", r.name)
	} else {
		found.doubt("type /bind CODE in a group of the leaders, with the code of their unit",
			"%s: the Chairman has no chat", r.name)
	}
	if r.dead > 0 {
		found.doubt("look for \"not delivered\" in the log, and tell the units in another way",
			"%s: %d messages of the last seven days were given up", r.name, r.dead)
	}
}

func readReach(ctx context.Context, db *sql.DB, today calendar.Date) ([]reach, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT co.name, count(u.id) FILTER (WHERE u.lost),
		       COALESCE(string_agg(u.code, ', ' ORDER BY u.code) FILTER (WHERE u.lost), ''),
		       COALESCE(bool_or(u.kind = 'leaders' AND u.active), false) OR EXISTS (
		           SELECT FROM membership m JOIN staff s ON s.id = m.staff_id AND NOT s.unreachable
		           WHERE m.commune_id = co.id AND m.role = 'chairman'
		             AND m.since <= $1 AND COALESCE(m.until >= $1, true)),
		       COALESCE(min(d.letters), 0)
		FROM commune co
		LEFT JOIN LATERAL (
			SELECT u.id, u.code, u.kind, COALESCE(bool_or(c.active), false) AS active,
			       COALESCE(NOT bool_or(c.active), false) AS lost
			FROM unit u
			LEFT JOIN chat c ON c.commune_id = u.commune_id AND c.unit_id = u.id
			WHERE u.commune_id = co.id
			  AND COALESCE(u.valid_from <= $1, true) AND COALESCE(u.valid_to >= $1, true)
			GROUP BY u.id
		) u ON true
		LEFT JOIN (
			SELECT o.commune_id, count(*) AS letters FROM outbox o
			WHERE o.outcome = 'dead' AND o.done_at > $1::date - 7
			GROUP BY o.commune_id
		) d ON d.commune_id = co.id
		GROUP BY co.id, co.name
		ORDER BY co.name`, today)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var reached []reach
	for rows.Next() {
		var r reach
		if err := rows.Scan(&r.name, &r.missing, &r.lost, &r.chairman, &r.dead); err != nil {
			return nil, err
		}
		reached = append(reached, r)
	}
	return reached, rows.Err()
}
