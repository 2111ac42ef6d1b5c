package alert

import (
	"context"
	"sync"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// arrival waits for the bot's next message in a chat.
func (w *wire) arrival(chat int64, after int) emulator.Msg {
	w.tb.Helper()
	ctx, cancel := context.WithTimeout(w.tb.Context(), 10*time.Second)
	defer cancel()
	m, err := w.door.WaitBot(ctx, chat, after, func(m emulator.Msg) bool { return m.Service == "" })
	w.must(err)
	return m
}

// runs has the dispatcher run, and returns what stops it and waits for it.
func (w *wire) runs(wake <-chan struct{}) (stop func()) {
	ctx, cancel := context.WithCancel(w.tb.Context())
	var running sync.WaitGroup
	running.Go(func() { w.d.Run(ctx, wake) })
	stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	w.tb.Cleanup(stop)
	return stop
}

func (o *memory) add(m plan.Mail) {
	fresh := newMemory(m)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.boxes = append(o.boxes, fresh.boxes...)
}

// A chat whose call hangs holds up no other, and a process that is asked to stop does not wait for it for ever.
func TestDispatcherRunPassesASlowChat(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose, w.d.Workers, w.d.Grace = plain, 2, time.Millisecond
	calling, delivered := make(chan struct{}), make(chan struct{}, 1)
	w.d.Point = func(name string) {
		switch name {
		case PointSending:
			calling <- struct{}{}
		case PointDelivered:
			delivered <- struct{}{}
		}
	}
	w.fails(emulator.Fault{Method: "sendMessage", Chat: firstChat, Kind: "drop"})
	wake := make(chan struct{}, 1)
	stop := w.runs(wake)
	<-calling
	w.box.add(mailTo(secondChat, 2))
	wake <- struct{}{}
	<-calling
	if got := w.arrival(secondChat, 0).Text; got != "letter 2" {
		t.Errorf("the other chat shows %q", got)
	}
	<-delivered // or stopping could cut the answer off
	stop()
	if got := w.box.end(1); got != "waiting, unknown 0" && got != "waiting, unknown 1" {
		t.Errorf("the letter of the slow chat is %s", got)
	}
	if got := w.box.end(2); got != "sent, unknown 0" {
		t.Errorf("the other letter is %s", got)
	}
}

// One worker, and its call hangs: after a while another chat has the place.
func TestDispatcherSlowChatGivesItsPlace(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1), mailTo(secondChat, 2))
	w.d.compose, w.d.Workers, w.d.Slow, w.d.Grace = plain, 1, time.Millisecond, time.Millisecond
	w.fails(emulator.Fault{Method: "sendMessage", Chat: firstChat, Kind: "drop"})
	w.runs(nil)
	if got := w.arrival(secondChat, 0).Text; got != "letter 2" {
		t.Errorf("the other chat shows %q", got)
	}
}

// What is left of a message when the process is asked to stop is given back untouched.
func TestDispatcherStopsBetweenParts(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2))
	w.d.compose = plain
	ctx, cancel := context.WithCancel(t.Context())
	w.d.Point = func(name string) {
		if name == PointAccepted {
			cancel()
		}
	}
	if n, err := w.d.Round(ctx); n != 1 || err != nil {
		t.Errorf("got %d messages and %v, want the one under way", n, err)
	}
	if one, two := w.box.end(1), w.box.end(2); one != "sent, unknown 0" || two != "waiting, unknown 0" {
		t.Errorf("the letters are %s and %s", one, two)
	}
	if n, err := w.d.Round(ctx); n != 0 || err != nil {
		t.Errorf("after the end: %d messages and %v", n, err)
	}
}

// Claiming fails, looking ahead fails: the loop goes on.
func TestDispatcherRunGoesOn(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = plain
	w.box.fails["claim"] = []error{errNoDatabase, errNoDatabase}
	w.box.fails["next"] = []error{errNoDatabase, errNoDatabase}
	w.runs(nil)
	if got := w.arrival(firstChat, 0).Text; got != "letter 1" {
		t.Errorf("the chat shows %q", got)
	}
}

// Calm letters make no sound; a letter that is not calm gives the whole message one.
func TestDispatcherSound(t *testing.T) {
	t.Parallel()
	letter := func(id int64, kind plan.LetterKind, rule plan.Rule, critical bool) plan.Letter {
		return plan.Letter{ID: id, Kind: kind, Critical: critical, Episode: plan.Episode{Subject: plan.Subject{Rule: rule}}}
	}
	pace, hole := letter(1, plan.LetterAlert, plan.RulePace, false), letter(2, plan.LetterAlert, plan.RuleHole, false)
	for name, c := range map[string]struct {
		letters []plan.Letter
		silent  string
	}{
		"pace and holes":   {[]plan.Letter{pace, hole}, "true"},
		"one is overdue":   {[]plan.Letter{pace, letter(3, plan.LetterAlert, plan.RuleOverdue, false)}, ""},
		"one is critical":  {[]plan.Letter{pace, letter(3, plan.LetterAlert, plan.RulePace, true)}, ""},
		"one is no alert":  {[]plan.Letter{hole, letter(3, plan.LetterUrge, "", false)}, ""},
		"a resolution too": {[]plan.Letter{letter(3, plan.LetterResolved, plan.RulePace, false)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, plan.Mail{To: plan.Mailbox{Chat: firstChat}, Letters: c.letters})
			w.d.sort = func(m plan.Mail, _ time.Time) plan.Sorting { return plan.Sorting{Send: m.Letters} }
			w.round()
			calls, err := w.door.Requests(t.Context(), "sendMessage", 0)
			w.must(err)
			if len(calls) != 1 || calls[0].Params["disable_notification"] != c.silent {
				t.Errorf("got %d calls, sound off %q, want %q", len(calls), calls[0].Params["disable_notification"], c.silent)
			}
		})
	}
}

// What the sorting holds and drops is on record, and a mail of which nothing is left is given back.
func TestDispatcherHolds(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2))
	w.d.sort = func(m plan.Mail, now time.Time) plan.Sorting {
		return plan.Sorting{
			Hold: []plan.Held{{Letter: m.Letters[0], Until: now.Add(time.Hour), Why: plan.HeldQuiet}},
			Drop: []plan.Dropped{{Letter: m.Letters[1], Outcome: plan.Superseded, Why: plan.WhyHealed}},
		}
	}
	w.want("record", w.round(), []string{"intend []", "release"})
	if one, two := w.box.end(1), w.box.end(2); one != "waiting, unknown 0" || two != "superseded, unknown 0" {
		t.Errorf("the letters are %s and %s", one, two)
	}
}
