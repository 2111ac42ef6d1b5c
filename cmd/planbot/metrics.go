package main

import (
	"context"
	"math"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts the work done, for Prometheus. Labels are kinds, methods and results: never a chat or a person.
type metrics struct {
	registry *prometheus.Registry
	updates  *prometheus.CounterVec
	handling *prometheus.HistogramVec
	calls    *prometheus.CounterVec
	calling  *prometheus.HistogramVec
	letters  *prometheus.CounterVec
	lag      prometheus.Histogram
	rounds   *prometheus.CounterVec
}

func newMetrics() *metrics {
	latency := prometheus.ExponentialBuckets(0.001, 2.5, 10) // 1 ms to 4 s
	m := &metrics{
		registry: prometheus.NewRegistry(),
		updates: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "planbot_updates_total", Help: "Updates handled."}, []string{"kind", "result"}),
		handling: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "planbot_update_seconds", Help: "From beginning to handle an update until its answer is out.",
			Buckets: latency}, []string{"kind"}),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "planbot_sends_total", Help: "Calls of the Bot API."}, []string{"method", "result"}),
		calling: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "planbot_send_seconds", Help: "Duration of calls of the Bot API, polls excepted.",
			Buckets: latency}, []string{"method"}),
		letters: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "planbot_letters_total", Help: "What became of letters: each try to send one, and each that needed none."},
			[]string{"kind", "result"}),
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "planbot_letter_lag_seconds", Help: "From when a letter was due until Telegram had it, held ones included.",
			Buckets: []float64{1, 5, 15, 30, 60, 120, 300, 900, 3600, 4 * 3600, 16 * 3600, 72 * 3600}}),
		rounds: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "planbot_rounds_total", Help: "Plans judged."}, []string{"result"}),
	}
	m.registry.MustRegister(m.updates, m.handling, m.calls, m.calling, m.letters, m.lag, m.rounds,
		collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics()))
	return m
}

// watch adds the age of the oldest open update; waiting tells since when that waits, if there is one.
func (m *metrics) watch(waiting func(context.Context) (time.Time, bool, error), now func() time.Time) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "planbot_inbox_oldest_seconds", Help: "How long the oldest unanswered update has waited."},
		func() float64 { return oldest(waiting, now) }))
}

// oldest asks the database at the moment of the scrape; no answer is not a number.
func oldest(waiting func(context.Context) (time.Time, bool, error), now func() time.Time) float64 {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	since, open, err := waiting(ctx)
	switch {
	case err != nil:
		return math.NaN()
	case !open:
		return 0
	}
	return max(0, now().Sub(since).Seconds())
}

// handled counts an update.
func (m *metrics) handled(kind, result string, took time.Duration) {
	m.updates.WithLabelValues(kind, result).Inc()
	m.handling.WithLabelValues(kind).Observe(took.Seconds())
}

// called counts a call of the Bot API. A poll lasts as long as nobody writes, which says nothing about speed.
func (m *metrics) called(method, result string, took time.Duration) {
	m.calls.WithLabelValues(method, result).Inc()
	if method != "getUpdates" {
		m.calling.WithLabelValues(method).Observe(took.Seconds())
	}
}

func (m *metrics) page() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}
