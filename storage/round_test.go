package storage_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Many rounds at once open one episode and tell each chat once; a later round finds nothing to say.
func TestRoundsAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := &alarm{}
	a.ringing.Store(true)
	b.JudgeBy(a.judge)
	b.bindUnits()
	for range 5 {
		b.exec(`UPDATE watch SET next_at = '-infinity'`)
		var rounds sync.WaitGroup
		for range 6 {
			rounds.Go(func() {
				if _, err := b.RaiseDue(t.Context(), morning, 0, 64); err != nil {
					t.Error(err)
				}
			})
		}
		rounds.Wait()
	}
	if got, want := b.outcomes(), map[string]int{"alert waiting": 3}; !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	if n := b.count("episode"); n != 1 {
		t.Errorf("%d episodes, want 1", n)
	}
	if n := b.count("flip"); n != 1 {
		t.Errorf("%d flips, want 1", n)
	}
}

// What a round writes is what the next one reads.
func TestRoundReadsBack(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	if len(w.Open) != 1 || len(w.Reach) != 3 || w.Recent[w.Open[0].Subject] != 1 {
		t.Fatalf("the next round reads %d episodes, %d chats, %v flips", len(w.Open), len(w.Reach), w.Recent)
	}
	e := w.Open[0]
	flips, err := b.Flips(t.Context(), b.is.Commune.ID, []int64{e.ID})
	b.must(err)
	if len(flips) != 1 || flips[0].Inputs.Left != -2 || flips[0].Why != plan.WhyFirst || flips[0].From != "" {
		t.Errorf("flips %+v", flips)
	}
	if !e.FiredAt.Equal(morning) || e.Inputs.Left != -2 || len(e.Ladder) != 4 || e.Said != 1 || e.Plan != b.is.ID {
		t.Errorf("read back %+v", e)
	}
	same, err := b.Episode(t.Context(), b.is.Commune.ID, e.ID)
	b.must(err)
	if diff := cmp.Diff(e, same, alike); diff != "" {
		t.Error(diff)
	}
	if _, err := b.Episode(t.Context(), b.is.Commune.ID+1, e.ID); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("another commune's episode: %v", err)
	}
	leader := w.Reach[2]
	if leader.Chat != chairman || leader.Role != plan.Chairman || !leader.Active {
		t.Errorf("the Chairman is reached at %+v", leader)
	}
	at, ok, err := b.NextRound(t.Context())
	b.must(err)
	if !ok || !at.Equal(morning.Add(time.Hour)) {
		t.Errorf("next round %v %v", at, ok)
	}
}

// A plan whose rules break, or whose round the database refuses, is put off; the others are judged.
func TestRoundBreaksAlone(t *testing.T) {
	t.Parallel()
	for name, broken := range map[string]func(plan.Round) plan.Round{
		"rules":    func(plan.Round) plan.Round { panic("an edge nobody thought of") },
		"no place": func(r plan.Round) plan.Round { r.Notices = []plan.Notice{{Episode: 5}}; return r },
		"refused":  func(r plan.Round) plan.Round { r.Episodes[0].Level = 0; return r },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			for i := range 4 {
				_, err := b.imports(draft(fmt.Sprint("xa", i)))
				b.must(err)
			}
			a := &alarm{}
			a.ringing.Store(true)
			b.JudgeBy(func(w plan.Watch, at time.Time, spread time.Duration) plan.Round {
				round := a.judge(w, at, spread)
				if w.Plan.Commune.Code == "xa1" {
					return broken(round)
				}
				return round
			})
			raised := b.round(morning)
			if len(raised.Failed) != 1 || raised.Failed[0].Err == nil {
				t.Fatalf("failed %+v", raised.Failed)
			}
			if n := b.count("episode"); n != 4 {
				t.Errorf("%d episodes, want 4", n)
			}
			if n := b.count("watch WHERE failures = 1 AND error <> '' AND judged_at IS NULL"); n != 1 {
				t.Errorf("%d plans failed on record, want 1", n)
			}
			if raised := b.round(morning.Add(59 * time.Minute)); raised.Plans != 0 {
				t.Errorf("%d plans judged again at once", raised.Plans)
			}
			b.JudgeBy(a.judge)
			b.round(morning.Add(time.Hour))
			if n := b.count("watch WHERE failures = 0 AND error = ''"); n != 5 {
				t.Errorf("%d plans are well again, want 5", n)
			}
		})
	}
}

