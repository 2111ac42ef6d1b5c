package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

const (
	botToken   = "7000000001:ALERT"
	firstChat  = -1000000000001
	secondChat = -1000000000002
	clerk      = 101
)

// wire is a dispatcher between an outbox in memory and the emulator.
type wire struct {
	tb      testing.TB
	box     *memory
	door    emulator.Door
	d       *Dispatcher
	trouble []string
}

func newWire(tb testing.TB, mails ...plan.Mail) *wire {
	tb.Helper()
	sim := emulator.New(emulator.Options{Token: botToken, BotUsername: "planbot_alert"})
	server := httptest.NewServer(sim.Handler())
	tb.Cleanup(func() { sim.Close(); server.Close() })
	w := &wire{tb: tb, box: newMemory(mails...), door: emulator.Door{URL: server.URL}}
	_, err := w.door.AddUser(tb.Context(), emulator.User{ID: clerk, FirstName: "Clerk"})
	w.must(err)
	for _, id := range []int64{firstChat, secondChat} {
		w.group(id, "supergroup")
	}
	client, err := telegram.New(telegram.Options{Token: botToken, APIURL: server.URL, Log: slog.New(slog.DiscardHandler)})
	w.must(err)
	tb.Cleanup(client.Close)
	w.d = w.dispatcher(client)
	return w
}

// dispatcher is one that waits for nothing; a second one is another process.
func (w *wire) dispatcher(post Messenger) *Dispatcher {
	return &Dispatcher{
		Store: w.box, Post: post, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return morning },
		Pace: Pace{Least: time.Microsecond, Trouble: time.Millisecond},
		Trouble: func(_ context.Context, key string, about plan.Payload) {
			w.trouble = append(w.trouble, fmt.Sprintf("%s %s %s", key, about.What, about.About))
		},
	}
}

var morning = calendar.NewDate(2024, 6, 3).At(calendar.NewTimeOfDay(9, 0), calendar.Zone)

func (w *wire) must(err error) {
	w.tb.Helper()
	if err != nil {
		w.tb.Fatal(err)
	}
}

func (w *wire) group(id int64, kind string) {
	w.tb.Helper()
	_, err := w.door.AddChat(w.tb.Context(), emulator.NewChat{ID: id, Type: kind, Title: "Office", Members: []int64{clerk}, Bot: "administrator"})
	w.must(err)
}

func (w *wire) fails(f emulator.Fault) {
	w.tb.Helper()
	w.must(w.door.Fail(w.tb.Context(), f))
}

// round dispatches what is ready and returns what the outbox was told.
func (w *wire) round() []string {
	w.tb.Helper()
	_, err := w.d.Round(w.tb.Context())
	w.must(err)
	return w.box.log()
}

