package main

import (
	"context"

	"planbot/storage"
	"planbot/storage/pgembed"
)

// database is where the plan is kept: the one an operator named, or a private one that ends with this process.
type database struct {
	dsn     string
	private *pgembed.Server // nil when the operator named one
}

// start finds the database, and starts it where it is a private one.
func (f databaseFlags) start(ctx context.Context, p *program) (*database, error) {
	if f.DatabaseURL != "" {
		return &database{dsn: f.DatabaseURL}, nil
	}
	dir, err := f.dataDir(p.env)
	if err != nil {
		return nil, err
	}
	private, err := pgembed.Start(ctx, pgembed.Options{DataDir: dir, Log: p.log})
	if err != nil {
		return nil, err
	}
	p.log.Debug("private database started", "dir", dir)
	return &database{dsn: private.DSN(""), private: private}, nil
}

// stop ends a private database.
func (d *database) stop(p *program) {
	if d.private == nil {
		return
	}
	if err := d.private.Stop(); err != nil {
		p.log.Error("private database not stopped", "err", err)
	}
}

// withStore opens the database with an up-to-date schema for as long as f runs.
func (f databaseFlags) withStore(ctx context.Context, p *program, use func(*storage.Store) error) error {
	db, err := f.start(ctx, p)
	if err != nil {
		return err
	}
	defer db.stop(p)
	store, err := storage.Open(ctx, db.dsn)
	if err != nil {
		return err
	}
	defer store.Close()
	return use(store)
}
