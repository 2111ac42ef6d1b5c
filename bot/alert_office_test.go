package bot_test

import (
	"log/slog"
	"time"

	"planbot/bot/alert"
	"planbot/bot/telegram"
	"planbot/storage/calendar"
)

// bells are what tells unasked: the daily round and the dispatcher of an office, played step by step.
type bells struct {
	*office
	daily      *alert.Daily
	dispatcher *alert.Dispatcher
	client     *telegram.Client
}

// bells hangs them up; they ring only when the story says so.
func (o *office) bells() *bells {
	o.tb.Helper()
	log := slog.New(slog.NewTextHandler(logTo{o.tb}, nil))
	client, err := telegram.New(telegram.Options{Token: token, APIURL: o.api, Log: log})
	o.must(err)
	o.tb.Cleanup(client.Close)
	return &bells{
		office: o, client: client,
		daily:      &alert.Daily{Store: o.store, Now: o.clock.Now, Log: log},
		dispatcher: &alert.Dispatcher{Store: o.store, Post: client, Now: o.clock.Now, Log: log, Gather: time.Nanosecond},
	}
}

// judge has the plan judged, and nobody told yet.
func (b *bells) judge() {
	b.tb.Helper()
	_, err := b.daily.Round(b.ctx())
	b.must(err)
}

// ring judges and sends everything that is due by now.
func (b *bells) ring() {
	b.tb.Helper()
	for {
		raised, err := b.daily.Round(b.ctx())
		b.must(err)
		for _, f := range raised.Failed {
			b.tb.Errorf("plan %d, task %d not judged: %v", f.Plan, f.Task, f.Err)
		}
		sent, err := b.dispatcher.Round(b.ctx())
		b.must(err)
		if raised.Plans == 0 && sent == 0 {
			return
		}
	}
}

// until lets time pass to an instant such as "2024-03-04 08:00", ringing at every moment on the way at which the
// database says that something is due.
func (b *bells) until(at string) {
	b.tb.Helper()
	end, err := time.ParseInLocation("2006-01-02 15:04", at, calendar.Zone)
	b.must(err)
	for b.ring(); ; b.ring() {
		next, due := b.due()
		if !due || next.After(end) {
			break
		}
		if next.After(b.clock.Now()) {
			b.clock.Set(next.In(calendar.Zone))
		}
	}
	b.clock.Set(end)
	b.ring()
}

// due is when something must be judged or told next.
func (b *bells) due() (time.Time, bool) {
	b.tb.Helper()
	round, judged, err := b.store.NextRound(b.ctx())
	b.must(err)
	mail, told, err := b.store.NextMail(b.ctx(), 0)
	b.must(err)
	if told && (!judged || mail.Before(round)) {
		return mail, true
	}
	return round, judged
}
