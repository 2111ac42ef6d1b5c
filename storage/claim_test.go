package storage_test

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"planbot/storage/plan"
)

// A chat has one sender at a time. One that dies leaves its letters to the next, which knows that their fate is

// unknown, and cannot interfere any more.

func TestClaimOutlivesItsHolder(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	first := b.claimsFor(-10, morning)
	b.must(b.Intend(t.Context(), first, plan.Sorting{Send: first.Letters}, morning))
	for _, m := range b.claims(morning) {
		if m.To.Chat == -10 {
			t.Error("a claimed chat was claimed again")
		}
	}
	b.lapse()
	second := b.claimsFor(-10, morning)
	if second.Letters[0].Unknown != 1 || second.Fence <= first.Fence {
		t.Errorf("claimed again: %+v", second.Letters[0])
	}
	for name, err := range map[string]error{
		"intend":      b.Intend(t.Context(), first, plan.Sorting{Send: first.Letters}, morning),
		"delivered":   b.Delivered(t.Context(), first, delivery(first, 501), morning),
		"undelivered": b.Undelivered(t.Context(), first, plan.Failure{Letters: delivery(first, 0).Letters, Kind: plan.FailedGone}, morning),
		"release":     b.Release(t.Context(), first, morning),
	} {
		if !errors.Is(err, plan.ErrSettled) {
			t.Errorf("%s by the former holder: %v, want %v", name, err, plan.ErrSettled)
		}
	}
	b.sends(second, 502, morning)
	if n := b.count("outbox WHERE chat_id = -10 AND outcome = 'sent' AND message_id = 502 AND place = 1 AND sent_at IS NOT NULL"); n != 1 {
		t.Errorf("%d letters are on record as sent, want 1", n)
	}
}

// Many dispatchers at once send every letter once.

func TestClaimAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	var sent sync.Map
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			mails, err := b.Claim(t.Context(), morning, 0, 2)
			if err != nil {
				t.Error(err)
			}
			for _, m := range mails {
				if _, twice := sent.LoadOrStore(m.To.Chat, true); twice {
					t.Errorf("chat %d was claimed twice", m.To.Chat)
				}
			}
		})
	}
	all.Wait()
}

// Letters gather unless they are critical, and what is ready is said to the second.

func TestClaimGathers(t *testing.T) {
	t.Parallel()
	for _, critical := range []bool{false, true} {
		b := open(t)
		a := &alarm{}
		a.ringing.Store(true)
		a.critical.Store(critical)
		b.JudgeBy(a.judge)
		b.bindUnits()
		b.round(morning)
		ready := morning.Add(time.Minute)
		if critical {
			ready = morning
		}
		at, ok, err := b.NextMail(t.Context(), time.Minute)
		b.must(err)
		if !ok || !at.Equal(ready) {
			t.Errorf("critical %v: ready at %v %v, want %v", critical, at, ok, ready)
		}
		early, err := b.Claim(t.Context(), ready.Add(-time.Second), time.Minute, 100)
		b.must(err)
		due, err := b.Claim(t.Context(), ready, time.Minute, 100)
		b.must(err)
		if len(early) != 0 || len(due) != 3 {
			t.Errorf("critical %v: %d mails before it is time and %d then, want 0 and 3", critical, len(early), len(due))
		}
		if _, ok, err := b.NextMail(t.Context(), time.Minute); ok || err != nil {
			t.Errorf("critical %v: claimed chats are ready again: %v %v", critical, ok, err)
		}
	}
}

// After a downtime a plan's letters wait until it is judged, but not for ever; those of others do not.

func TestRoundsComeFirst(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	home := b.is.ID
	_, err := b.imports(draft("khac"))
	b.must(err)
	office, _ := b.is.Unit("VP")
	b.must(b.Bind(t.Context(), plan.Binding{Chat: -30}, b.is.Commune.ID, office.ID, morning))
	b.round(morning)
	after := morning.Add(3 * time.Hour)
	b.exec(`UPDATE watch SET next_at = $1 WHERE plan_id <> $2`, after.Add(-30*time.Second), home)
	if mails := b.claims(after); len(mails) != 1 || mails[0].To.Chat != -30 {
		t.Errorf("%d mails before the round, want that of the other commune", len(mails))
	}
	b.round(after)
	mails := b.claims(after)
	if len(mails) != 3 {
		t.Errorf("%d mails after the round, want 3", len(mails))
	}
	for _, m := range mails {
		b.must(b.Release(t.Context(), m, after))
	}
	b.WaitForRounds(0)
	if mails := b.claims(after.Add(3 * time.Hour)); len(mails) != 3 {
		t.Errorf("%d mails though no round comes, want 3", len(mails))
	}
}

