package main

import (
	"context"
	"database/sql"
)

// examineAudit counts the rows of the audit log against its chain; proving each is for another command.
func examineAudit(ctx context.Context, db *sql.DB, found *findings) {
	var rows, linked int64
	err := db.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM audit), (SELECT COALESCE(sum(seq), 0)::bigint FROM audit_head)`).Scan(&rows, &linked)
	switch {
	case err != nil:
		found.bad("check the rights of the database user", "audit log: %s", sentence(err))
	case rows != linked:
		found.bad("planbot audit verify tells which", "audit log has %d rows, its chain %d: some were taken away or put in",
			rows, linked)
	default:
		found.good("audit log has all of its %d rows; planbot audit verify proves each", rows)
	}
}