// shown lists what the bot said in a chat.
func (w *wire) shown(chat int64) (texts []string) {
	w.tb.Helper()
	all, err := w.door.Messages(w.tb.Context(), chat)
	w.must(err)
	for _, m := range all {
		if m.From.IsBot && m.Service == "" {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func (w *wire) want(what string, got, want []string) {
	w.tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		w.tb.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// mailTo has letters that go out at any hour and hang on no plan.
func mailTo(chat int64, letters ...int64) plan.Mail {
	m := plan.Mail{To: plan.Mailbox{Chat: chat}}
	for _, id := range letters {
		m.Letters = append(m.Letters, plan.Letter{ID: id, Kind: plan.LetterOperator, Due: morning, Payload: plan.Payload{What: "silent_chat", About: "Office"}})
	}
	return m
}

// plain words letters one message each, to tell them apart.
func plain(_ plan.Mail, letters []plan.Letter, _ time.Time) (all []message.Composed) {
	for _, l := range letters {
		text := fmt.Sprint("letter ", l.ID)
		if l.Unknown > 0 {
			text += " again"
		}
		all = append(all, message.Composed{Message: message.Message{Items: []string{text}}, Letters: []int64{l.ID}})
	}
	return all
}

// unreadable claims what can be read, and says that something cannot be.
type unreadable struct{ Outbox }

func (u unreadable) Claim(ctx context.Context, now time.Time, gather time.Duration, most int) ([]plan.Mail, error) {
	mails, _ := u.Outbox.Claim(ctx, now, gather, most)
	return mails, errNoDatabase
}

// Letters that cannot be read are complained of; those that can are sent.
func TestDispatcherSendsWhatCanBeRead(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.Store = unreadable{w.box}
	n, err := w.d.Round(t.Context())
	if n != 1 || !errors.Is(err, errNoDatabase) {
		t.Errorf("got %d messages and %v, want 1 and %v", n, err, errNoDatabase)
	}
	w.want("outbox", w.box.log(), []string{
		"intend [1]", fmt.Sprintf(`delivered [1] in %d, quiet false, about "alerts" []`, firstChat), "release",
	})
}

func TestDispatcherSends(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2), mailTo(secondChat, 3))
	w.d.Workers = 1
	var mu sync.Mutex
	var sent []string
	w.d.Sent = func(lag time.Duration, kind string) {
		mu.Lock()
		defer mu.Unlock()
		sent = append(sent, fmt.Sprint(lag, kind))
	}
	n, err := w.d.Round(t.Context())
	if err != nil || n != 2 {
		t.Errorf("got %d messages and %v, want 2", n, err)
	}
	w.want("outbox", w.box.log(), []string{
		"intend [1 2]", fmt.Sprintf(`delivered [1 2] in %d, quiet false, about "alerts" []`, firstChat), "release",
		"intend [3]", fmt.Sprintf(`delivered [3] in %d, quiet false, about "alerts" []`, secondChat), "release",
	})
	w.want("told", sent, []string{"0soperator", "0soperator", "0soperator"})
	if got := w.shown(firstChat); len(got) != 1 {
		t.Errorf("the chat shows %q, want one message", got)
	}
}

// What can go wrong with one call: what is put on record, what the chat shows then, and what comes of the next round.
func TestDispatcherFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    string
		record  string
		end     string // after the failure
		shown   []string
		finally []string // after the next round
	}{
		{"429", "wait 7s", "waiting, unknown 0", nil, []string{"letter 1"}},
		{"403", "gone 0s", "dead, unknown 0", nil, nil},
		{"500", "passing 2s", "waiting, unknown 0", nil, []string{"letter 1"}},
		{"html502", "passing 2s", "waiting, unknown 0", nil, []string{"letter 1"}},
		{"401", "passing 1m0s", "waiting, unknown 0", nil, []string{"letter 1"}},
		{"cut_before", "unknown 3s", "waiting, unknown 1", nil, []string{"letter 1 again"}},
		{"cut_after", "unknown 3s", "waiting, unknown 1", []string{"letter 1"}, []string{"letter 1", "letter 1 again"}},
		{"truncate", "unknown 3s", "waiting, unknown 1", []string{"letter 1"}, []string{"letter 1", "letter 1 again"}},
		{"drop", "unknown 3s", "waiting, unknown 1", nil, []string{"letter 1 again"}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1))
			w.d.compose = plain
			if c.kind == "drop" {
				w.d.Timeout = 100 * time.Millisecond
			}
			w.fails(emulator.Fault{Method: "sendMessage", Kind: c.kind, RetryAfter: 7})
			w.want("record", w.round(), []string{"intend [1]", "undelivered [1] " + c.record, "release"})
			if got := w.box.end(1); got != c.end {
				t.Errorf("the letter is %s, want %s", got, c.end)
			}
			w.want("chat after the failure", w.shown(firstChat), c.shown)
			w.d.Timeout = 0
			w.box.later()
			w.round()
			w.want("chat in the end", w.shown(firstChat), c.finally)
		})
	}
}

// The one repeat is not risked before Telegram is known to answer again, however long that takes.
func TestDispatcherWaitsOutAStall(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = plain
	w.fails(emulator.Fault{Method: "sendMessage", Kind: "cut_before"})
	w.fails(emulator.Fault{Method: "sendChatAction", Kind: "cut_before", Count: 2})
	w.round()
	for _, wait := range []string{"4s", "8s"} {
		w.box.later()
		w.want("while nobody answers", w.round(), []string{"undelivered [1] passing " + wait, "release"})
	}
	if got := w.box.end(1); got != "waiting, unknown 1" {
		t.Errorf("the letter is %s, want it to wait", got)
	}
	w.box.later()
	w.round()
	w.want("chat in the end", w.shown(firstChat), []string{"letter 1 again"})
}

// A letter whose fate is unknown twice is not sent a third time.
func TestDispatcherRepeatsOnce(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.fails(emulator.Fault{Method: "sendMessage", Kind: "cut_after", Count: -1})
	for range 4 {
		w.round()
		w.box.later()
	}
	if got := w.shown(firstChat); len(got) != 2 || strings.Contains(got[0], "gửi lại") || !strings.Contains(got[1], "gửi lại") {
		t.Errorf("the chat shows %q, want the letter and its repeat", got)
	}
	if got := w.box.end(1); !strings.HasPrefix(got, "dead") {
		t.Errorf("the letter is %s, want dead", got)
	}
	w.want("trouble", w.trouble, []string{fmt.Sprintf("dead:%d:2024-06-03 dead %d", firstChat, firstChat)})
}

