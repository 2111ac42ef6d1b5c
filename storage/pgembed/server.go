//go:build unix

package pgembed

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// superuser is the only role of a private server. Whoever can enter the socket's directory is trusted with it.
const superuser = "planbot"

// Server is a running PostgreSQL.
type Server struct {
	socket string
	proc   *process
	homes  []*home // the directories held for as long as the server runs
	stop   func() error
}

// Start starts a server and returns once it accepts connections. The context bounds the start, not the life of
// the server. Stop must be called; if it cannot be, the server ends with this process and the next Start tidies
// up. The error wraps ErrUnavailable, ErrInUse or ErrOtherVersion where one of them is the reason.
func Start(ctx context.Context, opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	sweep(opts.Log)
	s := &Server{}
	if err := s.start(ctx, opts); err != nil {
		s.release()
		return nil, fmt.Errorf("start a private PostgreSQL: %w", err)
	}
	s.stop = sync.OnceValue(s.shutDown)
	return s, nil
}

func (s *Server) start(ctx context.Context, opts Options) error {
	parent := os.TempDir()
	if opts.Fast && opts.DataDir == "" {
		parent = fastestTemporaryDir()
	}
	run, err := newTemporary(parent)
	if err != nil {
		return err
	}
	s.homes = append(s.homes, run)

	store := run
	if opts.DataDir != "" {
		if store, err = openPersistent(opts.DataDir); err != nil {
			return err
		}
		s.homes = append(s.homes, store)
	}

	c := &cluster{dir: store.data(), temporary: store == run, log: opts.Log}
	if err := c.prepare(ctx); err != nil {
		return c.account.explain(err, c.dir, c.bin.dir)
	}
	s.socket = filepath.Join(run.dir, "socket")
	if err := c.account.mkdir(s.socket); err != nil {
		return err
	}
	s.proc, err = c.run(ctx, store, s.socket, opts.Fast)
	return c.account.explain(err, c.dir, c.bin.dir)
}

// DSN returns the address of a database of this server, as a URL for lib/pq or psql. The empty name means the
// database "postgres", which every server has.
func (s *Server) DSN(database string) string {
	if database == "" {
		database = "postgres"
	}
	query := url.Values{"host": {s.socket}, "sslmode": {"disable"}}
	address := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database, RawQuery: query.Encode()}
	return address.String()
}

// Stop ends the server, open connections included, and removes what was temporary. Later calls return what the
// first one did.
func (s *Server) Stop() error { return s.stop() }

func (s *Server) shutDown() error {
	err := s.proc.stop(syscall.SIGINT)
	s.release()
	return err
}

// release gives the directories back, in the reverse order of their taking.
func (s *Server) release() {
	for i := len(s.homes) - 1; i >= 0; i-- {
		s.homes[i].close()
	}
}

// settings are the server's parameters. It is meant to be small: one bot is its only client, often on a machine
// with a gigabyte of memory.
func settings(socket string, fast bool) []string {
	args := []string{
		"listen_addresses=", "unix_socket_directories=" + socket, "port=5432",
		"timezone=UTC", "log_timezone=UTC",
		// Errors of statements reach the bot, which logs them without the values they carry.
		"log_min_messages=log", "log_checkpoints=off",
		// Nobody replicates from a private server, and its queries are too short for compilation or helpers.
		"wal_level=minimal", "max_wal_senders=0", "max_logical_replication_workers=0",
		"max_parallel_workers_per_gather=0", "jit=off",
	}
	if fast {
		return append(args, "shared_buffers=128MB", "max_connections=200", "autovacuum=off",
			"fsync=off", "synchronous_commit=off", "full_page_writes=off", "checkpoint_timeout=30min")
	}
	return append(args, "shared_buffers=64MB", "max_connections=100")
}

// exists says whether there is a file or directory at the path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
