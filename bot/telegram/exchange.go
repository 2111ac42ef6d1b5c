package telegram

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	maxAnswer = 32 << 20 // bytes; a hundred of the largest updates are far below
	maxDrain  = 4 << 10  // bytes read past the JSON so that the connection can be used again
)

// exchange is the library's HTTP client for the length of one call. It keeps
// the context because the library has no parameter for one.
type exchange struct {
	ctx    context.Context
	client *Client
	status int         // HTTP status, zero if no answer came
	sent   atomic.Bool // the transport began to send: Telegram may have acted
}

// Do puts the token in place and sends. It follows no redirect: the address
// carries the token, and no other host may see it.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	req = req.WithContext(x.ctx)
	req.URL.Path = strings.Replace(req.URL.Path, "/bot"+withheld+"/", x.client.path(), 1)
	x.watch(req)
	tellOnWire(x.ctx)
	resp, err := x.client.rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	x.status = resp.StatusCode
	resp.Body = answerBody{io.LimitReader(resp.Body, maxAnswer), resp.Body}
	return resp, nil
}

// watch learns from the first read of the body that a connection stood and
// the request went out. It costs less than net/http/httptrace.
func (x *exchange) watch(req *http.Request) {
	if req.Body == nil {
		return // nothing is asked for that could be done twice
	}
	req.Body = watchedBody{req.Body, &x.sent}
	again := req.GetBody
	if again == nil {
		return
	}
	req.GetBody = func() (io.ReadCloser, error) {
		body, err := again()
		return watchedBody{body, &x.sent}, err
	}
}

type watchedBody struct {
	io.ReadCloser
	read *atomic.Bool
}

func (b watchedBody) Read(p []byte) (int, error) {
	b.read.Store(true)
	return b.ReadCloser.Read(p)
}

type answerBody struct {
	io.Reader
	under io.Closer
}

// Close reads what little is left, else the transport throws the connection
// away: the library stops reading at the last brace.
func (b answerBody) Close() error {
	_, _ = io.CopyN(io.Discard, b.Reader, maxDrain)
	return b.under.Close()
}

// failure turns what the library returned into our errors, without the token.
func (x *exchange) failure(method string, err error) error {
	var refused *tgbotapi.Error
	if errors.As(err, &refused) {
		if code := x.code(refused); code != 0 {
			return &APIError{
				Method:      method,
				Code:        code,
				Description: x.client.redact.text(refused.Message),
				RetryAfter:  refused.RetryAfter,
				MigrateTo:   refused.MigrateToChatID,
			}
		}
	}
	return &TransientError{
		Method:     method,
		HTTPStatus: x.status,
		Sent:       x.sent.Load(),
		Err:        x.client.redact.err(err),
	}
}

// code is the Bot API error code. The library loses it for uploads; the
// server repeats it as HTTP status. Zero means that the answer said nothing.
func (x *exchange) code(e *tgbotapi.Error) int {
	switch {
	case e.Code != 0:
		return e.Code
	case e.RetryAfter != 0:
		return http.StatusTooManyRequests
	case e.MigrateToChatID != 0:
		return http.StatusBadRequest
	case x.status >= http.StatusBadRequest:
		return x.status
	}
	return 0
}
