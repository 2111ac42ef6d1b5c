package main

import (
	"context"
	"errors"
	"time"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/pgembed"
)

// oldestServer is the oldest Postgres that the driver knows, as the server numbers itself.
const oldestServer = 14_00_00

// examineDatabase looks at the database, its schema and what the communes in it lack.
func (c *doctor) examineDatabase(ctx context.Context, p *program, found *findings) {
	at, err := c.start(ctx, p)
	switch {
	case errors.Is(err, pgembed.ErrInUse):
		found.doubt("stop that one for a moment to have it looked at", "database: another planbot runs on it")
		return
	case err != nil:
		found.bad("install PostgreSQL 14 or newer, or set DATABASE_URL", "database: %s", sentence(err))
		return
	}
	defer at.stop(p)
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	db, err := storage.Inspect(ctx, at.dsn)
	if err != nil {
		found.bad("check DATABASE_URL and that the server runs", "database: %s", sentence(err))
		return
	}
	defer db.Close()
	if examineServer(ctx, db, found) && examineSchema(ctx, db, found) {
		examineCommunes(ctx, db, calendar.DateOf(c.Now.clock()().In(calendar.Zone)), found)
		examineAudit(ctx, db, found)
	}
}

func examineServer(ctx context.Context, db storage.Inspection, found *findings) bool {
	switch number, name, err := db.Server(ctx); {
	case err != nil:
		found.bad("check the server", "database: %s", sentence(err))
		return false
	case number < oldestServer:
		found.bad("upgrade to 14 or newer", "database is PostgreSQL %s", name)
		return false
	default:
		found.good("database is PostgreSQL %s", name)
		return true
	}
}

func examineSchema(ctx context.Context, db storage.Inspection, found *findings) bool {
	pending, err := db.Pending(ctx)
	switch {
	case err != nil:
		found.bad("check the rights of the database user", "schema: %s", sentence(err))
		return false
	case pending > 0:
		found.bad("planbot migrate (serve does it too)", "schema lacks %d migrations", pending)
		return false
	}
	found.good("schema is current")
	return true
}

func examineCommunes(ctx context.Context, db storage.Inspection, today calendar.Date, found *findings) {
	wards, err := db.Communes(ctx, today)
	if err != nil {
		found.bad("check the rights of the database user", "communes: %s", sentence(err))
		return
	}
	if len(wards) == 0 {
		found.doubt("planbot import FILE --apply", "no commune has a plan yet")
	}
	for _, w := range wards {
		ward(w).examine(today, found)
	}
}

// examineAudit counts the rows of the audit log against its chain; proving each is for another command.
func examineAudit(ctx context.Context, db storage.Inspection, found *findings) {
	switch rows, linked, err := db.AuditLength(ctx); {
	case err != nil:
		found.bad("check the rights of the database user", "audit log: %s", sentence(err))
	case rows != linked:
		found.bad("planbot audit verify tells which", "audit log has %d rows, its chain %d: some were taken away or put in",
			rows, linked)
	default:
		found.good("audit log has all of its %d rows; planbot audit verify proves each", rows)
	}
}
