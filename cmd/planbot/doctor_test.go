package main

import (
	"bytes"
	"strings"
	"testing"

	"planbot/storage/storagetest"
)

// examined runs the doctor and returns its lines.
func examined(t *testing.T, env map[string]string, want int, args ...string) []string {
	t.Helper()
	var out, complaints bytes.Buffer
	if got := run(t.Context(), append([]string{"doctor"}, args...), vars(env), &out, &complaints); got != want {
		t.Errorf("exit code: got %d, want %d\n%s%s", got, want, out.String(), complaints.String())
	}
	noSecrets(t, out.String()+complaints.String())
	return strings.Split(strings.TrimSpace(out.String()), "\n")
}

// begin fails the test unless the lines begin like this, one by one; … stands for anything.
func begin(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d lines, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], w) {
			t.Errorf("line %d: got %q, want it to begin with %q", i+1, got[i], w)
		}
	}
}

func TestDoctorFindsAllWell(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	begin(t, examined(t, o.environ(), exitOK),
		"✓ database is PostgreSQL ",
		"✓ schema is current",
		"✓ xã Sơn Kỳ: all 6 units have a chat",
		"! xã Sơn Kỳ: 15 questions of plan 27/KH-UBND are open → settle them with the office",
		"✓ xã Sơn Kỳ: calendar of 2025 is known",
		"✓ xã Sơn Kỳ: the Chairman can be told",
		"✓ audit log has all of its 7 rows; planbot audit verify proves each",
		"✓ Bot API reachable, answered in ",
		"✓ token is that of @planbot",
		"! privacy mode is on: in a group the bot may miss bare commands → make the bot an administrator",
		"✓ no webhook in the way",
	)
}

func TestDoctorTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	env := o.environ()
	env["PLANBOT_NOW"] = "2031-03-04 08:00"
	lines := examined(t, env, exitOK)
	begin(t, lines[2:5],
		"! xã Sơn Kỳ: none of its units exists today → import the plan of this year",
		"! xã Sơn Kỳ: 15 questions",
		"! xã Sơn Kỳ: swapped days and the days of the lunar new year of 2032",
	)
	o.count(t, `WITH gone AS (DELETE FROM chat WHERE title LIKE '%Tư pháp%' RETURNING 1) SELECT count(*) FROM gone`)
	begin(t, examined(t, o.environ(), exitOK)[2:3],
		"! xã Sơn Kỳ: 1 of 6 units have no chat: TPHT → type /bind CODE in the group of each")
}

func TestDoctorTellsWhoIsNotReached(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.count(t, `WITH cut AS (UPDATE chat SET active = false WHERE title LIKE '%Tư pháp%' OR title LIKE 'UBND%' RETURNING 1)
		SELECT count(*) FROM cut`)
	o.count(t, `WITH cut AS (UPDATE staff SET unreachable = true WHERE name LIKE 'Chủ tịch%' RETURNING 1)
		SELECT count(*) FROM cut`)
	o.count(t, `WITH dead AS (
			INSERT INTO outbox (key, commune_id, chat_id, kind, due_at, send_after, outcome, done_at)
			SELECT d.day::text, co.id, 1, 'alert', d.day, d.day, 'dead', d.day
			FROM commune co, (VALUES (timestamptz '2024-03-03 08:00+07'), ('2024-02-20 08:00+07')) d (day)
			RETURNING 1)
		SELECT count(*) FROM dead`)
	begin(t, examined(t, o.environ(), exitOK)[2:8],
		"✓ xã Sơn Kỳ: all 6 units have a chat",
		"! xã Sơn Kỳ: 15 questions",
		"✓ xã Sơn Kỳ: calendar of 2025 is known",
		"! xã Sơn Kỳ: messages do not reach the chats of 2 units: TPHT, UBNDX → add the bot to the group of each again",
		"! xã Sơn Kỳ: the Chairman has no chat → type /bind CODE in a group of the leaders",
		"! xã Sơn Kỳ: 1 messages of the last seven days were given up → look for \"not delivered\" in the log",
	)
}

func TestDoctorWithoutAPlan(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	env := o.environ()
	env["DATABASE_URL"] = storagetest.New(t)
	begin(t, examined(t, env, exitOK)[1:3],
		"✓ schema is current",
		"! no commune has a plan yet → planbot import FILE --apply",
	)
}

func TestDoctorFindsAllIll(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	env := o.environ()
	env["TELEGRAM_BOT_TOKEN"] = strings.Replace(testToken, "7000000001:", "7000000002:", 1)
	begin(t, examined(t, env, exitFailure, "--database-url=postgres://u:"+testPassword+"@127.0.0.1:1/d"),
		"✗ database: reach the database: dial tcp 127.0.0.1:1: connect: connection refused → check DATABASE_URL",
		"✓ Bot API reachable",
		"✗ token not accepted → take the current one from @BotFather",
	)
	env["TELEGRAM_API_URL"] = "http://127.0.0.1:1"
	begin(t, examined(t, env, exitFailure)[7:],
		"✗ Bot API not reachable: ")
}

func TestDoctorWantsAnUpToDateSchema(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.count(t, `WITH gone AS (DELETE FROM goose_db_version WHERE version_id = 4 RETURNING 1) SELECT count(*) FROM gone`)
	begin(t, examined(t, o.environ(), exitFailure)[1:2], "✗ schema lacks 1 migrations → planbot migrate")
}

func TestDoctorCountsTheAuditLog(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	owner := &office{dsn: o.dsn + "&session_replication_role=replica"} // no trigger stops them
	owner.count(t, `WITH gone AS (DELETE FROM audit WHERE id = 2 RETURNING 1) SELECT count(*) FROM gone`)
	begin(t, examined(t, o.environ(), exitFailure)[6:7],
		"✗ audit log has 6 rows, its chain 7: some were taken away or put in → planbot audit verify tells which")
}
