package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"planbot/bot/telegram"
)

var predicates = map[string]func(error) bool{
	"not modified": telegram.IsNotModified,
	"chat gone":    telegram.IsChatGone,
	"muted":        telegram.IsMuted,
	"migrated":     telegram.IsMigrated,
	"topic gone":   telegram.IsTopicGone,
	"parse":        telegram.IsParseError,
	"too long":     telegram.IsTooLong,
	"flood":        telegram.IsFlood,
	"auth":         telegram.IsAuth,
	"conflict":     telegram.IsConflict,
	"transient":    telegram.IsTransient,
	"ambiguous":    telegram.IsAmbiguous,
	"query old":    telegram.IsQueryTooOld,
	"no target":    telegram.IsEditTargetMissing,
	"no files":     telegram.IsFileForbidden,
}

func TestPredicates(t *testing.T) {
	t.Parallel()
	api := func(code int, text string) error { return &telegram.APIError{Code: code, Description: text} }
	lost := func(status int, sent bool, err error) error {
		return &telegram.TransientError{HTTPStatus: status, Sent: sent, Err: err}
	}
	cut := errors.New("unexpected EOF")
	tests := []struct {
		name string
		err  error
		want []string
	}{
		{"nothing", nil, nil},
		{"another error", cut, nil},
		{"same text", api(400, "Bad Request: message is not modified: specified new message content"), []string{"not modified"}},
		{"unknown chat", api(400, "Bad Request: chat not found"), []string{"chat gone"}},
		{"kicked", api(403, "Forbidden: bot was kicked from the supergroup chat"), []string{"chat gone"}},
		{"blocked", api(403, "Forbidden: bot was blocked by the user"), []string{"chat gone"}},
		{"deactivated", api(403, "Forbidden: user is deactivated"), []string{"chat gone"}},
		{"left", api(403, "Forbidden: bot is not a member of the supergroup chat"), []string{"chat gone"}},
		{"deleted", api(403, "Forbidden: the group chat was deleted"), []string{"chat gone"}},
		{"muted", api(400, "Bad Request: not enough rights to send text messages to the chat"), []string{"muted"}},
		{"muted group", api(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), []string{"muted"}},
		{"no pictures", api(400, "Bad Request: not enough rights to send photos to the chat"), []string{"no files"}},
		{"no files", api(400, "Bad Request: not enough rights to send documents to the chat"), []string{"no files"}},
		{"no files by another code", api(403, "Forbidden: not enough rights to send documents to the chat"), []string{"no files"}},
		{"no documents", api(400, "Bad Request: CHAT_SEND_DOCS_FORBIDDEN"), []string{"no files"}},
		{"upgraded", &telegram.APIError{Code: 400, Description: "group chat was upgraded to a supergroup chat", MigrateTo: -100}, []string{"migrated"}},
		{"reply", api(400, "Bad Request: message to be replied not found"), nil},
		{"topic", api(400, "Bad Request: message thread not found"), []string{"topic gone"}},
		{"topic closed", api(400, "Bad Request: TOPIC_CLOSED"), []string{"topic gone"}},
		{"entities", api(400, "Bad Request: can't parse entities: Unsupported start tag"), []string{"parse"}},
		{"long", api(400, "Bad Request: message is too long"), []string{"too long"}},
		{"large", api(413, "Request Entity Too Large"), []string{"too long"}},
		{"429", api(429, "Too Many Requests: retry after 3"), []string{"flood"}},
		{"revoked", api(401, "Unauthorized"), []string{"auth"}},
		{"wrong token", api(404, "Not Found"), []string{"auth"}},
		{"wrong method", api(404, "Not Found: method not found"), nil},
		{"two pollers", api(409, "Conflict: terminated by other getUpdates request"), []string{"conflict"}},
		{"restart", api(500, "Internal Server Error: restart"), []string{"transient"}},
		{"gateway gave up", api(504, "Gateway Timeout"), []string{"transient", "ambiguous"}},
		{"tap", api(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"), []string{"query old"}},
		{"edit", api(400, "Bad Request: message to edit not found"), []string{"no target"}},
		{"never sent", lost(0, false, cut), []string{"transient"}},
		{"died after sending", lost(0, true, cut), []string{"transient", "ambiguous"}},
		{"timeout after sending", lost(0, true, context.DeadlineExceeded), []string{"transient", "ambiguous"}},
		{"cancelled after sending", lost(0, true, context.Canceled), []string{"ambiguous"}},
		{"cut answer", lost(200, true, cut), []string{"transient", "ambiguous"}},
		{"html 502", lost(502, true, cut), []string{"transient"}},
		{"html 504", lost(504, true, cut), []string{"transient", "ambiguous"}},
		{"redirect", lost(302, true, cut), []string{"transient"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := tt.err
			if err != nil {
				err = fmt.Errorf("tell the unit: %w", err)
			}
			for name, is := range predicates {
				if got, want := is(err), slices.Contains(tt.want, name); got != want {
					t.Errorf("%s: got %v, want %v", name, got, want)
				}
			}
		})
	}
}

func TestErrorsOfTheWire(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body    string
		status        int
		code, wait    int   // of an APIError
		migrate       int64 // of an APIError
		transientHTTP int   // of a TransientError
	}{
		{"refusal", `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, 400, 400, 0, 0, 0},
		{"flood", `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}`, 429, 429, 7, 0, 0},
		{"migration", `{"ok":false,"error_code":400,"description":"upgraded","parameters":{"migrate_to_chat_id":-1001234567890}}`, 400, 400, 0, -1001234567890, 0},
		{"no description", `{"ok":false}`, 200, 0, 0, 0, 200},
		{"page", `<html>Bad Gateway</html>`, 502, 0, 0, 0, 502},
		{"cut", `{"ok":true,"result":{"message_id":`, 200, 0, 0, 0, 200},
		{"nothing", ``, 200, 0, 0, 0, 200},
		{"odd", `{"ok":true,"result":[1]}`, 200, 0, 0, 0, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := serve(t, func(w http.ResponseWriter, _ *http.Request) { write(w, tt.status, tt.body) })
			var out struct {
				ID int `json:"message_id"`
			}
			check(t, c.Call(t.Context(), "sendMessage", map[string]string{"chat_id": "1"}, &out), tt.code, tt.wait, tt.migrate, tt.transientHTTP)
		})
	}
}

func check(t *testing.T, err error, code, wait int, migrate int64, status int) {
	t.Helper()
	var api *telegram.APIError
	var lost *telegram.TransientError
	switch {
	case errors.As(err, &api):
		if api.Method != "sendMessage" || api.Code != code || api.RetryAfter != wait || api.MigrateTo != migrate {
			t.Errorf("got %#v", api)
		}
	case errors.As(err, &lost):
		if lost.Method != "sendMessage" || lost.HTTPStatus != status || !lost.Sent || status == 0 {
			t.Errorf("got %#v", lost)
		}
	default:
		t.Errorf("got %v", err)
	}
}

// The library drops the code of a refused upload.
func TestUploadErrorsHaveTheirCode(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		write(w, 403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the group chat"}`)
	})
	_, err := c.Send(t.Context(), telegram.Outgoing{Chat: -5, Files: []telegram.Attachment{{Name: "a.docx", Data: []byte("a")}}})
	if !telegram.IsChatGone(err) {
		t.Errorf("got %v, want chat gone", err)
	}
}
