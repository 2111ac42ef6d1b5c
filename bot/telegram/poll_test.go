package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"planbot/bot/telegram"
)

// queue is Telegram's side of polling: it keeps updates until they are
// confirmed, and answers from a list of failures first.
type queue struct {
	waiting  []int64
	failures []string // bodies; "<..." is a gateway's page, "" a lost connection
	calls    []string // "getUpdates offset/limit/timeout" or another method
	at       []time.Duration
	start    time.Time
	polls    chan struct{} // if set, told when a poll waits with nothing to give
}

func (q *queue) RoundTrip(r *http.Request) (*http.Response, error) {
	defer r.Body.Close()
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	q.at = append(q.at, time.Since(q.start))
	if method != "getUpdates" {
		q.calls = append(q.calls, method)
		return answer(200, `{"ok":true,"result":true}`)
	}
	q.calls = append(q.calls, strings.Join([]string{method + " " + r.PostFormValue("offset"), r.PostFormValue("limit"), r.PostFormValue("timeout")}, "/"))
	if len(q.failures) > 0 {
		return q.fail()
	}
	return q.give(r)
}

func (q *queue) fail() (*http.Response, error) {
	body := q.failures[0]
	q.failures = q.failures[1:]
	switch {
	case body == "":
		return nil, io.ErrUnexpectedEOF
	case body[0] == '<':
		return answer(502, body)
	}
	return answer(200, body)
}

func (q *queue) give(r *http.Request) (*http.Response, error) {
	offset, _ := strconv.ParseInt(r.PostFormValue("offset"), 10, 64)
	q.waiting = slices.DeleteFunc(q.waiting, func(id int64) bool { return id < offset })
	if len(q.waiting) == 0 && r.PostFormValue("timeout") != "0" {
		if q.polls != nil {
			q.polls <- struct{}{}
		}
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	var items []string
	for _, id := range q.waiting {
		items = append(items, fmt.Sprintf(`{"update_id":%d,"message":{"chat":{"id":-%d}}}`, id, id))
	}
	return answer(200, `{"ok":true,"result":[`+strings.Join(items, ",")+`]}`)
}

// poll runs a poller against q until it has nothing more to fetch.
func poll(t *testing.T, q *queue, p *telegram.Poller, log io.Writer) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	q.start, q.polls = time.Now(), make(chan struct{})
	p.Client = newClient(t, telegram.Options{
		HTTP: &http.Client{Transport: q},
		Log:  slog.New(slog.NewTextHandler(log, nil)),
	})
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	<-q.polls
	cancel()
	<-done
}

// keep is a store in memory.
type keep struct{ got []telegram.Incoming }

func (k *keep) store(_ context.Context, updates []telegram.Incoming) error {
	k.got = append(k.got, updates...)
	return nil
}

func (k *keep) ids() (ids []int64) {
	for _, u := range k.got {
		ids = append(ids, u.UpdateID)
	}
	return ids
}

func TestPollerStoresBeforeItConfirms(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := &queue{waiting: []int64{8, 5, 6}}
		var k keep
		stores := 0
		p := &telegram.Poller{Store: func(ctx context.Context, updates []telegram.Incoming) error {
			if stores++; stores < 3 {
				return errors.New("database is down")
			}
			return k.store(ctx, updates)
		}}
		poll(t, q, p, io.Discard)
		want := []string{"getUpdates 0/100/50", "getUpdates 0/100/50", "getUpdates 0/100/50", "getUpdates 9/100/50"}
		// The last long poll was cut off before Telegram answered: confirm again.
		want = append(want, "getUpdates 9/1/0")
		if !slices.Equal(q.calls, want) {
			t.Errorf("got %q, want %q", q.calls, want)
		}
		if got := k.ids(); !slices.Equal(got, []int64{8, 5, 6}) || k.got[0].ChatID != -8 {
			t.Errorf("got %v", k.got)
		}
	})
}

// Only a poll whose updates are safe counts as one.
func TestPollerTellsOfItsPolls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := &queue{waiting: []int64{5}, failures: []string{"", "<html>"}}
		stores, polls := 0, []int{}
		p := &telegram.Poller{
			Store: func(context.Context, []telegram.Incoming) error {
				if stores++; stores < 3 {
					return errors.New("database is down")
				}
				return nil
			},
			Polled: func(context.Context) { polls = append(polls, stores) },
		}
		poll(t, q, p, io.Discard)
		if want := []int{3}; !slices.Equal(polls, want) { // the last one was cut off
			t.Errorf("told after stores %v, want %v", polls, want)
		}
	})
}

