package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"planbot/bot/telegram"
)

// leaks fails the test if any way to print err shows the token.
func leaks(t *testing.T, err error) {
	t.Helper()
	var logs bytes.Buffer
	slog.New(slog.NewTextHandler(&logs, nil)).Error("failed", "err", err)
	slog.New(slog.NewJSONHandler(&logs, nil)).Error("failed", "err", err)
	noToken(t, logs.String())
	walk(err, func(err error) { noToken(t, fmt.Sprintf("%v %+v %#v %q", err, err, err, err)) })
}

func noToken(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(text, secret) {
		t.Errorf("the token shows in %q", text)
	}
}

func walk(err error, visit func(error)) {
	if err == nil {
		return
	}
	visit(err)
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		walk(e.Unwrap(), visit)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			walk(inner, visit)
		}
	}
}

func TestTokenShowsInNoFailure(t *testing.T) {
	t.Parallel()
	answering := func(status int, body string) func(*testing.T) telegram.Options {
		return func(t *testing.T) telegram.Options {
			return at(t, func(w http.ResponseWriter, _ *http.Request) { write(w, status, body) })
		}
	}
	tests := map[string]func(*testing.T) telegram.Options{
		"name not found":     unresolvable,
		"connection refused": refusing,
		"no answer in time":  silent,
		"bad certificate":    selfSigned,
		"revoked":            answering(401, `{"ok":false,"error_code":401,"description":"Unauthorized"}`),
		"wrong token":        answering(404, `{"ok":false,"error_code":404,"description":"Not Found"}`),
		"echoed":             answering(400, `{"ok":false,"error_code":400,"description":"no bot`+token+`"}`),
		"html":               answering(502, `<html>502 /bot`+token+`/getMe</html>`),
		"cut json":           answering(200, `{"ok":true,"result":{"id":1,`),
		"odd result":         answering(200, `{"ok":true,"result":"`+token+`"}`),
		"not even an error":  answering(200, `{"ok":false}`),
		"empty":              answering(200, ``),
		"flood":              answering(429, `{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":9}}`),
		"redirect":           redirecting,
		"hung up":            hangingUp,
		"not http":           parroting,
		"proxy refuses http": proxied("http://api.example.org"),
		"proxy refuses tls":  proxied("https://api.example.org"),
		"careless transport": careless,
	}
	for name, options := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, options(t))
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			_, err := c.Me(ctx)
			if err == nil {
				t.Fatal("no error")
			}
			leaks(t, err)
			_, err = c.Send(ctx, telegram.Outgoing{Chat: 1, Files: []telegram.Attachment{{Name: "a.txt", Data: []byte("a")}}})
			if err == nil {
				t.Fatal("no error for an upload")
			}
			leaks(t, err)
		})
	}
}

func at(t *testing.T, h http.HandlerFunc) telegram.Options {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return telegram.Options{APIURL: server.URL}
}

func unresolvable(*testing.T) telegram.Options {
	noServer := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no name server") }
	dialer := &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: noServer}}
	return telegram.Options{HTTP: &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}}
}

func refusing(t *testing.T) telegram.Options {
	l := listen(t)
	l.Close()
	return telegram.Options{APIURL: "http://" + l.Addr().String()}
}

func listen(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func silent(t *testing.T) telegram.Options {
	return at(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
}

func selfSigned(t *testing.T) telegram.Options {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	t.Cleanup(server.Close)
	return telegram.Options{APIURL: server.URL}
}

func redirecting(t *testing.T) telegram.Options {
	other := at(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("the redirect was followed to %s", r.URL) })
	return at(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.APIURL+r.URL.Path, http.StatusTemporaryRedirect)
	})
}

func hangingUp(t *testing.T) telegram.Options {
	return at(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// parroting sends the request line back, which the transport quotes.
func parroting(t *testing.T) telegram.Options {
	l := listen(t)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			request := make([]byte, 512)
			n, _ := conn.Read(request)
			_, _ = conn.Write(request[:n])
			conn.Close()
		}
	}()
	return telegram.Options{APIURL: "http://" + l.Addr().String()}
}

func proxied(api string) func(t *testing.T) telegram.Options {
	return func(t *testing.T) telegram.Options {
		proxy := at(t, func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "no way to "+r.URL.String(), http.StatusProxyAuthRequired)
		})
		address, err := url.Parse(proxy.APIURL)
		if err != nil {
			t.Fatal(err)
		}
		return telegram.Options{APIURL: api, HTTP: &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(address)}}}
	}
}

// careless wraps the address in every way that Go knows.
func careless(*testing.T) telegram.Options {
	return telegram.Options{HTTP: &http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
		inner := &url.Error{Op: "Post", URL: r.URL.String(), Err: fmt.Errorf("at %s: %w", r.URL, context.DeadlineExceeded)}
		return nil, errors.Join(fmt.Errorf("try %s: %w", url.QueryEscape(token), inner), errors.New(secret))
	})}}
}

func TestRedactionKeepsTheCause(t *testing.T) {
	t.Parallel()
	c := newClient(t, careless(t))
	_, err := c.Me(t.Context())
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline exceeded", err)
	}
	if !strings.Contains(err.Error(), "***") {
		t.Errorf("got %v, want stars for the token", err)
	}
}

func TestTokenShowsInNoPrintedValue(t *testing.T) {
	t.Parallel()
	o := telegram.Options{Token: token}
	c := newClient(t, o)
	noToken(t, fmt.Sprintf("%v %+v %#v %v %+v %#v %s", o, o, o, c, c, c, o))
	noToken(t, fmt.Sprintf("%+v %#v", *c, *c))
	var logs bytes.Buffer
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("start", "options", o, "client", c)
	slog.New(slog.NewTextHandler(&logs, nil)).Info("start", "options", o, "client", c)
	noToken(t, logs.String())
}

func TestNewRefusesWithoutRepeating(t *testing.T) {
	t.Parallel()
	tests := map[string]telegram.Options{
		"token with a space":  {Token: token + " "},
		"token with a line":   {Token: token + "\n"},
		"token without colon": {Token: secret},
		"no token":            {},
		"no scheme":           {Token: token, APIURL: "api.telegram.org/bot" + token},
		"not http":            {Token: token, APIURL: "ftp://api.telegram.org/bot" + token},
		"malformed":           {Token: token, APIURL: "http://[::1/bot" + token},
		"control character":   {Token: token, APIURL: "http://x/\x7f" + token},
		"query":               {Token: token, APIURL: "https://api.telegram.org/?t=" + token},
		"path":                {Token: token, APIURL: "https://api.telegram.org/bot" + token},
		"user":                {Token: token, APIURL: "https://" + token + "@api.telegram.org"},
	}
	for name, o := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := telegram.New(o)
			if err == nil {
				t.Fatal("no error")
			}
			leaks(t, err)
			noToken(t, fmt.Sprint(o))
		})
	}
}

func TestTokenShowsInNoPollerLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var logs bytes.Buffer
		o := careless(t)
		o.Log = slog.New(slog.NewTextHandler(&logs, nil))
		p := &telegram.Poller{Client: newClient(t, o), Store: new(keep).store, Offset: 5}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		p.Run(ctx)
		noToken(t, logs.String())
		leaks(t, p.Health().Err)
		if !strings.Contains(logs.String(), "getUpdates") {
			t.Errorf("got logs %q, want the failures", logs.String())
		}
	})
}
