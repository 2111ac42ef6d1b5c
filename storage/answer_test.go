package storage_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// Two of the office answer a question at once: the first answer holds, the other is told, and the plan is judged by it.
func TestAnswerQuestion(t *testing.T) {
	t.Parallel()
	b := open(t)
	asking := draft("sonky")
	asking.Tasks[0].Questions = []plan.Question{{
		Key: "goal", Text: "Đúng 97% là đạt?", Options: []string{"có", "không"}, Default: "có",
		Effects: []plan.Effect{
			{Mark: "a", Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}, {Mark: "a", Comparator: plan.MoreThan, Value: decimal.NewFromInt(97)},
		},
	}}
	_, err := b.imports(asking)
	b.must(err)
	task, _ := b.is.Task(1)
	question := task.Questions[0].ID
	answer := func(option, former int) (int64, error) {
		return b.AnswerQuestion(t.Context(), b.is.Commune.ID, b.is.ID, plan.Answering{
			Question: question, Option: option, Former: former, By: plan.Author{ID: 9, Name: "Công chức Văn phòng"}, At: morning,
		})
	}
	versions, failures := make([]int64, 2), make([]error, 2)
	var tapping sync.WaitGroup
	for i := range 2 {
		tapping.Go(func() { versions[i], failures[i] = answer(i, -1) })
	}
	tapping.Wait()
	won := 0
	if failures[0] != nil {
		won = 1
	}
	if failures[won] != nil || !errors.Is(failures[1-won], plan.ErrSettled) {
		t.Fatalf("got %v, want one answer and %v", failures, plan.ErrSettled)
	}
	again, err := answer(won, -1)
	b.must(err)
	now, err := b.Plan(t.Context(), b.is.ID, again)
	b.must(err)
	task, _ = now.Task(1)
	want := asking.Tasks[0].Questions[0].Effects[won].Comparator
	if got := task.Targets[0].Goals[0].Comparator; got != want || again != versions[won] || task.Questions[0].AnsweredBy == "" {
		t.Errorf("got goal %s, want %s; version %d, want %d", got, want, again, versions[won])
	}
	same := draft("sonky")
	same.Tasks[0].Questions = asking.Tasks[0].Questions
	same.Tasks[0].Questions[0].Answer = ""
	changes, err := b.imports(same)
	b.must(err)
	if !changes.Empty() {
		t.Errorf("the same file changes %+v", changes)
	}
	if _, err := b.AnswerQuestion(t.Context(), b.is.Commune.ID+1, b.is.ID, plan.Answering{Question: question, Option: 0, Former: won}); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("another commune: got %v", err)
	}
}
