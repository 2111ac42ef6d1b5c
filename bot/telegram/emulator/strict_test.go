package emulator_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "supergroup")
	theirs := w.say(w.clerk, "x").MessageID
	ours := w.botSays("old")
	button := func(b string) string { return `{"inline_keyboard":[[` + b + `]]}` }
	tests := []struct {
		name, method string
		params       []any
		code         int
		words        string
	}{
		{"unknown method", "sendMesage", nil, 404, "method not found"},
		{"unknown parameter", "sendMessage", []any{"chat_id", w.group, "text", "a", "disable_web_page_preview", "true"}, 400, "unknown parameter"},
		{"no text", "sendMessage", []any{"chat_id", w.group}, 400, "message text is empty"},
		{"blank text", "sendMessage", []any{"chat_id", w.group, "text", " \n "}, 400, "message text is empty"},
		{"no chat", "sendMessage", []any{"text", "a"}, 400, "chat_id is empty"},
		{"strange chat", "sendMessage", []any{"chat_id", int64(-5), "text", "a"}, 400, "chat not found"},
		{"null", "sendMessage", []any{"chat_id", w.group, "text", "a", "entities", "null"}, 400, "must be Array of MessageEntity"},
		{"null keyboard", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_markup", `{"inline_keyboard":null}`}, 400, "reply_markup"},
		{"mistyped", "sendMessage", []any{"chat_id", w.group, "text", "a", "message_thread_id", "x"}, 400, "must be Integer"},
		{"mistyped flag", "sendMessage", []any{"chat_id", w.group, "text", "a", "disable_notification", "yes"}, 400, "must be Boolean"},
		{"unknown field inside", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_parameters", `{"message_id":1,"foo":2}`}, 400, "reply_parameters"},
		{"missing field inside", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_parameters", `{}`}, 400, "reply_parameters"},
		{"too long", "sendMessage", []any{"chat_id", w.group, "text", strings.Repeat("ế", 4097)}, 400, "message is too long"},
		{"too long in units", "sendMessage", []any{"chat_id", w.group, "text", strings.Repeat("😀", 2049)}, 400, "message is too long"},
		{"parse mode", "sendMessage", []any{"chat_id", w.group, "text", "a", "parse_mode", "Org"}, 400, "unsupported parse_mode"},
		{"tag", "sendMessage", []any{"chat_id", w.group, "text", "é<p>a</p>", "parse_mode", "HTML"}, 400, `can't parse entities: Unsupported start tag "p" at byte offset 2`},
		{"long data", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_markup", button(`{"text":"a","callback_data":"` + strings.Repeat("ế", 22) + `"}`)}, 400, "BUTTON_DATA_INVALID"},
		{"button without action", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_markup", button(`{"text":"a"}`)}, 400, "Text buttons are unallowed"},
		{"button style", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_markup", button(`{"text":"a","callback_data":"a","style":"pink"}`)}, 400, "style"},
		{"web app in a group", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_markup", button(`{"text":"a","web_app":{"url":"https://x.y"}}`)}, 400, "BUTTON_TYPE_INVALID"},
		{"reply to nothing", "sendMessage", []any{"chat_id", w.group, "text", "a", "reply_parameters", `{"message_id":999}`}, 400, "message to be replied not found"},
		{"thread in a plain group", "sendMessage", []any{"chat_id", w.group, "text", "a", "message_thread_id", 999}, 400, "message thread not found"},
		{"edit nothing", "editMessageText", []any{"chat_id", w.group, "message_id", 999, "text", "a"}, 400, "message to edit not found"},
		{"edit another's", "editMessageText", []any{"chat_id", w.group, "message_id", theirs, "text", "a"}, 400, "message can't be edited"},
		{"edit without id", "editMessageText", []any{"chat_id", w.group, "text", "a"}, 400, "message identifier is not specified"},
		{"edit to the same", "editMessageText", []any{"chat_id", w.group, "message_id", ours, "text", "old"}, 400, "message is not modified: specified new message content"},
		{"same markup", "editMessageReplyMarkup", []any{"chat_id", w.group, "message_id", ours}, 400, "message is not modified"},
		{"delete nothing", "deleteMessage", []any{"chat_id", w.group, "message_id", 999}, 400, "message to delete not found"},
		{"delete another's", "deleteMessage", []any{"chat_id", w.group, "message_id", theirs}, 400, "message can't be deleted"},
		{"unknown query", "answerCallbackQuery", []any{"callback_query_id", "1"}, 400, "query is too old and response timeout expired or query ID is invalid"},
		{"long toast", "answerCallbackQuery", []any{"callback_query_id", "1", "text", strings.Repeat("a", 201)}, 400, "MESSAGE_TOO_LONG"},
		{"unknown file", "getFile", []any{"file_id", "x"}, 400, "invalid file_id"},
		{"album of one", "sendMediaGroup", []any{"chat_id", w.group, "media", `[{"type":"photo","media":"x"}]`}, 400, "2-10 items"},
		{"command name", "setMyCommands", []any{"commands", `[{"command":"Việc","description":"x"}]`}, 400, "BOT_COMMAND_INVALID"},
		{"language", "setMyCommands", []any{"commands", `[]`, "language_code", "vie"}, 400, "LANG_CODE_INVALID"},
		{"reaction", "setMessageReaction", []any{"chat_id", w.group, "message_id", theirs, "reaction", `[{"type":"emoji","emoji":"x"}]`}, 400, "REACTION_INVALID"},
		{"action", "sendChatAction", []any{"chat_id", w.group, "action", "sleep"}, 400, "wrong parameter action"},
		{"webhook", "setWebhook", []any{"url", "ftp://x"}, 400, "bad webhook"},
		{"stranger", "getChatMember", []any{"chat_id", w.group, "user_id", 5}, 400, "user not found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := w.call(tt.method, tt.params...)
			(&world{tb: t}).wants(r, tt.code, tt.words)
		})
	}
}

func TestRefusesJSONNullAndTypes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	for _, body := range []string{
		`{"chat_id":1,"text":"a","entities":null}`,
		`{"chat_id":1,"text":7}`,
		`{"chat_id":1,"text":"a","reply_markup":"{}"}`,
		`{"chat_id":1,"text":"a"`,
	} {
		r, err := w.post(t.Context(), "sendMessage", "application/json", strings.NewReader(body))
		w.check(err)
		if r.Code != 400 {
			t.Errorf("%s: got %d, want 400", body, r.Code)
		}
	}
}

func TestLooseSchemaTakesLegacyReply(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{LooseSchema: true}, "group")
	id := w.say(w.clerk, "a").MessageID
	sent := w.botSays("b", "reply_to_message_id", id, "whatever", "1")
	if m := must(w.Message(t.Context(), w.group, sent))(t); m.ReplyTo != id {
		t.Errorf("reply to %d, want %d", m.ReplyTo, id)
	}
}

func TestTokenAndPaths(t *testing.T) {
	t.Parallel()
	srv := emulator.New(emulator.Options{Token: token})
	t.Cleanup(srv.Close)
	for path, want := range map[string]int{
		"/bot1:WRONG/getMe":            http.StatusUnauthorized,
		"/bot" + token + "/getMe":      http.StatusOK,
		"/bot" + token + "/GETME":      http.StatusOK,
		"/bot" + token + "/getMe/x":    http.StatusNotFound,
		"/bot" + token + "/nothing":    http.StatusNotFound,
		"/file/bot1:WRONG/documents/x": http.StatusUnauthorized,
		"/file/bot" + token + "/x":     http.StatusNotFound,
		"/sim/messages?chat=9":         http.StatusNotFound,
		"/":                            http.StatusNotFound,
	} {
		rec := httptest.NewRecorder()
		srv.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		if rec.Code != want {
			t.Errorf("%s: got %d, want %d", path, rec.Code, want)
		}
	}
}
