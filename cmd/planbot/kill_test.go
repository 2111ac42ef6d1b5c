package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/alert"
	"planbot/storage"
)

// busyMorning is a working morning on which plan 27/2024 has something to tell to many: a quarter has just ended.
const busyMorning = "2024-10-01 07:45:00"

// Wherever the process is killed that tells what nobody asked for, the next one tells what is left: nothing is missing,
// and only what Telegram had accepted at that instant comes twice, saying so.
func TestServeKilledAtEveryPoint(t *testing.T) {
	t.Parallel()
	undisturbed := newTelling(t, busyMorning)
	undisturbed.start(t, binary, nil)
	undisturbed.settle(t)
	want := undisturbed.told(t)
	if len(want) < 10 || len(undisturbed.messages(t)) < 4 {
		t.Fatalf("a morning of %d letters in %d messages is too quiet to kill anything in", len(want), len(undisturbed.messages(t)))
	}
	if n := repeats(undisturbed.messages(t)); n != 0 || len(undisturbed.loose(t)) != 0 {
		t.Errorf("undisturbed: %d messages say that they are sent again, %v come twice", n, undisturbed.loose(t))
	}
	points := slices.Concat(alert.Points(), storage.Points())
	points = slices.DeleteFunc(points, func(name string) bool { return name == alert.PointMoved }) // needs a group that moves
	if len(points) < 14 {
		t.Errorf("%d named points, want at least 14", len(points))
	}
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			o := newTelling(t, busyMorning)
			if slices.Contains([]string{alert.PointRefused, alert.PointUndelivered, "failure written"}, point) {
				o.refuseOnce(t)
			}
			o.dieAt(t, point)
			left := o.loose(t)
			if point == alert.PointAccepted && len(left) == 0 {
				t.Error("killed after Telegram had accepted a message, and every message is known")
			}
			o.start(t, binary, nil)
			o.settle(t)
			if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(o.told(t), "\n")); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			o.onlyLeftBehind(t, left)
		})
	}
}

// What operators get cannot be told to die.
func TestShippedBinaryHasNoKillPoints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		build func() (string, error)
		want  bool
	}{{binary, false}, {mortal, true}} {
		path, err := c.build()
		if err != nil {
			t.Fatal(err)
		}
		code, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(code, []byte("PLANBOT_KILL_AT")); got != c.want {
			t.Errorf("%s knows PLANBOT_KILL_AT: %v, want %v", path, got, c.want)
		}
	}
}

// dieAt runs a process until it dies at a point, and lets the minute go by for which it had claimed chats or put them
// off.
func (o *tellingOffice) dieAt(t *testing.T, point string) {
	t.Helper()
	p := o.start(t, mortal, map[string]string{"PLANBOT_KILL_AT": point + ":1"})
	p.ends()
	status, _ := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !status.Signaled() || status.Signal() != syscall.SIGKILL {
		t.Fatalf("planbot ended otherwise than by being killed, %v:\n%s", p.cmd.ProcessState, p.said)
	}
	o.exec(t, `UPDATE mailbox SET lease = '-infinity', not_before = '-infinity'`)
}

// onlyLeftBehind looks at what came twice: the messages that a killed process had left behind, accepted by Telegram
// and unknown to the database, at most one a chat that was being sent to; and nothing since.
func (o *tellingOffice) onlyLeftBehind(t *testing.T, left []place) {
	t.Helper()
	chats := map[int64]int{}
	for _, p := range left {
		if chats[p.Chat]++; chats[p.Chat] > 1 {
			t.Errorf("chat %d: more than one message was under way", p.Chat)
		}
	}
	if diff := cmp.Diff(left, o.loose(t)); diff != "" {
		t.Errorf("messages that no letter knows of, since the kill (-want +got):\n%s", diff)
	}
	if n := repeats(o.messages(t)); n < len(left) {
		t.Errorf("%d messages come twice and %d say so", len(left), n)
	}
	if n := o.count(t, `SELECT count(*) FROM outbox WHERE outcome = 'dead'`); n != 0 {
		t.Errorf("%d letters were given up", n)
	}
}
