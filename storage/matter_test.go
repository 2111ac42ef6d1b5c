package storage_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"planbot/storage/plan"
)

// asking opens a wish for more time for a task of the office.
func (b *books) asking(message int) (plan.Matter, error) {
	m, _, err := b.OpenMatter(b.Context(), plan.MatterOpening{
		Commune: b.is.Commune.ID, Plan: b.is.ID, Task: b.is.Tasks[0].ID, Unit: b.is.Units[0].ID, Move: plan.Opening(plan.Extension),
		Words: "chờ hướng dẫn", By: clerk, Source: plan.Source{Chat: -1, Message: message}, Wants: someDay.AddDays(30),
		AnswerBy: someDay.AddDays(2), Leads: []int64{b.is.Units[0].ID}, Tell: []plan.Mailbox{{Chat: -2}},
	}, morning)
	return m, err
}

// Ten people decide at once about the same version: one of them does, the others are told, and nothing is written twice.
func TestOneOfManyDecides(t *testing.T) {
	t.Parallel()
	b := open(t)
	m, err := b.asking(1)
	b.must(err)
	move, _ := m.Move(plan.VerbForward)
	var won, late int
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			m, again, err := b.MoveMatter(b.Context(), plan.MatterAct{
				Commune: b.is.Commune.ID, Matter: m.ID, Version: 1, Move: move,
				By: plan.Author{ID: int64(200 + i), Name: fmt.Sprint(i)}, Source: plan.Source{Chat: -2, Message: 9},
				Tell: []plan.Mailbox{{Chat: -3}}, AnswerBy: someDay.AddDays(3),
			}, morning.Add(time.Minute))
			mu.Lock()
			defer mu.Unlock()
			if len(m.Steps) != m.Version {
				t.Errorf("version %d was answered with %d steps", m.Version, len(m.Steps))
			}
			switch {
			case errors.Is(err, plan.ErrSettled):
				late++
			case err != nil || again:
				t.Errorf("again %v, error %v", again, err)
			default:
				won++
			}
		})
	}
	all.Wait()
	if won != 1 || late != 9 {
		t.Errorf("%d won and %d were late, want 1 and 9", won, late)
	}
	got, err := b.Matter(b.Context(), b.is.Commune.ID, m.ID)
	b.must(err)
	if got.Version != 2 || len(got.Steps) != 2 || got.State != plan.WithLeaders {
		t.Errorf("got %+v", got)
	}
	if n := b.count(`outbox WHERE kind = 'matter'`); n != 2 {
		t.Errorf("%d letters, want one of each step", n)
	}
	if n := b.count(fmt.Sprintf(`audit WHERE subject = 'matter %d'`, m.ID)); n != 2 {
		t.Errorf("%d audit rows, want one of each step", n)
	}
}

// The same message opens one matter; a second wish waits for the first; the task and its plan follow every step.
func TestMatterIsOpenedOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	first, err := b.asking(1)
	b.must(err)
	again, err := b.asking(1)
	b.must(err)
	if again.ID != first.ID {
		t.Errorf("the same message opened %d and %d", first.ID, again.ID)
	}
	second, err := b.asking(2)
	if !errors.Is(err, plan.ErrPending) || second.ID != first.ID {
		t.Errorf("a second wish: %d, %v", second.ID, err)
	}
	course := func() (plan.Course, int64) {
		p, err := b.Plan(b.Context(), b.is.ID, 0)
		b.must(err)
		return p.Tasks[0].Course, p.Version
	}
	if c, _ := course(); c.AskedFor != someDay.AddDays(30) {
		t.Errorf("asked: %+v", c)
	}
	_, before := course()
	move, _ := first.Move(plan.VerbReturn)
	act := plan.MatterAct{
		Commune: b.is.Commune.ID, Matter: first.ID, Version: 1, Move: move, Words: "thiếu căn cứ", By: clerk,
		Source: plan.Source{Chat: -2, Message: 5},
	}
	for _, want := range []bool{false, true} {
		if _, again, err := b.MoveMatter(b.Context(), act, morning); err != nil || again != want {
			t.Errorf("again %v, want %v, error %v", again, want, err)
		}
	}
	if c, after := course(); c != (plan.Course{}) || after != before+1 {
		t.Errorf("returned: %+v, version %d after %d", c, after, before)
	}
	if _, err := b.Matter(b.Context(), b.is.Commune.ID+1, first.ID); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("another commune reads it: %v", err)
	}
	if _, _, err := b.MoveMatter(b.Context(), plan.MatterAct{Commune: b.is.Commune.ID + 1, Matter: first.ID, Version: 2, Move: move}, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("another commune moves it: %v", err)
	}
	if third, err := b.asking(3); err != nil || third.ID == first.ID {
		t.Errorf("a new wish after the first was settled: %d, %v", third.ID, err)
	}
}
