package migrations

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"io/fs"
	"log"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	_ "github.com/lib/pq"
	"golang.org/x/sync/errgroup"

	"planbot/storage/pgembed"
)

func TestUpAppliesEverythingOnce(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	fsys := steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)", "CREATE TABLE c (n int)")

	wantPending(t, db, fsys, 3)
	wantVersion(t, db, 0)
	wantApplied(t, db, fsys, 3)
	wantPending(t, db, fsys, 0)
	wantVersion(t, db, 3)
	wantApplied(t, db, fsys, 0)
}

func TestUpContinuesWhereItStopped(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	wantApplied(t, db, steps("CREATE TABLE a (n int)"), 1)
	wantApplied(t, db, steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)"), 1)
}

func TestOlderBinaryAcceptsNewerSchema(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	wantApplied(t, db, steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)"), 2)
	wantApplied(t, db, steps("CREATE TABLE a (n int)"), 0)
}

func TestPendingAndVersionChangeNothing(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	wantPending(t, db, steps("SELECT 1"), 1)
	wantVersion(t, db, 0)
	var tables int
	err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables)
	if err != nil || tables != 0 {
		t.Errorf("got %d tables, %v, want none", tables, err)
	}
}

func TestFailingFileLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	broken := steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int); SELECT 1/0")

	applied, err := up(t.Context(), db, broken)
	if applied != 1 || err == nil || !strings.Contains(err.Error(), "division by zero") {
		t.Errorf("got %d, %v, want 1, division by zero", applied, err)
	}
	wantVersion(t, db, 1)
	mended := steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)")
	wantApplied(t, db, mended, 1) // fails if table b were there
}

func TestFailingFirstFileLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	if applied, err := up(t.Context(), db, steps("CREATE TABLE a (n int); SELECT 1/0")); applied != 0 || err == nil {
		t.Errorf("got %d, %v, want 0 and an error", applied, err)
	}
	wantApplied(t, db, steps("CREATE TABLE a (n int)"), 1)
}

func TestThreeMigratorsRace(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	fsys := steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)", "CREATE TABLE c (n int)")
	applied := make([]int, 3)
	group, ctx := errgroup.WithContext(t.Context())
	for i := range applied {
		group.Go(func() (err error) {
			applied[i], err = up(ctx, db, fsys)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if sum := applied[0] + applied[1] + applied[2]; sum != 3 {
		t.Errorf("applied %v, want 3 in all", applied)
	}
	wantVersion(t, db, 3)
}

func TestOneConnectionIsEnough(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	db.SetMaxOpenConns(1)
	wantApplied(t, db, steps("CREATE TABLE a (n int)", "CREATE TABLE b (n int)"), 2)
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	holder, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	if err := (pollingLock{}).SessionLock(t.Context(), holder); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*lockPoll)
	defer cancel()
	if applied, err := up(ctx, db, steps("SELECT 1")); applied != 0 || err == nil {
		t.Errorf("got %d, %v, want 0 and an error", applied, err)
	}
}

func TestUpIsSilent(t *testing.T) {
	var said bytes.Buffer
	log.SetOutput(&said)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	wantApplied(t, emptyDatabase(t), steps("CREATE TABLE a (n int)"), 1)
	if said.Len() > 0 {
		t.Errorf("got %q, want nothing", said.String())
	}
}

func TestShippedFilesApply(t *testing.T) {
	t.Parallel()
	db := emptyDatabase(t)
	names := shipped(t)
	if applied, err := Up(t.Context(), db); applied != len(names) || err != nil {
		t.Fatalf("got %d, %v, want %d", applied, err, len(names))
	}
	if left, err := Pending(t.Context(), db); left != 0 || err != nil {
		t.Errorf("got %d pending, %v, want 0", left, err)
	}
}

func TestShippedFilesFollowTheRules(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^\d{4}_[a-z]+(_[a-z0-9]+)+\.sql$`)
	for i, name := range shipped(t) {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%04d_", i+1); !form.MatchString(name) || !strings.HasPrefix(name, want) {
			t.Errorf("%s: want a name like %sverb_noun.sql", name, want)
		}
		first, _, _ := strings.Cut(string(content), "\n")
		if !strings.HasPrefix(first, "-- ") || strings.Contains(first, "+goose") {
			t.Errorf("%s: opens with %q, want a comment that says what it is for", name, first)
		}
		if strings.Contains(string(content), "-- +goose Down") {
			t.Errorf("%s: has a way back", name)
		}
	}
}

// BenchmarkUpWithNothingPending is part of every start of the bot.
func BenchmarkUpWithNothingPending(b *testing.B) {
	db := emptyDatabase(b)
	if _, err := Up(b.Context(), db); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Up(b.Context(), db); err != nil {
			b.Fatal(err)
		}
	}
}

func wantApplied(t *testing.T, db *sql.DB, fsys fs.FS, want int) {
	t.Helper()
	if got, err := up(t.Context(), db, fsys); got != want || err != nil {
		t.Errorf("applied %d, %v, want %d", got, err, want)
	}
}

func wantPending(t *testing.T, db *sql.DB, fsys fs.FS, want int) {
	t.Helper()
	if got, err := pending(t.Context(), db, fsys); got != want || err != nil {
		t.Errorf("pending %d, %v, want %d", got, err, want)
	}
}

func wantVersion(t *testing.T, db *sql.DB, want int64) {
	t.Helper()
	if got, err := Version(t.Context(), db); got != want || err != nil {
		t.Errorf("version %d, %v, want %d", got, err, want)
	}
}

func shipped(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// steps makes migration files of the statements, numbered from 1.
func steps(statements ...string) fs.FS {
	fsys := fstest.MapFS{}
	for i, statement := range statements {
		name := fmt.Sprintf("%04d_take_step.sql", i+1)
		fsys[name] = &fstest.MapFile{Data: []byte("-- A step.\n-- +goose Up\n" + statement + ";\n")}
	}
	return fsys
}

// server is one for all tests of the package. It ends with the process.
var server = sync.OnceValues(func() (*pgembed.Server, error) {
	return pgembed.Start(context.Background(), pgembed.Options{Fast: true})
})

// emptyDatabase returns a database of the test's own.
func emptyDatabase(tb testing.TB) *sql.DB {
	tb.Helper()
	running, err := server()
	if err != nil {
		tb.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	admin := open(tb, running.DSN(""))
	if _, err := admin.ExecContext(tb.Context(), "CREATE DATABASE "+name); err != nil {
		tb.Fatal(err)
	}
	return open(tb, running.DSN(name))
}

func open(tb testing.TB, dsn string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	return db
}
