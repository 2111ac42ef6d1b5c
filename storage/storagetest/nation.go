package storagetest

import (
	"testing"

	"github.com/jmoiron/sqlx"
)

// Communes is how many communes the country has.
const Communes = 3321

// Nation fills a migrated database with so many communes, each with six units and their chats, a plan of 24 tasks
// with a target each, and twelve months of figures of every unit: what a whole country would report in a year. Every
// plan is due to be judged on 3 June.
//
// Identities follow from each other, so that a caller can name any row: unit u (1 to 6) of commune c is 10c+u, task
// and target t (1 to 24) are 100c+t, the plan is c, and the chat of unit u is -(10c+u). Every unit leads four tasks.
func Nation(tb testing.TB, db *sqlx.DB, communes int) {
	tb.Helper()
	tx, err := db.BeginTxx(tb.Context(), nil)
	if err != nil {
		tb.Fatalf("begin: %v", err)
	}
	defer tx.Rollback()
	for _, statement := range nation {
		if _, err := tx.ExecContext(tb.Context(), statement.sql, statement.args(communes)...); err != nil {
			tb.Fatalf("fill the nation: %v\n%s", err, statement.sql)
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatalf("commit: %v", err)
	}
	// A fast server has no autovacuum, which would do this in its own time.
	conn, err := db.Conn(tb.Context())
	if err != nil {
		tb.Fatalf("analyze: %v", err)
	}
	defer conn.Close()
	for _, statement := range []string{`SET statement_timeout = 0`, `VACUUM ANALYZE`, `RESET statement_timeout`} {
		if _, err := conn.ExecContext(tb.Context(), statement); err != nil {
			tb.Fatalf("analyze: %v", err)
		}
	}
}

type filling struct {
	sql   string
	plain bool // takes no count
}

func (f filling) args(communes int) []any {
	if f.plain {
		return nil
	}
	return []any{communes}
}

// nation is in the order of the foreign keys, which are not checked meanwhile: the rows fit by construction, and
// millions of checks would take most of the time.
var nation = []filling{
	{sql: `SET LOCAL session_replication_role = replica`, plain: true},
	{sql: `SET LOCAL statement_timeout = 0`, plain: true}, // millions of rows take longer than a chat may
	{sql: `
		INSERT INTO commune (id, code, name, created_at) OVERRIDING SYSTEM VALUE
		SELECT c, 'xa-' || c, 'xã ' || c, '2024-01-01' FROM generate_series(1, $1::int) c`},
	{sql: `
		INSERT INTO unit (id, commune_id, code, name, kind) OVERRIDING SYSTEM VALUE
		SELECT 10 * c + u, c, 'BP' || u, 'Bộ phận ' || u, CASE u WHEN 1 THEN 'office' WHEN 6 THEN 'leaders' ELSE 'specialised' END
		FROM generate_series(1, $1::int) c, generate_series(1, 6) u`},
	{sql: `
		INSERT INTO chat (chat_id, commune_id, unit_id, title, bound_at, bound_by)
		SELECT -(10 * c + u), c, 10 * c + u, 'Nhóm ' || u, '2024-01-01', 0
		FROM generate_series(1, $1::int) c, generate_series(1, 6) u`},
	{sql: `
		INSERT INTO plan (id, commune_id, number, title, year, starts_on, ends_on, cutoff) OVERRIDING SYSTEM VALUE
		SELECT c, c, '27/KH-UBND', 'Kế hoạch', 2024, '2024-01-01', '2024-12-31', 14 FROM generate_series(1, $1::int) c`},
	{sql: `
		INSERT INTO area (plan_id, no, name)
		SELECT c, a, 'Lĩnh vực ' || a FROM generate_series(1, $1::int) c, generate_series(1, 8) a`},
	{sql: `
		INSERT INTO task (id, commune_id, plan_id, no, area_no, title, wording, deadline_kind, due_on) OVERRIDING SYSTEM VALUE
		SELECT 100 * c + t, c, c, t, 1 + t % 8, 'Nhiệm vụ ' || t, repeat('Lời văn của kế hoạch. ', 20),
		       CASE WHEN t % 2 = 0 THEN 'ongoing' ELSE 'by_date' END, date '2024-03-31' + 10 * t
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t`},
	{sql: `
		INSERT INTO criterion (task_id, place, code, name)
		SELECT 100 * c + t, 0, (1 + t % 8) || '.' || t, 'Tiêu chí ' || t
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t`},
	{sql: `
		INSERT INTO relation (task_id, place, kind, unit)
		SELECT 100 * c + t, 0, 'lead', 'BP' || 1 + t % 6
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t`},
	{sql: `
		INSERT INTO target (id, commune_id, plan_id, task_id, mark, name, measure, noun, accumulation, judged, min_sample, scope)
		       OVERRIDING SYSTEM VALUE
		SELECT 100 * c + t, c, c, 100 * c + t, 'a', 'Chỉ tiêu ' || t, 'ratio', 'hồ sơ', 'period',
		       CASE WHEN t % 2 = 0 THEN 'continuously' ELSE 'at_due' END, 20, 'commune'
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t`},
	{sql: `
		INSERT INTO target_goal (target_id, effective_on, comparator, value)
		SELECT 100 * c + t, '2024-01-01', '>=', 60 + t FROM generate_series(1, $1::int) c, generate_series(1, 24) t`},
	{sql: `
		INSERT INTO entry (id, commune_id, plan_id, target_id, unit_id, period_kind, period_year, period_no, kind, num, den,
		                   as_of, chat_id, message_id, author_id, author_name, recorded_at) OVERRIDING SYSTEM VALUE
		SELECT ((c::bigint * 24 + t) * 6 + u) * 12 + m, c, c, 100 * c + t, 10 * c + u, 'month', 2024, m, 'fraction',
		       90 + (c + t + u + m) % 11, 100, make_date(2024, m, 14), -(10 * c + u), 100 * t + m, u, 'Công chức',
		       make_date(2024, m, 14)
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t, generate_series(1, 6) u, generate_series(1, 12) m`},
	{sql: `
		INSERT INTO total (commune_id, plan_id, target_id, unit_id, kind, num, den, periods, last_kind, last_num, last_den,
		                   last_period_kind, last_period_year, last_period_no, last_as_of, last_entry, filed)
		SELECT c, c, 100 * c + t, 10 * c + u, 'fraction', 1100 + (c + t + u) % 90, 1200, 12, 'fraction',
		       90 + (c + t + u + 12) % 11, 100, 'month', 2024, 12, '2024-12-14', ((c::bigint * 24 + t) * 6 + u) * 12 + 12,
		       (SELECT string_agg(concat_ws(':', 'month', 2024, m, 'fraction', 90 + (c + t + u + m) % 11, 100, 'f',
		                                    make_date(2024, m, 14), ((c::bigint * 24 + t) * 6 + u) * 12 + m), ';' ORDER BY m)
		        FROM generate_series(1, 12) m)
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t, generate_series(1, 6) u`},
	{sql: `
		INSERT INTO watch (plan_id, commune_id, next_at)
		SELECT c, c, '2024-06-03' FROM generate_series(1, $1::int) c`},
	{sql: `
		INSERT INTO posted (chat_id, message_id, commune_id, about, at)
		SELECT -(10 * c + u), m, c, 'tasks  1', '2024-03-01'
		FROM generate_series(1, $1::int) c, generate_series(1, 6) u, generate_series(1, 20) m`},
	{sql: `
		INSERT INTO inbox (update_id, chat_id, raw, received_at, done_at)
		SELECT 120 * c + m, -(10 * c + 1 + m % 6), '{}', '2024-03-01', '2024-03-01'
		FROM generate_series(1, $1::int) c, generate_series(1, 120) m`},
	{sql: `
		INSERT INTO audit (commune_id, at, actor_id, actor_name, action, subject)
		SELECT c, '2024-03-01', 0, 'Công chức', 'record', 'target ' || 100 * c + t
		FROM generate_series(1, $1::int) c, generate_series(1, 24) t, generate_series(1, 6) n`},
}
