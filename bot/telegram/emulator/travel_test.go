package emulator_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

// hourly stops at every full hour.
func hourly(from, to time.Time) (stops []time.Time) {
	for t := from.Truncate(time.Hour).Add(time.Hour); t.Before(to); t = t.Add(time.Hour) {
		stops = append(stops, t)
	}
	return stops
}

// traveller is a world whose bot notes when it is asked to settle.
type traveller struct {
	*world
	settled []string // what the clock shows then
	settle  func(ctx context.Context, at string) error
}

func newTraveller(t *testing.T, stops func(from, to time.Time) []time.Time) *traveller {
	t.Helper()
	tr := &traveller{settle: func(context.Context, string) error { return nil }}
	tr.world = newWorld(t, emulator.Options{Stops: stops, Settle: func(ctx context.Context) error {
		at := tr.clock.Now().Format("02 15:04")
		tr.settled = append(tr.settled, at)
		return tr.settle(ctx, at)
	}}, "group")
	return tr
}

// ticks are the clock events after seq: whether each was on the way.
func (w *world) ticks(seq int) (moving []bool) {
	w.tb.Helper()
	events, _, err := w.Events(w.tb.Context(), seq, time.Second)
	w.check(err)
	for _, e := range events {
		if e.Kind == "clock" {
			moving = append(moving, e.Moving)
		}
	}
	return moving
}

func TestClockPausesAtStops(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	seq := must(w.State(t.Context()))(t).Seq
	now := must(w.Advance(t.Context(), 150*time.Minute))(t)
	if want := []string{"02 09:00", "02 10:00", "02 10:30"}; !slices.Equal(w.settled, want) {
		t.Errorf("settled at %v, want %v", w.settled, want)
	}
	if got := now.Sub(start); got < 150*time.Minute || got > 151*time.Minute {
		t.Errorf("moved by %v, want 2h30m", got)
	}
	if got, want := w.ticks(seq), []bool{true, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("clock events: got %v, want %v", got, want)
	}
}

func TestClockGoesBackAtOnce(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	seq := must(w.State(t.Context()))(t).Seq
	now := must(w.SetClock(t.Context(), start.Add(-5*time.Hour)))(t)
	if len(w.settled) > 0 || now.After(start) {
		t.Errorf("settled at %v, clock shows %v", w.settled, now)
	}
	if got, want := w.ticks(seq), []bool{false}; !slices.Equal(got, want) {
		t.Errorf("clock events: got %v, want %v", got, want)
	}
}

func TestClockWithoutStopsSettlesOnceAtTheEnd(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, nil)
	must(w.NextMorning(t.Context()))(t)
	if want := []string{"03 08:00"}; !slices.Equal(w.settled, want) {
		t.Errorf("settled at %v, want %v", w.settled, want)
	}
}

// A long move leaves no stop out; one that is too long does not begin.
func TestClockPausesAtEveryStopOrStays(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	must(w.Advance(t.Context(), 600*time.Hour))(t)
	if got, first := len(w.settled), w.settled[0]; got != 601 || first != "02 09:00" {
		t.Errorf("settled %d times from %s, want 601 times from 02 09:00", got, first)
	}
	before := w.clock.Now()
	_, err := w.Advance(t.Context(), 602*time.Hour)
	if err == nil || !strings.Contains(err.Error(), "in several steps") {
		t.Errorf("got %v, want that it is too far", err)
	}
	if len(w.settled) != 601 || w.clock.Now().Sub(before) > time.Minute {
		t.Errorf("the clock moved by %v", w.clock.Now().Sub(before))
	}
}

func TestClockLeavesOutStopsThatAreNotBetween(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, func(from, to time.Time) []time.Time {
		return []time.Time{from.Add(-time.Hour), from, from.Add(time.Minute), to, to.Add(time.Hour)}
	})
	must(w.Advance(t.Context(), time.Hour))(t)
	if want := []string{"02 08:01", "02 09:00"}; !slices.Equal(w.settled, want) {
		t.Errorf("settled at %v, want %v", w.settled, want)
	}
}

// A bot that cannot settle ends the move where it happened, and the next move goes on from there.
func TestClockStandsWhereTheBotFailed(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	w.settle = func(_ context.Context, at string) error {
		if at == "02 10:00" {
			return errors.New("the database is gone")
		}
		return nil
	}
	if _, err := w.Advance(t.Context(), 5*time.Hour); err == nil {
		t.Error("the move went on")
	}
	if got := w.clock.Now().Format("15:04"); got != "10:00" {
		t.Errorf("clock shows %s, want 10:00", got)
	}
	must(w.Advance(t.Context(), time.Minute))(t)
}

// A settling that outlasts the time to the next stop does not turn the clock back.
func TestClockNeverGoesBackOnItsWay(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	w.settle = func(_ context.Context, at string) error {
		if at == "02 09:00" {
			w.clock.Set(start.Add(150 * time.Minute)) // 10:30
		}
		return nil
	}
	must(w.Advance(t.Context(), 3*time.Hour+time.Minute))(t)
	if want := []string{"02 09:00", "02 10:30", "02 11:00", "02 11:01"}; !slices.Equal(w.settled, want) {
		t.Errorf("settled at %v, want %v", w.settled, want)
	}
}

func TestOneMoveAtATime(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	arrived, released := make(chan struct{}), make(chan struct{})
	w.settle = func(ctx context.Context, at string) error {
		if at != "02 09:00" {
			return nil
		}
		close(arrived)
		select {
		case <-released:
		case <-ctx.Done():
		}
		return ctx.Err()
	}
	done := make(chan error)
	go func() {
		_, err := w.Advance(t.Context(), 90*time.Minute)
		done <- err
	}()
	<-arrived
	if !must(w.State(t.Context()))(t).Moving {
		t.Error("the state does not say that the clock moves")
	}
	if _, err := w.Advance(t.Context(), time.Hour); err == nil {
		t.Error("a second move began")
	}
	close(released)
	w.check(<-done)
	if must(w.State(t.Context()))(t).Moving {
		t.Error("the state says that the clock still moves")
	}
}

func TestCloseEndsAMove(t *testing.T) {
	t.Parallel()
	w := newTraveller(t, hourly)
	arrived := make(chan struct{})
	w.settle = func(ctx context.Context, _ string) error {
		close(arrived)
		<-ctx.Done()
		return ctx.Err()
	}
	done := make(chan error)
	go func() {
		_, err := w.Advance(t.Context(), 90*time.Minute)
		done <- err
	}()
	<-arrived
	w.srv.Close()
	if <-done == nil {
		t.Error("the move went on after Close")
	}
}
