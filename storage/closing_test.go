package storage_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var march = plan.Period{Kind: plan.Month, Year: 2024, No: 3}

// closes closes March by a message some days after its cut-off.
func (b *books) closes(message, days int) (plan.Closing, error) {
	return b.closesTime(b.is.CutOf(march), message, days)
}

func (b *books) closesTime(cut plan.Cut, message, days int) (plan.Closing, error) {
	return b.ClosePeriod(b.Context(), plan.ClosingOrder{
		Commune: b.is.Commune.ID, Plan: b.is.ID, Cut: cut, By: clerk, Source: plan.Source{Chat: -9, Message: message},
		At: cut.To.AddDays(days).At(calendar.NewTimeOfDay(9, 0), calendar.Zone),
	})
}

// A period is closed once, whoever says so how often; what is corrected later makes a version that tells what.
func TestClosePeriod(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	b.records(b.report(target, 3, 48, 50, plan.Source{Chat: -1, Message: 1}))
	first, err := b.closes(1, 1)
	b.must(err)
	again, err := b.closes(1, 1)
	b.must(err)
	if again.ID != first.ID || again.Unchanged || !again.At.Equal(first.At) || again.SHA256 != first.SHA256 {
		t.Errorf("the same message closed %+v, then %+v", first, again)
	}
	if same, err := b.closes(2, 2); err != nil || !same.Unchanged || same.Version != 1 || same.SHA256 != first.SHA256 {
		t.Errorf("closed again with nothing new: %+v, %v", same, err)
	}
	b.records(b.report(target, 3, 49, 50, plan.Source{Chat: -1, Message: 2}))
	second, err := b.closes(3, 3)
	b.must(err)
	if second.Version != 2 || len(second.Corrections) != 1 || second.Corrections[0].Old.Num.String() != "48" {
		t.Errorf("second version %+v", second)
	}
	kept, err := b.Closed(b.Context(), b.is.Commune.ID, b.is.ID, b.is.CutOf(march))
	b.must(err)
	if got := kept.Snapshot.Figures; kept.Version != 2 || len(got) != 1 || got[0].Figure.Num.String() != "49" {
		t.Errorf("kept version %d with %+v", kept.Version, got)
	}
}

// Named days are closed like a period, each pair of days with versions of its own.
func TestCloseNamedDays(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	b.records(b.report(target, 3, 48, 50, plan.Source{Chat: -1, Message: 1}))
	spring := b.is.CutBetween(calendar.NewDate(2024, 1, 1), calendar.NewDate(2024, 3, 31))
	if _, err := b.closesTime(spring, 1, 0); !errors.Is(err, plan.ErrNotOver) {
		t.Errorf("on its last day: %v, want ErrNotOver", err)
	}
	first, err := b.closesTime(spring, 1, 1)
	b.must(err)
	again, err := b.closesTime(spring, 1, 1)
	b.must(err)
	if again.ID != first.ID || again.SHA256 != first.SHA256 || again.Period != (plan.Period{}) {
		t.Errorf("the same message closed %+v, then %+v", first, again)
	}
	b.records(b.report(target, 3, 49, 50, plan.Source{Chat: -1, Message: 2}))
	other := b.is.CutBetween(spring.From, calendar.NewDate(2024, 3, 30))
	if c, err := b.closesTime(other, 2, 3); err != nil || c.Version != 1 {
		t.Errorf("other days were closed as %+v, %v; want version 1", c, err)
	}
	if c, err := b.closes(3, 20); err != nil || c.Version != 1 {
		t.Errorf("the month was closed as %+v, %v; want version 1", c, err)
	}
	second, err := b.closesTime(spring, 4, 3)
	b.must(err)
	if second.Version != 2 || len(second.Corrections) != 1 || second.Corrections[0].New.Num.String() != "49" {
		t.Errorf("second version %+v", second)
	}
	kept, err := b.Closed(b.Context(), b.is.Commune.ID, b.is.ID, spring)
	b.must(err)
	if kept.ID != second.ID || kept.Snapshot.Cut != spring {
		t.Errorf("kept %+v of %+v", kept, kept.Snapshot.Cut)
	}
	all, err := b.Closings(b.Context(), b.is.Commune.ID, b.is.ID)
	b.must(err)
	if found := plan.NewestOf(all, spring); len(all) != 4 || found == nil || found.Version != 2 {
		t.Errorf("%d closings, of these days the last is %+v", len(all), found)
	}
}

func TestClosePeriodRefuses(t *testing.T) {
	t.Parallel()
	b := open(t)
	if _, err := b.closes(1, 0); !errors.Is(err, plan.ErrNotOver) {
		t.Errorf("on its last day: %v, want ErrNotOver", err)
	}
	cut := b.is.CutOf(march)
	_, err := b.ClosePeriod(b.Context(), plan.ClosingOrder{Commune: b.is.Commune.ID + 1, Plan: b.is.ID, Cut: cut, At: morning.AddDate(1, 0, 0)})
	if !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("by another commune: %v, want ErrNotFound", err)
	}
	if all, err := b.Closings(b.Context(), b.is.Commune.ID+1, b.is.ID); err != nil || len(all) != 0 {
		t.Errorf("another commune sees %v, %v", all, err)
	}
}

// Ten taps at once are one snapshot, and nobody can change it.
func TestClosePeriodAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			if _, err := b.closes(i%2, 1); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if found, err := b.Closings(b.Context(), b.is.Commune.ID, b.is.ID); err != nil || len(found) != 1 {
		t.Errorf("%d closings, %v; want one", len(found), err)
	}
	if _, err := b.db.ExecContext(b.Context(), `UPDATE closing SET version = 7`); err == nil {
		t.Error("a closing was changed")
	}
}

// Another process that has read nothing before counts off the same, to the byte.
func TestClosePeriodElsewhere(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.records(b.report(b.target(1, "a"), 3, 48, 50, plan.Source{Chat: -1, Message: 1}))
	first, err := b.closes(1, 1)
	b.must(err)
	other, err := storage.Open(b.Context(), b.dsn)
	b.must(err)
	defer other.Close()
	shot, err := other.Counted(b.Context(), b.is.Commune.ID, b.is.ID, b.is.CutOf(march))
	b.must(err)
	content, err := shot.Content()
	b.must(err)
	if got := fmt.Sprintf("%x", sha256.Sum256(content)); got != first.SHA256 {
		t.Errorf("counts off %s, want %s", got, first.SHA256)
	}
}
