package storage

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"sync"
	"time"
)

// leadLock is the advisory lock of the one process that polls Telegram for this database.
const leadLock = 0x706c616e626f74 // "planbot"

const (
	leadAsked    = time.Second     // how often whoever has the lead makes sure of it
	leadPatience = 5 * time.Second // with the database; it gives the lead of a dead connection away later than that
)

// Lead is the right to poll Telegram, which one process of a database has at a time. It ends with Release, with its
// connection, or with the process, whatever comes first.
type Lead struct {
	conn *sql.Conn
	once sync.Once
}

// Lead makes this process the one that polls; ok is false while another is.
func (s *Store) Lead(ctx context.Context) (lead *Lead, ok bool, err error) {
	conn, err := s.leads.Conn(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("ask for the lead: %w", translate(ctx, err))
	}
	if err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1)`, int64(leadLock)).Scan(&ok); err != nil || !ok {
		conn.Close()
		return nil, false, translate(ctx, err)
	}
	return &Lead{conn: conn}, true, nil
}

// Watch returns when the lead is lost, or ctx ends. Whoever had it must stop at once: another may have it already.
func (l *Lead) Watch(ctx context.Context) error {
	tick := time.NewTicker(leadAsked)
	defer tick.Stop()
	for {
		if err := l.conn.PingContext(ctx); err != nil {
			return fmt.Errorf("hold the lead: %w", translate(ctx, err))
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Release gives the lead to whoever asks next. A closed pooled connection would keep the lock: it is unlocked first.
func (l *Lead) Release() {
	l.once.Do(func() {
		l.conn.ExecContext(context.Background(), `SELECT pg_advisory_unlock($1)`, int64(leadLock))
		l.conn.Close()
	})
}

// openLeads opens what connections are taken from for the lead: apart from the others, so that none of those is short,
// and impatient, so that a dead one is known for what it is.
func openLeads(dsn string) (*sql.DB, error) {
	connector, err := connectorOf(dsn)
	if err != nil {
		return nil, err
	}
	connector.Dialer(impatientDialer{})
	db := sql.OpenDB(connector)
	db.SetMaxIdleConns(1)
	return db, nil
}

// impatientDialer makes connections that are broken where the database does not answer for long. lib/pq itself would
// wait for as long as the kernel hopes, whatever becomes of the context.
type impatientDialer struct{}

// DialContext connects.
func (impatientDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: leadPatience}
	conn, err := dialer.DialContext(ctx, network, address)
	return impatient{conn}, err
}

// Dial is DialContext for those who have none.
func (d impatientDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialTimeout is Dial: nobody has less patience.
func (d impatientDialer) DialTimeout(network, address string, _ time.Duration) (net.Conn, error) {
	return d.Dial(network, address)
}

type impatient struct{ net.Conn }

// Read fails where nothing comes for long.
func (c impatient) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(leadPatience)); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}
