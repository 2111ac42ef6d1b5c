package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"planbot/storage/plan"
)

// A chat that changes its commune waits for a round of the new one before it takes its mailbox, as the round does.
func TestBindLocksInOrder(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	_, err := b.imports(draft("khac"))
	b.must(err)
	office, _ := b.is.Unit("VP")
	round, err := b.db.BeginTxx(t.Context(), nil)
	b.must(err)
	defer round.Rollback()
	_, err = round.Exec(`SELECT FROM watch WHERE plan_id = $1 FOR UPDATE`, b.is.ID)
	b.must(err)
	bound := make(chan error, 1)
	go func() { bound <- b.Bind(t.Context(), plan.Binding{Chat: -10}, b.is.Commune.ID, office.ID, morning) }()
	for b.count(`pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	if _, err := round.Exec(`SELECT FROM mailbox WHERE chat_id = -10 FOR UPDATE NOWAIT`); err != nil {
		t.Errorf("the mailbox of a chat that waits for a round: %v", err)
	}
	b.must(round.Rollback())
	b.must(<-bound)
}

// Everything that takes locks goes on at once, and nothing ever waits in a circle.
func TestNoDeadlock(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	target, office := b.target(1, "a"), b.is.Units[0].ID
	commune, planID := b.is.Commune.ID, b.is.ID
	now := morning
	settled := func(err error) error {
		if errors.Is(err, plan.ErrSettled) || errors.Is(err, plan.ErrNotFound) || errors.Is(err, plan.ErrNotBound) {
			return nil
		}
		return err
	}
	work := map[string]func(i int) error{
		"round": func(i int) error {
			a.ringing.Store(i%3 > 0)
			a.again.Store(true)
			raised, err := b.RaiseDue(t.Context(), now, 0, 64)
			for _, f := range raised.Failed {
				err = errors.Join(err, f.Err)
			}
			return err
		},
		"record": func(i int) error {
			_, err := b.Record(t.Context(), []plan.Report{b.report(target, 1+i%12, i%100, 100, said(i))}, now)
			return err
		},
		"acknowledge": func(int) error {
			w, err := b.Watch(t.Context(), planID, 1, now)
			for _, e := range w.Open {
				_, _, err = b.Acknowledge(t.Context(), commune, e.ID, clerk, now)
			}
			return settled(err)
		},
		"send": func(i int) error {
			mails, err := b.Claim(t.Context(), now, 0, 2)
			for _, m := range mails {
				err = errors.Join(err, settled(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, now)))
				if rand.IntN(3) == 0 {
					f := plan.Failure{Letters: delivery(m, 0).Letters, Kind: []plan.FailureKind{plan.FailedGone, plan.FailedRefused}[i%2]}
					err = errors.Join(err, settled(b.Undelivered(t.Context(), m, f, now)))
				} else {
					err = errors.Join(err, settled(b.Delivered(t.Context(), m, delivery(m, rand.IntN(1<<30)), now)))
				}
				err = errors.Join(err, settled(b.Release(t.Context(), m, now)))
			}
			return err
		},
		"chats": func(i int) error {
			moved := int64(-1000 - i)
			err := b.Bind(t.Context(), plan.Binding{Chat: -10}, commune, office, now)
			return errors.Join(err, b.SetUnreachable(t.Context(), -10, []int64{chairman}, now), b.Restore(t.Context(), -10, 0, true, now),
				b.Restore(t.Context(), chairman, chairman, false, now), b.Migrate(t.Context(), -10, moved, now),
				settled(b.Unbind(t.Context(), plan.Binding{Chat: moved}, now)))
		},
		"office": func(i int) error {
			notes := []plan.Note{{To: plan.Mailbox{Chat: chairman}, Kind: plan.LetterUrge}, {To: plan.Mailbox{Chat: -20, Thread: 7}, Kind: plan.LetterUrge}}
			_, err := b.SetDays(t.Context(), commune, nil, said(i), clerk, now)
			return errors.Join(b.Enqueue(t.Context(), commune, planID, notes, said(i), clerk, now), err)
		},
		"import": func(i int) error {
			changed := draft("sonky")
			changed.Tasks[0].Title = fmt.Sprint("Tên ", i)
			_, _, err := b.Import(t.Context(), changed, console, true, now)
			return err
		},
	}
	var all sync.WaitGroup
	until := time.Now().Add(3 * time.Second)
	for name, do := range work {
		all.Go(func() {
			for i := 1; time.Now().Before(until); i++ {
				if err := do(i); err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
			}
		})
	}
	all.Wait()
	var deadlocks int
	b.must(b.db.GetContext(t.Context(), &deadlocks, `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`))
	if deadlocks > 0 {
		t.Errorf("%d deadlocks", deadlocks)
	}
	if n := b.count(`mailbox m WHERE ready_at IS DISTINCT FROM (
		SELECT min(send_after) FROM outbox o WHERE o.chat_id = m.chat_id AND o.thread_id = m.thread_id AND outcome = 'waiting')`); n > 0 {
		t.Errorf("%d mailboxes do not say when they are ready", n)
	}
}
