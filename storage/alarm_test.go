package storage_test

import (
	"sync/atomic"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// alarm is a rule for tests: while it rings, one episode of the plan's first task is open, and every chat that can be
// reached is told. It says nothing again until it is told to.
type alarm struct {
	ringing  atomic.Bool
	again    atomic.Bool // announces an open episode once more
	critical atomic.Bool
	why      atomic.Value // plan.Why of the end
}

func (a *alarm) judge(w plan.Watch, at time.Time, _ time.Duration) plan.Round {
	round := plan.Round{Next: at.Add(time.Hour)}
	switch {
	case len(w.Open) == 0 && a.ringing.Load():
		e := plan.Episode{
			Subject: plan.Subject{Rule: plan.RuleOverdue, Task: w.Plan.Tasks[0].ID, Scope: "2024-06-01"},
			State:   plan.Firing, Level: 1, Since: calendar.NewDate(2024, time.June, 1),
			Inputs:   plan.Inputs{Due: calendar.NewDate(2024, time.June, 1), Left: -2},
			OpenedAt: at, FiredAt: at, Said: 1, Ladder: w.Plan.Alerting().Ladder,
		}
		a.announce(&round, w, e, "", plan.WhyFirst, at)
	case len(w.Open) == 1 && !a.ringing.Load():
		e := w.Open[0]
		from := e.State
		e.State, e.EndedAt = plan.Resolved, at
		why, _ := a.why.Load().(plan.Why)
		if why == "" {
			why = plan.WhyHealed
		}
		round.Episodes = []plan.Episode{e}
		round.Flips = []plan.RoundFlip{{Flip: plan.Flip{At: at, From: from, To: plan.Resolved, Level: e.Level, Why: why}}}
	case len(w.Open) == 1 && a.again.Swap(false):
		e := w.Open[0]
		e.Said++
		a.announce(&round, w, e, e.State, plan.WhyRepeat, at)
	}
	return round
}

func (a *alarm) announce(round *plan.Round, w plan.Watch, e plan.Episode, from plan.EpisodeState, why plan.Why, at time.Time) {
	round.Episodes = []plan.Episode{e}
	round.Flips = []plan.RoundFlip{{Flip: plan.Flip{At: at, From: from, To: e.State, Level: e.Level, Inputs: e.Inputs, Why: why}}}
	for _, to := range w.Reach {
		if to.Active {
			round.Notices = append(round.Notices, plan.Notice{
				To: to, Audience: plan.ToLead, Said: e.Said, Why: why, Critical: a.critical.Load(), After: at,
			})
		}
	}
}

// rung opens books with an alarm, two chats, the Chairman's own, and a round that has told all three.
func rung(b *books) *alarm {
	b.Helper()
	a := &alarm{}
	a.ringing.Store(true)
	b.JudgeBy(a.judge)
	b.bindUnits()
	b.round(morning)
	return a
}

// chairman is the Chairman's Telegram id, and so the private chat.
const chairman = 900

// bindUnits ties chat -10 to the office, topic 7 of chat -20 to justice, and registers the Chairman.
func (b *books) bindUnits() {
	b.Helper()
	office, _ := b.is.Unit("VP")
	justice, _ := b.is.Unit("TP")
	b.must(b.Bind(b.Context(), plan.Binding{Chat: -10, Title: "Văn phòng"}, b.is.Commune.ID, office.ID, morning))
	b.must(b.Bind(b.Context(), plan.Binding{Chat: -20, Thread: 7, Title: "Tư pháp"}, b.is.Commune.ID, justice.ID, morning))
	b.must(b.AddStaff(b.Context(), b.is.Commune.ID, chairman, "Chủ tịch", plan.Membership{Unit: office.ID, Role: plan.Chairman}, someDay))
}

// round judges what is due.
func (b *books) round(now time.Time) plan.Raised {
	b.Helper()
	raised, err := b.RaiseDue(b.Context(), now, 0, 64)
	b.must(err)
	return raised
}

// later judges the plan at an instant, whether it is due or not.
func (b *books) later(now time.Time) plan.Raised {
	b.Helper()
	b.exec(`UPDATE watch SET next_at = '-infinity'`)
	raised := b.round(now)
	for _, f := range raised.Failed {
		b.Errorf("judge plan %d: %v", f.Plan, f.Err)
	}
	return raised
}

func (b *books) exec(query string, args ...any) {
	b.Helper()
	_, err := b.db.ExecContext(b.Context(), query, args...)
	b.must(err)
}

// claims takes what is ready, without gathering.
func (b *books) claims(now time.Time) []plan.Mail {
	b.Helper()
	mails, err := b.Claim(b.Context(), now, 0, 100)
	b.must(err)
	return mails
}

// claimsFor takes what is ready, and gives back all but one chat's.
func (b *books) claimsFor(chat int64, now time.Time) plan.Mail {
	b.Helper()
	var mine plan.Mail
	for _, m := range b.claims(now) {
		if m.To.Chat == chat {
			mine = m
			continue
		}
		b.must(b.Release(b.Context(), m, now))
	}
	if mine.Fence == 0 {
		b.Fatalf("nothing is ready for chat %d", chat)
	}
	return mine
}

// sends delivers every letter of a mail as one message.
func (b *books) sends(m plan.Mail, message int, now time.Time) {
	b.Helper()
	b.must(b.Intend(b.Context(), m, plan.Sorting{Send: m.Letters}, now))
	b.must(b.Delivered(b.Context(), m, delivery(m, message), now))
	b.must(b.Release(b.Context(), m, now))
}

func delivery(m plan.Mail, message int) plan.Delivery {
	d := plan.Delivery{Message: message, Chat: m.To.Chat}
	for _, l := range m.Letters {
		d.Letters = append(d.Letters, l.ID)
	}
	return d
}

// tellsAll sends everything that is ready, and says what kinds each chat got.
func (b *books) tellsAll(now time.Time) map[int64][]plan.LetterKind {
	b.Helper()
	got := map[int64][]plan.LetterKind{}
	for i, m := range b.claims(now) {
		for _, l := range m.Letters {
			got[m.To.Chat] = append(got[m.To.Chat], l.Kind)
		}
		b.sends(m, 1000+b.count("outbox WHERE outcome = 'sent'")+i, now)
	}
	return got
}

// outcomes counts letters by kind and what became of them.
func (b *books) outcomes() map[string]int {
	b.Helper()
	var rows []struct {
		What string `db:"what"`
		N    int    `db:"n"`
	}
	b.must(b.db.SelectContext(b.Context(), &rows, `SELECT kind || ' ' || outcome AS what, count(*) AS n FROM outbox GROUP BY 1`))
	found := map[string]int{}
	for _, r := range rows {
		found[r.What] = r.N
	}
	return found
}

// lapse ends every lease, as a minute does.
func (b *books) lapse() {
	b.Helper()
	b.exec(`UPDATE mailbox SET lease = clock_timestamp() - interval '1 second'`)
}
