package message

import (
	"testing"

	"planbot/storage/plan"
)

// Whoever may do something is told so: no action of the table of permissions is without its words, or told twice.
func TestEveryRightHasItsWords(t *testing.T) {
	t.Parallel()
	told := map[plan.Action]int{}
	for _, group := range rightsOf {
		for _, r := range group.all {
			told[r.act]++
			if r.word == "" {
				t.Errorf("%s has no words", r.act)
			}
		}
	}
	for _, a := range plan.Actions() {
		if told[a] != 1 {
			t.Errorf("%s is told %d times, want once", a, told[a])
		}
	}
}
