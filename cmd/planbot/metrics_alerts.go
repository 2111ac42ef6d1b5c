package main

import (
	"context"
	"math"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"planbot/bot/alert"
	"planbot/storage/plan"
)

// week is how far back letters count that were given up.
const week = 7 * 24 * time.Hour

// watchOutbox adds how many letters wait and how many were given up; count tells both.
func (m *metrics) watchOutbox(count func(ctx context.Context, since time.Time) (waiting, dead int, err error), now func() time.Time) {
	gauge := func(name, help string, pick func(waiting, dead int) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			waiting, dead, err := count(ctx, now().Add(-week))
			if err != nil {
				return math.NaN()
			}
			return float64(pick(waiting, dead))
		})
	}
	m.registry.MustRegister(
		gauge("planbot_outbox_waiting", "Letters that wait, held ones included.", func(waiting, _ int) int { return waiting }),
		gauge("planbot_outbox_dead", "Letters given up in the last seven days.", func(_, dead int) int { return dead }))
}

// sent counts a letter that arrived.
func (m *metrics) sent(lag time.Duration, kind string) {
	m.letters.WithLabelValues(kind, string(plan.Sent)).Inc()
	m.lag.Observe(max(0, lag.Seconds()))
}

// countedRounds counts the plans that a database judges.
type countedRounds struct {
	alert.Rounds
	metrics *metrics
}

// RaiseDue judges and counts.
func (c countedRounds) RaiseDue(ctx context.Context, now time.Time, spread time.Duration, most int) (plan.Raised, error) {
	raised, err := c.Rounds.RaiseDue(ctx, now, spread, most)
	c.metrics.rounds.WithLabelValues("ok").Add(float64(raised.Plans))
	c.metrics.rounds.WithLabelValues("failed").Add(float64(len(raised.Failed)))
	return raised, err
}

// countedOutbox counts the letters of a database that did not arrive, and those that need not. The dispatcher itself
// tells of those that did.
type countedOutbox struct {
	alert.Outbox
	metrics *metrics
}

// Intend writes down and counts what is dropped.
func (c countedOutbox) Intend(ctx context.Context, m plan.Mail, s plan.Sorting, now time.Time) error {
	err := c.Outbox.Intend(ctx, m, s, now)
	if err != nil {
		return err
	}
	for _, d := range s.Drop {
		c.metrics.letters.WithLabelValues(string(d.Letter.Kind), string(d.Outcome)).Inc()
	}
	return nil
}

// Undelivered writes down and counts what did not arrive.
func (c countedOutbox) Undelivered(ctx context.Context, m plan.Mail, f plan.Failure, now time.Time) error {
	err := c.Outbox.Undelivered(ctx, m, f, now)
	if err != nil {
		return err
	}
	kinds := make(map[int64]plan.LetterKind, len(m.Letters))
	for _, l := range m.Letters {
		kinds[l.ID] = l.Kind
	}
	for _, id := range f.Letters {
		c.metrics.letters.WithLabelValues(string(kinds[id]), string(f.Kind)).Inc()
	}
	return nil
}
