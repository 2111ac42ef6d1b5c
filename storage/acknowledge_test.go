package storage_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"planbot/storage/plan"
)

// openEpisode is the one that the alarm opened.
func (b *books) openEpisode() plan.Episode {
	b.Helper()
	w, err := b.Watch(b.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	if len(w.Open) != 1 {
		b.Fatalf("%d episodes are open, want 1", len(w.Open))
	}
	return w.Open[0]
}

// An episode is taken up once, whoever taps, and every message about it shows that.
func TestAcknowledgeTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	figure := b.records(b.report(b.target(1, "a"), 5, 145, 150, said(1)))
	a := rung(b)
	b.tellsAll(morning)
	id := b.openEpisode().ID
	e, again, err := b.Acknowledge(t.Context(), b.is.Commune.ID, id, clerk, morning)
	b.must(err)
	if again || e.State != plan.Acknowledged || e.AckBy != clerk || e.AckEntry != figure.Entry.ID || !e.Held(morning.Add(48*time.Hour)) {
		t.Errorf("taken up: %v %+v", again, e)
	}
	e, again, err = b.Acknowledge(t.Context(), b.is.Commune.ID, id, console, morning.Add(time.Minute))
	b.must(err)
	if !again || e.AckBy != clerk || !e.AckAt.Equal(morning) {
		t.Errorf("taken up again: %v %+v", again, e)
	}
	want := map[string]int{"alert sent": 3, "refresh waiting": 3}
	if got := b.outcomes(); !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	if n := b.count("flip"); n != 2 {
		t.Errorf("%d flips, want 2", n)
	}
	if n := b.count("audit WHERE action = 'acked'"); n != 1 {
		t.Errorf("%d audit rows, want 1", n)
	}
	if _, _, err = b.Acknowledge(t.Context(), b.is.Commune.ID+1, id, clerk, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("from another commune: %v", err)
	}
	a.ringing.Store(false)
	b.later(morning)
	if _, _, err = b.Acknowledge(t.Context(), b.is.Commune.ID, id, clerk, morning); !errors.Is(err, plan.ErrSettled) {
		t.Errorf("when it is over: %v, want %v", err, plan.ErrSettled)
	}
}

// What nobody was told of yet can be neither taken up nor put off: it has no ladder to go on with.
func TestPendingIsNotTakenUp(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	id := b.openEpisode().ID
	b.exec(`UPDATE episode SET state = 'pending', fired_at = NULL, ladder = '[]'`)
	if _, _, err := b.Acknowledge(t.Context(), b.is.Commune.ID, id, clerk, morning); !errors.Is(err, plan.ErrSettled) {
		t.Errorf("taken up: %v, want %v", err, plan.ErrSettled)
	}
	_, err := b.Snooze(t.Context(), b.is.Commune.ID, id, morning.AddDate(0, 0, 1), "", clerk, morning)
	if !errors.Is(err, plan.ErrSettled) {
		t.Errorf("put off: %v, want %v", err, plan.ErrSettled)
	}
	if e := b.openEpisode(); e.State != plan.Pending || !e.HeldUntil.IsZero() {
		t.Errorf("left as %+v", e)
	}
}

// Changes that follow each other edit a message once; one that comes while the edit is under way edits it again.
func TestRefreshesGather(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	b.tellsAll(morning)
	id := b.openEpisode().ID
	_, _, err := b.Acknowledge(t.Context(), b.is.Commune.ID, id, clerk, morning)
	b.must(err)
	snooze := func(days int) {
		t.Helper()
		_, err := b.Snooze(t.Context(), b.is.Commune.ID, id, morning.AddDate(0, 0, days), "có lý do", clerk, morning)
		b.must(err)
	}
	snooze(1)
	if n := b.outcomes()["refresh waiting"]; n != 3 {
		t.Errorf("%d edits wait, want 3", n)
	}
	mails := b.claims(morning)
	snooze(2)
	for _, m := range mails {
		b.must(b.Delivered(t.Context(), m, plan.Delivery{Letters: []int64{m.Letters[0].ID}, Quiet: true}, morning))
		b.must(b.Release(t.Context(), m, morning))
	}
	if n := b.outcomes()["refresh waiting"]; n != 3 {
		t.Errorf("%d edits wait after a change under way, want 3", n)
	}
}

func TestSnooze(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	id := b.openEpisode().ID
	snooze := func(until time.Time, reason string) error {
		_, err := b.Snooze(t.Context(), b.is.Commune.ID, id, until, reason, clerk, morning)
		return err
	}
	tomorrow, later := morning.AddDate(0, 0, 1), morning.AddDate(0, 0, 3)
	b.must(snooze(tomorrow, ""))
	b.must(snooze(tomorrow, ""))
	if err := snooze(later, ""); !errors.Is(err, plan.ErrNeedsReason) {
		t.Errorf("the second time without a reason: %v, want %v", err, plan.ErrNeedsReason)
	}
	b.must(snooze(later, "chờ văn bản"))
	if e := b.openEpisode(); e.Snoozes != 2 || !e.HeldUntil.Equal(later) {
		t.Errorf("snoozed %d times until %v", e.Snoozes, e.HeldUntil)
	}
}

