package bot_test

import (
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	sheets "planbot/bot/report"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

// fiveYears has one commune of five with the plans of all: five years of 24 tasks, twelve months and six units, each
// figure with its row of the audit log.
var fiveYears = []string{
	`SET LOCAL session_replication_role = replica`,
	`UPDATE plan SET commune_id = 1, year = 2019 + id, number = id || '/KH-UBND'`,
	`UPDATE task SET commune_id = 1`,
	`UPDATE target SET commune_id = 1`,
	`UPDATE entry SET unit_id = unit_id - 10 * (commune_id - 1), commune_id = 1, chat_id = chat_id - 1000 * plan_id, period_year = 2019 + plan_id`,
	`UPDATE total SET unit_id = unit_id - 10 * (commune_id - 1), commune_id = 1`,
	`SET LOCAL session_replication_role = DEFAULT`,
	`INSERT INTO audit (commune_id, at, actor_id, actor_name, chat_id, message_id, action, subject, before, after)
	 SELECT 1, recorded_at, author_id, author_name, chat_id, message_id, 'record', 'target ' || target_id, to_jsonb(e), to_jsonb(e) FROM entry e`,
}

// BenchmarkExport takes five years of one commune out of the database. It reports how much more memory the process holds.
func BenchmarkExport(b *testing.B) {
	dsn := storagetest.New(b)
	db, err := storage.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	storagetest.Nation(b, db, 5)
	together(b, db)
	store, err := storage.Open(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	var before, after runtime.MemStats
	size, cpu := 0, cpuTime(b)
	debug.FreeOSMemory()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		err := store.Archive(b.Context(), 1, nil, func(a plan.Archive) error {
			if len(a.Plans) != 5 {
				b.Fatalf("%d plans", len(a.Plans))
			}
			file, err := sheets.Export(a, a.Plans[0].Commune, calendar.NewDate(2024, 12, 31))
			size = len(file)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((cpuTime(b)-cpu).Seconds()/float64(b.N), "cpu-s/op")
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64((after.HeapSys-after.HeapReleased)-(before.HeapSys-before.HeapReleased))/(1<<20), "MB-more")
	b.ReportMetric(float64(size)/(1<<20), "MB-file")
}

// cpuTime is how long this process has worked so far, whatever else the machine does.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func together(b *testing.B, db *sqlx.DB) {
	b.Helper()
	tx, err := db.Beginx()
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	for _, statement := range fiveYears {
		if _, err := tx.Exec(statement); err != nil {
			b.Fatalf("%v\n%s", err, statement)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
