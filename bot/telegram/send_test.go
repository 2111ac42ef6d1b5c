package telegram_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/telegram"
)

const okMessage = `{"ok":true,"result":{"message_id":77,"date":1714000000,"chat":{"id":-5}}}`

// tape records the forms of every request and answers from a list, the last
// answer for ever.
type tape struct {
	answers []string
	methods []string
	forms   []url.Values
}

func (p *tape) client(t *testing.T) *telegram.Client {
	return onWire(t, func(r *http.Request) (*http.Response, error) {
		p.methods = append(p.methods, r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:])
		p.forms = append(p.forms, r.PostForm)
		body := p.answers[min(len(p.methods), len(p.answers))-1]
		if strings.HasPrefix(body, "<") {
			return answer(502, body)
		}
		return answer(200, body)
	})
}

func (p *tape) last() map[string]string {
	flat := make(map[string]string)
	for key, values := range p.forms[len(p.forms)-1] {
		flat[key] = strings.Join(values, "|")
	}
	return flat
}

func TestSendAsksForWhatItSays(t *testing.T) {
	t.Parallel()
	p := &tape{answers: []string{okMessage}}
	sent, err := p.client(t).Send(t.Context(), telegram.Outgoing{
		Chat: -5, Thread: 9, ReplyTo: 12, HTML: "<b>Nhiệm vụ 9</b>", Silent: true,
		Buttons: [][]telegram.Button{{{Text: "Hoàn tác", Data: "undo:1", Style: "danger"}}, {}},
	})
	if err != nil || sent.ID != 77 || sent.Date != 1714000000 {
		t.Errorf("got %+v and %v", sent, err)
	}
	want := map[string]string{
		"chat_id":              "-5",
		"message_thread_id":    "9",
		"reply_parameters":     `{"message_id":12,"allow_sending_without_reply":true}`,
		"text":                 "<b>Nhiệm vụ 9</b>",
		"parse_mode":           "HTML",
		"link_preview_options": `{"is_disabled":true}`,
		"disable_notification": "true",
		"reply_markup":         `{"inline_keyboard":[[{"text":"Hoàn tác","callback_data":"undo:1","style":"danger"}]]}`,
	}
	if diff := cmp.Diff(want, p.last()); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
}

func TestMethodsSendNothingEmpty(t *testing.T) {
	t.Parallel()
	p := &tape{answers: []string{`{"ok":true,"result":{}}`}}
	c, ctx := p.client(t), t.Context()
	long := strings.Repeat("ệ", 300)
	calls := map[string]func() error{
		"sendMessage": func() error { _, err := c.Send(ctx, telegram.Outgoing{Chat: 1, HTML: "a"}); return err },
		"editMessageText": func() error {
			return c.Edit(ctx, telegram.Edit{Chat: 1, Message: 2, HTML: "a"})
		},
		"editMessageReplyMarkup": func() error { return c.EditButtons(ctx, 1, 2, [][]telegram.Button{{}}) },
		"deleteMessage":          func() error { return c.Delete(ctx, 1, 2) },
		"answerCallbackQuery":    func() error { return c.AnswerCallback(ctx, "q", long, true) },
		"setMyCommands": func() error {
			return c.SetCommands(ctx, telegram.Scope{Type: "all_group_chats"}, "", []telegram.Command{{Name: "tasks", Description: "Việc"}})
		},
		"getChatMember": func() error { _, err := c.Member(ctx, -1, 2); return err },
	}
	want := map[string]map[string]string{
		"sendMessage":            {"chat_id": "1", "text": "a", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`},
		"editMessageText":        {"chat_id": "1", "message_id": "2", "text": "a", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`},
		"editMessageReplyMarkup": {"chat_id": "1", "message_id": "2"},
		"deleteMessage":          {"chat_id": "1", "message_id": "2"},
		"answerCallbackQuery":    {"callback_query_id": "q", "text": strings.Repeat("ệ", 199) + "…", "show_alert": "true"},
		"setMyCommands":          {"scope": `{"type":"all_group_chats"}`, "commands": `[{"command":"tasks","description":"Việc"}]`},
		"getChatMember":          {"chat_id": "-1", "user_id": "2"},
	}
	got := make(map[string]map[string]string)
	for method, call := range calls {
		if err := call(); err != nil {
			t.Errorf("%s: %v", method, err)
		}
		got[p.methods[len(p.methods)-1]] = p.last()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
}

func TestButtonsAreCheckedBeforeSending(t *testing.T) {
	t.Parallel()
	c := onWire(t, func(*http.Request) (*http.Response, error) {
		t.Error("a request went out")
		return nil, io.EOF
	})
	bad := map[string]telegram.Button{
		"data too long": {Text: "a", Data: strings.Repeat("ệ", 22)},
		"no data":       {Text: "a"},
		"no text":       {Data: "a"},
	}
	for name, b := range bad {
		rows := [][]telegram.Button{{b}}
		_, err := c.Send(t.Context(), telegram.Outgoing{Chat: 1, HTML: "a", Buttons: rows})
		if !errors.Is(err, telegram.ErrButton) {
			t.Errorf("%s: got %v, want %v", name, err, telegram.ErrButton)
		}
		if err := c.EditButtons(t.Context(), 1, 2, rows); !errors.Is(err, telegram.ErrButton) {
			t.Errorf("%s: got %v, want %v", name, err, telegram.ErrButton)
		}
	}
}

func refusal(code, text string) string {
	return `{"ok":false,"error_code":` + code + `,"description":"` + text + `"}`
}

func TestSendGivesWay(t *testing.T) {
	t.Parallel()
	topicGone := refusal("400", "Bad Request: message thread not found")
	unreadable := refusal("400", "Bad Request: can't parse entities: unmatched end tag")
	tests := []struct {
		name         string
		answers      []string
		tries        int
		text, thread string
		ok           bool
	}{
		{"topic gone", []string{topicGone, okMessage}, 2, "<b>A &amp; B</b>", "", true},
		{"markup refused", []string{unreadable, okMessage}, 2, "A & B", "9", true},
		{"both", []string{topicGone, unreadable, okMessage}, 3, "A & B", "", true},
		{"markup refused twice", []string{unreadable}, 2, "A & B", "9", false},
		{"topic gone twice", []string{topicGone}, 2, "<b>A &amp; B</b>", "", false},
		{"kicked", []string{refusal("403", "Forbidden: bot was kicked from the group chat")}, 1, "<b>A &amp; B</b>", "9", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := &tape{answers: tt.answers}
			_, err := p.client(t).Send(t.Context(), telegram.Outgoing{Chat: -5, Thread: 9, HTML: "<b>A &amp; B</b>"})
			if (err == nil) != tt.ok {
				t.Errorf("got %v, want ok %v", err, tt.ok)
			}
			if last := p.last(); last["text"] != tt.text || last["message_thread_id"] != tt.thread {
				t.Errorf("got %q in thread %q, want %q in %q", last["text"], last["message_thread_id"], tt.text, tt.thread)
			}
			if len(p.methods) != tt.tries {
				t.Errorf("got %d tries, want %d", len(p.methods), tt.tries)
			}
		})
	}
}

