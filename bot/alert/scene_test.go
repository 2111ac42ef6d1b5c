package alert_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/shopspring/decimal"

	"planbot/bot/alert"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

const token = "7000000001:ALERT"

// world is a database and an emulator in which scenes are played.
type world struct {
	testing.TB
	db    *sqlx.DB
	dsn   string
	door  emulator.Door
	clock *emulator.Clock
	chats int64
}

func newWorld(tb testing.TB, options emulator.Options) *world {
	tb.Helper()
	w := &world{TB: tb, dsn: storagetest.New(tb), clock: emulator.NewClock(at("2024-04-01 07:00"))}
	options.Token, options.Clock = token, w.clock
	api := emulator.New(options)
	server := httptest.NewServer(api.Handler())
	tb.Cleanup(func() { api.Close(); server.Close() })
	w.door = emulator.Door{URL: server.URL}
	db, err := storage.Connect(tb.Context(), w.dsn)
	w.must(err)
	w.db = db
	tb.Cleanup(func() { db.Close() })
	return w
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// process is one planbot of the world: what serve runs to tell what nobody asked for.
type process struct {
	store      *storage.Store
	client     *telegram.Client
	daily      *alert.Daily
	dispatcher *alert.Dispatcher
}

// process starts one; point is told of every point at which it may die.
func (w *world) process(workers int, point func(string)) *process {
	w.Helper()
	ctx := context.Background() // a process does not end with the test's context but when it is closed
	db, err := storage.Connect(ctx, w.dsn)
	w.must(err)
	store, err := storage.New(ctx, db, w.dsn)
	w.must(err)
	quiet := slog.New(slog.DiscardHandler)
	client, err := telegram.New(telegram.Options{Token: token, APIURL: w.door.URL, Log: quiet})
	w.must(err)
	p := &process{
		store: store, client: client,
		daily: &alert.Daily{Store: store, Now: w.clock.Now, Log: quiet},
		dispatcher: &alert.Dispatcher{
			Store: store, Post: client, Now: w.clock.Now, Log: quiet, Gather: time.Nanosecond, Workers: workers, Point: point,
		},
	}
	if point != nil {
		store.AtPoints(point)
	}
	return p
}

func (p *process) close() {
	p.client.Close()
	p.store.Close()
}

// settle judges and sends until nothing is due any more.
func (p *process) settle(ctx context.Context) error {
	for {
		raised, err := p.daily.Round(ctx)
		if err != nil {
			return err
		}
		for _, f := range raised.Failed {
			return fmt.Errorf("plan %d, task %d not judged: %w", f.Plan, f.Task, f.Err)
		}
		sent, err := p.dispatcher.Round(ctx)
		if err != nil {
			return err
		}
		if raised.Plans == 0 && sent == 0 {
			return nil
		}
	}
}

// commune makes a commune with a chat for each of its three units, and a plan with something to say to each.
func (w *world) commune(store *storage.Store) *plan.Plan {
	w.Helper()
	w.chats++
	first := w.chats
	p := &plan.Plan{
		Commune: plan.Commune{Code: fmt.Sprint("xa", first), Name: "xã", Reporting: plan.Open},
		Number:  "1/KH-UBND", Title: "Kế hoạch", Year: 2024, Cutoff: 14,
		From: calendar.NewDate(2024, time.January, 1), Until: calendar.NewDate(2024, time.December, 31),
		Units: []plan.Unit{
			{Code: "VP", Name: "Văn phòng", Kind: plan.Office}, {Code: "TP", Name: "Tư pháp", Kind: plan.Specialised},
			{Code: "LD", Name: "Lãnh đạo", Kind: plan.Leaders},
		},
		Tasks: []plan.Task{
			w.task(1, "TP", calendar.NewDate(2024, time.March, 29), plan.AtDue, plan.Milestone), // overdue
			w.task(2, "TP", calendar.NewDate(2024, time.April, 10), plan.AtDue, plan.Milestone), // due soon
			w.task(3, "VP", calendar.NewDate(2024, time.April, 1), plan.AtDue, plan.Milestone),  // due today
			w.task(4, "TP", calendar.Date{}, plan.Continuously, plan.Ratio),                     // reported monthly
		},
	}
	_, id, err := store.Import(w.Context(), p, plan.Author{Name: "console"}, true, w.clock.Now())
	w.must(err)
	for i, u := range p.Units {
		chat := emulator.NewChat{ID: -1_000_000_000_000 - 10*first - int64(i), Type: "supergroup", Title: u.Name, Bot: "administrator"}
		_, err := w.door.AddChat(w.Context(), chat)
		w.must(err)
		w.must(store.Bind(w.Context(), plan.Binding{Chat: chat.ID, Title: u.Name}, p.Commune.ID, u.ID, w.clock.Now()))
	}
	p, err = store.Plan(w.Context(), id, 0)
	w.must(err)
	return p
}

func (w *world) task(no int, lead string, due calendar.Date, judged plan.Judged, measure plan.Measure) plan.Task {
	t := plan.Task{
		No: no, Title: fmt.Sprint("Việc số ", no), Wording: "Lời văn", Criteria: []plan.Criterion{{Code: fmt.Sprint("1.", no), Name: "Tiêu chí"}},
		Deadline:  plan.Deadline{Kind: plan.ByDate, Wording: "trong quý", Due: due},
		Relations: []plan.Relation{{Kind: plan.Lead, Unit: lead}},
		Targets: []plan.Target{{
			Mark: "a", Name: "Chỉ tiêu", Measure: measure, Accumulation: plan.ToDate, Judged: judged, Scope: plan.PerCommune,
			Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}},
		}},
	}
	if measure == plan.Ratio {
		t.Deadline = plan.Deadline{Kind: plan.Ongoing, Wording: "thường xuyên"}
		t.Cadences = []plan.Cadence{{Every: plan.Month, Cutoff: 14}}
		t.Targets[0].Accumulation, t.Targets[0].Noun, t.Targets[0].MinSample = plan.ByPeriod, "hồ sơ", 20
	}
	return t
}

