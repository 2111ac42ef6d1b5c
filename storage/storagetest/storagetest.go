// Package storagetest gives every test a database of its own with the current schema.
//
// A test binary runs one private server, from its first use to the end of the process. The schema is migrated
// once into a template; each test gets a copy of it, which costs a few dozen milliseconds, and may do with it what
// it likes, in parallel with the others.
package storagetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq" // the driver named "postgres"

	"planbot/migrations"
	"planbot/storage/pgembed"
)

// New returns the address of a fresh, migrated database that is dropped when the test ends.
func New(tb testing.TB) (dsn string) {
	tb.Helper()
	s, err := running()
	if err != nil {
		tb.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	if err := s.clone(tb.Context(), name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.drop(name); err != nil {
			tb.Error(err)
		}
	})
	return s.private.DSN(name)
}

// Open returns a pool on a fresh, migrated database. It is closed when the test ends.
func Open(tb testing.TB) *sqlx.DB {
	tb.Helper()
	return Pool(tb, New(tb))
}

const (
	// template is the migrated database that tests get copies of.
	template = "migrated"
	// maxPerTest keeps tests that run in parallel below the server's limit of connections.
	maxPerTest = 20
)

// running starts the server at its first call. Nobody stops it: it ends with the process.
var running = sync.OnceValues(start)

type server struct {
	private *pgembed.Server
	admin   *sql.DB
	copying string // how CREATE DATABASE is told to copy files
}

func start() (*server, error) {
	ctx := context.Background()
	private, err := pgembed.Start(ctx, pgembed.Options{Fast: true})
	if err != nil {
		return nil, err
	}
	admin, err := sql.Open("postgres", private.DSN(""))
	if err != nil {
		return nil, err
	}
	s := &server{private: private, admin: admin}
	if err := s.makeTemplate(ctx); err != nil {
		return nil, fmt.Errorf("make the template database: %w", err)
	}
	return s, nil
}

func (s *server) makeTemplate(ctx context.Context) error {
	var version int
	if err := s.admin.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	if version >= 150000 { // before that, it was the only way
		s.copying = " STRATEGY file_copy"
	}
	if _, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+template+s.copying); err != nil {
		return err
	}
	db, err := sql.Open("postgres", s.private.DSN(template))
	if err != nil {
		return err
	}
	// A template with an open connection cannot be copied.
	defer db.Close()
	_, err = migrations.Up(ctx, db)
	return err
}

func (s *server) clone(ctx context.Context, name string) error {
	if _, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+s.copying); err != nil {
		return fmt.Errorf("copy the template database: %w", err)
	}
	return nil
}

// drop ends connections that the test left open, too.
func (s *server) drop(name string) error {
	if _, err := s.admin.ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop the test's database: %w", err)
	}
	return nil
}
