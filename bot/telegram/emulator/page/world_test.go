package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/bot/telegram/emulator/page"
)

// The chats and the people of the tests.
const (
	token                   = "7000000001:PAGE"
	office, registry, forum = -1001, -1002, -1003
	clerk, judicial, chair  = 101, 102, 103
)

// Where they are on the page.
const (
	officeRow   = `#chats [data-chat="-1001"]`
	registryRow = `#chats [data-chat="-1002"]`
	forumRow    = `#chats [data-chat="-1003"]`
	lastOwn     = `[...document.querySelectorAll(".msg.own")].at(-1)`
)

// world is an emulator with the page, two groups, a forum, and a bot that
// answers as if it knew the plan.
type world struct {
	t    *testing.T
	url  string
	door emulator.Door
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldThat(t, emulator.Options{})
}

// newWorldThat is a world whose clock moves as the options say.
func newWorldThat(t *testing.T, o emulator.Options) *world {
	t.Helper()
	hanoi := time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)
	o.Token, o.Page, o.PrivacyOff = token, page.Files(), true
	o.Clock = emulator.NewClock(time.Date(2024, 9, 5, 14, 5, 0, 0, hanoi))
	sim := emulator.New(o)
	server := httptest.NewServer(sim.Handler())
	w := &world{t, server.URL, emulator.Door{URL: server.URL}}
	w.people()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.answer(ctx)
	}()
	t.Cleanup(func() {
		stop()
		sim.Close()
		<-ended
		server.Close()
	})
	return w
}

func (w *world) people() {
	w.t.Helper()
	for _, u := range []emulator.User{
		{ID: clerk, FirstName: "Văn phòng", Label: "Công chức Văn phòng"},
		{ID: judicial, FirstName: "Tư pháp", Label: "Công chức Tư pháp"},
		{ID: chair, FirstName: "Chủ tịch", Label: "Lãnh đạo xã"},
	} {
		_, err := w.door.AddUser(w.t.Context(), u)
		w.must(err)
	}
	for _, c := range []emulator.NewChat{
		{ID: office, Title: "Văn phòng", Members: []int64{clerk, judicial, chair}},
		{ID: registry, Title: "Tư pháp – Hộ tịch", Members: []int64{judicial, chair}},
		{ID: forum, Title: "Kế hoạch 27", IsForum: true, Members: []int64{clerk, chair}},
	} {
		c.Type = "supergroup"
		_, err := w.door.AddChat(w.t.Context(), c)
		w.must(err)
	}
	_, err := w.door.AddTopic(w.t.Context(), emulator.NewTopic{Chat: forum, Name: "Tài chính"})
	w.must(err)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) say(chat, user int64, text string) {
	w.t.Helper()
	_, err := w.door.Say(w.t.Context(), chat, user, text)
	w.must(err)
}

// update is the part of an update that the stand-in bot reads.
type update struct {
	ID      int `json:"update_id"`
	Message struct {
		ID   int    `json:"message_id"`
		Text string `json:"text"`
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
		ReplyTo *struct{} `json:"reply_to_message"`
	} `json:"message"`
	Callback struct {
		ID   string `json:"id"`
		Data string `json:"data"`
	} `json:"callback_query"`
}

// answer is the stand-in bot; it polls until the context ends.
func (w *world) answer(ctx context.Context) {
	w.call(ctx, "setMyCommands", url.Values{"commands": {
		`[{"command":"task","description":"Chi tiết một nhiệm vụ"},{"command":"tasks","description":"Nhiệm vụ của bộ phận"}]`}})
	for offset := 0; ctx.Err() == nil; {
		raw := w.call(ctx, "getUpdates", url.Values{"offset": {strconv.Itoa(offset)}, "timeout": {"10"}})
		var updates []update
		if err := json.Unmarshal(raw, &updates); err != nil {
			return // the emulator closed
		}
		for _, u := range updates {
			w.react(ctx, u)
			offset = u.ID + 1
		}
	}
}

func (w *world) react(ctx context.Context, u update) {
	const buttons = `{"inline_keyboard":[[{"text":"Chưa đạt","callback_data":"below"},{"text":"Quá hạn","callback_data":"overdue"}]]}`
	m := u.Message
	reply := url.Values{"chat_id": {strconv.FormatInt(m.Chat.ID, 10)}, "parse_mode": {"HTML"},
		"reply_parameters": {fmt.Sprintf(`{"message_id":%d}`, m.ID)}}
	switch {
	case u.Callback.Data == "overdue":
		w.call(ctx, "answerCallbackQuery", url.Values{"callback_query_id": {u.Callback.ID}, "show_alert": {"true"},
			"text": {"Không có nhiệm vụ quá hạn."}})
	case u.Callback.ID != "":
		w.call(ctx, "answerCallbackQuery", url.Values{"callback_query_id": {u.Callback.ID}, "text": {"Có 1 nhiệm vụ chưa đạt."}})
	case m.Text == "/tasks":
		reply.Set("text", "<b>9.</b> Hồ sơ trả đúng hạn &lt;97%&gt;\n<blockquote expandable>Trả lời bằng số liệu.</blockquote>")
		reply.Set("reply_markup", buttons)
		w.call(ctx, "sendMessage", reply)
	case m.ReplyTo != nil:
		reply.Set("text", "Đã ghi <b>"+strings.ReplaceAll(m.Text, "<", "&lt;")+"</b>: 96,67%, chưa đạt.")
		w.call(ctx, "sendMessage", reply)
	}
}

// bot makes a request of the bot out of turn, with more parameters in pairs.
func (w *world) bot(method string, params url.Values, more ...string) json.RawMessage {
	w.t.Helper()
	params = maps.Clone(params)
	for i := 0; i < len(more); i += 2 {
		params.Set(more[i], more[i+1])
	}
	return w.call(w.t.Context(), method, params)
}

// call makes one request of the stand-in bot and returns its result, nil when it failed.
func (w *world) call(ctx context.Context, method string, params url.Values) json.RawMessage {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url+"/bot"+token+"/"+method, strings.NewReader(params.Encode()))
	if err != nil {
		return nil
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var out struct {
		OK          bool            `json:"ok"`
		Result      json.RawMessage `json:"result"`
		Description string          `json:"description"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil || !out.OK {
		if ctx.Err() == nil {
			w.t.Errorf("%s: %s (%v)", method, out.Description, err)
		}
		return nil
	}
	return out.Result
}
