package storage_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/storage"
	"planbot/storage/plan"
)

func TestRecordTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	first := b.records(b.report(target, 5, 145, 150, said(1)))
	again := b.records(b.report(target, 5, 1, 2, said(1)))
	if !again.Repeated || first.Repeated || again.Entry.ID != first.Entry.ID || !again.Entry.Figure.Equal(first.Entry.Figure) {
		t.Errorf("the same message again: %+v, want what the first one did: %+v", again, first)
	}
	source := said(2)
	undone, err := b.Undo(t.Context(), b.is.Commune.ID, first.Entry.ID, source, clerk, "", morning)
	b.must(err)
	twice, err := b.Undo(t.Context(), b.is.Commune.ID, first.Entry.ID, said(3), clerk, "", morning)
	b.must(err)
	if !twice.Repeated || twice.Now.ID != undone.Now.ID {
		t.Errorf("taken back twice: %+v, want %+v", twice, undone)
	}
	found, err := b.TakenBack(t.Context(), b.is.Commune.ID, source)
	b.must(err)
	if found.Entry.ID != first.Entry.ID || found.Now.ID != undone.Now.ID {
		t.Errorf("the message took back %+v, want %+v", found, undone)
	}
	if _, err := b.TakenBack(t.Context(), b.is.Commune.ID, said(3)); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("what a message took back that came second: %v, want %v", err, plan.ErrNotFound)
	}
	if n := b.count("entry"); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
}

func TestChooseTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	question := plan.Asked{
		Commune: b.is.Commune.ID, Source: said(1), Author: clerk,
		Options: []plan.Report{b.report(target, 5, 145, 150, said(1)), b.report(target, 6, 145, 150, said(1))},
	}
	asked, err := b.Ask(t.Context(), question, morning)
	b.must(err)
	question.Options = question.Options[1:]
	again, err := b.Ask(t.Context(), question, morning)
	b.must(err)
	if again.ID != asked.ID || len(again.Options) != 2 {
		t.Errorf("asked again: question %d with %d options, want %d with 2", again.ID, len(again.Options), asked.ID)
	}
	choose := func(commune int64, choice int) error {
		_, err := b.Choose(t.Context(), commune, asked.ID, choice, morning)
		return err
	}
	for _, c := range []struct {
		name    string
		commune int64
		choice  int
		want    error
	}{
		{"another commune", b.is.Commune.ID + 1, 0, plan.ErrNotFound},
		{"no such option", b.is.Commune.ID, 2, plan.ErrNotFound},
		{"below all options", b.is.Commune.ID, -2, plan.ErrNotFound},
		{"a choice", b.is.Commune.ID, 1, nil},
		{"the same choice", b.is.Commune.ID, 1, nil},
		{"another choice", b.is.Commune.ID, 0, plan.ErrSettled},
	} {
		if err := choose(c.commune, c.choice); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if err := b.Drop(t.Context(), b.is.Commune.ID, asked.ID, morning); !errors.Is(err, plan.ErrSettled) {
		t.Errorf("dropped after a choice: %v, want %v", err, plan.ErrSettled)
	}
	if n := b.count("entry"); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
}

// Restoring an older figure does not make an edit of it late, nor a still older message timely.
func TestRecordAfterUndo(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	b.records(b.report(target, 5, 10, 20, said(10)))
	slip := b.records(b.report(target, 5, 99, 100, said(12)))
	_, err := b.Undo(t.Context(), b.is.Commune.ID, slip.Entry.ID, said(13), clerk, "", morning)
	b.must(err)
	if late := b.records(b.report(target, 5, 9, 20, said(9))); !late.Overtaken {
		t.Error("a message older than the restored one counts")
	}
	edit := b.report(target, 5, 11, 20, plan.Source{Chat: -1, Message: 10, Revision: 5})
	if corrected := b.records(edit); corrected.Overtaken {
		t.Error("an edit of the restored figure came too late")
	}
	if got := b.total(target).Figure; got.Num.IntPart() != 11 {
		t.Errorf("counts %v, want 11/20", got)
	}
}

// Messages of many lines in every order at once wait for each other and for nothing else.
func TestRecordManyLinesAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	targets := []int64{b.target(1, "a"), b.target(2, "a"), b.target(2, "b")}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	const people, times = 8, 10
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for i := range times {
				var lines []plan.Report
				for line, at := range rand.Perm(len(targets)) {
					lines = append(lines, b.report(targets[at], 5, 10, 20, plan.Source{Chat: int64(-1 - p), Message: i, Line: line}))
				}
				if i%3 == 2 { // an edit that moves the figures of the former message about
					for l := range lines {
						lines[l].Source.Message, lines[l].Source.Revision = i-1, int64(i)
					}
				}
				if _, err := b.Record(ctx, lines, morning); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	b.wantFolded()
}

