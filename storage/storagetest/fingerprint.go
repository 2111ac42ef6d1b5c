package storagetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// Fingerprint says in short what every table of a database holds: where two are equal, nothing was written between
// them. It looks at how many rows there are and which transaction wrote last, not at what they say: that is quick.
func Fingerprint(tb testing.TB, db *sqlx.DB) map[string]string {
	tb.Helper()
	var tables []string
	if err := db.SelectContext(tb.Context(), &tables, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`); err != nil {
		tb.Fatal(err)
	}
	parts := make([]string, len(tables))
	for i, t := range tables {
		parts[i] = fmt.Sprintf(`SELECT '%s' AS name, count(*) || ' rows, ' || COALESCE(max(xmin::text::bigint), 0) AS print FROM %q`, t, t)
	}
	var rows []struct{ Name, Print string }
	if err := db.SelectContext(tb.Context(), &rows, strings.Join(parts, " UNION ALL ")); err != nil {
		tb.Fatal(err)
	}
	prints := make(map[string]string, len(rows))
	for _, r := range rows {
		prints[r.Name] = r.Print
	}
	return prints
}

// Pool opens a pool on a database of New. It is closed when the test ends.
func Pool(tb testing.TB, dsn string) *sqlx.DB {
	tb.Helper()
	db, err := sqlx.Open("postgres", dsn)
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(maxPerTest)
	tb.Cleanup(func() { db.Close() })
	return db
}
