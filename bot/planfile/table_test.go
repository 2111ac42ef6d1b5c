package planfile_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/bot/planfile"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"table-27-2024.txt": sample.Plan27(), "table-mau-2026.txt": sample.Commune2026(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := planfile.Table(&out, read(t, data), calendar.New()); err != nil {
				t.Fatal(err)
			}
			golden(t, name, out.Bytes())
		})
	}
}

// The second sample is there to differ: what one of these kinds hides in the first, it shows.
func TestSample2026CoversWhatPlan27DoesNot(t *testing.T) {
	t.Parallel()
	d := read(t, sample.Commune2026())
	if len(d.Warnings) > 0 {
		t.Errorf("warnings: %v", d.Warnings)
	}
	seen := map[string]bool{}
	for _, task := range d.Plan.Tasks {
		for _, c := range task.Cadences {
			seen[string(c.Every)] = true
		}
		for _, target := range task.Targets {
			seen[string(target.Measure)] = true
			seen["road"] = seen["road"] || len(target.Road) > 0
			seen["raised"] = seen["raised"] || len(target.Goals) > 1
			if target.Measure != plan.Milestone {
				seen[string(target.Goals[0].Comparator)] = true
			}
		}
	}
	for _, kind := range []string{
		"ratio", "count", "amount", "milestone", ">=", ">", "=", "road", "raised",
		"month", "quarter", "half", "nine_months", "year",
	} {
		if !seen[kind] {
			t.Errorf("no task has %s", kind)
		}
	}
	for _, u := range d.Plan.Units {
		if u.Kind != plan.External && u.From != day("2025-07-01") {
			t.Errorf("unit %s exists from %v, want 2025-07-01", u.Code, u.From)
		}
	}
}

func TestTableOfAnEmptyDraft(t *testing.T) {
	t.Parallel()
	draft, _ := planfile.Read("f", []byte("x: 1\n"))
	if err := planfile.Table(&bytes.Buffer{}, draft, calendar.New()); err != nil {
		t.Error(err)
	}
}

func TestChangesTable(t *testing.T) {
	t.Parallel()
	old, changed := read(t, []byte(small)).Plan, read(t, []byte(small)).Plan
	changed.Title = "Kế hoạch thử, sửa đổi"
	changed.Units = changed.Units[1:]
	changed.Tasks[0].Targets[0].Goals[0].Value = decimal.NewFromInt(95)
	changed.Tasks[1] = plan.Task{No: 3, Title: "Việc ba", Criteria: []plan.Criterion{{Code: "3"}}}
	var out bytes.Buffer
	if err := planfile.ChangesTable(&out, plan.Diff(&old, &changed)); err != nil {
		t.Fatal(err)
	}
	golden(t, "changes.txt", out.Bytes())

	out.Reset()
	if err := planfile.ChangesTable(&out, plan.Diff(&old, &old)); err != nil || out.String() != "" {
		t.Errorf("got %q, %v, want nothing", out.String(), err)
	}
}