// So is one that two processes died with in their hands: the third gives it up, and says so.
func TestDispatcherGivesUpWhatKills(t *testing.T) {
	t.Parallel()
	mail := mailTo(firstChat, 1, 2)
	mail.Letters[0].Unknown = plan.MostUnknown
	w := newWire(t, mail)
	w.d.compose = plain
	w.round()
	w.want("chat", w.shown(firstChat), []string{"letter 2"})
	if got := w.box.end(1); !strings.HasPrefix(got, "dead") {
		t.Errorf("the letter is %s, want dead", got)
	}
	w.want("trouble", w.trouble, []string{fmt.Sprintf("dead:%d:2024-06-03 dead %d", firstChat, firstChat)})
}

// The operators hear of a chat that is gone, and nothing more is tried there.
func TestDispatcherTellsOfASilentChat(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2))
	w.d.compose = plain
	w.fails(emulator.Fault{Method: "sendMessage", Kind: "403"})
	w.want("record", w.round(), []string{"intend [1 2]", "undelivered [1 2] gone 0s", "release"})
	w.want("trouble", w.trouble, []string{fmt.Sprintf("silent:%d:2024-06-03 silent_chat %d", firstChat, firstChat)})
}

// A chat in which the bot may not write is lost as well, until it may again.
func TestDispatcherLosesAMutedChat(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2))
	w.d.compose = plain
	w.must(w.door.Move(t.Context(), emulator.Moving{Chat: firstChat, Status: "restricted"}))
	w.want("record", w.round(), []string{"intend [1 2]", "undelivered [1 2] muted 0s", "release"})
	w.want("trouble", w.trouble, []string{fmt.Sprintf("muted:%d:2024-06-03 muted_chat %d", firstChat, firstChat)})
}

// What is for a topic that is closed arrives outside of it, and the operators hear of that.
func TestDispatcherTellsOfAClosedTopic(t *testing.T) {
	t.Parallel()
	const forum = -1000000000031
	w := newWire(t)
	_, err := w.door.AddChat(t.Context(), emulator.NewChat{ID: forum, Type: "supergroup", IsForum: true, Title: "Office", Members: []int64{clerk}, Bot: "member"})
	w.must(err)
	topic, err := w.door.AddTopic(t.Context(), emulator.NewTopic{Chat: forum, Name: "Unit"})
	w.must(err)
	_, err = w.door.AddTopic(t.Context(), emulator.NewTopic{Chat: forum, ID: topic.ID, Closed: true})
	w.must(err)
	m := mailTo(forum, 1)
	m.To.Thread = topic.ID
	w.box.add(m)
	w.d.compose = plain
	w.round()
	w.want("chat", w.shown(forum), []string{"letter 1"})
	w.want("trouble", w.trouble, []string{fmt.Sprintf("topic:%d:2024-06-03 topic_chat %d", int64(forum), int64(forum))})
}

func TestDispatcherNamesTheUnitOfASilentChat(t *testing.T) {
	t.Parallel()
	p := &plan.Plan{Commune: plan.Commune{Name: "Commune"}, Units: []plan.Unit{{ID: 5, Name: "Justice"}}}
	got := (&trip{mail: plan.Mail{Plan: p, To: plan.Mailbox{Chat: -7, Unit: 5}}}).about()
	if want := "Justice, Commune, -7"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A group that became a supergroup is followed, once.
func TestDispatcherFollowsAGroup(t *testing.T) {
	t.Parallel()
	const group = -4000000001
	m := mailTo(group, 1)
	m.Letters = append(m.Letters, plan.Letter{ID: 2, Kind: plan.LetterRefresh, Message: 50, Shown: []plan.Letter{{ID: 9, Kind: plan.LetterAlert}}})
	w := newWire(t, m)
	w.d.compose = plain
	w.group(group, "group")
	moved, err := w.door.Migrate(t.Context(), group)
	w.must(err)
	w.want("record", w.round(), []string{
		"intend [1 2]", fmt.Sprintf("migrate %d to %d", group, moved),
		fmt.Sprintf(`delivered [1] in %d, quiet false, about "alerts" []`, moved),
		fmt.Sprintf(`delivered [2] in %d, quiet true, about "alerts" []`, group), "release",
	})
	w.want("new chat", w.shown(moved), []string{"letter 1"})
}

// The waits after failures in a row grow, and begin anew after a success.
func TestDispatcherBacksOff(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1), mailTo(secondChat, 2))
	w.d.compose = plain
	w.fails(emulator.Fault{Method: "sendMessage", Chat: firstChat, Kind: "500", Count: 6})
	var waits []string
	for range 6 {
		for _, line := range w.round() {
			if rest, ok := strings.CutPrefix(line, "undelivered [1] passing "); ok {
				waits = append(waits, rest)
			}
		}
		w.box.later()
	}
	w.want("waits", waits, []string{"2s", "4s", "8s", "16s", "32s", "1m0s"})
	w.round()
	if got := w.d.retries.longer(firstChat, waitShortest); got != waitShortest {
		t.Errorf("after a success the next wait is %v, want %v", got, waitShortest)
	}
}