// wantFolded holds every total against the fold of the entries that count.
func (b *books) wantFolded() {
	b.Helper()
	watch, err := b.Watch(b.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	unit, _ := b.is.Unit("VP")
	for _, task := range b.is.Tasks {
		for _, target := range task.Targets {
			figures, err := b.Figures(b.Context(), []int64{target.ID})
			b.must(err)
			var filed []plan.Filed
			for _, e := range figures {
				filed = append(filed, plan.Filed{Slot: e.Slot, Figure: e.Figure, AsOf: e.AsOf, Entry: e.ID})
			}
			want, got := plan.UnitTotal(target, filed), b.total(target.ID)
			if !got.Figure.Equal(want.Figure) || got.Periods != want.Periods || got.Last.Entry != want.Last.Entry {
				b.Errorf("the total of %d%s is %+v, want %+v", task.No, target.Mark, got, want)
			}
			filed = slices.DeleteFunc(filed, func(f plan.Filed) bool { return f.Figure.Kind == plan.Withdrawn })
			slices.SortFunc(filed, func(a, b plan.Filed) int { return a.Slot.Period.No - b.Slot.Period.No })
			rounds := watch.Facts.Filed[plan.TotalKey{Target: target.ID, Unit: unit.ID}]
			if diff := cmp.Diff(filed, rounds, alike); diff != "" {
				b.Errorf("the figures of %d%s (-entries +facts):\n%s", task.No, target.Mark, diff)
			}
		}
	}
}

func TestAppendOnly(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.records(b.report(b.target(1, "a"), 5, 10, 20, said(1)))
	for _, table := range []string{"entry", "audit"} {
		before := b.count(table)
		for _, statement := range []string{`UPDATE %s SET id = id`, `DELETE FROM %s`, `TRUNCATE %s CASCADE`} {
			_, err := b.db.ExecContext(t.Context(), strings.ReplaceAll(strings.ReplaceAll(statement, "%s", table), "SET id = id", "SET chat_id = 0"))
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v, want a refusal", fmt.Sprintf(statement, table), err)
			}
		}
		if after := b.count(table); after != before {
			t.Errorf("%s has %d rows, want %d", table, after, before)
		}
	}
}

// A caller that gave up is told so, whatever was going on, and nothing is left behind. (The hot single statements are
// not watched: the server ends those that hang.)
func TestContextEnds(t *testing.T) {
	t.Parallel()
	b := open(t)
	report := b.report(b.target(1, "a"), 5, 10, 20, said(1))
	lock, err := b.db.BeginTxx(t.Context(), nil)
	b.must(err)
	defer lock.Rollback()
	_, err = lock.ExecContext(t.Context(), `LOCK TABLE entry, total, chat, inbox, asked, plan, posted IN ACCESS EXCLUSIVE MODE`)
	b.must(err)
	for name, call := range map[string]func(context.Context) error{
		"Record": func(ctx context.Context) error { _, err := b.Record(ctx, []plan.Report{report}, morning); return err },
		"Import": func(ctx context.Context) error {
			_, _, err := b.Import(ctx, draft("sonky"), console, true, morning)
			return err
		},
		"Unanswered": func(ctx context.Context) error { _, err := b.Unanswered(ctx, 64); return err },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if err := call(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("while waiting: %v, want %v", err, context.DeadlineExceeded)
			}
			ctx, cancel = context.WithCancel(t.Context())
			cancel()
			if err := call(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("from the start: %v, want %v", err, context.Canceled)
			}
		})
	}
	b.must(lock.Rollback())
	if n := b.count("entry"); n != 0 {
		t.Errorf("%d entries, want none", n)
	}
}

// However an address is wrong, the password in it is not told.
func TestPasswordIsNotTold(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{
		"postgres://planbot:s3cr3t@127.0.0.1:1/planbot", "postgres://planbot:s3cr3t@127.0.0.1:port/planbot",
		"postgres://planbot:s3cr3t@[::1/planbot", "postgres://planbot:s3cr3t%zz@host/planbot", "postgres://planbot:s3cr3t@host /planbot",
		"host=127.0.0.1 port=1 password=s3cr3t sslmode=no-such-mode", "host=127.0.0.1 password='s3cr3t", "password=s3cr3t port=x",
		"mysql://planbot:s3cr3t@host/planbot", "s3cr3t", "postgres://planbot:s3cr3t@127.0.0.1:1/planbot?connect_timeout=s3cr3t",
		"postgres://planbot:s3cr3t@no-such-host.invalid/planbot?connect_timeout=1",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := storage.Open(ctx, dsn)
		cancel()
		if err == nil {
			t.Errorf("the address %q opens", dsn)
			continue
		}
		for _, told := range []string{err.Error(), fmt.Sprintf("%v", err), fmt.Sprintf("%s", err)} {
			if strings.Contains(told, "s3cr3t") {
				t.Errorf("the error tells the password: %s", told)
			}
		}
	}
}

// A note stays with its figure, also where the figure comes back because a later one was taken back.
func TestNotes(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	r := b.report(target, 6, 145, 150, said(1))
	r.Note = "tỉnh chưa đồng bộ"
	b.records(r)
	later := b.records(b.report(target, 6, 147, 150, said(2)))
	_, err := b.Undo(t.Context(), b.is.Commune.ID, later.Entry.ID, said(3), clerk, "nhầm", morning)
	b.must(err)
	got, err := b.Figures(t.Context(), []int64{target})
	if err != nil || len(got) != 1 || got[0].Note != r.Note || got[0].Reason != "nhầm" {
		t.Errorf("counts %+v, %v", got, err)
	}
}