// An edit does not wait for letters that gather, and does not take them along.

func TestEditsDoNotGather(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	b.tellsAll(morning)
	a.again.Store(true)
	b.later(morning)
	_, _, err := b.Acknowledge(t.Context(), b.is.Commune.ID, b.openEpisode().ID, clerk, morning.Add(time.Second))
	b.must(err)
	at, ok, err := b.NextMail(t.Context(), time.Minute)
	b.must(err)
	if !ok || !at.Equal(morning.Add(time.Second)) {
		t.Errorf("ready at %v %v, want at once", at, ok)
	}
	for now, want := range map[time.Duration]plan.LetterKind{time.Second: plan.LetterRefresh, time.Minute: plan.LetterAlert} {
		mails, err := b.Claim(t.Context(), morning.Add(now), time.Minute, 100)
		b.must(err)
		if len(mails) != 3 {
			t.Errorf("%d mails after %s, want 3", len(mails), now)
		}
		for _, m := range mails {
			if !slices.ContainsFunc(m.Letters, func(l plan.Letter) bool { return l.Kind == want }) || now < time.Minute && len(m.Letters) != 1 {
				t.Errorf("after %s chat %d gets %+v, want %s", now, m.To.Chat, m.Letters, want)
			}
			b.must(b.Release(t.Context(), m, morning))
		}
	}
}

// A mail has its plan, its figures, what is silenced by now, and who it goes to.

func TestMail(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.records(b.report(b.target(1, "a"), 5, 145, 150, said(1)))
	rung(b)
	_, err := b.Silence(t.Context(), plan.Silence{
		Commune: b.is.Commune.ID, Plan: b.is.ID, Until: someDay, Reason: "chờ hướng dẫn", By: clerk, At: morning,
	}, said(2))
	b.must(err)
	for _, m := range b.claims(morning) {
		if len(m.Facts.Silences) != 1 {
			t.Errorf("%d silences, want 1", len(m.Facts.Silences))
		}
		if m.Plan == nil || m.Plan.ID != b.is.ID || len(m.Facts.Filed) != 1 || len(m.Letters) != 1 {
			t.Errorf("mail %+v", m)
			continue
		}
		if m.Letters[0].Episode.Rule != plan.RuleOverdue || m.Letters[0].Why != plan.WhyFirst {
			t.Errorf("letter %+v", m.Letters[0])
		}
		if private := m.To.Chat == chairman; m.To.Private() != private || !m.To.Active || m.To.Unit == 0 {
			t.Errorf("goes to %+v", m.To)
		}
	}
}

// How a send fails decides what becomes of its letters and of the chat.

func TestUndelivered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    plan.FailureKind
		unknown int // sends of unknown fate afterwards
		dead    string
		free    bool // the chat may be tried at once
	}{
		{plan.FailedWait, 0, "", false},
		{plan.FailedPassing, 0, "", false},
		{plan.FailedUnknown, 1, "", false},
		{plan.FailedRefused, 1, "bad words", true},
		{plan.FailedGone, 1, "gone", true},
		{plan.FailedMuted, 1, "muted", true},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			t.Parallel()
			b := open(t)
			rung(b)
			m := b.claimsFor(-10, morning)
			b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
			failed := plan.Failure{Letters: delivery(m, 0).Letters, Kind: c.kind, Wait: time.Hour, Cause: "bad words"}
			b.must(b.Undelivered(t.Context(), m, failed, morning))
			b.must(b.Release(t.Context(), m, morning))
			var row struct {
				Unknown         int
				Outcome, Reason string
				Free            bool
			}
			b.must(b.db.GetContext(t.Context(), &row, `
				SELECT o.unknown, o.outcome, o.reason, m.not_before <= clock_timestamp() AS free
				FROM outbox o JOIN mailbox m ON m.chat_id = o.chat_id WHERE o.id = $1`, m.Letters[0].ID))
			if row.Unknown != c.unknown || row.Reason != c.dead || row.Free != c.free || (row.Outcome == "dead") != (c.dead != "") {
				t.Errorf("%s leaves %+v", c.kind, row)
			}
		})
	}
}

// An alert that became a dead letter has its plan judged at once, and the round learns that the step reached nobody.

func TestDeadAlertWakesItsPlan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		lose func(b *books, m plan.Mail)
	}{
		{"refused", func(b *books, m plan.Mail) {
			b.must(b.Undelivered(b.Context(), m, plan.Failure{Letters: delivery(m, 0).Letters, Kind: plan.FailedRefused}, morning))
		}},
		{"lost from sight twice", func(b *books, m plan.Mail) {
			m.Letters[0].Unknown = 1
			b.must(b.Intend(b.Context(), m, plan.Sorting{Send: m.Letters}, morning))
			b.must(b.Undelivered(b.Context(), m, plan.Failure{Letters: delivery(m, 0).Letters, Kind: plan.FailedUnknown}, morning))
		}},
		{"dropped", func(b *books, m plan.Mail) {
			dropped := []plan.Dropped{{Letter: m.Letters[0], Outcome: plan.Dead}}
			b.must(b.Intend(b.Context(), m, plan.Sorting{Drop: dropped}, morning))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			rung(b)
			lost := func(n int) {
				t.Helper()
				w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
				b.must(err)
				var all []plan.Untold
				for _, u := range w.Ladder {
					if u.Lost {
						all = append(all, u)
					}
				}
				if len(all) != n {
					t.Errorf("the round learns of %v, want %d steps that reached nobody", w.Ladder, n)
				}
			}
			b.exec(`DELETE FROM outbox WHERE chat_id = -20`)
			m := b.claimsFor(-10, morning)
			if at, _, err := b.NextRound(t.Context()); err != nil || !at.After(morning) {
				t.Fatalf("next round %v, %v", at, err)
			}
			c.lose(b, m)
			if at, _, err := b.NextRound(t.Context()); err != nil || at.After(morning) {
				t.Errorf("next round %v, %v, want at once", at, err)
			}
			lost(0) // the Chairman's letter waits
			b.exec(`UPDATE outbox SET outcome = 'superseded', done_at = now() WHERE chat_id = $1`, chairman)
			lost(1)
			b.exec(`UPDATE outbox SET outcome = 'sent', done_at = now(), sent_at = now() WHERE chat_id = $1`, chairman)
			lost(0)
		})
	}
}

// A second send of unknown fate is the last.

func TestUnknownTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	for range plan.MostUnknown {
		b.exec(`UPDATE mailbox SET not_before = '-infinity'`)
		m := b.claimsFor(-10, morning)
		b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
		b.must(b.Undelivered(t.Context(), m, plan.Failure{Letters: delivery(m, 0).Letters, Kind: plan.FailedUnknown}, morning))
		b.must(b.Release(t.Context(), m, morning))
	}
	if n := b.count("outbox WHERE chat_id = -10 AND outcome = 'dead'"); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
}

// A chat that is gone is not told any more, its plan is judged at once, and coming back undoes that.

func TestGone(t *testing.T) {
	t.Parallel()
	for _, chat := range []int64{-10, chairman} {
		b := open(t)
		a := rung(b)
		m := b.claimsFor(chat, morning)
		b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
		b.must(b.Undelivered(t.Context(), m, plan.Failure{Kind: plan.FailedGone}, morning))
		b.must(b.Release(t.Context(), m, morning))
		reached := func() (n int) {
			w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
			b.must(err)
			for _, to := range w.Reach {
				if to.Active {
					n++
				}
			}
			return n
		}
		status, err := b.AlertStatus(t.Context(), b.is.Commune.ID, morning)
		b.must(err)
		if reached() != 2 || len(status.Silent) != 1 || status.Silent[0].Chat != chat || status.Dead != 1 {
			t.Errorf("chat %d: %d chats are reached, status %+v", chat, reached(), status)
		}
		a.again.Store(true)
		if raised := b.round(morning); raised.Letters != 2 {
			t.Errorf("chat %d: the next round writes %d letters, want 2", chat, raised.Letters)
		}
		b.must(b.Restore(t.Context(), chat, chairman, false, morning))
		if reached() != 3 || b.round(morning).Plans != 1 {
			t.Errorf("chat %d: %d chats are reached after it came back", chat, reached())
		}
	}
}

// What a sorting holds waits, what it drops ends, and pushes are counted by day.

