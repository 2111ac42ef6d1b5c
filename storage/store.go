// Package storage keeps the plan in Postgres: one public method is one use case and one transaction. Rules live
// in storage/plan; this package locks, reads, asks them, writes, and turns the database's errors into the plan's.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/migrations"
	"planbot/storage/plan"
)

// Store is the plan in one Postgres database. It is safe for concurrent use, and several may share a database.
type Store struct {
	db    *sqlx.DB
	dsn   string
	leads *sql.DB // see Lead
	hot   statements
	plans planCache

	overdue overdue

	point func(name string) // see AtPoints
	judge func(w plan.Watch, at time.Time, spread time.Duration) plan.Round
}

// statements are prepared once: unprepared, lib/pq would parse them on the server at every call.
type statements struct {
	place, private, totals, posted      *sqlx.Stmt
	receive, finish                     *sqlx.Stmt
	sourceEntries, slotEntries, newest  *sqlx.Stmt
	insertEntry, lockTotal, updateTotal *sqlx.Stmt
	wake, steps                         *sqlx.Stmt
}

// connections is enough for two busy cores; Postgres does the rest of the queueing worse than we do.
const connections = 8

// Connect opens the database, without looking at its schema.
func Connect(ctx context.Context, dsn string) (*sqlx.DB, error) {
	connector, err := connectorOf(dsn)
	if err != nil {
		return nil, err
	}
	db := sqlx.NewDb(newDB(connector), "postgres")
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("reach the database: %w", redactDSN(err))
	}
	return db, nil
}

func connectorOf(dsn string) (*pq.Connector, error) {
	config, err := pq.NewConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", redactDSN(err))
	}
	config.Runtime = session(config.Runtime)
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", redactDSN(err))
	}
	return connector, nil
}

// session adds to what the operator's address asks of every connection: a statement that hangs is ended; a prepared
// statement is planned once, because ours go by key and planning anew takes longer than the call; and a page out of
// order costs what it costs in memory, so that keys are looked up and small tables not read through. What a host held
// that lost its power is free again after nine seconds, the lead and locked rows among it, and what a process that
// froze inside a transaction held, after a minute.
func session(asked map[string]string) map[string]string {
	settings := map[string]string{
		"statement_timeout": statementTimeout, "plan_cache_mode": "force_generic_plan", "random_page_cost": "1.1",
		"tcp_keepalives_idle": "3", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3", "tcp_user_timeout": "9s",
		"idle_in_transaction_session_timeout": "1min",
	}
	maps.Copy(settings, asked)
	return settings
}

// Open connects, brings the schema up to date under an advisory lock, and prepares the hot statements.
func Open(ctx context.Context, dsn string) (*Store, error) {
	db, err := Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	if _, err := migrations.Up(ctx, db.DB); err != nil {
		db.Close()
		return nil, translate(ctx, err)
	}
	s, err := New(ctx, db, dsn)
	if err != nil {
		db.Close()
	}
	return s, err
}

// New makes a store of a database whose schema is up to date. It takes over db and closes it with Close. dsn is where
// the database is, for connections that are not to come from the pool.
func New(ctx context.Context, db *sqlx.DB, dsn string) (*Store, error) {
	leads, err := openLeads(dsn)
	if err != nil {
		return nil, err
	}
	s := &Store{
		db: db, dsn: dsn, leads: leads, judge: plan.Watch.Round, overdue: overdue{most: behindMost},
		plans: planCache{byID: map[int64]*plan.Plan{}, mu: new(sync.Mutex)},
	}
	for target, query := range map[**sqlx.Stmt]string{
		&s.hot.place:         placeQuery,
		&s.hot.private:       privateQuery,
		&s.hot.totals:        totalsQuery,
		&s.hot.posted:        postedQuery,
		&s.hot.receive:       receiveQuery,
		&s.hot.finish:        finishQuery,
		&s.hot.sourceEntries: sourceEntriesQuery,
		&s.hot.slotEntries:   slotEntriesQuery,
		&s.hot.newest:        newestQuery,
		&s.hot.insertEntry:   insertEntryQuery,
		&s.hot.lockTotal:     lockTotalQuery,
		&s.hot.updateTotal:   updateTotalQuery,
		&s.hot.wake:          wakeQuery,
		&s.hot.steps:         stepsQuery,
	} {
		stmt, err := db.PreparexContext(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("prepare a statement: %w", translate(ctx, err))
		}
		*target = stmt
	}
	return s, nil
}

// Close releases the database.
func (s *Store) Close() error { return errors.Join(s.leads.Close(), s.db.Close()) }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }
