package telegram_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"go.uber.org/goleak"

	"planbot/bot/telegram"
)

const (
	token  = "123456:AAsecretSECRETsecret-SECRET_secret"
	secret = "AAsecretSECRETsecret-SECRET_secret"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// wire is a transport in memory, for tests in a synctest bubble.
type wire func(*http.Request) (*http.Response, error)

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
		if err := r.ParseForm(); err != nil { // reads the body, as sending does
			return nil, err
		}
	}
	return w(r)
}

func answer(status int, body string) (*http.Response, error) {
	rec := httptest.NewRecorder()
	rec.WriteHeader(status)
	_, _ = io.WriteString(rec.Body, body)
	return rec.Result(), nil
}

func newClient(t testing.TB, o telegram.Options) *telegram.Client {
	t.Helper()
	if o.Token == "" {
		o.Token = token
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c, err := telegram.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// onWire is a client whose calls go to w.
func onWire(t testing.TB, w wire) *telegram.Client {
	return newClient(t, telegram.Options{HTTP: &http.Client{Transport: w}})
}

// serve is a client of a real HTTP server.
func serve(t testing.TB, h http.HandlerFunc) *telegram.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return newClient(t, telegram.Options{APIURL: server.URL})
}

func write(w http.ResponseWriter, status int, body string) {
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}
