package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

func TestRelayWakesEveryoneOnce(t *testing.T) {
	t.Parallel()
	announced := make(chan struct{}, 3)
	for range 3 {
		announced <- struct{}{}
	}
	close(announced)
	judge, send := make(chan struct{}, 1), make(chan struct{}, 1)
	relay(t.Context(), announced, judge, send) // nobody listens, and it returns all the same
	if len(judge) != 1 || len(send) != 1 {
		t.Errorf("woken %d and %d times, want each once", len(judge), len(send))
	}
}

// A database that will not be listened to is asked again.
func TestWakeAsksAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		asked := 0
		told := &telling{log: slog.New(slog.NewTextHandler(io.Discard, nil)), listen: func(context.Context) (<-chan struct{}, error) {
			if asked++; asked < 3 {
				return nil, errors.New("no connection")
			}
			return make(chan struct{}), nil // nothing more comes: what was announced before is looked for
		}}
		sleeper := make(chan struct{}, 1)
		began := time.Now()
		go told.wake(ctx, sleeper)
		<-sleeper
		if took := time.Since(began); asked != 3 || took != time.Minute {
			t.Errorf("woken after %d tries and %v, want 3 and a minute", asked, took)
		}
		cancel()
		synctest.Wait()
	})
}