func TestIntend(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := rung(b)
	m := b.claimsFor(-10, morning)
	until := morning.Add(5 * time.Hour)
	b.must(b.Intend(t.Context(), m, plan.Sorting{Hold: []plan.Held{{Letter: m.Letters[0], Until: until, Why: plan.HeldQuiet}}}, morning))
	b.must(b.Release(t.Context(), m, morning))
	status, err := b.AlertStatus(t.Context(), b.is.Commune.ID, morning)
	b.must(err)
	if status.Waiting != 3 || status.Held != 1 || !status.Oldest.Equal(morning) {
		t.Errorf("status %+v", status)
	}
	b.round(until)
	m = b.claimsFor(-10, until)
	if len(m.Letters) != 1 || !m.Letters[0].Due.Equal(morning) {
		t.Errorf("held letters come as %+v", m.Letters)
	}
	b.must(b.Intend(t.Context(), m, plan.Sorting{Drop: []plan.Dropped{{Letter: m.Letters[0], Outcome: plan.Silenced, Why: "x"}}}, until))
	b.must(b.Release(t.Context(), m, until))
	if n := b.count("outbox WHERE outcome = 'silenced' AND done_at IS NOT NULL"); n != 1 {
		t.Errorf("%d letters are silenced, want 1", n)
	}

	a.again.Store(true)
	b.later(until)
	b.sends(b.claimsFor(-10, until), 501, until)
	a.again.Store(true)
	b.later(until)
	if m = b.claimsFor(-10, until); m.Pushed != 1 {
		t.Errorf("%d pushes so far, want 1", m.Pushed)
	}
	b.lapse()
	b.round(until.Add(24 * time.Hour))
	if m = b.claimsFor(-10, until.Add(24*time.Hour)); m.Pushed != 0 {
		t.Errorf("%d pushes on the next day, want none", m.Pushed)
	}
}

// Letters move with their group; what was said in the old one is out of reach.

func TestMigrateMail(t *testing.T) {
	t.Parallel()
	const moved = -1_000_000_000_010
	b := open(t)
	a := rung(b)
	b.sends(b.claimsFor(-10, morning), 501, morning)
	a.again.Store(true)
	b.later(morning)
	m := b.claimsFor(-10, morning)
	b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
	b.must(b.Migrate(t.Context(), -10, moved, morning))
	b.must(b.Migrate(t.Context(), -10, moved, morning))
	d := delivery(m, 7)
	d.Chat = moved
	b.must(b.Delivered(t.Context(), m, d, morning))
	b.must(b.Release(t.Context(), m, morning))
	if n := b.count("mailbox WHERE chat_id = -10"); n != 0 {
		t.Error("the old mailbox is still there")
	}
	a.ringing.Store(false)
	b.later(morning)
	m = b.claimsFor(moved, morning)
	kinds := map[plan.LetterKind]int{}
	for _, l := range m.Letters {
		kinds[l.Kind] = l.Message
	}
	if want := map[plan.LetterKind]int{plan.LetterResolved: 0, plan.LetterRefresh: 7}; !maps.Equal(kinds, want) {
		t.Errorf("the new group gets %v, want %v", kinds, want)
	}
}

// Letters that somebody left to a chat which is not the commune's are taken back.

// What is written down twice, because an answer got lost, counts once.

func TestSaidTwice(t *testing.T) {
	t.Parallel()
	b := open(t)
	rung(b)
	m := b.claimsFor(-10, morning)
	unknown := func() (n int) {
		b.must(b.db.GetContext(t.Context(), &n, `SELECT unknown FROM outbox WHERE id = $1`, m.Letters[0].ID))
		return n
	}
	for range 2 {
		b.must(b.Intend(t.Context(), m, plan.Sorting{Send: m.Letters}, morning))
	}
	if unknown() != 1 {
		t.Errorf("%d sends, want 1", unknown())
	}
	for range 2 {
		b.must(b.Undelivered(t.Context(), m, plan.Failure{Letters: delivery(m, 0).Letters, Kind: plan.FailedPassing}, morning))
	}
	if unknown() != 0 {
		t.Errorf("%d sends after a failure, want none", unknown())
	}
	for range 2 {
		b.must(b.Delivered(t.Context(), m, delivery(m, 501), morning))
	}
	if n := b.count("mailbox WHERE chat_id = -10 AND pushes = 1"); n != 1 {
		t.Error("a message counts as more than one push")
	}
}

// A chat that is tied to another commune hears nothing of the former one.

// What became of an episode is told to those who still belong to its commune: not to a chat that was given to another,

// nor to a leader who has left.

// movesOut gives chat -10 to another commune, and ends the Chairman's term; chat -20 stays.

// Letters that wait for a leader who leaves, or for a chat that is out of reach, are not sent.

// A letter, an episode or a plan that cannot be read keeps its own chat waiting and no other.