// A silence needs a reason and an end, and ends with what it hides.
func TestSilence(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	q := plan.Silence{
		Commune: b.is.Commune.ID, Plan: b.is.ID, Task: b.is.Tasks[0].ID, Until: someDay.AddDays(30), By: clerk, At: morning,
	}
	if _, err := b.Silence(t.Context(), q, said(1)); !errors.Is(err, plan.ErrNeedsReason) {
		t.Errorf("without a reason: %v", err)
	}
	q.Reason = "chờ hướng dẫn"
	forever := q
	forever.Until = someDay.AddDays(31)
	if _, err := b.Silence(t.Context(), forever, said(1)); !errors.Is(err, plan.ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	first, err := b.Silence(t.Context(), q, said(1))
	b.must(err)
	again, err := b.Silence(t.Context(), q, said(1))
	b.must(err)
	if again.ID != first.ID || b.count("silence") != 1 {
		t.Errorf("the same message made silences %d and %d", first.ID, again.ID)
	}
	active := func() int {
		w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
		b.must(err)
		return len(w.Facts.Silences)
	}
	if active() != 1 {
		t.Error("the silence is not active")
	}
	b.later(morning)
	if active() != 1 {
		t.Error("a round ended the silence while it hides something")
	}
	a.ringing.Store(false)
	b.later(morning)
	if active() != 0 {
		t.Error("the silence outlives what it hides")
	}
	second, err := b.Silence(t.Context(), q, said(2))
	b.must(err)
	b.must(b.Unsilence(t.Context(), b.is.Commune.ID, second.ID, clerk, morning))
	b.must(b.Unsilence(t.Context(), b.is.Commune.ID, second.ID, clerk, morning))
	if err := b.Unsilence(t.Context(), b.is.Commune.ID+1, second.ID, clerk, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("from another commune: %v", err)
	}
	if active() != 0 || b.count("audit WHERE action LIKE 'silence%'") != 4 {
		t.Errorf("%d active, %d audit rows", active(), b.count("audit WHERE action LIKE 'silence%'"))
	}
}

func TestReportWaitingTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	unit, _ := b.is.Unit("VP")
	w := plan.Waiting{Task: b.is.Tasks[0].ID, Unit: unit.ID, Count: 3, Oldest: morning.Add(-time.Hour), At: morning, By: clerk}
	report := func(count int, message int) *plan.Waiting {
		t.Helper()
		w.Count = count
		if count == 0 {
			w.Oldest = time.Time{}
		}
		former, err := b.ReportWaiting(t.Context(), b.is.Commune.ID, b.is.ID, w, said(message))
		b.must(err)
		return former
	}
	if former := report(3, 1); former != nil {
		t.Errorf("before the first report: %+v", former)
	}
	for range 2 {
		if former := report(0, 2); former == nil || former.Count != 3 || !former.Oldest.Equal(morning.Add(-time.Hour)) {
			t.Errorf("before the second report: %+v", former)
		}
	}
	watch, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
	b.must(err)
	if got := watch.Facts.Waiting; len(got) != 1 || got[0].Count != 0 {
		t.Errorf("waits %+v", got)
	}
	if n := b.count("waiting"); n != 2 {
		t.Errorf("%d reports, want 2", n)
	}
}

// Letters of a command, trouble and gaps are told once, however often they are written.
func TestEnqueueTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bindUnits()
	notes := []plan.Note{
		{To: plan.Mailbox{Chat: -10}, Kind: plan.LetterUrge, Critical: true, Payload: plan.Payload{Task: 1}},
		{To: plan.Mailbox{Chat: -20, Thread: 7}, Kind: plan.LetterUrge},
	}
	for range 2 {
		b.must(b.Enqueue(t.Context(), b.is.Commune.ID, b.is.ID, notes, said(1), clerk, morning))
		b.must(b.TellOperators(t.Context(), []int64{7, 8}, "late", plan.Payload{What: "late"}, morning))
		_, err := b.TellGap(t.Context(), morning.Add(-25*time.Hour), morning)
		b.must(err)
	}
	want := map[string]int{"urge waiting": 2, "operator waiting": 2, "gap waiting": 2}
	if got := b.outcomes(); !maps.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	for _, m := range b.claims(morning) {
		operator := m.To.Chat > 0
		if (m.Plan == nil) != operator || !m.To.Active {
			t.Errorf("mail to %+v with plan %v", m.To, m.Plan)
		}
		for _, l := range m.Letters {
			if l.Kind == plan.LetterUrge && l.Payload.By != clerk.Name {
				t.Errorf("urged by %q", l.Payload.By)
			}
		}
	}
}

