package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/plan"
)

// What a person is in the commune comes with every update, with the fields of a vice chairman; and so it does with
// who can be told something.
func TestPlaceKnowsFieldsInCharge(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bindUnits()
	const vice, second = 901, 902
	office, _ := b.is.Unit("VP")
	justice, _ := b.is.Unit("TP")
	ties := []plan.Membership{{Unit: office.ID, Role: plan.ViceChairman, Areas: []int{3, 7}}, {Unit: justice.ID, Role: plan.Head}}
	for _, tie := range ties {
		b.must(b.AddStaff(t.Context(), b.is.Commune.ID, vice, "Phó Chủ tịch", tie, someDay))
	}
	b.must(b.AddStaff(t.Context(), b.is.Commune.ID, second, "Phó Chủ tịch", plan.Membership{Unit: office.ID, Role: plan.ViceChairman}, someDay))
	for _, chat := range []int64{-10, vice} {
		place, err := b.Place(t.Context(), chat, 0, vice, someDay)
		b.must(err)
		if diff := cmp.Diff(ties, place.Memberships); diff != "" {
			t.Errorf("in chat %d (-want +got):\n%s", chat, diff)
		}
	}
	w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	fields := map[int64][]int{}
	for _, m := range w.Reach {
		fields[m.Chat] = m.Areas
	}
	if diff := cmp.Diff(map[int64][]int{-10: nil, -20: nil, chairman: nil, vice: {3, 7}, second: nil}, fields); diff != "" {
		t.Errorf("who can be told (-want +got):\n%s", diff)
	}
	if err := b.AddStaff(t.Context(), b.is.Commune.ID, 903, "", plan.Membership{Unit: justice.ID, Role: plan.Clerk, Areas: []int{1}}, someDay); err == nil {
		t.Error("a clerk is in charge of a field")
	}
}
