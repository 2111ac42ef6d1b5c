package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ErrButton is a programmer's mistake: an inline button without a text, or
// with callback data that is empty or longer than 64 bytes.
var ErrButton = errors.New("telegram: bad inline button")

// APIError is a refusal by the Bot API, in its own words.
type APIError struct {
	Method      string
	Code        int    // as in HTTP: 400, 401, 403, 404, 409, 429, 5xx
	Description string // Telegram's English text
	RetryAfter  int    // seconds, with 429
	MigrateTo   int64  // new chat id, when a group became a supergroup
}

// Error names the method, the code and Telegram's text.
func (e *APIError) Error() string {
	return fmt.Sprintf("telegram %s: %d %s", e.Method, e.Code, e.Description)
}

// TransientError is a call that ended without an answer of the Bot API: no
// connection, a timeout, a gateway's HTML page, broken JSON.
type TransientError struct {
	Method     string
	HTTPStatus int   // zero if no HTTP answer came
	Sent       bool  // the request went out, at least in part
	Err        error // the cause, free of the token
}

// Error names the method, the HTTP status if there was one, and the cause.
func (e *TransientError) Error() string {
	if e.HTTPStatus == 0 {
		return fmt.Sprintf("telegram %s: %v", e.Method, e.Err)
	}
	return fmt.Sprintf("telegram %s: HTTP %d without a Bot API answer: %v", e.Method, e.HTTPStatus, e.Err)
}

// Unwrap gives the cause, so that errors.Is finds context.DeadlineExceeded.
func (e *TransientError) Unwrap() error { return e.Err }

// IsAnswer reports a refusal that shows the Bot API at work: neither trouble of its own nor a limit, which may be ours.
func IsAnswer(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.Code < http.StatusInternalServerError && e.Code != http.StatusTooManyRequests
}

// refused reports whether err is an APIError with the code whose description
// contains one of the texts; case does not matter.
func refused(err error, code int, texts ...string) bool {
	var e *APIError
	if !errors.As(err, &e) || e.Code != code {
		return false
	}
	description := strings.ToLower(e.Description)
	for _, text := range texts {
		if strings.Contains(description, text) {
			return true
		}
	}
	return len(texts) == 0
}

// IsNotModified reports an edit that would change nothing.
func IsNotModified(err error) bool {
	return refused(err, http.StatusBadRequest, "message is not modified")
}

// IsChatGone reports that nothing sent to the chat can arrive any more: the
// bot was removed or blocked, or the chat or user does not exist.
func IsChatGone(err error) bool {
	return refused(err, http.StatusBadRequest, "chat not found", "group chat was deactivated", "user_is_deactivated") ||
		refused(err, http.StatusForbidden, "bot was blocked", "user is deactivated", "bot was kicked",
			"bot is not a member", "group chat was deleted", "can't initiate conversation")
}

// IsMuted reports that the bot is in the chat and may not write there, not even words.
func IsMuted(err error) bool {
	return !IsFileForbidden(err) &&
		(refused(err, http.StatusBadRequest, "not enough rights to send", "have no rights to send", "chat_write_forbidden") ||
			refused(err, http.StatusForbidden, "not enough rights to send", "chat_write_forbidden"))
}

// IsMigrated reports that the group became a supergroup; NewChat tells which.
func IsMigrated(err error) bool { return NewChat(err) != 0 }

// NewChat is the chat id that replaces the one of a migrated group, else zero.
func NewChat(err error) int64 {
	var e *APIError
	if !errors.As(err, &e) {
		return 0
	}
	return e.MigrateTo
}

// IsTopicGone reports a forum topic that is deleted, closed or unknown.
func IsTopicGone(err error) bool {
	return refused(err, http.StatusBadRequest, "message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")
}

// IsParseError reports markup that Telegram cannot read.
func IsParseError(err error) bool {
	return refused(err, http.StatusBadRequest, "can't parse entities")
}

// IsTooLong reports a text, caption or keyboard over Telegram's limits.
func IsTooLong(err error) bool {
	return refused(err, http.StatusBadRequest, "message is too long", "caption is too long", "message_too_long", "reply markup is too long") ||
		refused(err, http.StatusRequestEntityTooLarge)
}

