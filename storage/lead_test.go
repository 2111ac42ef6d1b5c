package storage_test

import (
	"context"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"planbot/storage"
)

// leads is one try to get the lead.
func leads(t *testing.T, s *storage.Store) (*storage.Lead, bool) {
	t.Helper()
	lead, ok, err := s.Lead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return lead, ok
}

// One process polls at a time; another takes over when it lets go or dies.
func TestLead(t *testing.T) {
	t.Parallel()
	b := open(t)
	other, err := storage.Open(t.Context(), b.dsn)
	b.must(err)
	defer other.Close()
	lead, ok := leads(t, b.Store)
	if !ok {
		t.Fatal("nobody leads, and the first does not get it")
	}
	if _, ok := leads(t, other); ok {
		t.Fatal("two lead at once")
	}
	lead.Release()
	lead.Release()
	if lead, ok = leads(t, other); !ok {
		t.Fatal("the lead was let go, and the second does not get it")
	}
	b.endsLead()
	if err := watched(t, lead, 5*time.Second); err == nil {
		t.Error("the leader's session has ended, and it does not notice")
	}
	lead.Release()
	if lead, ok = leads(t, b.Store); !ok {
		t.Fatal("the leader died, and the first does not get it")
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(1500*time.Millisecond, cancel) // it is asked once more
	if err := lead.Watch(ctx); ctx.Err() == nil {
		t.Errorf("a lead that nobody takes is lost: %v", err)
	}
	lead.Release()
}

// endsLead ends the session of whoever leads.
func (b *books) endsLead() {
	b.Helper()
	_, err := b.db.ExecContext(b.Context(), `
		SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
		WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
		  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
	b.must(err)
}

// watched is how a watch ends, nil where it goes on for longer.
func watched(t *testing.T, lead *storage.Lead, most time.Duration) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), most)
	defer cancel()
	if err := lead.Watch(ctx); ctx.Err() == nil {
		return err
	}
	return nil
}

// A line on which nothing comes any more is no lead, long before the kernel gives it up.
func TestLeadOnADeadLine(t *testing.T) {
	t.Parallel()
	line := &deadLine{}
	s, err := storage.Open(t.Context(), line.from(t, open(t).dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	lead, ok := leads(t, s)
	if !ok {
		t.Fatal("nobody leads, and the first does not get it")
	}
	line.mu.Lock() // nothing comes from now on
	if err := watched(t, lead, 9*time.Second); err == nil {
		t.Error("the line is dead, and the leader does not notice before the database gives its lead away")
	}
	line.mu.Unlock()
	lead.Release()
}

// deadLine passes on what the database says for as long as its lock is free.
type deadLine struct{ mu sync.Mutex }

// from returns an address that leads to the database over the line.
func (l *deadLine) from(t *testing.T, dsn string) string {
	t.Helper()
	address, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	query, name := address.Query(), ".s.PGSQL.5432"
	server := filepath.Join(query.Get("host"), name)
	query.Set("host", t.TempDir())
	listener, err := net.Listen("unix", filepath.Join(query.Get("host"), name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go l.pass(client, server)
		}
	}()
	address.RawQuery = query.Encode()
	return address.String()
}

func (l *deadLine) pass(client net.Conn, server string) {
	defer client.Close()
	database, err := net.Dial("unix", server)
	if err != nil {
		return
	}
	defer database.Close()
	go io.Copy(database, client)
	for buf := make([]byte, 4096); ; {
		n, err := database.Read(buf)
		l.mu.Lock()
		_, failed := client.Write(buf[:n])
		l.mu.Unlock()
		if err != nil || failed != nil {
			return
		}
	}
}

// What a host without power held is free in time for another to take over within 15 seconds: it asks every second, and
// waits for four before it answers.
func TestDeadSessionsEndInTime(t *testing.T) {
	t.Parallel()
	b := open(t)
	db, err := storage.Connect(t.Context(), b.dsn)
	b.must(err)
	defer db.Close()
	var got struct {
		Keepalive int `db:"keepalive"`
		Unsent    int `db:"unsent"`
		Frozen    int `db:"frozen"`
	}
	b.must(db.GetContext(t.Context(), &got, `
		WITH s AS (SELECT name, reset_val::int AS n FROM pg_settings WHERE name LIKE 'tcp%' OR name LIKE 'idle_in_tr%')
		SELECT (SELECT n FROM s WHERE name = 'tcp_keepalives_idle') + (SELECT n FROM s WHERE name = 'tcp_keepalives_interval')
		       * (SELECT n FROM s WHERE name = 'tcp_keepalives_count') AS keepalive,
		       (SELECT n FROM s WHERE name = 'tcp_user_timeout') AS unsent,
		       (SELECT n FROM s WHERE name = 'idle_in_transaction_session_timeout') AS frozen`))
	if got.Keepalive < 6 || got.Keepalive > 10 || got.Unsent < 6_000 || got.Unsent > 10_000 {
		t.Errorf("a dead line lives for %d s, and for %d ms with something unsent, want 6 to 10 s", got.Keepalive, got.Unsent)
	}
	if got.Frozen < 1000 || got.Frozen > 120_000 {
		t.Errorf("a frozen transaction lives for %d ms, want a minute or two", got.Frozen)
	}
}
