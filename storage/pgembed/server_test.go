//go:build unix

package pgembed_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/lib/pq"

	"planbot/storage/pgembed"
)

func TestTemporaryServerLeavesNothing(t *testing.T) {
	temporary := reachable(t)
	t.Setenv("TMPDIR", temporary)
	server := start(t, pgembed.Options{Fast: true})
	if got := ask[int](t, server.DSN(""), "SELECT 1"); got != 1 {
		t.Errorf("got %d, want 1", got)
	}
	for range 2 { // the second is without effect
		if err := server.Stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	}
	if left := list(t, temporary); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestServerIsReachedOnlyByItsSocket(t *testing.T) {
	t.Parallel()
	server := start(t, pgembed.Options{Fast: true})
	if got := ask[string](t, server.DSN(""), "SHOW listen_addresses"); got != "" {
		t.Errorf("listens on %q, want nothing", got)
	}
	socket := ask[string](t, server.DSN(""), "SHOW unix_socket_directories")
	info, err := os.Stat(socket)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != 0o700 {
		t.Errorf("socket directory has mode %o, want 700", got)
	}
}

func TestVietnameseLettersHaveTwoCases(t *testing.T) {
	t.Parallel()
	server := start(t, pgembed.Options{Fast: true})
	if got := ask[string](t, server.DSN(""), "SELECT lower('ĐẤT ƯỚT')"); got != "đất ướt" {
		t.Errorf("got %q, want %q", got, "đất ướt")
	}
}

func TestKeptDataSurvivesRestart(t *testing.T) {
	t.Parallel()
	opts := pgembed.Options{DataDir: filepath.Join(reachable(t), "made", "here")}
	server := start(t, opts)
	run(t, server.DSN(""), "CREATE TABLE kept AS SELECT 42 AS n")
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	server = start(t, opts)
	if got := ask[int](t, server.DSN(""), "SELECT n FROM kept"); got != 42 {
		t.Errorf("got %d, want 42", got)
	}
	if got := ask[string](t, server.DSN(""), "SHOW fsync"); got != "on" {
		t.Errorf("fsync is %s, want on", got)
	}
}

func TestSecondStarterIsRefused(t *testing.T) {
	t.Parallel()
	opts := pgembed.Options{DataDir: reachable(t)}
	start(t, opts)
	_, err := pgembed.Start(t.Context(), opts)
	if !errors.Is(err, pgembed.ErrInUse) || !strings.Contains(err.Error(), opts.DataDir) {
		t.Errorf("got %v, want ErrInUse of %s", err, opts.DataDir)
	}
}

func TestDataOfAnotherMajorVersionIsLeftAlone(t *testing.T) {
	t.Parallel()
	dataDir := reachable(t)
	version := filepath.Join(dataDir, "data", "PG_VERSION")
	if err := os.Mkdir(filepath.Dir(version), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(version, []byte("13\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := pgembed.Start(t.Context(), pgembed.Options{DataDir: dataDir})
	if !errors.Is(err, pgembed.ErrOtherVersion) {
		t.Errorf("got %v, want ErrOtherVersion", err)
	}
	if left := list(t, filepath.Dir(version)); len(left) != 1 {
		t.Errorf("got %v, want PG_VERSION alone", left)
	}
}

func TestCancelledStartLeavesNothing(t *testing.T) {
	dataDir, temporary := reachable(t), reachable(t)
	t.Setenv("TMPDIR", temporary)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pgembed.Start(ctx, pgembed.Options{DataDir: dataDir}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if left := list(t, temporary); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestKilledOwnerLeavesNoServerAndNoFiles(t *testing.T) {
	temporary := reachable(t)
	t.Setenv("TMPDIR", temporary)
	owner, dsn := startHelper(t, "temporary")
	kill(t, owner)
	if runtime.GOOS == "linux" {
		waitUntilGone(t, dsn)
	}

	server := start(t, pgembed.Options{Fast: true})
	waitUntilGone(t, dsn)
	if left := list(t, temporary); len(left) != 1 {
		t.Errorf("got %v, want only the new server's directory", left)
	}
	ask[int](t, server.DSN(""), "SELECT 1")
}

func TestLiveOwnerIsNotSwept(t *testing.T) {
	t.Setenv("TMPDIR", reachable(t))
	_, dsn := startHelper(t, "temporary")
	start(t, pgembed.Options{Fast: true})
	if got := ask[int](t, dsn, "SELECT 1"); got != 1 {
		t.Errorf("got %d, want 1", got)
	}
}

func TestStartAfterKilledOwnerKeepsData(t *testing.T) {
	t.Parallel()
	dataDir := reachable(t)
	owner, dsn := startHelper(t, dataDir)
	run(t, dsn, "CREATE TABLE kept AS SELECT 42 AS n")
	kill(t, owner)
	// At once, while the first server may still be ending.
	server := start(t, pgembed.Options{DataDir: dataDir})
	if got := ask[int](t, server.DSN(""), "SELECT n FROM kept"); got != 42 {
		t.Errorf("got %d, want 42", got)
	}
}

// start starts a server that ends with the test.
func start(tb testing.TB, opts pgembed.Options) *pgembed.Server {
	tb.Helper()
	server, err := pgembed.Start(tb.Context(), opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { server.Stop() })
	return server
}

// startHelper starts a server in a process of its own and returns the process with the server's address.
func startHelper(t *testing.T, dataDir string) (owner *exec.Cmd, dsn string) {
	t.Helper()
	owner = exec.CommandContext(t.Context(), os.Args[0])
	owner.Env = append(os.Environ(), helper+"="+dataDir)
	stdout, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { owner.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("helper says %q, %v", line, err)
	}
	return owner, strings.TrimSpace(line)
}

func kill(t *testing.T, owner *exec.Cmd) {
	t.Helper()
	if err := owner.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	owner.Wait() // its error is the kill
}

// waitUntilGone returns once no server answers at the address.
func waitUntilGone(t *testing.T, dsn string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		db, err := sql.Open("postgres", dsn)
		if err != nil {
			t.Fatal(err)
		}
		err = db.PingContext(ctx)
		db.Close()
		if ctx.Err() != nil {
			t.Fatal("the server still answers")
		}
		if errors.Is(err, syscall.ENOENT) || errors.Is(err, syscall.ECONNREFUSED) {
			return
		}
	}
}

func ask[T any](t *testing.T, dsn, query string) (answer T) {
	t.Helper()
	db := open(t, dsn)
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), query).Scan(&answer); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return answer
}

func run(t *testing.T, dsn, statement string) {
	t.Helper()
	db := open(t, dsn)
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func list(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// reachable returns a temporary directory that the server's account can enter when root runs the test. Its name is
// short, unlike that of T.TempDir, because the path of a socket may have only a hundred bytes.
func reachable(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	return dir
}