// hasNoText reports an edit of the text of a message that is a file.
func hasNoText(err error) bool {
	return refused(err, http.StatusBadRequest, "there is no text in the message to edit")
}

// IsFileGone reports a file id by which Telegram does not give the file any
// more: it was another bot's, or the file is lost.
func IsFileGone(err error) bool {
	return refused(err, http.StatusBadRequest, "wrong file identifier", "wrong remote file identifier", "wrong file_id",
		"invalid file_id", "file reference", "file_reference", "can't use file of type")
}

// IsFileForbidden reports that the chat lets the bot write and not send files
// or pictures.
func IsFileForbidden(err error) bool {
	const photos, documents = "rights to send photos", "rights to send documents"
	return refused(err, http.StatusForbidden, photos, documents) ||
		refused(err, http.StatusBadRequest, photos, documents,
			"chat_send_photos_forbidden", "chat_send_docs_forbidden", "chat_send_media_forbidden")
}

// IsFlood reports that Telegram, or our own limiter, asks to wait.
func IsFlood(err error) bool {
	return refused(err, http.StatusTooManyRequests)
}

// retryAfter is how long a flood error asks to wait, at least a second.
func retryAfter(err error) (time.Duration, bool) {
	var e *APIError
	if err == nil || !errors.As(err, &e) || e.Code != http.StatusTooManyRequests {
		return 0, false
	}
	return time.Duration(max(e.RetryAfter, 1)) * time.Second, true
}

// IsAuth reports a token that is revoked (401) or was never valid (a bare 404;
// an unknown method has a longer text).
func IsAuth(err error) bool {
	var e *APIError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound && e.Description == "Not Found"
}

// IsConflict reports that somebody else fetches this bot's updates: a second
// process or a webhook.
func IsConflict(err error) bool { return refused(err, http.StatusConflict) }

// IsTransient reports a failure that time may heal and nobody asked for.
func IsTransient(err error) bool {
	var api *APIError
	if errors.As(err, &api) {
		return api.Code >= http.StatusInternalServerError
	}
	var lost *TransientError
	return errors.As(err, &lost) && !errors.Is(lost.Err, context.Canceled)
}

// IsAmbiguous reports that the call may have taken effect although no answer
// says so: the request went out and then the connection died, the deadline
// passed, a gateway gave up waiting, or the answer was cut. A gateway that
// answers otherwise (502, 503, a redirect) has not passed the request on.
func IsAmbiguous(err error) bool {
	var api *APIError
	if errors.As(err, &api) {
		return api.Code == http.StatusGatewayTimeout
	}
	var lost *TransientError
	if !errors.As(err, &lost) || !lost.Sent {
		return false
	}
	return lost.HTTPStatus < http.StatusMultipleChoices || lost.HTTPStatus == http.StatusGatewayTimeout
}

// IsQueryTooOld reports a tap that can no longer be answered; what it asked
// for may still be done.
func IsQueryTooOld(err error) bool {
	return refused(err, http.StatusBadRequest, "query is too old", "query id is invalid", "query_id_invalid")
}

// IsEditTargetMissing reports that the message to edit or delete is gone, or
// can no longer be changed.
func IsEditTargetMissing(err error) bool {
	return refused(err, http.StatusBadRequest, "message to edit not found", "message can't be edited",
		"message to delete not found", "message can't be deleted", "message_id_invalid")
}

// result is the short word for metrics: "ok", a code, or how the wire failed.
func result(err error) string {
	if err == nil {
		return "ok"
	}
	var api *APIError
	var lost *TransientError
	switch {
	case errors.As(err, &api):
		return strconv.Itoa(api.Code)
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.As(err, &lost) && lost.HTTPStatus != 0:
		return "http_" + strconv.Itoa(lost.HTTPStatus)
	}
	return "network"
}

// RetryAfter is how long Telegram, or our own limiter, asks to wait; zero if nobody does.
func RetryAfter(err error) time.Duration {
	wait, _ := retryAfter(err)
	return wait
}
