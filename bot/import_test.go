package bot_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"planbot/bot/planfile"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
	"planbot/storage/storagetest"
)

// Both sample plans come back from the database as they stand in their files, field by field.
func TestImportReadBack(t *testing.T) {
	t.Parallel()
	store, err := storage.Open(t.Context(), storagetest.New(t))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for name, file := range map[string]struct {
		data  []byte
		tasks int
	}{
		"ke-hoach-27-2024.yaml":  {sample.Plan27(), 24},
		"ke-hoach-mau-2026.yaml": {sample.Commune2026(), 13},
	} {
		draft, err := planfile.Read(name, file.data)
		if err != nil {
			t.Fatal(err)
		}
		_, id, err := store.Import(t.Context(), &draft.Plan, plan.Author{Name: "console"}, true, draft.Plan.From.At(calendar.NewTimeOfDay(9, 0), calendar.Zone))
		if err != nil {
			t.Fatal(err)
		}
		stored, err := store.Plan(t.Context(), id, draft.Plan.Version)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := planfile.Read(name, file.data)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(stored.Tasks); n != file.tasks {
			t.Errorf("%s: %d tasks, want %d", name, n, file.tasks)
		}
		identity := cmp.FilterPath(func(p cmp.Path) bool {
			field, ok := p.Last().(cmp.StructField)
			return ok && (field.Name() == "ID" || field.Name() == "Version")
		}, cmp.Ignore())
		diff := cmp.Diff(&fresh.Plan, stored, identity, cmp.Comparer(decimal.Decimal.Equal), cmpopts.EquateEmpty(),
			cmpopts.IgnoreUnexported(plan.Plan{}), cmpopts.IgnoreFields(plan.Plan{}, "Calendar"))
		if diff != "" {
			t.Errorf("%s (-file +record):\n%s", name, diff)
		}
	}
}
