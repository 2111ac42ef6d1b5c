package storage_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"planbot/storage"
	"planbot/storage/plan"
)

// verified proves the audit logs of all communes, in short: "other 1, sonky 5 changed 3/12".
func (b *books) verified(noted ...storage.NotedHead) string {
	b.Helper()
	chains, err := b.VerifyAudit(b.Context(), "", append(noted, storage.NotedHead{})[0])
	b.must(err)
	var all []string
	for _, c := range chains {
		line := fmt.Sprintf("%s %d", c.Commune, c.Rows)
		if c.Fault != storage.AuditHolds {
			line += fmt.Sprintf(" %s %d/%d", c.Fault, c.Seq, c.Audit)
		}
		all = append(all, line)
	}
	return strings.Join(all, ", ")
}

// tampers changes the database as somebody can who owns it.
func (b *books) tampers(sql string) {
	b.Helper()
	conn, err := b.db.Connx(b.Context())
	b.must(err)
	defer conn.Close()
	_, err = conn.ExecContext(b.Context(), `SET session_replication_role = replica`)
	b.must(err)
	_, err = conn.ExecContext(b.Context(), sql)
	b.must(err)
	_, err = conn.ExecContext(b.Context(), `RESET session_replication_role`)
	b.must(err)
}

func TestAuditShowsWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, sql, want string
	}{
		{"nothing", ``, "sonky 5"},
		{"a name", `UPDATE audit SET actor_name = 'Công chức khác' WHERE id = 3`, "sonky 2 changed 3/3"},
		{"an instant, by a microsecond", `UPDATE audit SET at = at + interval '1 microsecond' WHERE id = 1`, "sonky 0 changed 1/1"},
		{"what was before", `UPDATE audit SET before = NULL WHERE id = 3`, "sonky 2 changed 3/3"},
		{"what came after", `UPDATE audit SET after = jsonb_set(after, '{Source,Message}', '9') WHERE id = 5`, "sonky 4 changed 5/5"},
		{"the border between two fields", `UPDATE audit SET action = 'reco', subject = 'rd' || subject WHERE id = 2`, "sonky 1 changed 2/2"},
		{"the commune", `UPDATE audit SET commune_id = 2 WHERE id = 2`, "sonky 1 changed 2/2"},
		{"the order of two", `UPDATE audit_link SET audit_id = CASE audit_id WHEN 2 THEN -3 ELSE 2 END WHERE audit_id IN (2, 3);
			UPDATE audit_link SET audit_id = 3 WHERE audit_id = -3`, "sonky 1 changed 2/3"},
		{"a row taken away", `DELETE FROM audit WHERE id = 2`, "sonky 1 missing 2/2"},
		{"a row and its link taken away", `DELETE FROM audit WHERE id = 2; DELETE FROM audit_link WHERE audit_id = 2`, "sonky 1 unlinked 2/0"},
		{"and the gap closed", `DELETE FROM audit WHERE id = 2; DELETE FROM audit_link WHERE audit_id = 2;
			UPDATE audit_link SET seq = -seq WHERE seq > 2; UPDATE audit_link SET seq = -seq - 1 WHERE seq < 0`, "sonky 1 changed 2/3"},
		{"the last row taken away", `DELETE FROM audit WHERE id = 5; DELETE FROM audit_link WHERE audit_id = 5`, "sonky 4 cut 5/0"},
		{"all of it", `DELETE FROM audit; DELETE FROM audit_link`, "sonky 0 cut 1/0"},
		{"the end turned back", `UPDATE audit_head SET seq = 4`, "sonky 5 end 5/0"},
		{"the end gone", `DELETE FROM audit_head`, "sonky 5 end 5/0"},
		{"a hash", `UPDATE audit_link SET hash = sha256(hash) WHERE audit_id = 2`, "sonky 1 rehashed 2/2"},
		{"the last hash", `UPDATE audit_link SET hash = sha256(hash) WHERE audit_id = 5`, "sonky 4 rehashed 5/5"},
		{"a row put in", `INSERT INTO audit (commune_id, at, actor_id, actor_name, action, subject)
			SELECT commune_id, at, actor_id, actor_name, action, subject FROM audit WHERE id = 5`, "sonky 5 added 0/6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t) // the import is the first row
			for n := range 4 {
				b.records(b.report(b.target(1, "a"), 5, 140+n, 150, said(n+1)))
			}
			if c.sql != "" {
				b.tampers(c.sql)
			}
			if got := b.verified(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Whoever owns the database can make the whole chain anew; not so that it fits what was noted down elsewhere.
func TestAuditHoldsAgainstANote(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.records(b.report(b.target(1, "a"), 5, 140, 150, said(1)))
	chains, err := b.VerifyAudit(t.Context(), "sonky", storage.NotedHead{})
	b.must(err)
	noted := storage.NotedHead{Seq: chains[0].Rows, Hash: chains[0].Head}
	b.records(b.report(b.target(1, "a"), 5, 141, 150, said(2)))
	if got := b.verified(noted); got != "sonky 3" {
		t.Errorf("got %s, want sonky 3", got)
	}
	b.tampers(`UPDATE audit SET actor_name = 'Công chức khác' WHERE id = 1; DELETE FROM audit_link; DELETE FROM audit_head;
		SELECT link_audit(a) FROM (SELECT * FROM audit ORDER BY id) a`)
	if got := b.verified(); got != "sonky 3" {
		t.Errorf("made anew: got %s, want sonky 3", got)
	}
	if got := b.verified(noted); got != "sonky 1 differs 2/2" {
		t.Errorf("made anew, against the note: got %s, want sonky 1 differs 2/2", got)
	}
	if _, err := b.VerifyAudit(t.Context(), "nowhere", noted); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("no such commune: %v, want %v", err, plan.ErrNotFound)
	}
}

// Many writers at once: what is taken back leaves no gap, and no two rows are linked to the same one.
func TestAuditOfManyWriters(t *testing.T) {
	t.Parallel()
	b := open(t)
	abroad := *b
	_, err := abroad.imports(draft("other"))
	b.must(err)
	var writers sync.WaitGroup
	for w := range 20 {
		office := []*books{b, &abroad}[w%2]
		target := office.target(w/2%2+1, "a")
		writers.Go(func() {
			for n := range 10 {
				r := office.report(target, n%5+1, 140+n, 150, said(w*10+n+1))
				if _, err := office.Record(t.Context(), []plan.Report{r}, morning); err != nil {
					t.Error(err)
				}
				office.begins()
			}
		})
	}
	writers.Wait()
	if got := b.verified(); got != "other 101, sonky 101" {
		t.Errorf("got %s, want 101 rows in each", got)
	}
}

// begins writes an audit row and thinks better of it.
func (b *books) begins() {
	tx, err := b.db.BeginTxx(b.Context(), nil)
	if err != nil {
		b.Error(err)
		return
	}
	defer tx.Rollback()
	_, err = tx.ExecContext(b.Context(), `
		INSERT INTO audit (commune_id, at, actor_id, actor_name, action, subject) VALUES ($1, $2, 0, '', 'none', '')`,
		b.is.Commune.ID, morning)
	if err != nil {
		b.Error(err)
	}
}
