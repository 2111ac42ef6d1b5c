package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/plan"
)

// newDB limits a pool to what one process needs.
func newDB(connector *pq.Connector) *sql.DB {
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// unwatched is a context for the statements of every update. lib/pq starts a goroutine for each query to watch a
// context that can end, which more than doubles what a short one costs; these are ended by the server instead, after
// statementTimeout.
func unwatched(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

// statementTimeout ends a statement that hangs, whoever waits for it.
const statementTimeout = "30s"

// Transactions that lock rows of several kinds take them in this order, so that none waits in a circle: plans, totals,
// watches, mailboxes, letters.

// inTx runs f in one transaction: committed when f returns nil, rolled back on an error or a panic. What a
// concurrent transaction made fail is tried again.
func (s *Store) inTx(ctx context.Context, f func(tx *sqlx.Tx) error) error {
	const tries = 3
	var err error
	for range tries {
		if err = s.tryTx(ctx, f); !conflicts(err) {
			return err
		}
	}
	return err
}

func (s *Store) tryTx(ctx context.Context, f func(tx *sqlx.Tx) error) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", translate(ctx, err))
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return translate(ctx, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", translate(ctx, err))
	}
	return nil
}

// SQLSTATE codes that this package reads.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	queryCanceled        = "57014"
)

func conflicts(err error) bool {
	code := sqlState(err)
	return code == serializationFailure || code == deadlockDetected
}

func sqlState(err error) string {
	var pqErr *pq.Error
	if errors.As(err, &pqErr) {
		return string(pqErr.Code)
	}
	return ""
}

// translate turns the database's errors into the plan's: no row is ErrNotFound, and a query that was stopped because
// our context ended is that context's error, which neither lib/pq nor database/sql says.
func translate(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return plan.ErrNotFound
	case ctx.Err() != nil && (sqlState(err) == queryCanceled || errors.Is(err, sql.ErrTxDone)):
		return ctx.Err()
	default:
		return err
	}
}

// redactDSN keeps a password that stands in a malformed address out of the error.
func redactDSN(err error) error {
	var pqErr *pq.Error
	if errors.As(err, &pqErr) {
		return err
	}
	return redacted{err}
}
