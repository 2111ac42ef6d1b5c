package storage_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"planbot/storage/plan"
)

// What staff wrote is kept until its answer is out and no longer; what could not be answered, for a month.
func TestInboxForgets(t *testing.T) {
	t.Parallel()
	b := open(t)
	var all []plan.Received
	for id := int64(1); id <= 3; id++ {
		all = append(all, plan.Received{Update: id, Chat: 1, Raw: fmt.Sprintf("words of %d", id)})
	}
	_, err := b.Receive(t.Context(), all, morning)
	b.must(err)
	b.must(b.Finish(t.Context(), []plan.Answered{{Update: 1}}, morning))
	if parked, err := b.Store.Failed(t.Context(), 2, errors.New("broken"), 1, morning); !parked || err != nil {
		t.Fatalf("parked: %v, %v", parked, err)
	}
	kept := func(want string) {
		t.Helper()
		var got []string
		b.must(b.db.SelectContext(t.Context(), &got, `SELECT update_id || ':' || raw FROM inbox ORDER BY 1`))
		if fmt.Sprint(got) != want {
			t.Errorf("kept %v, want %s", got, want)
		}
	}
	kept("[1: 2:words of 2 3:words of 3]")
	b.must(b.Forget(t.Context(), morning.Add(time.Hour)))
	kept("[2:words of 2 3:words of 3]")
	b.must(b.Forget(t.Context(), morning.AddDate(0, 2, 0)))
	kept("[3:words of 3]") // nobody has answered it
}
