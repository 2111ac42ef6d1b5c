package storage_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// alike compares plans by what they say: identities and the calendar are the database's.
var alike = cmp.Options{
	cmp.Comparer(decimal.Decimal.Equal), cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(plan.Plan{}),
	cmpopts.IgnoreFields(plan.Plan{}, "Calendar"),
}

func TestImportTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	if diff := cmp.Diff(draft("sonky"), b.is, alike, cmp.FilterPath(isIdentity, cmp.Ignore())); diff != "" {
		t.Errorf("read back (-draft +record):\n%s", diff)
	}
	first, audits := b.is, b.count("audit")
	changes, err := b.imports(draft("sonky"))
	b.must(err)
	if !changes.Empty() {
		t.Errorf("the same file again changes %+v", changes)
	}
	if diff := cmp.Diff(first, b.is, alike); diff != "" {
		t.Errorf("the same file again (-before +after):\n%s", diff)
	}
	if n := b.count("audit"); n != audits {
		t.Errorf("the same file again led to %d audit rows", n-audits)
	}
}

// isIdentity finds the fields that only the database fills in.
func isIdentity(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	return ok && (field.Name() == "ID" || field.Name() == "Version")
}

// A changed file keeps identities and figures, retires what it leaves out, and brings it back with its figures.
func TestImportChanged(t *testing.T) {
	t.Parallel()
	b := open(t)
	one, two := b.target(1, "a"), b.target(2, "a")
	b.records(b.report(one, 5, 10, 20, said(1)))
	b.records(b.report(two, 5, 30, 40, said(2)))

	changed := draft("sonky")
	changed.Tasks[0].No, changed.Tasks[1].No = 2, 1
	changed.Tasks[2].Title = "Tên mới"
	changed.Tasks[0].Targets[0].Goals[0].Value = decimal.NewFromInt(98)
	_, err := b.imports(changed)
	b.must(err)
	if b.target(2, "a") != one || b.target(1, "a") != two {
		t.Error("tasks that changed places lost their targets")
	}
	b.wantTotals(map[int64]int64{one: 10, two: 30})

	without := draft("sonky")
	without.Tasks = without.Tasks[1:]
	_, err = b.imports(without)
	b.must(err)
	if _, ok := b.is.Task(1); ok {
		t.Error("a task that the file leaves out is still there")
	}
	_, err = b.imports(raised(draft("sonky")))
	b.must(err)
	if b.target(1, "a") != one {
		t.Error("a task that came back has another target")
	}
	b.wantTotals(map[int64]int64{one: 10, two: 30})
}

func raised(p *plan.Plan) *plan.Plan {
	p.Tasks[0].Targets[0].Goals[0].Value = decimal.NewFromInt(98)
	return p
}

func (b *books) wantTotals(want map[int64]int64) {
	b.Helper()
	for target, num := range want {
		if got := b.total(target).Figure.Num.IntPart(); got != num {
			b.Errorf("target %d counts %d, want %d", target, got, num)
		}
	}
}

// What an import refuses leaves everything as it was, as does one that fails on its way.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	b := open(t)
	before := b.is
	goal := func(p *plan.Plan) *plan.Goal { return &p.Tasks[0].Targets[0].Goals[0] }
	for _, c := range []struct {
		name   string
		change func(*plan.Plan)
		want   error // nil: any
	}{
		{"eased", func(p *plan.Plan) { goal(p).Value = decimal.NewFromInt(96) }, storage.ErrEased},
		{"eased by a document without a day", func(p *plan.Plan) {
			goal(p).Value, goal(p).Document = decimal.NewFromInt(96), "Thông báo 1"
		}, storage.ErrEased},
		{"a unit dropped", func(p *plan.Plan) { p.Units = p.Units[:1] }, storage.ErrUnitDropped},
		{"broken at the end", func(p *plan.Plan) {
			p.Tasks[0].Title, p.Areas[0].Name = "Tên mới", "Khác"
			p.Tasks[2].Relations = append(p.Tasks[2].Relations, plan.Relation{Kind: "no such kind", Unit: "VP"})
		}, nil},
		{"two tasks of one number", func(p *plan.Plan) { p.Tasks[1].No = 1 }, nil},
	} {
		changed := draft("sonky")
		c.change(changed)
		_, err := b.imports(changed)
		if err == nil || (c.want != nil && !errors.Is(err, c.want)) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		after, err := b.Plan(t.Context(), before.ID, before.Version)
		b.must(err)
		fresh, err := storage.Open(t.Context(), b.dsn) // reads past the cache
		b.must(err)
		stored, err := fresh.Plan(t.Context(), before.ID, before.Version)
		b.must(err)
		fresh.Close()
		if diff := cmp.Diff(after, stored, alike); diff != "" {
			t.Errorf("%s left (-before +after):\n%s", c.name, diff)
		}
	}

	ordered := draft("sonky")
	target := &ordered.Tasks[0].Targets[0]
	target.Goals = append(slices.Clip(target.Goals), plan.Goal{
		Effective: calendar.NewDate(2024, time.July, 1), Comparator: plan.AtLeast, Value: decimal.NewFromInt(90), Document: "Thông báo 1",
	})
	if _, err := b.imports(ordered); err != nil {
		t.Errorf("eased by a document from a day on: %v", err)
	}
}

// What is only looked at is not written.
func TestImportDry(t *testing.T) {
	t.Parallel()
	b := open(t)
	changed := draft("sonky")
	changed.Tasks[0].Title = "Tên mới"
	changes, _, err := b.Import(t.Context(), changed, console, false, morning)
	b.must(err)
	if len(changes.Tasks) != 1 {
		t.Errorf("changes %+v, want one task", changes)
	}
	again, err := b.imports(draft("sonky"))
	b.must(err)
	if !again.Empty() {
		t.Errorf("a look left %+v behind", again)
	}
}
