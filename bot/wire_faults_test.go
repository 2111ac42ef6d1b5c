package bot_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"testing"
	"time"

	"planbot/bot"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
)

// Telegram asks to wait in one chat: the answer comes after that, and no other chat waits.
func TestWireFlood(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.fails(emulator.Fault{Method: "sendMessage", Chat: officeChat, Kind: "429", RetryAfter: 2})
	sent := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/tasks"})
	o.until("the flood answer", func() bool { return len(o.sendsTo(officeChat, http.StatusTooManyRequests)) == 1 })
	o.say(justiceChat, justiceClerk, "/tasks")
	if early := o.answersTo(officeChat, sent); len(early) != 0 {
		t.Errorf("the bot did not wait: %q", texts(early))
	}
	o.answer(officeChat, sent)
	flood := o.sendsTo(officeChat, http.StatusTooManyRequests)
	if len(flood) != 1 {
		t.Errorf("%d tries during the flood, want one", len(flood))
	}
	var after []emulator.Request // the log follows the answer
	o.until("the answer stands in the log", func() bool {
		after = o.sendsTo(officeChat, http.StatusOK)
		return after[len(after)-1].Seq > flood[0].Seq
	})
	if waited := after[len(after)-1].At.Sub(flood[0].At); waited < 2*time.Second {
		t.Errorf("tried again after %v, want 2s or more", waited)
	}
}

// sendsTo lists the calls of sendMessage to a chat that had a status.
func (o *office) sendsTo(chat int64, status int) []emulator.Request {
	o.tb.Helper()
	all, err := o.door.Requests(o.ctx(), "sendMessage", 0)
	o.must(err)
	var found []emulator.Request
	for _, r := range all {
		if r.Chat == chat && r.Status == status {
			found = append(found, r)
		}
	}
	return found
}

// What can go wrong with one call, and how often the answer then stands in the chat. Where Telegram may have taken it,
// it is not said again.
func TestWireFaultsOfACall(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	for i, fault := range []struct {
		kind    string
		count   int
		answers int
	}{
		{"500", 1, 1},
		{"500", 6, 1}, // more than one call's own tries
		{"html502", 1, 1},
		{"truncate", 1, 1},
		{"cut_after", 1, 1},
		{"cut_before", 1, 0},
	} {
		o.fails(emulator.Fault{Method: "sendMessage", Chat: officeChat, Kind: fault.kind, Count: fault.count})
		figure := fmt.Sprintf("%d/150", 140+i)
		sent := o.replies(list, officeClerk, "9: "+figure)
		o.settled()
		if got := o.answersTo(officeChat, sent); len(got) != fault.answers {
			t.Errorf("%s: %d answers, want %d", fault.kind, len(got), fault.answers)
		}
		o.wantCounted(9, "VPTK", figure)
	}
	o.wantRecorded(9, 6)
}

// An answer of several messages goes on where it was broken off.
func TestWireFailsBetweenTwoMessages(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.fails(emulator.Fault{Method: "sendMessage", Chat: officeChat, Kind: "500", After: 1, Count: 6})
	sent := o.replies(list, officeClerk, "9: 145/150\n15: 60/50\n16: nhiều")
	o.settled()
	all := o.answersTo(officeChat, sent)
	if len(all) != 3 {
		t.Fatalf("got %q, want a confirmation, a question and a refusal", texts(all))
	}
	wants(t, all[0].Text, "145/150")
	wants(t, all[1].Text, "60/50")
	wants(t, all[2].Text, "nhiều")
	o.press(all[1], officeClerk, "Đúng, ghi")
	o.settled()
	o.wantCounted(15, "VPTK", "60/50")
}

// A group that threw the bot out without a word: what waits there is let go, and nobody else notices.
func TestWireThrownOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.fails(emulator.Fault{Method: "sendMessage", Chat: justiceChat, Kind: "403"})
	o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/tasks"})
	o.say(officeChat, officeClerk, "/tasks")
	o.settled()
	if !o.unbound(justiceChat) {
		t.Error("the group counts as reachable after a 403")
	}
	if n := len(o.sendsTo(justiceChat, http.StatusForbidden)); n != 1 {
		t.Errorf("%d tries after the refusal, want one", n)
	}
}