func TestPollerConfirmsOnlyWhatItStored(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q := &queue{waiting: []int64{1, 2}}
		p := &telegram.Poller{
			Client: newClient(t, telegram.Options{HTTP: &http.Client{Transport: q}}),
			Store: func(context.Context, []telegram.Incoming) error {
				q.waiting = append(q.waiting, 3)
				cancel()
				return nil
			},
		}
		p.Run(ctx)
		if !slices.Equal(q.waiting, []int64{3}) {
			t.Errorf("Telegram keeps %v, want 3 alone", q.waiting)
		}
		if want := []string{"getUpdates 0/100/50", "getUpdates 3/1/0"}; !slices.Equal(q.calls, want) {
			t.Errorf("got %q, want %q", q.calls, want)
		}
	})
}

func TestPollerConfirmsNothingIfStoreFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q := &queue{waiting: []int64{1}}
		p := &telegram.Poller{
			Client: newClient(t, telegram.Options{HTTP: &http.Client{Transport: q}}),
			Store: func(context.Context, []telegram.Incoming) error {
				cancel()
				return errors.New("database is down")
			},
		}
		p.Run(ctx)
		if want := []string{"getUpdates 0/100/50"}; !slices.Equal(q.calls, want) {
			t.Errorf("got %q, want %q", q.calls, want)
		}
	})
}

func TestPollerFollowsIDsThatStartAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := &queue{failures: []string{
			`{"ok":true,"result":[{"update_id":9000}]}`,
			`{"ok":true,"result":[{"update_id":17}]}`,
		}}
		var k keep
		poll(t, q, &telegram.Poller{Store: k.store}, io.Discard)
		want := []string{"getUpdates 0/100/50", "getUpdates 9001/100/50", "getUpdates 18/100/50"}
		if !slices.Equal(q.calls[:3], want) {
			t.Errorf("got %q, want %q", q.calls, want)
		}
	})
}

func TestPollerSurvives(t *testing.T) {
	t.Parallel()
	revoked := refusal("401", "Unauthorized")
	second := refusal("409", "Conflict: terminated by other getUpdates request")
	webhook := refusal("409", "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	flood := `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":40}}`
	tests := []struct {
		name     string
		failures []string
		calls    int           // before the poll that works
		min, max time.Duration // until then
		logged   string
	}{
		{"one lost connection", []string{""}, 1, 500 * time.Millisecond, time.Second, "level=WARN"},
		{"backoff doubles", []string{"", "<a>", ""}, 3, 3500 * time.Millisecond, 7 * time.Second, "level=WARN"},
		{"backoff ends at 30 s", slices.Repeat([]string{""}, 8), 8, 60 * time.Second, 121 * time.Second, "level=WARN"},
		{"flood", []string{flood}, 1, 40 * time.Second, 40 * time.Second, "level=WARN"},
		{"revoked token", []string{revoked}, 1, 500 * time.Millisecond, time.Second, "level=ERROR"},
		{"second poller", []string{second}, 1, 500 * time.Millisecond, time.Second, "level=ERROR"},
		{"webhook", []string{webhook}, 2, 0, 0, "level=ERROR"},
		{"webhook comes back", []string{webhook, webhook}, 3, 500 * time.Millisecond, time.Second, "level=ERROR"},
		{"nothing with an id", []string{`{"ok":true,"result":[{},7]}`}, 1, 500 * time.Millisecond, time.Second, "level=WARN"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				q := &queue{failures: tt.failures, waiting: []int64{1}}
				var k keep
				var log bytes.Buffer
				p := &telegram.Poller{Store: k.store}
				poll(t, q, p, &log)
				if got := q.at[tt.calls]; got < tt.min || got > tt.max {
					t.Errorf("worked again after %v, want %v to %v; calls %q", got, tt.min, tt.max, q.calls)
				}
				if !slices.Equal(k.ids(), []int64{1}) {
					t.Errorf("got %v, want update 1", k.ids())
				}
				if !strings.Contains(log.String(), tt.logged) {
					t.Errorf("got log %s, want %s", log.String(), tt.logged)
				}
				if h := p.Health(); h.Err != nil || h.LastPoll.IsZero() {
					t.Errorf("got %+v, want healthy", h)
				}
			})
		})
	}
}

func TestPollerHealthTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q := &queue{failures: slices.Repeat([]string{refusal("401", "Unauthorized")}, 10)}
		p := &telegram.Poller{
			Client: newClient(t, telegram.Options{HTTP: &http.Client{Transport: q}}),
			Store:  new(keep).store,
		}
		done := make(chan struct{})
		go func() { p.Run(ctx); close(done) }()
		synctest.Wait()
		if h := p.Health(); !telegram.IsAuth(h.Err) || !h.LastPoll.IsZero() {
			t.Errorf("got %+v, want the refusal", h)
		}
		cancel()
		<-done
	})
}
