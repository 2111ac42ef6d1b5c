package storage_test

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/shopspring/decimal"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

var someDay = calendar.NewDate(2024, time.June, 3)

// everyCommand does in the database what each command and button does, in one commune.
func everyCommand(ctx context.Context, s *storage.Store, c int64) error {
	now := someDay.At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
	place, err := s.Place(ctx, -(10*c + 1), 0, 1, someDay)
	if err != nil {
		return err
	}
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	_, err = s.Plan(ctx, place.PlanID, place.PlanVersion)
	note(err)
	_, err = s.Totals(ctx, place.PlanID)
	note(err)
	_, err = s.Figures(ctx, []int64{100*c + 9})
	note(err)
	_, err = s.History(ctx, []int64{100*c + 9}, 30)
	note(err)
	_, err = s.Posted(ctx, -(10*c + 1), 3)
	note(err)
	_, err = s.FromMessage(ctx, -(10*c + 1), 101)
	note(err)
	recorded, err := s.Record(ctx, []plan.Report{{
		Commune: c, Plan: c,
		Slot:   plan.Slot{Target: 100*c + 9, Unit: 10*c + 1, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 6}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(145), Den: decimal.NewFromInt(150)},
		AsOf:   someDay, Source: plan.Source{Chat: -(10*c + 1), Message: 9999}, Author: plan.Author{ID: 1, Name: "Công chức"},
	}}, now)
	note(err)
	if err == nil {
		_, err = s.LastOf(ctx, c, 1, now.Add(-time.Minute))
		note(err)
		_, err = s.Undo(ctx, c, recorded[0].Entry.ID, plan.Source{Chat: -(10*c + 1), Message: 9999, Line: -1}, plan.Author{ID: 1}, "", now)
		note(err)
	}
	update := plan.Received{Update: 1 << 40, Chat: -(10*c + 1), Raw: "{}"}
	_, err = s.Receive(ctx, []plan.Received{update}, now)
	note(err)
	_, err = s.Unanswered(ctx, 64)
	note(err)
	_, _, err = s.OldestUnanswered(ctx)
	note(err)
	note(s.Finish(ctx, []plan.Answered{{Update: update.Update, Posted: []plan.Posted{{Chat: -(10*c + 1), Message: 77, Commune: c}}}}, now))
	note(s.SetUnreachable(ctx, -(10*c + 2), []int64{2}, now))
	note(s.Restore(ctx, -(10*c + 2), 1, true, now))
	note(s.Migrate(ctx, -(10*c + 3), -(1<<40 + c), now))
	note(everyAlert(ctx, s, c, now))
	note(everySheet(ctx, s, c, now))
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// everySheet does in the database what workbooks do, in one commune.
func everySheet(ctx context.Context, s *storage.Store, c int64, now time.Time) error {
	slot := plan.Slot{Target: 100*c + 9, Unit: 10*c + 1, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 1}}
	source := plan.Source{Chat: -(10*c + 1), Message: 9998}
	form, err := s.IssueForm(ctx, plan.Form{Commune: c, Plan: c, Code: "CODE", Slots: []plan.Slot{slot}, Source: source, At: now})
	if err != nil {
		return err
	}
	if form, err = s.Form(ctx, c, form.Code); err != nil {
		return err
	}
	f, err := s.KeepFilling(ctx, plan.Filling{Commune: c, Form: form.ID, Plan: c, Source: source, At: now})
	if err != nil {
		return err
	}
	if err := s.RecordFilling(ctx, c, f.ID, plan.Author{ID: 1}, now); err != nil {
		return err
	}
	return s.Archive(ctx, c, nil, func(a plan.Archive) error {
		return errors.Join(drain(a.Figures), drain(a.Evidence), drain(a.Matters), drain(a.Audit))
	})
}

func drain[T any](list iter.Seq2[T, error]) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// everyAlert does in the database what alerts do, in one commune.
func everyAlert(ctx context.Context, s *storage.Store, c int64, now time.Time) error {
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	by := plan.Author{ID: 1, Name: "Công chức"}
	_, err := s.Watch(ctx, c, 1, now)
	note(err)
	_, err = s.Episode(ctx, c, 100*c+9)
	note(err)
	_, err = s.Flips(ctx, c, []int64{100*c + 9})
	note(err)
	_, _, err = s.Acknowledge(ctx, c, 100*c+9, by, now)
	note(err)
	_, err = s.Snooze(ctx, c, 100*c+9, now.Add(time.Hour), "", by, now)
	note(err)
	_, err = s.RaiseDue(ctx, now, 0, 4) // ends the episode, which no rule holds
	note(err)
	note(s.Enqueue(ctx, c, c, []plan.Note{{To: plan.Mailbox{Chat: -(10*c + 1)}, Kind: plan.LetterUrge}}, plan.Source{Chat: 1, Message: 1}, by, now))
	_, err = s.SetDays(ctx, c, nil, plan.Source{}, by, now)
	note(err)
	_, err = s.ReportWaiting(ctx, c, c, plan.Waiting{Task: 100*c + 9, Unit: 10*c + 1, At: now, By: by}, plan.Source{Chat: 1, Message: 2})
	note(err)
	note(everyGift(ctx, s, c, now))
	_, _, err = s.NextMail(ctx, time.Minute)
	note(err)
	for i := range 2 {
		mails, err := s.Claim(ctx, now, 0, 4)
		note(err)
		for _, m := range mails {
			note(s.Intend(ctx, m, plan.Sorting{Send: m.Letters}, now))
			if i == 0 {
				note(s.Undelivered(ctx, m, plan.Failure{Letters: delivery(m, 1).Letters, Kind: plan.FailedPassing}, now))
			} else {
				note(s.Delivered(ctx, m, delivery(m, 7000), now))
			}
			note(s.Release(ctx, m, now))
		}
	}
	_, err = s.AlertStatus(ctx, c, now)
	note(err)
	_, err = s.Outstanding(ctx, now)
	note(err)
	note(s.Forget(ctx, now.AddDate(-1, 0, 0)))
	return errors.Join(errs...)
}