// cable is a wire between bot and Telegram that can be cut.
type cable struct {
	tb     testing.TB
	to     *httputil.ReverseProxy
	at     string
	server *http.Server
}

func (o *office) cable() *cable {
	o.tb.Helper()
	target, err := url.Parse(o.api)
	o.must(err)
	c := &cable{tb: o.tb, to: httputil.NewSingleHostReverseProxy(target), at: "127.0.0.1:0"}
	c.to.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	c.mend()
	o.tb.Cleanup(c.cut)
	return c
}

func (c *cable) mend() {
	c.tb.Helper()
	l, err := net.Listen("tcp", c.at)
	if err != nil {
		c.tb.Fatal(err)
	}
	c.at, c.server = l.Addr().String(), &http.Server{Handler: c.to}
	go c.server.Serve(l)
}

func (c *cable) cut() { c.server.Close() }

// The network is gone for a while: polling says so, and what was said meanwhile is answered in order.
func TestWireNetworkCut(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.stop()
	wire := o.cable()
	o.api = "http://" + wire.at
	poller := o.startWith(func(*bot.Inbox) {})
	o.say(officeChat, officeClerk, "/whoami")
	wire.cut()
	o.until("polling reports the cut", func() bool { return poller.Health().Err != nil })
	first := o.replies(list, officeClerk, "9: 145/150")
	second := o.replies(list, officeClerk, "9: 146/150")
	wire.mend()
	o.answer(officeChat, second)
	o.settled()
	wantOne(t, "answers to the first", o.answersTo(officeChat, first))
	wantOne(t, "answers to the second", o.answersTo(officeChat, second))
	o.wantCounted(9, "VPTK", "146/150")
	if err := poller.Health().Err; err != nil {
		t.Errorf("after the cut polling still reports %v", err)
	}
}

// Two processes poll: Telegram ends the older poll each time. Both stay alive, and every message is answered once.
func TestWireSecondPoller(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	first := o.startWith(func(*bot.Inbox) {})
	o.say(officeChat, officeClerk, "/whoami")
	stopFirst := o.stop
	second := o.startWith(func(*bot.Inbox) {})
	o.until("somebody reports the conflict", func() bool {
		return telegram.IsConflict(first.Health().Err) || telegram.IsConflict(second.Health().Err)
	})
	var sent []int
	for range 5 {
		sent = append(sent, o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/tasks"}))
		o.answer(officeChat, sent[len(sent)-1])
	}
	stopFirst()
	o.say(officeChat, officeClerk, "/whoami")
	o.settled()
	for _, message := range sent {
		wantOne(t, "answers while two were polling", o.answersTo(officeChat, message))
	}
	o.until("the one that is left recovers", func() bool { return second.Health().Err == nil })
}

// The token is revoked: health says so, nothing is given up, and once it is mended everything is answered.
func TestWireRevokedToken(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	poller := o.startWith(func(*bot.Inbox) {})
	list := o.say(officeChat, officeClerk, "/tasks")
	o.fails(emulator.Fault{Kind: "401", Count: -1})
	first := o.replies(list, officeClerk, "9: 145/150")
	o.until("health reports the token", func() bool { return telegram.IsAuth(poller.Health().Err) })
	o.until("the figure counts", func() bool { return o.counted(9, "a", "VPTK") == "145/150" })
	second := o.replies(list, officeClerk, "9: 146/150")
	o.must(o.door.Heal(o.ctx()))
	o.answer(officeChat, second)
	o.settled()
	wantOne(t, "answers to what was said before", o.answersTo(officeChat, first))
	wantOne(t, "answers to what was said meanwhile", o.answersTo(officeChat, second))
	o.wantRecorded(9, 2)
}

// Nothing new: the tap says so. The list is gone: there is a new one.
func TestWireListNotModifiedOrDeleted(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	if toast := o.press(list, officeClerk, "Cập nhật"); toast.Text == "" || toast.Alert {
		t.Errorf("an update without news was answered %+v, want a word", toast)
	}
	o.must(o.door.Delete(o.ctx(), officeChat, list.ID))
	o.forge(list, officeClerk, list.Buttons[len(list.Buttons)-1][0].Data)
	fresh := o.answer(officeChat, list.ID)
	answer := o.reply(fresh, officeClerk, "9: 145/150")
	wants(t, answer.Text, "145/150")
}
