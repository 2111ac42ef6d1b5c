package alert_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
)

// The storm: a morning on which every task of a province is overdue.
const (
	stormChats = 500
	stormUnits = 10 // a commune
	stormTasks = 40 // a unit
)

// BenchmarkStorm tells 500 chats of 40 tasks each, through the send limits of Telegram as the emulator enforces them
// and as the bot keeps them. It reports how long after they were due letters arrived (99th percentile and the last),
// messages a second, how often Telegram had to refuse for coming too fast, how many letters were given up because their
// fate was unknown twice, and how many chats got nothing.
func BenchmarkStorm(b *testing.B) {
	b.Run("calm", func(b *testing.B) { storm(b) })
	b.Run("faults=30%", func(b *testing.B) {
		storm(b,
			emulator.Fault{Method: "sendMessage", Kind: "429", Chance: 0.10, RetryAfter: 2, Count: -1},
			emulator.Fault{Method: "sendMessage", Kind: "500", Chance: 0.10, Count: -1},
			emulator.Fault{Method: "sendMessage", Kind: "cut_after", Chance: 0.05, Count: -1},
			emulator.Fault{Method: "sendMessage", Kind: "delay", Delay: "25s", Chance: 0.05, Count: -1})
	})
}

func storm(b *testing.B, faults ...emulator.Fault) {
	for range b.N {
		w := newWorld(b, emulator.Options{Limits: true})
		limits, err := telegram.ParseLimits(telegram.DefaultLimits)
		w.must(err)
		p := w.process(0, nil)
		client, err := telegram.New(telegram.Options{Token: token, APIURL: w.door.URL, Limits: limits, Log: p.dispatcher.Log})
		w.must(err)
		p.dispatcher.Post = client
		w.crowd()
		for _, f := range faults {
			w.must(w.door.Fail(b.Context(), f))
		}
		b.ResetTimer()
		w.clock.Set(at("2024-04-01 07:45"))
		w.tell(p)
		b.StopTimer()
		w.reportStorm(b)
		client.Close()
		p.close()
	}
}

// tell runs the dispatcher as serve does until nothing waits any more.
func (w *world) tell(p *process) {
	w.Helper()
	ctx, stop := context.WithCancel(w.Context())
	var running sync.WaitGroup
	wake := make(chan struct{}, 1)
	_, err := p.daily.Round(ctx)
	w.must(err)
	running.Go(func() { p.dispatcher.Run(ctx, wake) })
	for waiting := 1; waiting > 0; time.Sleep(100 * time.Millisecond) {
		w.must(w.db.GetContext(ctx, &waiting, `SELECT count(*) FROM outbox WHERE outcome = 'waiting'`))
	}
	stop()
	running.Wait()
}

func (w *world) reportStorm(b *testing.B) {
	b.Helper()
	var lags []float64
	w.must(w.db.SelectContext(b.Context(), &lags, `
		SELECT EXTRACT(epoch FROM o.sent_at - s.began) FROM outbox o, storm s WHERE o.outcome = 'sent' AND o.kind = 'alert' ORDER BY 1`))
	var dead, told int
	w.must(w.db.GetContext(b.Context(), &dead, `SELECT count(*) FROM outbox WHERE outcome = 'dead'`))
	w.must(w.db.GetContext(b.Context(), &told, `SELECT count(DISTINCT (chat_id, message_id)) FROM outbox WHERE outcome = 'sent'`))
	calls, err := w.door.Requests(b.Context(), "sendMessage", 0)
	w.must(err)
	refused := 0
	for _, c := range calls {
		if c.Status == 429 {
			refused++
		}
	}
	if len(lags) == 0 {
		b.Fatal("nothing was sent")
	}
	slices.Sort(lags)
	first, last := lags[0], lags[len(lags)-1]
	b.ReportMetric(lags[len(lags)*99/100], "p99-s")
	b.ReportMetric(last, "last-s")
	b.ReportMetric(float64(told)/(last-first), "msg/s")
	b.ReportMetric(float64(refused), "429s")
	b.ReportMetric(float64(dead), "dead")
	b.ReportMetric(float64(w.silent()), "silent")
	b.ReportMetric(0, "ns/op")
}

