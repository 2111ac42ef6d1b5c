package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/calendar"
)

// tellingOffice is an office whose clock stands shortly before something is to be told, and its database. Real
// processes work in it, whose clocks agree.
type tellingOffice struct {
	*office
	db    *sqlx.DB
	base  time.Time // what the clock showed
	since time.Time // at this real instant
}

func newTelling(t *testing.T, now string) *tellingOffice {
	t.Helper()
	o := &tellingOffice{office: newOffice(t)}
	o.forgetJoining(t)
	o.dawn(t, now)
	db, err := storage.Connect(t.Context(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	o.db = db
	return o
}

// forgetJoining takes from the bot that it was added to groups, which it would answer with a welcome.
func (o *tellingOffice) forgetJoining(t *testing.T) {
	t.Helper()
	client, err := telegram.New(telegram.Options{Token: testToken, APIURL: o.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	updates, err := client.GetUpdates(t.Context(), 0, 100, 0)
	if err != nil || len(updates) == 0 {
		t.Fatalf("updates of joining: got %d, %v", len(updates), err)
	}
	var last struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(updates[len(updates)-1], &last); err != nil {
		t.Fatal(err)
	}
	if _, err := client.GetUpdates(t.Context(), last.ID+1, 1, 0); err != nil {
		t.Fatal(err)
	}
}

// dawn sets the clock of the emulator, and of the processes that are started from now on.
func (o *tellingOffice) dawn(t *testing.T, now string) {
	t.Helper()
	base, err := time.ParseInLocation(time.DateTime, now, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	o.base, o.since = base, time.Now()
	if _, err := o.SetClock(t.Context(), base); err != nil {
		t.Fatal(err)
	}
}

func (o *tellingOffice) now() time.Time { return o.base.Add(time.Since(o.since)) }

// start starts serve, which tells everything at once.
func (o *tellingOffice) start(t *testing.T, build func() (string, error), env map[string]string) *process {
	t.Helper()
	all := o.environ()
	all["PLANBOT_NOW"] = o.now().Format(time.RFC3339)
	all["PLANBOT_MORNING_SPREAD"], all["PLANBOT_GATHER"] = "0", "0"
	maps.Copy(all, env)
	return startBuild(t, build, all, "serve")
}

func (o *tellingOffice) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if _, err := o.db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

// settle waits until nothing is due.
func (o *tellingOffice) settle(t *testing.T) {
	t.Helper()
	for o.due(t) > 0 {
		time.Sleep(50 * time.Millisecond)
	}
}

// due counts what is to be judged, told or answered now, and the chats that somebody is sending to.
func (o *tellingOffice) due(t *testing.T) (n int) {
	t.Helper()
	if time.Since(o.since) > 5*time.Minute {
		t.Fatal("there is always something due")
	}
	err := o.db.GetContext(t.Context(), &n, `
		SELECT (SELECT count(*) FROM watch WHERE next_at <= $1)
		     + (SELECT count(*) FROM outbox WHERE outcome = 'waiting' AND send_after <= $1)
		     + (SELECT count(*) FROM mailbox WHERE lease > clock_timestamp())
		     + (SELECT count(*) FROM inbox WHERE done_at IS NULL)`, o.now())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// refuseOnce has Telegram ask for a pause when it is first sent something.
func (o *tellingOffice) refuseOnce(t *testing.T) {
	t.Helper()
	if err := o.Fail(t.Context(), emulator.Fault{Method: "sendMessage", Kind: "429"}); err != nil {
		t.Fatal(err)
	}
}

// told lists the letters that arrived, in words that do not depend on identities.
func (o *tellingOffice) told(t *testing.T) (all []string) {
	t.Helper()
	err := o.db.SelectContext(t.Context(), &all, `
		SELECT concat_ws(' ', o.kind, e.rule, t.no, e.scope, o.audience, o.step, o.repeat, o.why, COALESCE(c.title, s.name),
		                 to_char(o.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM'))
		FROM outbox o
		LEFT JOIN episode e ON e.id = o.episode_id
		LEFT JOIN task t ON t.id = e.task_id
		LEFT JOIN chat c ON c.chat_id = o.chat_id
		LEFT JOIN staff s ON s.telegram_id = o.chat_id
		WHERE o.outcome = 'sent' AND o.kind <> 'refresh'
		ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// messages is what the bot told unasked, in all chats.
func (o *tellingOffice) messages(t *testing.T) (all []emulator.Msg) {
	t.Helper()
	state, err := o.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range state.Chats {
		messages, err := o.Messages(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		asked := map[int]bool{}
		for _, m := range messages {
			asked[m.ID] = !m.From.IsBot
			if m.From.IsBot && m.Service == "" && !asked[m.ReplyTo] {
				all = append(all, m)
			}
		}
	}
	return all
}

// place is where a message is.
type place struct {
	Chat    int64 `db:"chat_id"`
	Message int   `db:"message_id"`
}

// loose lists the messages that no letter knows of. A letter must not know of one that is not there.
func (o *tellingOffice) loose(t *testing.T) (loose []place) {
	t.Helper()
	var known []place
	err := o.db.SelectContext(t.Context(), &known, `
		SELECT DISTINCT chat_id, message_id FROM outbox WHERE outcome = 'sent' AND kind <> 'refresh'`)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range o.messages(t) {
		at := place{m.Chat, m.ID}
		if i := slices.Index(known, at); i >= 0 {
			known = slices.Delete(known, i, i+1)
			continue
		}
		loose = append(loose, at)
	}
	if len(known) > 0 {
		t.Errorf("letters are marked as sent in messages that are not there: %v", known)
	}
	return loose
}

func repeats(all []emulator.Msg) (n int) {
	for _, m := range all {
		if strings.Contains(m.Text, "(gửi lại)") {
			n++
		}
	}
	return n
}
