package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"planbot/bot/alert"
	"planbot/storage/plan"
)

// yielding is a database that takes everything, or nothing.
type yielding struct {
	alert.Rounds
	alert.Outbox
	err error
}

func (y yielding) RaiseDue(context.Context, time.Time, time.Duration, int) (plan.Raised, error) {
	return plan.Raised{Plans: 3, Failed: make([]plan.PlanFailure, 1)}, y.err
}
func (y yielding) Intend(context.Context, plan.Mail, plan.Sorting, time.Time) error { return y.err }
func (y yielding) Undelivered(context.Context, plan.Mail, plan.Failure, time.Time) error {
	return y.err
}

func TestMetricsOfLetters(t *testing.T) {
	t.Parallel()
	m := newMetrics()
	count := func(context.Context, time.Time) (int, int, error) { return 4, 2, nil }
	m.watchOutbox(count, func() time.Time { return monday })

	mail := plan.Mail{Letters: []plan.Letter{{ID: 1, Kind: plan.LetterAlert}, {ID: 2, Kind: plan.LetterResolved}}}
	dropped := plan.Sorting{Drop: []plan.Dropped{{Letter: mail.Letters[0], Outcome: plan.Superseded}}}
	failed := plan.Failure{Letters: []int64{1, 2}, Kind: plan.FailedWait}
	for _, db := range []yielding{{}, {err: errors.New("gone")}} {
		_, _ = countedRounds{db, m}.RaiseDue(t.Context(), monday, 0, 1)
		outbox := countedOutbox{db, m}
		_ = outbox.Intend(t.Context(), mail, dropped, monday)
		_ = outbox.Undelivered(t.Context(), mail, failed, monday)
	}
	m.sent(90*time.Second, "alert")

	page := httptest.NewRecorder()
	m.page().ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{
		`planbot_letters_total{kind="alert",result="sent"} 1`,
		`planbot_letters_total{kind="alert",result="superseded"} 1`,
		`planbot_letters_total{kind="alert",result="wait"} 1`,
		`planbot_letters_total{kind="resolved",result="wait"} 1`,
		`planbot_letter_lag_seconds_bucket{le="60"} 0`, `planbot_letter_lag_seconds_bucket{le="120"} 1`,
		`planbot_rounds_total{result="ok"} 6`, `planbot_rounds_total{result="failed"} 2`,
		"planbot_outbox_waiting 4", "planbot_outbox_dead 2",
	} {
		if !strings.Contains(page.Body.String(), want+"\n") {
			t.Errorf("metrics lack %s", want)
		}
	}
}