func TestBeat(t *testing.T) {
	t.Parallel()
	b := open(t)
	if _, ok, err := b.LastBeat(t.Context()); ok || err != nil {
		t.Errorf("a beat before the first: %v %v", ok, err)
	}
	for _, at := range []time.Time{morning, morning.Add(time.Hour), morning} {
		b.must(b.Beat(t.Context(), at))
	}
	if at, ok, err := b.LastBeat(t.Context()); err != nil || !ok || !at.Equal(morning.Add(time.Hour)) {
		t.Errorf("last beat %v %v %v", at, ok, err)
	}
}

// What is due and not done is found; what waits for a reason is not.
func TestOutstanding(t *testing.T) {
	t.Parallel()
	b := open(t)
	wants := func(now time.Time, want ...string) {
		t.Helper()
		list, err := b.Outstanding(t.Context(), now)
		b.must(err)
		got := map[string]int{}
		for _, o := range list {
			got[o.What]++
		}
		all := map[string]int{}
		for _, w := range want {
			all[w]++
		}
		if !maps.Equal(got, all) {
			t.Errorf("at %v %+v is outstanding, want %v", now, list, want)
		}
	}
	wants(morning)
	wants(morning.Add(6*time.Minute), "round")
	rung(b)
	wants(morning.Add(9 * time.Minute))
	wants(morning.Add(11*time.Minute), "letter", "letter", "letter")
	b.exec(`UPDATE mailbox SET not_before = clock_timestamp() + interval '1 minute' WHERE chat_id = -10`)
	b.claimsFor(-20, morning)
	wants(morning.Add(11*time.Minute), "letter")
	wants(morning.Add(16*time.Minute), "letter", "letter", "letter") // whatever keeps them
	b.exec(`UPDATE mailbox SET lease = '-infinity'`)
	b.exec(`DELETE FROM outbox`)
	wants(morning.Add(11*time.Minute), "episode")
}

// A plan that was made due just now, as a chat was lost, came back or moved, is not outstanding yet.
func TestOutstandingGivesARoundItsTime(t *testing.T) {
	t.Parallel()
	now := morning.Add(7 * time.Minute)
	for name, happens := range map[string]func(b *books) error{
		"lost":  func(b *books) error { return b.SetUnreachable(t.Context(), -10, nil, now) },
		"muted": func(b *books) error { return b.SetMuted(t.Context(), -10, true, nil, now) },
		"back":  func(b *books) error { return b.Restore(t.Context(), -10, 0, true, now) },
		"moved": func(b *books) error { return b.Migrate(t.Context(), -10, -1010, now) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			rung(b)
			b.must(happens(b))
			if next, due, err := b.NextRound(t.Context()); err != nil || !due || next.After(now) {
				t.Errorf("next round %v %v %v, want at once", next, due, err)
			}
			for late, want := range map[time.Duration]bool{time.Second: false, 6 * time.Minute: true} {
				list, err := b.Outstanding(t.Context(), now.Add(late))
				b.must(err)
				found := slices.ContainsFunc(list, func(o plan.Outstanding) bool { return o.What == "round" && o.Since.Equal(now) })
				if found != want || !want && len(list) > 0 {
					t.Errorf("%v later %+v is outstanding", late, list)
				}
			}
		})
	}
}

// An episode of which a later word got lost is found; one whose later word nobody could hear is not.
func TestOutstandingRepeat(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	b.tellsAll(morning)
	outstanding := func(want int) {
		t.Helper()
		list, err := b.Outstanding(t.Context(), morning.Add(11*time.Minute))
		b.must(err)
		if len(list) != want || want > 0 && list[0].What != "episode" {
			t.Errorf("%+v is outstanding, want %d episodes", list, want)
		}
	}
	b.exec(`UPDATE chat SET active = false`)
	b.exec(`UPDATE staff SET unreachable = true`)
	a.again.Store(true)
	b.later(morning)
	outstanding(0)
	b.exec(`UPDATE chat SET active = true`)
	a.again.Store(true)
	b.later(morning)
	b.tellsAll(morning)
	outstanding(0)
	b.exec(`DELETE FROM outbox WHERE key LIKE 'e%/3/%'`)
	outstanding(1)
}

// Whoever listens is woken by what becomes due, in whatever process.
func TestListen(t *testing.T) {
	t.Parallel()
	b := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	woken, err := b.Listen(ctx)
	b.must(err)
	b.records(b.report(b.target(1, "a"), 5, 145, 150, said(1)))
	select {
	case <-woken:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody is woken")
	}
	cancel()
	for range woken { // closed once the connection is
	}
}
