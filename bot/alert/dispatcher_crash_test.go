package alert

import (
	"fmt"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// At whatever point the process dies, another one brings the letter: once, or where Telegram had it already a second
// time that says so.
func TestDispatcherDiesAnywhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		point string
		fault string // what must go wrong for the point to be reached
		shown []string
	}{
		{PointClaiming, "", []string{"letter 1"}},
		{PointClaimed, "", []string{"letter 1"}},
		{PointSorted, "", []string{"letter 1"}},
		{PointIntended, "", []string{"letter 1 again"}},
		{PointSending, "", []string{"letter 1 again"}},
		{PointAccepted, "", []string{"letter 1", "letter 1 again"}},
		{PointDelivered, "", []string{"letter 1"}},
		{PointRefused, "500", []string{"letter 1 again"}},
		{PointUndelivered, "500", []string{"letter 1"}},
		{PointReleasing, "", []string{"letter 1"}},
		{PointReleased, "", []string{"letter 1"}},
	} {
		t.Run(c.point, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1))
			w.d.compose = plain
			if c.fault != "" {
				w.fails(emulator.Fault{Method: "sendMessage", Kind: c.fault})
			}
			died := false
			w.d.Point = func(name string) {
				if name == c.point {
					died = true
					panic("the process dies")
				}
			}
			w.dies()
			if !died {
				t.Fatal("the point was never reached")
			}
			w.box.later()
			w.d = w.dispatcher(w.d.Post)
			w.d.compose = plain
			w.round()
			w.want("chat", w.shown(firstChat), c.shown)
			if got := w.box.end(1); got != "sent, unknown 0" {
				t.Errorf("the letter is %s in the end", got)
			}
		})
	}
}

// dies has a dispatcher work until a point ends it.
func (w *wire) dies() {
	defer func() { _ = recover() }()
	_, _ = w.d.Round(w.tb.Context())
}

// Another process has the chat: nothing is sent, and nothing given back that is not ours.
func TestDispatcherLosesItsClaim(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.box.fails["intend"] = []error{errNotOurs}
	w.want("record", w.round(), nil)
	w.want("chat", w.shown(firstChat), nil)
}

// The database is away for a moment after Telegram took the message: it is marked all the same.
func TestDispatcherInsistsOnMarking(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = plain
	w.box.fails["delivered"] = []error{errNoDatabase, errNoDatabase, errNoDatabase}
	w.want("record", w.round(), []string{"intend [1]", fmt.Sprintf(`delivered [1] in %d, quiet false, about "alerts" []`, firstChat), "release"})
	if got := w.box.end(1); got != "sent, unknown 0" {
		t.Errorf("the letter is %s", got)
	}
}

// The database stays away: the chat is left to its lease, and the repeat says that it is one.
func TestDispatcherCannotMark(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2))
	w.d.compose = plain
	for range mostMarks {
		w.box.fails["delivered"] = append(w.box.fails["delivered"], errNoDatabase)
	}
	w.want("record", w.round(), []string{"intend [1 2]"})
	w.box.later()
	w.round()
	w.want("chat", w.shown(firstChat), []string{"letter 1", "letter 1 again", "letter 2 again"})
}

// A claim that is about to run out begins no call; the letters are there for the next one.
func TestDispatcherStopsBeforeItsLease(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = plain
	late := true
	w.d.Point = func(name string) {
		if name == PointClaimed && late {
			late, w.d.Lease = false, 0
		}
	}
	w.d.Lease = w.d.timeout() // no time at all is left for a call
	w.want("record", w.round(), []string{
		"intend [1]", "undelivered [1] passing 0s", "release",
		"intend [1]", fmt.Sprintf(`delivered [1] in %d, quiet false, about "alerts" []`, firstChat), "release",
	})
}

// An edit that changes nothing, or whose message is gone, is done. One whose fate is unknown is made again: that does
// no harm however often.
func TestDispatcherEdits(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.round()
	shown, err := w.door.Messages(t.Context(), firstChat)
	w.must(err)
	message := shown[len(shown)-1].ID
	refresh := func(id int64, message int) plan.Letter {
		return plan.Letter{ID: id, Kind: plan.LetterRefresh, Message: message, Shown: []plan.Letter{{
			ID: 1, Kind: plan.LetterAlert, Episode: plan.Episode{State: plan.Resolved, Subject: plan.Subject{Rule: plan.RuleOverdue, Task: 70}},
		}}}
	}
	p := &plan.Plan{Commune: plan.Commune{ID: 3}, Tasks: []plan.Task{{ID: 70, No: 7, Title: "Task"}}}
	w.box = newMemory(plan.Mail{To: plan.Mailbox{Chat: firstChat}, Plan: p, Letters: []plan.Letter{refresh(2, message), refresh(3, message+100)}})
	w.d = w.dispatcher(w.d.Post)
	w.fails(emulator.Fault{Method: "editMessageText", Kind: "cut_after"})
	w.want("cut", w.round(), []string{"intend [2 3]", "undelivered [3] passing 2s", "undelivered [2] passing 2s", "release"})
	w.box.later()
	w.want("again", w.round(), []string{
		"intend [2 3]", fmt.Sprintf(`delivered [2] in %d, quiet true, about "alerts" [7]`, firstChat),
		fmt.Sprintf(`delivered [3] in %d, quiet true, about "alerts" [7]`, firstChat), "release",
	})
	if got := w.shown(firstChat); len(got) != 1 {
		t.Errorf("the chat shows %q, want one message", got)
	}
}

// The process dies between hearing of a group's new id and sending there.
func TestDispatcherDiesWhileFollowingAGroup(t *testing.T) {
	t.Parallel()
	const group = -4000000001
	w := newWire(t, mailTo(group, 1))
	w.d.compose = plain
	w.group(group, "group")
	moved, err := w.door.Migrate(t.Context(), group)
	w.must(err)
	w.d.Point = func(name string) {
		if name == PointMoved {
			panic("the process dies")
		}
	}
	w.dies()
	w.want("new chat", w.shown(moved), nil)
	w.box.later()
	w.d = w.dispatcher(w.d.Post)
	w.d.compose = plain
	w.round()
	w.want("new chat in the end", w.shown(moved), []string{"letter 1 again"})
}
