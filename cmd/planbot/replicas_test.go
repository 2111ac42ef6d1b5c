package main

import (
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// replicas are three processes on one database and one emulator.
type replicas struct {
	*tellingOffice
	alive       []*process
	kills       int
	interrupted []int64 // chats that a killed process was sending to
}

// Three processes tell and the one that polls is killed again and again: everything that undisturbed ones tell is told,
// and only what was on the wire at a kill comes twice.
func TestServeReplicas(t *testing.T) {
	t.Parallel()
	var calm, killed []string
	t.Run("three days", func(t *testing.T) {
		t.Run("undisturbed", func(t *testing.T) {
			t.Parallel()
			r := &replicas{tellingOffice: newTelling(t, busyMorning)}
			r.days(t, func() {})
			calm = r.told(t)
			if n := repeats(r.messages(t)); n != 0 || len(r.loose(t)) != 0 {
				t.Errorf("%d messages say that they are sent again, %v come twice", n, r.loose(t))
			}
		})
		t.Run("leader killed", func(t *testing.T) {
			t.Parallel()
			r := &replicas{tellingOffice: newTelling(t, busyMorning)}
			r.days(t, func() { r.killLeader(t) })
			killed = r.told(t)
			r.twiceOnlyWhereInterrupted(t)
		})
	})
	if diff := cmp.Diff(strings.Join(calm, "\n"), strings.Join(killed, "\n")); diff != "" {
		t.Errorf("told (-undisturbed +killed):\n%s", diff)
	}
}

// days lets mornings pass and figures be reported; disturb is called while the first messages of a morning are on
// the wire, and as soon as a figure was sent.
func (r *replicas) days(t *testing.T, disturb func()) {
	t.Helper()
	r.open(t)
	r.settle(t)
	r.close(t)
	for _, day := range []struct{ morning, figure string }{
		{"2024-10-02 07:44:57", "/update 9 145/150"}, // below target
		{"2024-10-03 07:44:57", "/update 9 149/150"}, // and no longer
		{"2024-10-04 07:44:57", "/update 8 90/100"},
	} {
		r.dawn(t, day.morning)
		r.exec(t, `UPDATE beat SET at = $1`, r.base) // the night is no gap: somebody polled
		forget(r.posted)
		slow := &wire{make(chan struct{})}
		r.wire.Store(slow)
		r.open(t)
		await(t, r.posted, "a message of the morning", time.Minute)
		disturb()
		r.wire.Store(nil)
		close(slow.arrives)
		r.settle(t)
		sent, err := r.Say(t.Context(), r.group, r.clerk, day.figure)
		if err != nil {
			t.Fatal(err)
		}
		disturb()
		r.hears(t, sent.MessageID, "Chỉ tiêu")
		r.settle(t)
		r.close(t)
	}
}

// open starts three and waits until one of them polls.
func (r *replicas) open(t *testing.T) {
	t.Helper()
	for range 3 {
		r.alive = append(r.alive, r.start(t, binary, nil))
	}
	for _, p := range r.alive {
		p.says("planbot starts")
	}
	r.leader(t)
}

// close stops them all, in peace.
func (r *replicas) close(t *testing.T) {
	t.Helper()
	for _, p := range r.alive {
		p.signal(syscall.SIGTERM)
	}
	for _, p := range r.alive {
		if got := p.ends(); got != exitOK {
			t.Errorf("exit code: got %d, want %d:\n%s", got, exitOK, p.said)
		}
	}
	r.alive = nil
}

// leader waits until one of them is the one that polls, and returns which.
func (r *replicas) leader(t *testing.T) int {
	t.Helper()
	for patience := time.Now().Add(time.Minute); time.Now().Before(patience); time.Sleep(5 * time.Millisecond) {
		i := slices.IndexFunc(r.alive, func(p *process) bool { return strings.Contains(p.said.String(), "bot is ready") })
		if i >= 0 {
			return i
		}
	}
	t.Fatal("nobody polls")
	return 0
}

// killLeader kills the process that polls. Another takes over in time, and a fresh one joins them.
func (r *replicas) killLeader(t *testing.T) {
	t.Helper()
	i := r.leader(t)
	r.alive[i].kill()
	r.alive = slices.Delete(r.alive, i, i+1)
	r.kills++
	forget(r.polled)
	await(t, r.polled, "somebody else polls", 15*time.Second)
	fresh := r.start(t, binary, nil)
	fresh.says("planbot starts")
	r.alive = append(r.alive, fresh)
}

// settle waits until nothing is due. After a kill it lets the minute go by for which the dead process had claimed chats.
func (r *replicas) settle(t *testing.T) {
	t.Helper()
	for r.due(t) > 0 {
		if r.kills > 0 {
			r.endDeadClaims(t)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// endDeadClaims ends the claims that nobody has renewed for five seconds: whoever lives is done with a chat, or has
// renewed its claim, long before.
func (r *replicas) endDeadClaims(t *testing.T) {
	t.Helper()
	var chats []int64
	err := r.db.SelectContext(t.Context(), &chats, `
		UPDATE mailbox SET lease = '-infinity'
		WHERE lease BETWEEN clock_timestamp() AND clock_timestamp() + interval '55 seconds'
		RETURNING chat_id`)
	if err != nil {
		t.Fatal(err)
	}
	if len(chats) > 0 {
		r.interrupted = append(r.interrupted, chats...)
		r.exec(t, `NOTIFY planbot`) // the living look every half a minute anyway
	}
}

// twiceOnlyWhereInterrupted looks at the messages that no letter knows of: at most one for each chat that a killed
// process was sending to, and each of them came again, saying so.
func (r *replicas) twiceOnlyWhereInterrupted(t *testing.T) {
	t.Helper()
	loose, left := r.loose(t), slices.Clone(r.interrupted)
	t.Logf("%d kills, %d chats interrupted, %d messages twice, %d say so",
		r.kills, len(r.interrupted), len(loose), repeats(r.messages(t)))
	for _, p := range loose {
		i := slices.Index(left, p.Chat)
		if i < 0 {
			t.Errorf("message %d of chat %d came twice, and nobody was killed who sent to it", p.Message, p.Chat)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	if n := repeats(r.messages(t)); n < len(loose) || n > len(r.interrupted) {
		t.Errorf("%d messages say that they are sent again, want %d to %d", n, len(loose), len(r.interrupted))
	}
	if n := r.count(t, `SELECT count(*) FROM outbox WHERE outcome = 'dead'`); n != 0 {
		t.Errorf("%d letters were given up", n)
	}
}
