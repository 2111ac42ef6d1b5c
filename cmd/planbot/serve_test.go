package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage"
)

func TestServeAnswersAndStops(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := start(t, o.environ(), "serve")
	o.asks(t, "/tasks", "27/KH-UBND")
	p.says("bot is ready")

	body := read(t, p, "/metrics", http.StatusOK)
	for _, want := range []string{
		`planbot_updates_total{kind="message",result="ok"}`, `planbot_update_seconds_count{kind="message"}`,
		`planbot_sends_total{method="sendMessage",result="ok"}`, `planbot_send_seconds_count{method="sendMessage"}`,
		"planbot_inbox_oldest_seconds 0", "go_goroutines", `planbot_rounds_total{result="ok"}`,
		"planbot_letter_lag_seconds_count", "planbot_outbox_waiting", "planbot_outbox_dead 0",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	read(t, p, "/healthz", http.StatusOK)
	read(t, p, "/readyz", http.StatusOK)

	p.signal(syscall.SIGTERM)
	if got := p.ends(); got != exitOK {
		t.Errorf("exit code: got %d, want %d", got, exitOK)
	}
	if got := o.count(t, `SELECT count(*) FROM inbox WHERE raw LIKE '%/tasks%'`); got != 0 {
		t.Errorf("after a graceful stop %d answered updates are open, or kept with their words", got)
	}
}

func TestServeRegistersItsCommands(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	start(t, o.environ(), "serve")
	o.asks(t, "/help", "/tasks")
	if err := o.Idle(t.Context(), 10*time.Second, 200*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	calls, err := o.Requests(t.Context(), "setMyCommands", 0)
	if err != nil {
		t.Fatal(err)
	}
	var scopes []string
	for _, c := range calls {
		scopes = append(scopes, c.Params["scope"]+c.Params["language_code"])
	}
	want := `{"type":"all_private_chats"} {"type":"all_private_chats"}vi {"type":"all_group_chats"} {"type":"all_group_chats"}vi`
	if got := strings.Join(scopes, " "); got != want {
		t.Errorf("menus: got %s, want %s", got, want)
	}
	menu, err := o.Menu(t.Context(), o.group)
	if err != nil {
		t.Fatal(err)
	}
	if len(menu) == 0 || menu[0].Command != "tasks" {
		t.Errorf("menu of the group: got %v, want /tasks first", menu)
	}
}

// The machine dies after the figure was written and before its author was told. It must count once, and the author
// must hear so.
func TestServeCountsAFigureOnceWhenKilled(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := start(t, o.environ(), "serve")
	task := o.asks(t, "/task 9", "3.4.2")

	o.holding.Store(true)
	sent, err := o.Reply(t.Context(), task, o.clerk, "145/150")
	if err != nil {
		t.Fatal(err)
	}
	<-o.held // the answer is on its way, so the figure is written
	p.kill()
	o.holding.Store(false)
	if got := o.count(t, `SELECT count(*) FROM entry`); got != 1 {
		t.Fatalf("figures after the kill: got %d, want 1", got)
	}

	start(t, o.environ(), "serve")
	o.hears(t, sent.MessageID, "96,67%")
	o.asks(t, "/whoami", "")
	if got := o.count(t, `SELECT count(*) FROM entry`); got != 1 {
		t.Errorf("figures: got %d, want 1", got)
	}
	all, err := o.Messages(t.Context(), o.group)
	if err != nil {
		t.Fatal(err)
	}
	answers := slices.DeleteFunc(all, func(m emulator.Msg) bool { return m.ReplyTo != sent.MessageID })
	if len(answers) != 1 {
		t.Errorf("answers: got %d, want 1", len(answers))
	}
}

// Whoever is asked to stop before everything stands has not failed.
func TestServeStopsWhileItStarts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	db, err := storage.Connect(t.Context(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx := db.MustBeginTx(t.Context(), nil)
	defer tx.Rollback()
	tx.MustExecContext(t.Context(), `LOCK TABLE goose_db_version`)
	p := start(t, o.environ(), "serve")
	for o.count(t, `SELECT count(*) FROM pg_locks WHERE NOT granted`) == 0 {
		time.Sleep(20 * time.Millisecond)
	}
	p.signal(syscall.SIGTERM)
	if got := p.ends(); got != exitOK {
		t.Errorf("exit code: got %d, want %d:\n%s", got, exitOK, p.said)
	}
}

func TestServeRefusesAWrongToken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	env := o.environ()
	env["TELEGRAM_BOT_TOKEN"] = strings.Replace(testToken, "7000000001:", "7000000002:", 1)
	p := start(t, env, "serve")
	if got := p.ends(); got != exitFailure {
		t.Errorf("exit code: got %d, want %d", got, exitFailure)
	}
	p.says("planbot: Telegram does not accept the bot token; take the current one from @BotFather\n")
}

func TestServeSaysThatSomebodyElsePolls(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := start(t, o.environ(), "serve")
	o.asks(t, "/whoami", "")
	other, err := telegram.New(telegram.Options{Token: testToken, APIURL: o.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.GetUpdates(t.Context(), 0, 1, 0); err != nil {
		t.Fatal(err)
	}
	p.says("somebody else fetches this bot's updates")
	o.asks(t, "/whoami", "") // the other one is gone
}

// Two processes share a database: one works, the other takes over when it dies.
func TestServeWaitsForAnotherProcess(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := start(t, o.environ(), "serve")
	first.says("bot is ready")
	second := start(t, o.environ(), "serve")
	second.says("another process polls for this database, waiting to take over")
	if got := read(t, second, "/readyz", http.StatusOK); got != "standby\n" {
		t.Errorf("readiness of the second: got %q, want standby", got)
	}
	third := start(t, o.environ(), "serve")
	third.says("waiting to take over")
	third.signal(syscall.SIGTERM)
	if got := third.ends(); got != exitOK {
		t.Errorf("exit code of one that waited: got %d, want %d", got, exitOK)
	}
	first.kill()
	second.says("bot is ready")
	o.asks(t, "/tasks", "27/KH-UBND")
}

// Whoever waits for the lead tells all the same.
func TestServeTellsWhileAnotherProcessPolls(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store, err := storage.Open(t.Context(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	lead, ok, err := store.Lead(t.Context())
	if err != nil || !ok {
		t.Fatalf("lead: got %v, %v", ok, err)
	}
	defer lead.Release()
	p := start(t, o.environ(), "serve")
	p.says("waiting to take over")
	const judged = `SELECT count(*) FROM watch WHERE judged_at IS NOT NULL`
	for o.count(t, judged) == 0 {
		time.Sleep(20 * time.Millisecond)
	}
	if body := read(t, p, "/metrics", http.StatusOK); !strings.Contains(body, `planbot_rounds_total{result="ok"} `) {
		t.Error("metrics lack the plans that were judged")
	}
	if got := read(t, p, "/readyz", http.StatusOK); got != "standby\n" {
		t.Errorf("readiness: got %q, want standby", got)
	}
}

// A fresh machine: no database is named, so serve runs its own under the data directory.
func TestServeRunsItsOwnDatabase(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	env := o.environ()
	dir := filepath.Join(openTempDir(t), "data")
	env["DATABASE_URL"], env["PLANBOT_DATA_DIR"] = "", dir
	p := start(t, env, "serve")
	o.asks(t, "/whoami", "")

	busy := start(t, env, "migrate")
	if got := busy.ends(); got != exitFailure {
		t.Errorf("exit code of a second start: got %d, want %d", got, exitFailure)
	}
	busy.says("planbot: another planbot runs on this data directory; stop it, or give both one database with DATABASE_URL\n")

	p.signal(syscall.SIGINT)
	if got := p.ends(); got != exitOK {
		t.Errorf("exit code: got %d, want %d", got, exitOK)
	}
	again := start(t, env, "migrate")
	again.says("0 applied now")
}

// openTempDir is a directory that the account of the private server may enter where root runs the tests.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "planbot-data-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

var pagesAt = regexp.MustCompile(`pages=(\S+)`)

// read reads a page for supervisors.
func read(t *testing.T, p *process, path string, want int) string {
	t.Helper()
	address := pagesAt.FindStringSubmatch(p.says("pages="))
	resp, err := http.Get("http://" + address[1] + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != want {
		t.Errorf("%s: got %s %s, want %d", path, resp.Status, body, want)
	}
	return string(body)
}