// A task that cannot be judged brings its plan back in an hour.
func TestTaskFails(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.JudgeBy(func(plan.Watch, time.Time, time.Duration) plan.Round {
		return plan.Round{Failed: []plan.TaskFailure{{Task: 4, Err: errors.New("broken")}}}
	})
	raised := b.round(morning)
	if len(raised.Failed) != 1 || raised.Failed[0].Task != 4 || raised.Failed[0].Plan != b.is.ID {
		t.Errorf("failed %+v", raised.Failed)
	}
	if at, ok, err := b.NextRound(t.Context()); err != nil || !ok || !at.Equal(morning.Add(time.Hour)) {
		t.Errorf("next round %v %v %v", at, ok, err)
	}
}

// What is recorded while a plan is judged is judged after it, though the round did not see it and has put the next one
// off.
func TestRecordDuringRound(t *testing.T) {
	t.Parallel()
	b := open(t)
	judging, recorded := make(chan struct{}), make(chan struct{})
	b.JudgeBy(func(_ plan.Watch, at time.Time, _ time.Duration) plan.Round {
		close(judging)
		for b.count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0 {
		} // until the figure waits for this round
		return plan.Round{Next: at.Add(time.Hour)}
	})
	go func() {
		defer close(recorded)
		<-judging
		b.records(b.report(b.target(1, "a"), 5, 145, 150, said(1)))
	}()
	b.round(morning)
	<-recorded
	if at, ok, err := b.NextRound(t.Context()); err != nil || !ok || at.After(morning) {
		t.Errorf("next round %v %v %v, want at once", at, ok, err)
	}
}

// The facts of a round are the figures that count.
func TestFacts(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	b.records(b.report(target, 5, 145, 150, said(1)))
	b.records(b.report(target, 4, 10, 20, said(2)))
	wrong := b.records(b.report(target, 6, 1, 2, said(3)))
	_, err := b.Undo(t.Context(), b.is.Commune.ID, wrong.Entry.ID, said(4), clerk, "", morning)
	b.must(err)
	w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	unit, _ := b.is.Unit("VP")
	key := plan.TotalKey{Target: target, Unit: unit.ID}
	filed := w.Facts.Filed[key]
	if len(filed) != 2 || filed[0].Slot.Period.No != 4 || filed[1].Figure.Num.String() != "145" || filed[1].AsOf != someDay {
		t.Errorf("filed %+v", filed)
	}
	if diff := cmp.Diff(b.total(target), w.Facts.Totals[key], alike); diff != "" {
		t.Errorf("totals (-asked +round):\n%s", diff)
	}
	if diff := cmp.Diff(w.Facts.Totals[key].Last, filed[1], alike); diff != "" {
		t.Errorf("the last figure (-total +filed):\n%s", diff)
	}
}

// A database of before there were alerts gets its figures beside the sums.
func TestFiledFromEntries(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	estimate := b.report(target, 5, 145, 150, said(1))
	estimate.Figure.Estimate = true
	b.records(estimate)
	b.records(b.report(target, 4, 10, 20, said(2)))
	b.records(b.report(target, 4, 11, 20, said(3)))
	want, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	migration, err := os.ReadFile("../migrations/0005_create_alert.sql")
	b.must(err)
	_, backfill, _ := strings.Cut(string(migration), "UPDATE total t")
	b.exec(`UPDATE total SET filed = ''`)
	b.exec(`UPDATE total t` + backfill)
	got, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	if diff := cmp.Diff(want.Facts, got.Facts, alike); diff != "" || len(got.Facts.Filed) != 1 {
		t.Errorf("facts (-recorded +migrated):\n%s", diff)
	}
}

// A commune's own way of being warned is read with its plan.
func TestAlertSettings(t *testing.T) {
	t.Parallel()
	b := open(t)
	own := draft("sonky")
	own.Tasks[0].Title = "Tên mới"
	own.Commune.Alerts = plan.AlertSettings{
		Morning: calendar.NewTimeOfDay(8, 15), Leads: []int{10, 2}, ClockHours: true,
		Window: calendar.Hours{Spans: []calendar.Span{{From: calendar.NewTimeOfDay(8, 0), To: calendar.NewTimeOfDay(16, 0)}}},
		Ladder: []plan.LadderStep{{To: plan.ToLead}, {To: plan.ToChairman, Wait: 3}},
	}
	_, err := b.imports(own)
	b.must(err)
	if diff := cmp.Diff(own.Commune.Alerts, b.is.Commune.Alerts, alike); diff != "" {
		t.Errorf("settings (-written +read):\n%s", diff)
	}
}

