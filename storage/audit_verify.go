package storage

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// AuditChain is what became of the audit log of one commune.
type AuditChain struct {
	Commune string // its code
	Rows    int64  // that hold, counted from the first
	Head    string // hash of the last of them, to be noted down elsewhere; empty without rows
	Fault   AuditFault
	Seq     int64 // of the fault: the place in the chain; 0 where the row has none
	Audit   int64 // of the fault: the row's id; 0 where it is not known
}

// AuditFault is the first thing wrong in an audit log.
type AuditFault string

// The faults of an audit log, and none.
const (
	AuditHolds    AuditFault = ""
	AuditChanged  AuditFault = "changed"  // the row is another than was written
	AuditRehashed AuditFault = "rehashed" // the row is as it was, its hash in the chain is not
	AuditMissing  AuditFault = "missing"  // the row was taken away
	AuditUnlinked AuditFault = "unlinked" // a place of the chain was taken away
	AuditAdded    AuditFault = "added"    // a row that was never linked
	AuditCut      AuditFault = "cut"      // the chain goes on, its end says, but rows and links are gone
	AuditOtherEnd AuditFault = "end"      // the chain holds, but its end says otherwise
	AuditDiffers  AuditFault = "differs"  // not what was noted down before
)

// NotedHead is a place in a chain that somebody noted down elsewhere: nobody can make the chain anew unseen. Seq 0: none.
type NotedHead struct {
	Seq  int64
	Hash string
}

// VerifyAudit reads the audit log of a commune ("": of every one) and proves every row by the chain.
func (s *Store) VerifyAudit(ctx context.Context, commune string, noted NotedHead) ([]AuditChain, error) {
	var all []AuditChain
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) error {
		var ends []chainEnd
		err := tx.SelectContext(ctx, &ends, `
			SELECT co.id, co.code, COALESCE(h.seq, 0) AS seq, COALESCE(encode(h.hash, 'hex'), '') AS hash
			FROM commune co LEFT JOIN audit_head h ON h.commune_id = co.id
			WHERE $1 IN ('', co.code)
			ORDER BY co.code`, commune)
		if err != nil {
			return err
		}
		if len(ends) == 0 && commune != "" {
			return plan.ErrNotFound
		}
		for _, end := range ends {
			v := verifier{tx: tx, end: end, noted: noted, chain: AuditChain{Commune: end.Code}}
			if err := v.run(ctx); err != nil {
				return err
			}
			all = append(all, v.chain)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("verify the audit log: %w", translate(ctx, err))
	}
	return all, nil
}

// chainEnd is where a commune's chain ends by its own account.
type chainEnd struct {
	ID   int64  `db:"id"`
	Code string `db:"code"`
	Seq  int64  `db:"seq"`
	Hash string `db:"hash"`
}