func TestRetryPolicy(t *testing.T) {
	t.Parallel()
	flood := `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}`
	long := `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":3600}}`
	page := `<html>502 Bad Gateway</html>`
	tests := []struct {
		name     string
		answers  []string
		tries    int
		min, max time.Duration
		ok       bool
	}{
		{"first time right", []string{okMessage}, 1, 0, 0, true},
		{"flood is waited out", []string{flood, okMessage}, 2, 7 * time.Second, 7 * time.Second, true},
		{"long flood is not", []string{long}, 1, 0, 0, false},
		{"gateway heals", []string{page, page, okMessage}, 3, 750 * time.Millisecond, 1500 * time.Millisecond, true},
		{"gateway stays broken", []string{page}, 5, 3750 * time.Millisecond, 7500 * time.Millisecond, false},
		{"restart heals", []string{refusal("500", "Internal Server Error: restart"), okMessage}, 2, 250 * time.Millisecond, 500 * time.Millisecond, true},
		{"cut answer is not repeated", []string{`{"ok":true,"res`}, 1, 0, 0, false},
		{"400 is not repeated", []string{refusal("400", "Bad Request: chat not found")}, 1, 0, 0, false},
		{"401 is not repeated", []string{refusal("401", "Unauthorized")}, 1, 0, 0, false},
		{"403 is not repeated", []string{refusal("403", "Forbidden: bot was kicked")}, 1, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &tape{answers: tt.answers}
				start := time.Now()
				_, err := p.client(t).Send(t.Context(), telegram.Outgoing{Chat: -5, HTML: "a"})
				if took := time.Since(start); took < tt.min || took > tt.max {
					t.Errorf("took %v, want %v to %v", took, tt.min, tt.max)
				}
				if (err == nil) != tt.ok || len(p.methods) != tt.tries {
					t.Errorf("got %v after %d tries, want ok %v after %d", err, len(p.methods), tt.ok, tt.tries)
				}
			})
		})
	}
}

func TestSendDocument(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		file, header, err := r.FormFile("document")
		if err != nil {
			t.Error(err)
			return
		}
		data, _ := io.ReadAll(file)
		if string(data) != "PK" || header.Filename != "Báo cáo.docx" || r.FormValue("caption") != "<b>Quý I</b>" {
			t.Errorf("got %q, %q, %q", data, header.Filename, r.FormValue("caption"))
		}
		write(w, 200, okMessage)
	})
	sent, err := c.Send(t.Context(), telegram.Outgoing{
		Chat: -5, HTML: "<b>Quý I</b>", Files: []telegram.Attachment{{Name: "Báo cáo.docx", Data: []byte("PK")}},
	})
	if err != nil || sent.ID != 77 {
		t.Errorf("got %+v and %v", sent, err)
	}
}

// A reply opens for whom the message names; in a private chat there is nobody to choose from. Buttons exclude it.
func TestSendAsksForAReply(t *testing.T) {
	t.Parallel()
	p := &tape{answers: []string{okMessage}}
	c := p.client(t)
	buttons := [][]telegram.Button{{{Text: "a", Data: "a"}}}
	for want, out := range map[string]telegram.Outgoing{
		`{"force_reply":true,"input_field_placeholder":"Lý do","selective":true}`: {Chat: -5, HTML: "a", Ask: "Lý do"},
		`{"force_reply":true,"input_field_placeholder":"Lý do"}`:                  {Chat: 5, HTML: "a", Ask: "Lý do"},
		`{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}`:                {Chat: -5, HTML: "a", Ask: "Lý do", Buttons: buttons},
	} {
		if _, err := c.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		if got := p.last()["reply_markup"]; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
