package emulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

const token = "7000000001:TEST"

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))

// world is a server with one group, in which are a clerk and an administrator.
type world struct {
	tb    testing.TB
	url   string
	clock *emulator.Clock
	srv   *emulator.Server
	emulator.Door
	group        int64
	clerk, admin int64
}

func newWorld(tb testing.TB, o emulator.Options, kind string) *world {
	tb.Helper()
	clock := emulator.NewClock(start)
	o.Token, o.Clock = token, clock
	srv := emulator.New(o)
	h := httptest.NewServer(srv.Handler())
	tb.Cleanup(h.Close)
	tb.Cleanup(srv.Close)
	w := &world{tb: tb, url: h.URL, clock: clock, srv: srv, Door: emulator.Door{URL: h.URL}}
	w.clerk = must(w.AddUser(tb.Context(), emulator.User{FirstName: "Clerk"}))(tb).ID
	w.admin = must(w.AddUser(tb.Context(), emulator.User{FirstName: "Admin"}))(tb).ID
	chat := emulator.NewChat{Type: kind, Title: "Office", Members: []int64{w.clerk, w.admin}}
	if kind == "forum" {
		chat.Type, chat.IsForum = "supergroup", true
	}
	w.group = must(w.AddChat(tb.Context(), chat))(tb).ID
	w.check(w.Move(tb.Context(), emulator.Moving{Chat: w.group, User: w.admin, Status: "administrator"}))
	w.updates()
	return w
}

// must takes the result of a call that is not expected to fail.
func must[T any](v T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}

func (w *world) check(err error) {
	w.tb.Helper()
	if err != nil {
		w.tb.Fatal(err)
	}
}

// reply is what a bot is answered.
type reply struct {
	OK          bool            `json:"ok"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func (r reply) id() int {
	var m struct {
		MessageID int `json:"message_id"`
	}
	_ = json.Unmarshal(r.Result, &m)
	return m.MessageID
}

// call sends pairs of names and values as a form.
func (w *world) call(method string, pairs ...any) reply {
	w.tb.Helper()
	r, err := w.try(w.tb.Context(), method, pairs...)
	if err != nil {
		w.tb.Fatal(err)
	}
	return r
}

func (w *world) try(ctx context.Context, method string, pairs ...any) (reply, error) {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i].(string), text(pairs[i+1]))
	}
	return w.post(ctx, method, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (w *world) post(ctx context.Context, method, kind string, body io.Reader) (reply, error) {
	var r reply
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url+"/bot"+token+"/"+method, body)
	if err != nil {
		return r, err
	}
	req.Header.Set("Content-Type", kind)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return r, err
	}
	defer resp.Body.Close()
	return r, json.NewDecoder(resp.Body).Decode(&r)
}

// upload sends a multipart form with one file.
func (w *world) upload(method, field, name string, data []byte, pairs ...any) reply {
	w.tb.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		w.check(form.WriteField(pairs[i].(string), text(pairs[i+1])))
	}
	part, err := form.CreateFormFile(field, name)
	w.check(err)
	_, err = part.Write(data)
	w.check(err)
	w.check(form.Close())
	r, err := w.post(w.tb.Context(), method, form.FormDataContentType(), &body)
	w.check(err)
	return r
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	}
	raw, _ := json.Marshal(v)
	return string(raw)
}

// wants fails the test unless the call was refused with these words.
func (w *world) wants(r reply, code int, words string) {
	w.tb.Helper()
	if r.Code != code || !strings.Contains(r.Description, words) {
		w.tb.Errorf("got %d %q, want %d %q", r.Code, r.Description, code, words)
	}
}

func (w *world) ok(r reply) reply {
	w.tb.Helper()
	if !r.OK {
		w.tb.Fatalf("refused: %d %s", r.Code, r.Description)
	}
	return r
}

// got is an update with the kinds the tests look at.
type got struct {
	ID       int64           `json:"update_id"`
	Message  *gotMessage     `json:"message"`
	Edited   *gotMessage     `json:"edited_message"`
	Callback *gotCallback    `json:"callback_query"`
	MyChat   json.RawMessage `json:"my_chat_member"`
}

type gotMessage struct {
	ID       int    `json:"message_id"`
	Thread   int    `json:"message_thread_id"`
	IsTopic  bool   `json:"is_topic_message"`
	Text     string `json:"text"`
	Migrate  int64  `json:"migrate_to_chat_id"`
	Migrated int64  `json:"migrate_from_chat_id"`
	From     struct {
		ID int64 `json:"id"`
	} `json:"from"`
	Sender *struct {
		ID int64 `json:"id"`
	} `json:"sender_chat"`
	Reply *struct {
		ID    int             `json:"message_id"`
		Topic json.RawMessage `json:"forum_topic_created"`
	} `json:"reply_to_message"`
	Document *struct {
		FileID string `json:"file_id"`
	} `json:"document"`
}

type gotCallback struct {
	ID      string     `json:"id"`
	Data    string     `json:"data"`
	Message gotMessage `json:"message"`
}

// peek fetches what waits without confirming it.
func (w *world) peek() []got {
	w.tb.Helper()
	var list []got
	w.check(json.Unmarshal(w.ok(w.call("getUpdates")).Result, &list))
	return list
}

// updates fetches what waits and confirms it.
func (w *world) updates() []got {
	w.tb.Helper()
	list := w.peek()
	if len(list) > 0 {
		w.ok(w.call("getUpdates", "offset", list[len(list)-1].ID+1, "limit", 1))
	}
	return list
}

func (w *world) say(user int64, text string) emulator.Sent {
	w.tb.Helper()
	return must(w.Say(w.tb.Context(), w.group, user, text))(w.tb)
}

// post a text as the bot.
func (w *world) botSays(text string, pairs ...any) int {
	w.tb.Helper()
	return w.ok(w.call("sendMessage", append([]any{"chat_id", w.group, "text", text}, pairs...)...)).id()
}
