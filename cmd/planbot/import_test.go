package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"planbot/storage/sample"
	"planbot/storage/storagetest"
)

// desk is where an operator imports plan files: a file and a database.
type desk struct {
	t    *testing.T
	file string
	env  map[string]string
}

func newDesk(t *testing.T) *desk {
	return &desk{t, filepath.Join(t.TempDir(), "plan.yaml"), map[string]string{"DATABASE_URL": storagetest.New(t)}}
}

// imports writes the file and imports it. It returns all that was printed.
func (d *desk) imports(text string, want int, args ...string) string {
	d.t.Helper()
	if err := os.WriteFile(d.file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	var out bytes.Buffer
	if got := run(d.t.Context(), append([]string{"import", d.file}, args...), vars(d.env), &out, &out); got != want {
		d.t.Errorf("exit code: got %d, want %d\n%s", got, want, out.String())
	}
	return out.String()
}

// plans counts what is on record.
func (d *desk) plans() int {
	d.t.Helper()
	return (&office{dsn: d.env["DATABASE_URL"]}).count(d.t, `SELECT count(*) FROM plan`)
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, text)
		}
	}
}

func TestImportShowsFirstAndWritesWhenToldTo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plan27 := string(sample.Plan27())

	contains(t, d.imports(plan27, exitOK), "UNITS", "TASKS", "TARGETS", "QUESTIONS", "2024-06-30 Sun",
		"added    plan 27/KH-UBND", "added    task 9:", "Nothing was written. To write it: planbot import "+d.file+" --apply")
	if got := d.plans(); got != 0 {
		t.Fatalf("plans after a look: got %d, want 0", got)
	}
	contains(t, d.imports(plan27, exitOK, "--apply"), "Written: plan 27/KH-UBND of xã Sơn Kỳ.")
	contains(t, d.imports(plan27, exitOK, "--apply"), "The database says the same already; nothing to write.")
	if got := d.plans(); got != 1 {
		t.Errorf("plans: got %d, want 1", got)
	}
}

func TestImportShowsWhatChanges(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plan27 := string(sample.Plan27())
	d.imports(plan27, exitOK, "--apply")
	renamed := strings.Replace(plan27, "title: Hồ sơ TTHC cấp xã tiếp nhận", "title: Hồ sơ do xã tiếp nhận", 1)
	contains(t, d.imports(renamed, exitOK), "CHANGES", "changed  task 9:", "title: from Hồ sơ TTHC cấp xã tiếp nhận",
		"to Hồ sơ do xã tiếp nhận", "Nothing was written.")
	worth := strings.Replace(plan27, "{code: 1.5, max: 1,", "{code: 1.5, max: 2,", 1)
	contains(t, d.imports(worth, exitOK), "changed  score of 1.5:", "from 1\n", "to 2\n")
	contains(t, d.imports(renamed, exitOK, "--apply"), "Written:")
}

func TestImportNeverEasesATargetSilently(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plan27 := string(sample.Plan27())
	d.imports(plan27, exitOK, "--apply")
	eased := strings.ReplaceAll(plan27, `">= 97"`, `">= 95"`)
	for _, args := range [][]string{nil, {"--apply"}} {
		contains(t, d.imports(eased, exitFailure, args...), "eased    task 9, target a: from >= 97 to >= 95",
			"planbot: ", "a goal would be eased without a document and a day of effect")
	}
	contains(t, d.imports(plan27, exitOK), "The database says the same already")
}

func TestImportNamesThePlaceOfEveryProblem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.env["DATABASE_URL"] = "postgres://127.0.0.1:1/nowhere" // never asked
	broken := strings.Replace(string(sample.Plan27()), "reporting: open ", "reporting: closed ", 1)
	contains(t, d.imports(broken, exitFailure, "--apply"), d.file+":", "closed", "planbot: the file has problems; nothing was written")
}

func TestImportIsInterrupted(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := os.WriteFile(d.file, sample.Plan27(), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if got := run(ctx, []string{"import", d.file, "--apply"}, vars(d.env), &out, &out); got != exitFailure {
		t.Errorf("exit code: got %d, want %d", got, exitFailure)
	}
	contains(t, out.String(), "planbot: interrupted\n")
}

func TestImportWithoutAFile(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if got := run(t.Context(), []string{"import", "/nowhere/plan.yaml"}, vars(nil), &out, &out); got != exitFailure {
		t.Errorf("exit code: got %d, want %d", got, exitFailure)
	}
	contains(t, out.String(), "planbot: read the plan: open /nowhere/plan.yaml: no such file or directory\n")
}
