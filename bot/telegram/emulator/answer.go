package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// apiError is a refusal as Telegram writes it.
type apiError struct {
	code       int
	text       string
	retryAfter int   // seconds, of a 429
	migrateTo  int64 // the new chat, of an upgraded group
}

func (e *apiError) Error() string { return e.text }

func badRequest(format string, args ...any) error {
	return &apiError{code: http.StatusBadRequest, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(text string) error {
	return &apiError{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) error {
	return &apiError{code: http.StatusConflict, text: "Conflict: " + text}
}

func tooMany(seconds int) error {
	return &apiError{code: http.StatusTooManyRequests, retryAfter: seconds,
		text: fmt.Sprintf("Too Many Requests: retry after %d", seconds)}
}

// rawJSON is a result that is encoded already.
type rawJSON []byte

// answer is what goes back to the bot: a status and a body.
type answer struct {
	status int
	body   []byte
}

func answerOf(result any, err error) answer {
	if err != nil {
		return refusal(err)
	}
	if raw, ok := result.(rawJSON); ok {
		body := make([]byte, 0, len(raw)+24)
		body = append(body, `{"ok":true,"result":`...)
		body = append(body, raw...)
		return answer{http.StatusOK, append(body, '}')}
	}
	body, err := json.Marshal(struct {
		OK     bool `json:"ok"`
		Result any  `json:"result"`
	}{true, result})
	if err != nil {
		return refusal(fmt.Errorf("encode the result: %w", err))
	}
	return answer{http.StatusOK, body}
}

func refusal(err error) answer {
	e, ok := err.(*apiError)
	if !ok {
		e = &apiError{code: http.StatusInternalServerError, text: "Internal Server Error: " + err.Error()}
	}
	type parameters struct {
		RetryAfter int   `json:"retry_after,omitempty"`
		MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
	}
	out := struct {
		OK          bool        `json:"ok"`
		Code        int         `json:"error_code"`
		Description string      `json:"description"`
		Parameters  *parameters `json:"parameters,omitempty"`
	}{Code: e.code, Description: e.text}
	if e.retryAfter != 0 || e.migrateTo != 0 {
		out.Parameters = &parameters{e.retryAfter, e.migrateTo}
	}
	body, _ := json.Marshal(out) // a struct of plain values cannot fail
	return answer{e.code, body}
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the client may have gone
}