// everyGift does in the database what comes into a plan during the year, in one commune.
func everyGift(ctx context.Context, s *storage.Store, c int64, now time.Time) error {
	by := plan.Author{ID: 1, Name: "Công chức"}
	given, err := s.Assign(ctx, plan.Assignment{
		Commune: c, Plan: c, Unit: "BP2", Title: "việc giao", Wording: "việc giao", Due: someDay, Source: plan.Source{Chat: 1, Message: 3},
		Given: plan.Given{On: someDay, By: by},
	}, now)
	step, err2 := s.AddStep(ctx, c, c, plan.Step{Task: 100*c + 9, Unit: 10*c + 1, Words: "việc con", By: by}, plan.Source{Chat: 1, Message: 4}, now)
	_, err3 := s.StepNumbered(ctx, c, step.Task, step.Unit, step.No)
	_, err4 := s.Step(ctx, c, step.ID)
	_, err5 := s.MarkStep(ctx, c, step.ID, plan.StepDone, plan.Source{Chat: 1, Message: 5}, by, now)
	_, err6 := s.Steps(ctx, c)
	err7 := s.Dismiss(ctx, plan.Dismissal{Commune: c, Plan: c, Task: given.Task, Reason: "nhầm", By: by}, now)
	return errors.Join(err, err2, err3, err4, err5, err6, err7)
}

// letters fills a nation with an episode of every task, 100c+t, that three chats were told of in one message each.
var letters = []string{`
	INSERT INTO episode (id, commune_id, plan_id, rule, task_id, state, level, inputs, opened_at, fired_at)
	       OVERRIDING SYSTEM VALUE
	SELECT 100 * c + t, c, c, 'overdue', 100 * c + t, 'firing', 1, '{}', '2024-05-31', '2024-05-31'
	FROM generate_series(1, $1::int) c, generate_series(1, 24) t`, `
	INSERT INTO flip (commune_id, episode_id, at, to_state, level, inputs, why)
	SELECT commune_id, id, opened_at, state, level, inputs, 'first' FROM episode WHERE commune_id <= $1`, `
	INSERT INTO outbox (key, commune_id, plan_id, episode_id, chat_id, kind, due_at, send_after, outcome, message_id, done_at)
	SELECT 'e' || 100 * c + t || '/' || u, c, c, 100 * c + t, -(10 * c + u), 'alert', '2024-05-31', '2024-05-31', 'sent',
	       500 + t, '2024-05-31'
	FROM generate_series(1, $1::int) c, generate_series(1, 24) t, generate_series(1, 3) u`,
}

// No command reads a big table from end to end, however many communes share it.
func TestNoCommandScansABigTable(t *testing.T) {
	t.Parallel()
	dsn := storagetest.New(t)
	db, err := storage.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	storagetest.Nation(t, db, 200)
	for _, fill := range letters {
		if _, err := db.Exec(fill, 200); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(`ANALYZE`); err != nil {
		t.Fatal(err)
	}
	before := reads(t, db)
	s, err := storage.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	if err := everyCommand(t.Context(), s, 30); err != nil {
		t.Fatal(err)
	}
	s.Close() // a connection tells its statistics when it ends at the latest
	after := reads(t, db)
	for deadline := time.Now().Add(10 * time.Second); after["total"].Indexed == before["total"].Indexed; after = reads(t, db) {
		if time.Now().After(deadline) {
			t.Fatal("the statistics do not arrive")
		}
	}
	for table, was := range before {
		if n := after[table].Whole - was.Whole; n != 0 {
			t.Errorf("%s was read from end to end %d times", table, n)
		}
	}
}

// tableReads counts how a table was read so far.
type tableReads struct {
	Table   string `db:"relname"`
	Whole   int64  `db:"seq_scan"`
	Indexed int64  `db:"idx_scan"`
}

// reads tells of the tables that grow with every message. Of the others, with a few rows a commune, the planner may
// rightly read the whole while they fit a handful of pages.
func reads(t *testing.T, db *sqlx.DB) map[string]tableReads {
	t.Helper()
	var rows []tableReads
	err := db.Select(&rows, `
		SELECT relname, seq_scan, idx_scan FROM pg_stat_user_tables
		WHERE relname IN ('entry', 'total', 'posted', 'inbox', 'audit', 'chat', 'outbox', 'episode', 'flip')`)
	if err != nil {
		t.Fatal(err)
	}
	byTable := map[string]tableReads{}
	for _, r := range rows {
		byTable[r.Table] = r
	}
	return byTable
}

// BenchmarkTasksQuery reads what /tasks needs, by key, from a store as large as the country: the chat's place and
// the plan's totals. It reports the 99th percentile beside the mean.
func BenchmarkTasksQuery(b *testing.B) {
	dsn := storagetest.New(b)
	db, err := storage.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	storagetest.Nation(b, db, storagetest.Communes)
	s, err := storage.New(b.Context(), db, dsn)
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	b.ResetTimer()
	for range b.N {
		c := 1 + rand.Int64N(storagetest.Communes)
		start := time.Now()
		place, err := s.Place(b.Context(), -(10*c + 1 + rand.Int64N(6)), 0, 1, someDay)
		if err != nil {
			b.Fatal(err)
		}
		if len(place.Totals) != 24*6 {
			b.Fatalf("%d totals, want %d", len(place.Totals), 24*6)
		}
		took = append(took, time.Since(start))
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100])/1e6, "p99-ms")
}
