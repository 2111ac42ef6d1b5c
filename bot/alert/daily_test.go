package alert

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"planbot/storage/plan"
)

// rounds answers from a list, and notes when it was asked.
type rounds struct {
	raised []plan.Raised // in turn; nothing once they are used up
	errs   []error       // the same
	next   []time.Duration
	asked  []time.Duration
	start  time.Time
}

func (r *rounds) RaiseDue(context.Context, time.Time, time.Duration, int) (raised plan.Raised, err error) {
	r.asked = append(r.asked, time.Since(r.start))
	raised, r.raised = first(r.raised)
	err, r.errs = first(r.errs)
	return raised, err
}

func (r *rounds) NextRound(context.Context) (time.Time, bool, error) {
	if len(r.next) == 0 {
		return time.Time{}, false, nil
	}
	wait, rest := first(r.next)
	r.next = rest
	return time.Now().Add(wait), true, nil
}

func first[T any](list []T) (one T, rest []T) {
	if len(list) == 0 {
		return one, nil
	}
	return list[0], list[1:]
}

func newDaily(store *rounds) *Daily {
	store.start = time.Now()
	return &Daily{Store: store, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
}

func TestDailyJudgesUntilNothingIsLeft(t *testing.T) {
	t.Parallel()
	broken := plan.PlanFailure{Plan: 7, Task: 9, Err: errors.New("a bug")}
	d := newDaily(&rounds{raised: []plan.Raised{
		{Plans: 64, Flips: 3, Letters: 2}, {Failed: []plan.PlanFailure{broken}}, {Plans: 1, Letters: 1},
	}})
	var failed []plan.PlanFailure
	d.Failed = func(f plan.PlanFailure) { failed = append(failed, f) }
	got, err := d.Round(t.Context())
	want := plan.Raised{Plans: 65, Flips: 3, Letters: 3, Failed: []plan.PlanFailure{broken}}
	if diff := cmp.Diff(want, got, cmpopts.EquateErrors()); diff != "" || err != nil {
		t.Errorf("got %v (-want +got):\n%s", err, diff)
	}
	if len(failed) != 1 {
		t.Errorf("told of %d failures, want one", len(failed))
	}
}

func TestDailySaysWhatWasRaisedBeforeAnError(t *testing.T) {
	t.Parallel()
	d := newDaily(&rounds{raised: []plan.Raised{{Plans: 64}, {}}, errs: []error{nil, errNoDatabase}})
	got, err := d.Round(t.Context())
	if got.Plans != 64 || !errors.Is(err, errNoDatabase) {
		t.Errorf("got %d plans and %v", got.Plans, err)
	}
}

// When the loop looks again: when something is due, never sooner than after a breath, never later than after half a
// minute, a second after a failure, and when it is woken.
func TestDailyRests(t *testing.T) {
	t.Parallel()
	const far = 24 * time.Hour
	for _, c := range []struct {
		name string
		next []time.Duration
		errs []error
		wake time.Duration // when; 0: never
		want time.Duration
	}{
		{"until the next round", []time.Duration{7 * time.Second}, nil, 0, 7 * time.Second},
		{"a breath", []time.Duration{-far}, nil, 0, 50 * time.Millisecond},
		{"half a minute at most", []time.Duration{far}, nil, 0, 30 * time.Second},
		{"when no plan is ever due", nil, nil, 0, 30 * time.Second},
		{"a second after a failure", []time.Duration{far}, []error{errNoDatabase}, 0, time.Second},
		{"until it is woken", []time.Duration{far}, nil, 3 * time.Second, 3 * time.Second},
		{"woken at once", []time.Duration{far}, nil, time.Millisecond, 50 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store := &rounds{next: c.next, errs: c.errs}
				d := newDaily(store)
				ctx, cancel := context.WithCancel(t.Context())
				wake := make(chan struct{}, 1)
				if c.wake != 0 {
					time.AfterFunc(c.wake, func() { wake <- struct{}{} })
				}
				done := make(chan struct{})
				go func() { d.Run(ctx, wake); close(done) }()
				time.Sleep(c.want + time.Microsecond)
				synctest.Wait()
				cancel()
				<-done
				if len(store.asked) != 2 || store.asked[1] != c.want {
					t.Errorf("asked after %v, want at once and after %v", store.asked, c.want)
				}
			})
		})
	}
}
