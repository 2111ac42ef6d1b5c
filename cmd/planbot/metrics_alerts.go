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

// counting counts the letters that wait, held ones included, and those given up after an instant.
type counting func(ctx context.Context, since time.Time) (waiting, dead int, err error)

// outboxGauges tell at a scrape how many letters wait and how many were given up; one question answers both.
type outboxGauges struct {
	count         counting
	now           func() time.Time
	waiting, dead *prometheus.Desc
}

func (m *metrics) watchOutbox(count counting, now func() time.Time) {
	m.registry.MustRegister(outboxGauges{
		count: count, now: now,
		waiting: prometheus.NewDesc("planbot_outbox_waiting", "Letters that wait, held ones included.", nil, nil),
		dead:    prometheus.NewDesc("planbot_outbox_dead", "Letters given up in the last seven days.", nil, nil),
	})
}

// Describe lists what is told.
func (g outboxGauges) Describe(to chan<- *prometheus.Desc) { to <- g.waiting; to <- g.dead }

// Collect asks the database; no answer is not a number.
func (g outboxGauges) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	values := [2]float64{math.NaN(), math.NaN()}
	if waiting, dead, err := g.count(ctx, g.now().Add(-week)); err == nil {
		values = [2]float64{float64(waiting), float64(dead)}
	}
	to <- prometheus.MustNewConstMetric(g.waiting, prometheus.GaugeValue, values[0])
	to <- prometheus.MustNewConstMetric(g.dead, prometheus.GaugeValue, values[1])
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
