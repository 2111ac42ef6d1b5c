package storage

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/migrations"
	"planbot/storage/calendar"
)

// Checkup is what whoever looks after planbot wants to know of a commune on a day.
type Checkup struct {
	Commune     string         `db:"name"`
	Plan        string         `db:"number"`       // the one in force, else the last; empty: none
	Questions   int            `db:"questions"`    // of the plan, that nobody has answered
	Units       int            `db:"units"`        // that work on the day
	Speechless  pq.StringArray `db:"speechless"`   // codes of those without a chat
	Lost        pq.StringArray `db:"lost"`         // codes of the units whose chats messages do not reach
	Chairman    bool           `db:"chairman"`     // can be told, in private or in the leaders' chat
	Dead        int            `db:"dead"`         // letters given up in the last seven days
	OwnCalendar bool           `db:"own_calendar"` // days of next year are on record
}

// checkupQuery looks at every commune. Groups and offices elsewhere need no chat, but theirs may have broken off.
const checkupQuery = `
	SELECT co.name, COALESCE(p.number, '') AS number,
	       (SELECT count(*) FROM question q WHERE q.plan_id = p.id AND q.answer = '') AS questions,
	       count(u.id) FILTER (WHERE u.works) AS units,
	       COALESCE(array_agg(u.code ORDER BY u.code) FILTER (WHERE u.works AND u.reached IS NULL), '{}') AS speechless,
	       COALESCE(array_agg(u.code ORDER BY u.code) FILTER (WHERE NOT u.reached), '{}') AS lost,
	       COALESCE(bool_or(u.kind = 'leaders' AND u.reached), false) OR EXISTS (
	           SELECT FROM membership m JOIN staff s ON s.id = m.staff_id AND NOT s.unreachable
	           WHERE m.commune_id = co.id AND m.role = 'chairman'
	             AND m.since <= $1 AND COALESCE(m.until >= $1, true)) AS chairman,
	       (SELECT count(*) FROM outbox o
	        WHERE o.commune_id = co.id AND o.outcome = 'dead' AND o.done_at > $1::date - 7) AS dead,
	       EXISTS (SELECT FROM calendar_day d
	               WHERE d.commune_id = co.id AND extract(year FROM d.day) = extract(year FROM $1::date) + 1) AS own_calendar
	FROM commune co
	LEFT JOIN LATERAL (
		SELECT p.id, p.number FROM plan p
		WHERE p.commune_id = co.id
		ORDER BY ($1 BETWEEN p.starts_on AND p.ends_on) DESC, p.ends_on DESC, p.id DESC LIMIT 1
	) p ON true
	LEFT JOIN LATERAL (
		SELECT u.id, u.code, u.kind, u.kind NOT IN ('group', 'external') AS works, bool_or(c.active) AS reached
		FROM unit u
		LEFT JOIN chat c ON c.commune_id = u.commune_id AND c.unit_id = u.id
		WHERE u.commune_id = co.id AND COALESCE(u.valid_from <= $1, true) AND COALESCE(u.valid_to >= $1, true)
		GROUP BY u.id
	) u ON true
	GROUP BY co.id, co.name, p.id, p.number
	ORDER BY co.name`

// Inspection looks at a database, whatever its schema, and changes nothing.
type Inspection struct{ db *sqlx.DB }

// Inspect opens a database to look at it.
func Inspect(ctx context.Context, dsn string) (Inspection, error) {
	db, err := Connect(ctx, dsn)
	return Inspection{db}, err
}

// Close releases the database.
func (i Inspection) Close() error { return i.db.Close() }

// Server is the version of the server, as it numbers itself (140005) and as it is called ("14.5").
func (i Inspection) Server(ctx context.Context) (number int, name string, err error) {
	err = i.db.QueryRowContext(ctx, `
		SELECT current_setting('server_version_num')::integer, current_setting('server_version')`).Scan(&number, &name)
	return number, name, translate(ctx, err)
}

// Pending is how many migrations the schema lacks.
func (i Inspection) Pending(ctx context.Context) (int, error) {
	return migrations.Pending(ctx, i.db.DB)
}

// Communes looks at every commune of a schema that is up to date, by name.
func (i Inspection) Communes(ctx context.Context, day calendar.Date) ([]Checkup, error) {
	var all []Checkup
	if err := i.db.SelectContext(ctx, &all, checkupQuery, day); err != nil {
		return nil, fmt.Errorf("look at the communes: %w", translate(ctx, err))
	}
	return all, nil
}

// AuditLength counts the rows of the audit log, and those that its chain links; the two differ where some were taken
// away or put in.
func (i Inspection) AuditLength(ctx context.Context) (rows, linked int64, err error) {
	err = i.db.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM audit), (SELECT COALESCE(sum(seq), 0)::bigint FROM audit_head)`).Scan(&rows, &linked)
	return rows, linked, translate(ctx, err)
}
