package main

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage"
)

// endsSessions ends the sessions of the office's database that a condition names, as a restart of the database would.
func (o *office) endsSessions(t *testing.T, which string) {
	t.Helper()
	db, err := storage.Connect(t.Context(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.ExecContext(t.Context(), `
		SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid() AND `+which)
	if err != nil {
		t.Fatal(err)
	}
}

const leading = `pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`

// The session of whoever leads ends while an answer of its is on the wire: it stops, one of the two takes over, the
// answer comes once, and nobody is in anybody's way.
func TestServeLosesTheLead(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := start(t, o.environ(), "serve")
	first.says("bot is ready")
	o.asks(t, "/whoami", "")
	second := start(t, o.environ(), "serve")
	second.says("waiting to take over")

	slow := &wire{make(chan struct{})}
	o.wire.Store(slow)
	forget(o.posted)
	sent, err := o.Say(t.Context(), o.group, o.clerk, "/tasks")
	if err != nil {
		t.Fatal(err)
	}
	await(t, o.posted, "the answer", 10*time.Second)
	o.endsSessions(t, leading)
	await(t, told(first, "the lead is lost"), "word of the lost lead", 5*time.Second)
	o.wire.Store(nil)
	close(slow.arrives)

	await(t, leader(first, second), "somebody takes over", 15*time.Second)
	o.asks(t, "/whoami", "")
	if n := o.answers(t, sent.MessageID); n != 1 {
		t.Errorf("%d answers to what was asked while the lead was lost, want 1:\n%s\n%s", n, first.said, second.said)
	}
	for _, p := range []*process{first, second} {
		if said := p.said.String(); strings.Contains(said, "somebody else fetches this bot's updates") {
			t.Errorf("two polled:\n%s", said)
		}
		p.signal(syscall.SIGTERM)
		if got := p.ends(); got != exitOK {
			t.Errorf("exit code: got %d, want %d:\n%s", got, exitOK, p.said)
		}
	}
}

// answers counts the bot's answers to a message.
func (o *office) answers(t *testing.T, question int) (n int) {
	t.Helper()
	messages, err := o.Messages(t.Context(), o.group)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if m.From.IsBot && m.ReplyTo == question {
			n++
		}
	}
	return n
}

// told is closed once a process has printed a text.
func told(p *process, text string) <-chan struct{} {
	c := make(chan struct{})
	go func() {
		if p.said.wait(text) {
			close(c)
		}
	}()
	return c
}

// leader is closed once one of two processes leads for another time: the first has led once.
func leader(first, second *process) <-chan struct{} {
	c := make(chan struct{})
	go func() {
		defer close(c)
		for strings.Count(first.said.String()+second.said.String(), "bot is ready") < 2 {
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return c
}

// Whatever the database does to them, those who wait for the lead go on waiting, and whoever leads comes back.
func TestServeSurvivesTheDatabase(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := start(t, o.environ(), "serve")
	first.says("bot is ready")
	second := start(t, o.environ(), "serve")
	second.says("waiting to take over")
	for range 5 {
		o.endsSessions(t, "true")
		time.Sleep(150 * time.Millisecond)
	}
	o.asks(t, "/tasks", "27/KH-UBND")
	for _, p := range []*process{first, second} {
		p.signal(syscall.SIGTERM)
		if got := p.ends(); got != exitOK {
			t.Errorf("exit code: got %d, want %d:\n%s", got, exitOK, p.said)
		}
	}
}

// Whoever is to wait says at once that its token is wrong, not on the night on which it is to take over.
func TestServeRefusesAWrongTokenWhileAnotherProcessPolls(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	start(t, o.environ(), "serve").says("bot is ready")
	env := o.environ()
	env["TELEGRAM_BOT_TOKEN"] = strings.Replace(testToken, "7000000001:", "7000000002:", 1)
	p := start(t, env, "serve")
	if got := p.ends(); got != exitFailure {
		t.Errorf("exit code: got %d, want %d", got, exitFailure)
	}
	p.says("planbot: Telegram does not accept the bot token; take the current one from @BotFather\n")
}

// A token that is revoked while a process waits does not end it when it takes over: it says what is wrong, in the log
// and to its supervisor, and goes on once the token is accepted.
func TestServeTakesOverWithARevokedToken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := start(t, o.environ(), "serve")
	first.says("bot is ready")
	second := start(t, o.environ(), "serve")
	second.says("waiting to take over")
	read(t, second, "/readyz", http.StatusOK)
	for o.count(t, `SELECT count(*) FROM watch WHERE judged_at IS NULL`) > 0 {
		time.Sleep(20 * time.Millisecond)
	}
	if err := o.Fail(t.Context(), emulator.Fault{Kind: "401", Count: -1}); err != nil {
		t.Fatal(err)
	}
	first.kill()
	second.says("telegram does not accept the bot token")
	if got := read(t, second, "/readyz", http.StatusServiceUnavailable); !strings.Contains(got, "401") {
		t.Errorf("readiness: got %q, want the refusal", got)
	}
	if err := o.Heal(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.asks(t, "/tasks", "27/KH-UBND")
}
