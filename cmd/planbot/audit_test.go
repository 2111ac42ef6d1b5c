package main

import (
	"bytes"
	"strings"
	"testing"

	"planbot/storage/sample"
)

// verified runs the proof and returns what it printed.
func (d *desk) verified(want int, args ...string) string {
	d.t.Helper()
	var out bytes.Buffer
	if got := run(d.t.Context(), append([]string{"audit", "verify"}, args...), vars(d.env), &out, &out); got != want {
		d.t.Errorf("exit code: got %d, want %d\n%s", got, want, out.String())
	}
	return out.String()
}

func TestAuditVerify(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if got := d.verified(exitOK); got != "" {
		t.Errorf("without a commune: %q", got)
	}
	d.imports(string(sample.Plan27()), exitOK, "--apply")
	whole := d.verified(exitOK)
	contains(t, whole, "✓ sonky: 1 rows, 1:")
	_, end, _ := strings.Cut(strings.TrimSpace(whole), "rows, ")
	contains(t, d.verified(exitOK, "--commune", "sonky", "--noted", end), "✓ sonky: 1 rows, "+end)
	contains(t, d.verified(exitFailure, "--commune", "sonky", "--noted", "1:"+strings.Repeat("00", 32)),
		"✗ sonky: row 1 (audit.id 1) is not the one that was noted down", "planbot: the audit log is not as it was written")

	owner := &office{dsn: d.env["DATABASE_URL"] + "&session_replication_role=replica"} // no trigger stops them
	owner.count(t, `WITH changed AS (UPDATE audit SET actor_name = 'somebody else' RETURNING 1) SELECT count(*) FROM changed`)
	contains(t, d.verified(exitFailure), "✗ sonky: row 1 (audit.id 1) was changed; the 0 before it hold")
}

func TestAuditVerifyRefusesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	contains(t, d.verified(exitFailure, "--commune", "nowhere"), "planbot: verify the audit log: not found")
	contains(t, d.verified(exitUsage, "--noted", "1:"+strings.Repeat("00", 32)), "--noted needs --commune")
	contains(t, d.verified(exitUsage, "--commune", "sonky", "--noted", "1:9f"), "is no end of a chain")
}
