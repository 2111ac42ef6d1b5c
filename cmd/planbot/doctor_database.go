package main

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"planbot/migrations"
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
	db, err := storage.Connect(ctx, at.dsn)
	if err != nil {
		found.bad("check DATABASE_URL and that the server runs", "database: %s", sentence(err))
		return
	}
	defer db.Close()
	if examineServer(ctx, db.DB, found) && examineSchema(ctx, db.DB, found) {
		today := calendar.DateOf(c.Now.clock()().In(calendar.Zone))
		examineCommunes(ctx, db.DB, today, found)
		examineAlerts(ctx, db.DB, today, found)
		examineAudit(ctx, db.DB, found)
	}
}

func examineServer(ctx context.Context, db *sql.DB, found *findings) bool {
	var number int
	var name string
	err := db.QueryRowContext(ctx, `
		SELECT current_setting('server_version_num')::integer, current_setting('server_version')`).Scan(&number, &name)
	switch {
	case err != nil:
		found.bad("check the server", "database: %s", sentence(err))
		return false
	case number < oldestServer:
		found.bad("upgrade to 14 or newer", "database is PostgreSQL %s", name)
		return false
	}
	found.good("database is PostgreSQL %s", name)
	return true
}

func examineSchema(ctx context.Context, db *sql.DB, found *findings) bool {
	pending, err := migrations.Pending(ctx, db)
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
