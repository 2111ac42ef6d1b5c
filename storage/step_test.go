package storage_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// newStep is a step of the unit of justice under task 1.
func (b *books) newStep(words string) plan.Step {
	b.Helper()
	task, _ := b.is.Task(1)
	unit, _ := b.is.Unit("TP")
	return plan.Step{
		Task: task.ID, Unit: unit.ID, Words: words, Person: "@congchuc", Due: calendar.NewDate(2024, 8, 20), By: clerk,
	}
}

func (b *books) adds(words string, source plan.Source) plan.Step {
	b.Helper()
	s, err := b.AddStep(b.Context(), b.is.Commune.ID, b.is.ID, b.newStep(words), source, morning)
	b.must(err)
	return s
}

// A step is added once however often its message comes, is marked once however often that is said, and is part of
// what the plan is judged by.
func TestSteps(t *testing.T) {
	t.Parallel()
	b := open(t)
	audits := b.count("audit")
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			if s, err := b.AddStep(t.Context(), b.is.Commune.ID, b.is.ID, b.newStep("dự thảo"), said(1), morning); err != nil || s.No != 1 {
				t.Errorf("got %+v, %v", s, err)
			}
		})
	}
	running.Wait()
	first, second := b.adds("dự thảo", said(1)), b.adds("trình ký", said(2))
	if second.No != 2 {
		t.Errorf("the second step has number %d", second.No)
	}
	mark := func(id int64, m plan.StepMark) (plan.Step, error) {
		return b.MarkStep(t.Context(), b.is.Commune.ID, id, m, said(3), clerk, morning)
	}
	for range 2 {
		done, err := mark(first.ID, plan.StepDone)
		b.must(err)
		if done.Done != someDay || done.DoneBy != clerk {
			t.Errorf("done: got %+v", done)
		}
	}
	if n := b.count("audit") - audits; n != 3 {
		t.Errorf("%d audit rows, want two steps and one mark", n)
	}
	opened, err := mark(first.ID, plan.StepOpen)
	b.must(err)
	if !opened.Done.IsZero() {
		t.Errorf("opened again: got %+v", opened)
	}
	w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	all, err := b.Steps(t.Context(), b.is.ID)
	b.must(err)
	want := []plan.Step{first, second}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, w.Facts.Steps); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	_, err = mark(second.ID, plan.StepDropped)
	b.must(err)
	if _, err := mark(second.ID, plan.StepDone); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("a dropped step: got %v, want %v", err, plan.ErrNotFound)
	}
	if third := b.adds("gửi", said(4)); third.No != 3 {
		t.Errorf("number %d is used again", third.No)
	}
}

func TestStepsAreOfACommune(t *testing.T) {
	t.Parallel()
	b := open(t)
	s := b.adds("dự thảo", said(1))
	_, err := b.imports(draft("khac"))
	b.must(err)
	if _, err := b.MarkStep(t.Context(), b.is.Commune.ID, s.ID, plan.StepDone, said(2), clerk, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("mark: got %v, want %v", err, plan.ErrNotFound)
	}
	if _, err := b.Step(t.Context(), b.is.Commune.ID, s.ID); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("read: got %v, want %v", err, plan.ErrNotFound)
	}
}

func TestStepsAreNotEndless(t *testing.T) {
	t.Parallel()
	b := open(t)
	for i := range plan.MostSteps {
		b.adds("dự thảo", said(i+1))
	}
	_, err := b.AddStep(t.Context(), b.is.Commune.ID, b.is.ID, b.newStep("thêm"), said(99), morning)
	if !errors.Is(err, plan.ErrManySteps) {
		t.Errorf("got %v, want %v", err, plan.ErrManySteps)
	}
}
