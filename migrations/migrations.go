// Package migrations holds the database schema: every change ever shipped, in order, embedded in the binary.
//
// A file NNNN_verb_noun.sql moves the schema one step forward. There is no way back: an older binary must be able
// to live with the newer schema, and a file that was shipped is never edited.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed *.sql
var files embed.FS

// Up applies what is pending and returns how many files that was. Several processes may call it at once: one
// works, the others wait for it. Each file is one transaction, so a file that fails leaves nothing behind, and
// those before it stay applied. With nothing pending Up only reads.
func Up(ctx context.Context, db *sql.DB) (applied int, err error) {
	applied, err = up(ctx, db, files)
	if err != nil {
		return applied, fmt.Errorf("migrate: %w", err)
	}
	return applied, nil
}

// Pending returns how many files the database still lacks. It changes nothing.
func Pending(ctx context.Context, db *sql.DB) (int, error) {
	return pending(ctx, db, files)
}

// Version returns the number of the newest file applied, 0 in an empty database. It changes nothing.
func Version(ctx context.Context, db *sql.DB) (int64, error) {
	versions, err := appliedVersions(ctx, db)
	var newest int64
	for version := range versions {
		newest = max(newest, version)
	}
	return newest, err
}

func up(ctx context.Context, db *sql.DB, fsys fs.FS) (int, error) {
	missing, err := pending(ctx, db, fsys)
	if err != nil || missing == 0 {
		return 0, err
	}
	provider, err := newProvider(db, fsys)
	if err != nil {
		return 0, err
	}
	first, err := applyFirst(ctx, db, provider)
	if err != nil {
		return 0, err
	}
	rest, err := provider.Up(ctx)
	if partial, ok := errors.AsType[*goose.PartialError](err); ok {
		return first + len(partial.Applied), err
	}
	return first + len(rest), err
}

func newProvider(db *sql.DB, fsys fs.FS) (*goose.Provider, error) {
	return goose.NewProvider(goose.DialectPostgres, db, fsys,
		goose.WithSessionLocker(pollingLock{}), goose.WithDisableGlobalRegistry(true))
}

// applyFirst applies the first file to an empty database. Only this way does goose make its own table under the
// lock; its Up makes it before, and of several processes all but one fail and wait a second before they try again.
func applyFirst(ctx context.Context, db *sql.DB, provider *goose.Provider) (int, error) {
	if known, err := isKnown(ctx, db); err != nil || known {
		return 0, err
	}
	_, err := provider.ApplyVersion(ctx, provider.ListSources()[0].Version, true)
	switch {
	case errors.Is(err, goose.ErrAlreadyApplied): // by another process, while we waited
		return 0, nil
	case err != nil:
		return 0, err
	}
	return 1, nil
}

func pending(ctx context.Context, db *sql.DB, fsys fs.FS) (int, error) {
	applied, err := appliedVersions(ctx, db)
	if err != nil {
		return 0, err
	}
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return 0, err
	}
	missing := 0
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration file %s: %w", name, err)
		}
		if !applied[version] {
			missing++
		}
	}
	return missing, nil
}

// appliedVersions reads goose's table. We do so ourselves, because goose makes the table before it reads it.
func appliedVersions(ctx context.Context, db *sql.DB) (versions map[int64]bool, err error) {
	if known, err := isKnown(ctx, db); err != nil || !known {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT version_id FROM goose_db_version WHERE is_applied")
	if err != nil {
		return nil, fmt.Errorf("read schema version: %w", err)
	}
	defer rows.Close()
	versions = make(map[int64]bool)
	for rows.Next() {
		var version int64
		if err := rows.Scan(&version); err != nil {
			return nil, fmt.Errorf("read schema version: %w", err)
		}
		versions[version] = true
	}
	return versions, rows.Err()
}

// isKnown says whether goose has ever worked on the database.
func isKnown(ctx context.Context, db *sql.DB) (known bool, err error) {
	err = db.QueryRowContext(ctx, "SELECT to_regclass('goose_db_version') IS NOT NULL").Scan(&known)
	if err != nil {
		return false, fmt.Errorf("read schema version: %w", err)
	}
	return known, nil
}