// silent counts the chats in which no message stands.
func (w *world) silent() (n int) {
	w.Helper()
	var chats []int64
	w.must(w.db.SelectContext(w.Context(), &chats, `SELECT chat_id FROM chat`))
	for _, chat := range chats {
		messages, err := w.door.Messages(w.Context(), chat)
		w.must(err)
		if len(messages) == 0 {
			n++
		}
	}
	return n
}

// crowd fills the world with communes whose every unit leads forty tasks that were due last Friday. A table keeps
// when the storm began, by the database's clock.
func (w *world) crowd() {
	w.Helper()
	communes := stormChats / stormUnits
	for _, statement := range []string{
		`INSERT INTO commune (id, code, name, created_at) OVERRIDING SYSTEM VALUE
		 SELECT c, 'xa-' || c, 'xã ' || c, '2024-01-01' FROM generate_series(1, $1::int) c`,
		`INSERT INTO unit (id, commune_id, code, name, kind) OVERRIDING SYSTEM VALUE
		 SELECT 100 * c + u, c, 'BP' || u, 'Bộ phận ' || u, 'specialised' FROM generate_series(1, $1::int) c, generate_series(1, $2::int) u`,
		`INSERT INTO chat (chat_id, commune_id, unit_id, title, bound_at, bound_by)
		 SELECT -1000000000000 - (100 * c + u), c, 100 * c + u, 'Nhóm', '2024-01-01', 0
		 FROM generate_series(1, $1::int) c, generate_series(1, $2::int) u`,
		`INSERT INTO plan (id, commune_id, number, title, year, starts_on, ends_on, cutoff) OVERRIDING SYSTEM VALUE
		 SELECT c, c, '1/KH-UBND', 'Kế hoạch', 2024, '2024-01-01', '2024-12-31', 14 FROM generate_series(1, $1::int) c`,
		`INSERT INTO task (id, commune_id, plan_id, no, title, wording, deadline_kind, due_on) OVERRIDING SYSTEM VALUE
		 SELECT 1000 * c + t, c, c, t, 'Nhiệm vụ số ' || t, 'Lời văn', 'by_date', '2024-03-29'
		 FROM generate_series(1, $1::int) c, generate_series(1, $2::int * $3::int) t`,
		`INSERT INTO relation (task_id, place, kind, unit)
		 SELECT 1000 * c + t, 0, 'lead', 'BP' || 1 + t % $2::int
		 FROM generate_series(1, $1::int) c, generate_series(1, $2::int * $3::int) t`,
		`INSERT INTO target (id, commune_id, plan_id, task_id, mark, name, measure, accumulation, judged, scope) OVERRIDING SYSTEM VALUE
		 SELECT 1000 * c + t, c, c, 1000 * c + t, 'a', 'Việc', 'milestone', 'to_date', 'at_due', 'commune'
		 FROM generate_series(1, $1::int) c, generate_series(1, $2::int * $3::int) t`,
		`INSERT INTO target_goal (target_id, effective_on, comparator, value)
		 SELECT 1000 * c + t, '2024-01-01', '>=', 0 FROM generate_series(1, $1::int) c, generate_series(1, $2::int * $3::int) t`,
		`INSERT INTO watch (plan_id, commune_id, next_at) SELECT c, c, '2024-04-01' FROM generate_series(1, $1::int) c`,
	} {
		args := []any{communes, stormUnits, stormTasks}
		for !strings.Contains(statement, fmt.Sprint("$", len(args))) && len(args) > 0 {
			args = args[:len(args)-1]
		}
		_, err := w.db.ExecContext(w.Context(), statement, args...)
		w.must(err)
	}
	for c := range communes {
		for u := range stormUnits {
			id := -1_000_000_000_000 - int64(100*(c+1)+u+1)
			_, err := w.door.AddChat(w.Context(), emulator.NewChat{ID: id, Type: "supergroup", Title: "Nhóm", Bot: "administrator"})
			w.must(err)
		}
	}
	_, err := w.db.ExecContext(w.Context(), `VACUUM ANALYZE`)
	w.must(err)
	_, err = w.db.ExecContext(w.Context(), `CREATE TABLE storm AS SELECT clock_timestamp() AS began`)
	w.must(err)
}
