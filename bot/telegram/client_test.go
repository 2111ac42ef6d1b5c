package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"planbot/bot/telegram"
)

func TestMe(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if want := "/bot" + token + "/getMe"; r.URL.Path != want {
			t.Errorf("got path %s, want %s", r.URL.Path, want)
		}
		write(w, 200, `{"ok":true,"result":{"id":123456,"is_bot":true,"username":"planbot_bot","can_read_all_group_messages":true}}`)
	})
	me, err := c.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (telegram.User{ID: 123456, IsBot: true, Username: "planbot_bot", ReadsAll: true}); me != want {
		t.Errorf("got %+v, want %+v", me, want)
	}
}

func TestBaseAddressMayHaveAPath(t *testing.T) {
	t.Parallel()
	var path string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path = r.URL.EscapedPath()
		write(w, 200, `{"ok":true,"result":true}`)
	}))
	defer server.Close()
	c := newClient(t, telegram.Options{APIURL: server.URL + "/tele%20gram/"})
	if err := c.DeleteWebhook(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := "/tele%20gram/bot" + token + "/deleteWebhook"; path != want {
		t.Errorf("got %s, want %s", path, want)
	}
}

func TestCallWithoutDeadlineEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := onWire(t, func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		start := time.Now()
		err := c.Call(context.Background(), "getMe", nil, nil)
		if !errors.Is(err, context.DeadlineExceeded) || !telegram.IsAmbiguous(err) {
			t.Errorf("got %v, want an ambiguous deadline exceeded", err)
		}
		if got := time.Since(start); got != 30*time.Second {
			t.Errorf("ended after %v, want 30 s", got)
		}
	})
}

func TestLongPollIsGivenItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := onWire(t, func(*http.Request) (*http.Response, error) {
			time.Sleep(50 * time.Second)
			return answer(200, `{"ok":true,"result":[{"update_id":1},{"update_id":2}]}`)
		})
		raw, err := c.GetUpdates(t.Context(), 1, 100, 50*time.Second)
		if err != nil || len(raw) != 2 {
			t.Errorf("got %d updates and %v, want 2", len(raw), err)
		}
	})
}

func TestEndedContextSendsNothing(t *testing.T) {
	t.Parallel()
	c := onWire(t, func(*http.Request) (*http.Response, error) {
		t.Error("a request went out")
		return nil, io.EOF
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Send(ctx, telegram.Outgoing{Chat: 1, HTML: "a"})
	if !errors.Is(err, context.Canceled) || telegram.IsAmbiguous(err) {
		t.Errorf("got %v, want canceled, not ambiguous", err)
	}
}

func TestRefusedConnectionIsNotAmbiguous(t *testing.T) {
	t.Parallel()
	c := newClient(t, refusing(t))
	err := c.Call(t.Context(), "sendMessage", map[string]string{"chat_id": "1"}, nil)
	if !telegram.IsTransient(err) || telegram.IsAmbiguous(err) {
		t.Errorf("got %v, want transient and not ambiguous", err)
	}
}

func TestConnectionLostAfterSendingIsAmbiguous(t *testing.T) {
	t.Parallel()
	c := newClient(t, hangingUp(t))
	err := c.Call(t.Context(), "sendMessage", map[string]string{"chat_id": "1"}, nil)
	if !telegram.IsAmbiguous(err) {
		t.Errorf("got %v, want ambiguous", err)
	}
}

// The library stops reading at the last brace; without draining, a chunked
// answer would cost a new connection per call.
func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		write(w, 200, `{"ok":true,"result":true}`)
		w.(http.Flusher).Flush() // forces chunks
		_, _ = io.WriteString(w, "\n")
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	c := newClient(t, telegram.Options{APIURL: server.URL})
	for range 20 {
		if err := c.DeleteWebhook(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := opened.Load(); got != 1 {
		t.Errorf("got %d connections, want 1", got)
	}
}

func TestConcurrentCallsKeepApart(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		write(w, 200, `{"ok":true,"result":{"id":`+r.PostFormValue("chat_id")+`}}`)
	})
	var all sync.WaitGroup
	for i := range int64(50) {
		all.Go(func() {
			chat, err := c.Chat(t.Context(), i+1)
			if err != nil || chat.ID != i+1 {
				t.Errorf("got %d and %v, want %d", chat.ID, err, i+1)
			}
		})
	}
	all.Wait()
}

func TestObserve(t *testing.T) {
	t.Parallel()
	answers := []string{
		`{"ok":true,"result":true}`,
		`{"ok":false,"error_code":409,"description":"Conflict"}`,
		`oops`,
	}
	var got []string
	c := newClient(t, telegram.Options{
		HTTP: &http.Client{Transport: wire(func(*http.Request) (*http.Response, error) {
			body := answers[len(got)]
			return answer(200, body)
		})},
		Observe: func(method, result string, d time.Duration) { got = append(got, method+" "+result) },
	})
	for range answers {
		_ = c.DeleteWebhook(t.Context())
	}
	if got, want := fmt.Sprint(got), "[deleteWebhook ok deleteWebhook 409 deleteWebhook http_200]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
