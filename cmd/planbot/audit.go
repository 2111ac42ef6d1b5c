package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"planbot/storage"
)

// audit is what can be done with the log of every change.
type audit struct {
	Verify auditVerify `cmd:"" help:"Prove that no row of the audit log was changed, taken away or put in."`
}

// auditVerify proves the audit log of each commune, and prints where its chain ends: noted down elsewhere, that
// proves later that the chain was not made anew.
type auditVerify struct {
	databaseFlags
	Commune string `placeholder:"CODE" help:"Only that of this commune."`
	Noted   noted  `placeholder:"ROW:HASH" help:"An end of this commune's chain that was noted down before; needs --commune."`
}

// errTampered ends a proof that failed.
var errTampered = errors.New("the audit log is not as it was written; see the lines marked ✗")

// Validate wants to know whose end was noted down.
func (c *auditVerify) Validate() error {
	if c.Noted.Seq != 0 && c.Commune == "" {
		return errors.New("--noted needs --commune")
	}
	return nil
}

// Run prints a line for each commune.
func (c *auditVerify) Run(ctx context.Context, p *program) error {
	return c.withStore(ctx, p, func(store *storage.Store) error {
		chains, err := store.VerifyAudit(ctx, c.Commune, storage.NotedHead(c.Noted))
		if err != nil {
			return err
		}
		var failed error
		for _, chain := range chains {
			if chain.Fault != storage.AuditHolds {
				failed = errTampered
			}
			fmt.Fprintln(p.stdout, proof(chain))
		}
		return failed
	})
}

// faults say what is wrong at a place of the chain.
var faults = map[storage.AuditFault]string{
	storage.AuditChanged:  "was changed",
	storage.AuditRehashed: "has another hash than it was given",
	storage.AuditMissing:  "is missing",
	storage.AuditUnlinked: "is missing, and so is its link",
	storage.AuditAdded:    "was put in behind the log's back",
	storage.AuditCut:      "is missing, and so is whatever came after it",
	storage.AuditOtherEnd: "is the last one, but the chain is said to end elsewhere",
	storage.AuditDiffers:  "is not the one that was noted down: the chain was made anew",
}

func proof(c storage.AuditChain) string {
	if c.Fault == storage.AuditHolds {
		return fmt.Sprintf("✓ %s: %d rows, %d:%s", c.Commune, c.Rows, c.Rows, c.Head)
	}
	where := "a row"
	if c.Seq != 0 {
		where = fmt.Sprintf("row %d", c.Seq)
	}
	if c.Audit != 0 {
		where += fmt.Sprintf(" (audit.id %d)", c.Audit)
	}
	return fmt.Sprintf("✗ %s: %s %s; the %d before it hold", c.Commune, where, faults[c.Fault], max(c.Seq-1, 0))
}

// noted is an end of a chain as Run prints it: "120:9f86d0…".
type noted storage.NotedHead

// UnmarshalText reads what somebody noted down.
func (n *noted) UnmarshalText(text []byte) error {
	seq, hash, _ := strings.Cut(string(text), ":")
	number, err := strconv.ParseInt(seq, 10, 64)
	sum, wrong := hex.DecodeString(hash)
	if err != nil || wrong != nil || number < 1 || len(sum) != 32 {
		return fmt.Errorf("%q is no end of a chain; take what stands behind the number of rows", text)
	}
	n.Seq, n.Hash = number, hex.EncodeToString(sum)
	return nil
}