// The end of an episode takes back what waits, is told to those who were told, and edits what they see.
func TestEndIsTold(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	b.sends(b.claimsFor(-10, morning), 501, morning)
	a.ringing.Store(false)
	b.later(morning.Add(time.Hour))
	want := map[string]int{"alert sent": 1, "alert superseded": 2, "resolved waiting": 1, "refresh waiting": 1}
	if got := b.outcomes(); !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	m := b.claimsFor(-10, morning.Add(time.Hour))
	for _, l := range m.Letters {
		if l.Message != 501 {
			t.Errorf("%s is about message %d, want 501", l.Kind, l.Message)
		}
		if l.Kind == plan.LetterRefresh && (len(l.Shown) != 1 || l.Shown[0].Episode.State != plan.Resolved) {
			t.Errorf("the message shows %+v", l.Shown)
		}
	}
	b.sends(m, 502, morning.Add(time.Hour))
	if got := b.claims(morning.Add(2 * time.Hour)); len(got) != 0 {
		t.Errorf("%d mails are left", len(got))
	}
}

// A send of unknown fate may have arrived: whoever may have read it hears the end, whether it was given up or not.
func TestEndIsToldOfUnknownFate(t *testing.T) {
	t.Parallel()
	for _, sends := range []int{1, plan.MostUnknown} {
		b := open(t)
		a := rung(b)
		for range sends {
			b.exec(`UPDATE mailbox SET not_before = '-infinity'`)
			m := b.claimsFor(-10, morning)
			b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
			b.must(b.Undelivered(t.Context(), m, plan.Failure{Letters: delivery(m, 0).Letters, Kind: plan.FailedUnknown}, morning))
			b.must(b.Release(t.Context(), m, morning))
		}
		a.ringing.Store(false)
		b.later(morning.Add(time.Hour))
		if n := b.count("outbox WHERE kind = 'resolved' AND chat_id = -10"); n != 1 || b.count("outbox WHERE kind = 'resolved'") != 1 {
			t.Errorf("after %d sends the chat hears the end %d times, want once, and no other chat", sends, n)
		}
	}
}

// What another matter stands for is not told as settled; the messages are edited all the same.
func TestReplacedIsNotTold(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	b.tellsAll(morning)
	a.why.Store(plan.WhyReplaced)
	a.ringing.Store(false)
	b.later(morning.Add(time.Hour))
	want := map[string]int{"alert sent": 3, "refresh waiting": 3}
	if got := b.outcomes(); !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
}

// An alert that is accepted after its episode ended is followed by the end.
func TestEndOvertakesDelivery(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	m := b.claimsFor(-10, morning)
	b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
	a.ringing.Store(false)
	b.later(morning)
	b.must(b.Delivered(t.Context(), m, delivery(m, 501), morning))
	want := map[string]int{"alert sent": 1, "alert superseded": 2, "resolved waiting": 1, "refresh waiting": 1}
	if got := b.outcomes(); !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
}

// However a delivery and the end of its episode meet, the chat hears of the end once.
func TestEndMeetsDelivery(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	for i := range 20 {
		now := morning.Add(time.Duration(i) * time.Hour)
		a.ringing.Store(true)
		b.later(now)
		mails := b.claims(now)
		for _, m := range mails {
			b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, now))
		}
		a.ringing.Store(false)
		b.exec(`UPDATE watch SET next_at = '-infinity'`)
		var both sync.WaitGroup
		both.Go(func() { b.round(now) })
		for j, m := range mails {
			both.Go(func() {
				if err := b.Delivered(t.Context(), m, delivery(m, 10000+100*i+j), now); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		b.lapse()
		for j, m := range b.claims(now) {
			b.sends(m, 20000+100*i+j, now)
		}
		if alerts, ends := b.outcomes()["alert sent"], b.outcomes()["resolved sent"]; alerts != 3*(i+1) || ends != alerts {
			t.Fatalf("after %d: %d alerts and %d ends, want %d of each", i, alerts, ends, 3*(i+1))
		}
	}
}