// A message of several parts goes on where it was broken off, and counts as one push.
func TestDispatcherGoesOnBetweenParts(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2, 3))
	w.d.compose = plain
	w.fails(emulator.Fault{Method: "sendMessage", Kind: "500", After: 1})
	delivered := func(id int, quiet bool) string {
		return fmt.Sprintf(`delivered [%d] in %d, quiet %v, about "alerts" []`, id, firstChat, quiet)
	}
	w.want("first round", w.round(), []string{
		"intend [1 2 3]", delivered(1, true), "undelivered [3] passing 2s", "undelivered [2] passing 2s", "release",
	})
	w.box.later()
	w.want("second round", w.round(), []string{"intend [2 3]", delivered(2, true), delivered(3, false), "release"})
	w.want("chat", w.shown(firstChat), []string{"letter 1", "letter 2", "letter 3"})
}

// Words that cannot be made, or that Telegram will never take, are one chat's trouble.
func TestDispatcherGivesUpWhatIsBroken(t *testing.T) {
	t.Parallel()
	for name, compose := range map[string]func(plan.Mail, []plan.Letter, time.Time) []message.Composed{
		"panic":    func(plan.Mail, []plan.Letter, time.Time) []message.Composed { panic("a bug") },
		"left out": func(plan.Mail, []plan.Letter, time.Time) []message.Composed { return nil },
		"no words": func(plan.Mail, []plan.Letter, time.Time) []message.Composed {
			return []message.Composed{{Letters: []int64{1}}}
		},
		"bad button": func(m plan.Mail, l []plan.Letter, now time.Time) []message.Composed {
			all := plain(m, l, now)
			all[0].Message.Buttons = [][]message.Button{{{Label: "a", Data: strings.Repeat("a", telegram.MaxData+1)}}}
			return all
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, mailTo(firstChat, 1), mailTo(secondChat, 2))
			w.d.compose = func(m plan.Mail, l []plan.Letter, now time.Time) []message.Composed {
				if m.To.Chat == firstChat {
					return compose(m, l, now)
				}
				return plain(m, l, now)
			}
			if record := w.round(); !slices.Contains(record, "undelivered [1] refused 0s") {
				t.Errorf("got %q, want the first letter refused", record)
			}
			if got := w.box.end(1); got != "dead, unknown 0" {
				t.Errorf("the broken letter is %s", got)
			}
			w.want("the other chat", w.shown(secondChat), []string{"letter 2"})
			w.want("trouble", w.trouble, []string{fmt.Sprintf("dead:%d:2024-06-03 dead %d", firstChat, firstChat)})
		})
	}
}

// One letter that cannot be worded takes no other of its chat with it.
func TestDispatcherFindsTheBrokenLetter(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1, 2, 3))
	w.d.compose = func(m plan.Mail, l []plan.Letter, now time.Time) []message.Composed {
		if slices.ContainsFunc(l, func(l plan.Letter) bool { return l.ID == 2 }) {
			panic("a bug")
		}
		return plain(m, l, now)
	}
	w.round()
	w.want("chat", w.shown(firstChat), []string{"letter 1", "letter 3"})
	if got := w.box.end(2); got != "dead, unknown 0" {
		t.Errorf("the broken letter is %s", got)
	}
}

// Markup that Telegram cannot read arrives as plain text.
func TestDispatcherSendsPlainText(t *testing.T) {
	t.Parallel()
	w := newWire(t, mailTo(firstChat, 1))
	w.d.compose = func(plan.Mail, []plan.Letter, time.Time) []message.Composed {
		return []message.Composed{{Letters: []int64{1}, Message: message.Message{Items: []string{"<blink>overdue</blink>"}}}}
	}
	w.round()
	if got := w.shown(firstChat); len(got) != 1 || !strings.Contains(got[0], "overdue") {
		t.Errorf("the chat shows %q", got)
	}
}
