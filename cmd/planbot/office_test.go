package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/storagetest"
)

// What nothing may ever print.
const (
	testToken    = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
	testPassword = "correct-horse-battery"
)

// monday is when the tests take place.
var monday = time.Date(2024, 3, 4, 8, 0, 0, 0, calendar.Zone)

// office is the commune of plan 27/2024 with its groups in an emulator of its own, and its database.
type office struct {
	emulator.Door
	dsn     string
	group   int64 // the office's
	clerk   int64 // of the office
	holding atomic.Bool
	held    chan struct{} // told of every message of the bot that is held back
	polled  chan struct{} // told of polls, unless it is full
	posted  chan struct{} // and of messages of the bot
	wire    atomic.Pointer[wire]
}

func newOffice(tb testing.TB) *office {
	tb.Helper()
	o := &office{dsn: withPassword(tb, storagetest.New(tb)), group: -1_002_000_000_001,
		held: make(chan struct{}, 16), polled: make(chan struct{}, 1), posted: make(chan struct{}, 1)}
	api := emulator.New(emulator.Options{Token: testToken, Clock: emulator.NewClock(monday)})
	server := httptest.NewServer(o.hold(api.Handler()))
	tb.Cleanup(server.Close)
	tb.Cleanup(api.Close)
	o.Door = emulator.Door{URL: server.URL}

	store, err := storage.Open(tb.Context(), o.dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer store.Close()
	roles, err := castOf("2024")
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := setStage(tb.Context(), store, o.Door, "2024", roles, monday); err != nil {
		tb.Fatal(err)
	}
	state, err := o.State(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	o.clerk = state.Users[0].ID
	return o
}

// withPassword puts a password into the address of a server that asks for none, to see whether it shows anywhere.
func withPassword(tb testing.TB, dsn string) string {
	tb.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		tb.Fatal(err)
	}
	u.User = url.UserPassword(u.User.Username(), testPassword)
	return u.String()
}

// hold keeps the bot's messages to the office's group from the emulator for as long as holding is set, until the bot
// hangs up. It also tells of polls and of messages.
func (o *office) hold(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/getUpdates"):
			note(o.polled)
		case strings.HasSuffix(r.URL.Path, "/sendMessage"):
			note(o.posted)
			o.wire.Load().delay(r)
		}
		if !o.holding.Load() || !strings.HasSuffix(r.URL.Path, "/sendMessage") {
			next.ServeHTTP(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body) // to the end, or the server would not notice that the client is gone
		if !bytes.Contains(body, strconv.AppendInt(nil, o.group, 10)) {
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
			return
		}
		o.held <- struct{}{}
		<-r.Context().Done()
	})
}

// wire is a slow one: a message is on it until somebody closes the channel, or until its sender is gone, and arrives
// then. No wire is a fast one.
type wire struct{ arrives chan struct{} }

func (w *wire) delay(r *http.Request) {
	const most = 10 * time.Second // no sender may lose patience
	if w == nil {
		return
	}
	body, _ := io.ReadAll(r.Body) // or the server would not notice that the sender is gone
	r.Body = io.NopCloser(bytes.NewReader(body))
	select {
	case <-w.arrives:
	case <-r.Context().Done():
	case <-time.After(most):
	}
}

func note(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// forget takes back what was told of before.
func forget(c <-chan struct{}) {
	select {
	case <-c:
	default:
	}
}

// await waits for something that is told of.
func await(tb testing.TB, c <-chan struct{}, what string, patience time.Duration) {
	tb.Helper()
	select {
	case <-c:
	case <-time.After(patience):
		tb.Fatalf("%s: not within %v", what, patience)
	}
}

// asks has the clerk write in the office's group and returns the bot's answer.
func (o *office) asks(tb testing.TB, text, want string) emulator.Msg {
	tb.Helper()
	sent, err := o.Say(tb.Context(), o.group, o.clerk, text)
	if err != nil {
		tb.Fatal(err)
	}
	return o.hears(tb, sent.MessageID, want)
}

// hears waits for the bot's answer to a message, with these words in it.
func (o *office) hears(tb testing.TB, question int, want string) emulator.Msg {
	tb.Helper()
	m, err := o.WaitBot(tb.Context(), o.group, question, func(m emulator.Msg) bool { return m.ReplyTo == question })
	if err != nil {
		tb.Fatalf("no answer with %q: %v", want, err)
	}
	if !strings.Contains(m.Text, want) {
		tb.Fatalf("got %q, want %q in it", m.Text, want)
	}
	return m
}

// count runs a query for one number.
func (o *office) count(tb testing.TB, query string) (n int) {
	tb.Helper()
	db, err := storage.Connect(tb.Context(), o.dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		tb.Fatal(err)
	}
	return n
}

// environ is what an operator would set.
func (o *office) environ() map[string]string {
	return map[string]string{
		"TELEGRAM_BOT_TOKEN":  testToken,
		"TELEGRAM_API_URL":    o.URL,
		"DATABASE_URL":        o.dsn,
		"PLANBOT_NOW":         "2024-03-04 08:00",
		"PLANBOT_LISTEN":      "127.0.0.1:0",
		"PLANBOT_SEND_LIMITS": "none",
	}
}

// noSecrets fails the test if a text holds what nothing may print.
func noSecrets(tb testing.TB, text string) {
	tb.Helper()
	_, secret, _ := strings.Cut(testToken, ":")
	for _, s := range []string{secret, testPassword} {
		if strings.Contains(text, s) {
			tb.Errorf("a secret is shown: %s", text)
		}
	}
}
