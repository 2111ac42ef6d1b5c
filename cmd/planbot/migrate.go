package main

import (
	"context"
	"fmt"

	"planbot/migrations"
	"planbot/storage"
)

// migrate brings the schema up to date without serving.
type migrate struct{ databaseFlags }

// Run applies what is pending.
func (c *migrate) Run(ctx context.Context, p *program) error {
	at, err := c.start(ctx, p)
	if err != nil {
		return err
	}
	defer at.stop(p)
	db, err := storage.Connect(ctx, at.dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	applied, err := migrations.Up(ctx, db.DB)
	if err != nil {
		return err
	}
	version, err := migrations.Version(ctx, db.DB)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "schema version %d, %d applied now\n", version, applied)
	return nil
}