// report records a figure of task 4.
func (w *world) report(store *storage.Store, p *plan.Plan, month, num, den, message int) error {
	task, _ := p.Task(4)
	unit, _ := p.Unit("TP")
	now := w.clock.Now()
	_, err := store.Record(w.Context(), []plan.Report{{
		Commune: p.Commune.ID, Plan: p.ID,
		Slot:   plan.Slot{Target: task.Targets[0].ID, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(int64(num)), Den: decimal.NewFromInt(int64(den))},
		AsOf:   calendar.DateOf(now.In(calendar.Zone)), Source: plan.Source{Chat: -p.Commune.ID, Message: message},
		Author: plan.Author{ID: 7, Name: "Công chức"},
	}}, now)
	return err
}

// told lists the letters of a commune with an outcome, in words that do not depend on identities.
func (w *world) told(p *plan.Plan, outcomes ...plan.Outcome) []string {
	w.Helper()
	var all []string
	w.must(w.db.SelectContext(w.Context(), &all, `
		SELECT concat_ws(' ', o.kind, e.rule, t.no, e.scope, o.audience, o.step, o.repeat, o.why, c.title,
		                 to_char(o.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM'))
		FROM outbox o
		LEFT JOIN episode e ON e.id = o.episode_id
		LEFT JOIN task t ON t.id = e.task_id
		JOIN chat c ON c.chat_id = o.chat_id
		WHERE o.commune_id = $1 AND o.outcome = ANY($2) AND o.kind <> 'refresh'
		ORDER BY 1`, p.Commune.ID, texts(outcomes)))
	return all
}

func texts(outcomes []plan.Outcome) pq.StringArray {
	var all pq.StringArray
	for _, o := range outcomes {
		all = append(all, string(o))
	}
	return all
}

// messages is what the chats of a commune hold: every message of the bot, and how many of them no letter knows of.
func (w *world) messages(p *plan.Plan) (all []emulator.Msg, loose int) {
	w.Helper()
	var known []struct {
		Chat    int64 `db:"chat_id"`
		Message int   `db:"message_id"`
	}
	w.must(w.db.SelectContext(w.Context(), &known, `
		SELECT DISTINCT chat_id, message_id FROM outbox WHERE commune_id = $1 AND outcome = 'sent' AND kind <> 'refresh'`, p.Commune.ID))
	var chats []int64
	w.must(w.db.SelectContext(w.Context(), &chats, `SELECT chat_id FROM chat WHERE commune_id = $1`, p.Commune.ID))
	for _, chat := range chats {
		messages, err := w.door.Messages(w.Context(), chat)
		w.must(err)
		for _, m := range messages {
			if !m.From.IsBot || m.Service != "" {
				continue
			}
			all = append(all, m)
			if !slices.ContainsFunc(known, func(k struct {
				Chat    int64 `db:"chat_id"`
				Message int   `db:"message_id"`
			}) bool {
				return k.Chat == chat && k.Message == m.ID
			}) {
				loose++
			}
		}
	}
	return all, loose
}

func repeated(all []emulator.Msg) (n int) {
	for _, m := range all {
		if strings.Contains(m.Text, "(gửi lại)") {
			n++
		}
	}
	return n
}
