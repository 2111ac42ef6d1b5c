package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/plan"
)

// books is what an auditor finds, and whom it told.
type books struct {
	found []plan.Outstanding
	err   error
	told  []string
}

func (b *books) Outstanding(context.Context, time.Time) ([]plan.Outstanding, error) {
	return b.found, b.err
}

func (b *books) TellOperators(_ context.Context, operators []int64, key string, p plan.Payload, _ time.Time) error {
	b.told = append(b.told, fmt.Sprintf("%v %s %s %s", operators, key, p.What, p.About))
	return nil
}

func TestAuditor(t *testing.T) {
	t.Parallel()
	found := []plan.Outstanding{{What: "letter", About: "12"}, {What: "round", About: "7"}}
	for _, c := range []struct {
		name   string
		books  books
		told   []string
		pinged int
		failed bool
	}{
		{"all is well", books{}, nil, 1, false},
		{"something is left", books{found: found}, []string{
			"[106] audit:letter:12:2024-06-03 letter 12", "[106] audit:round:7:2024-06-03 round 7",
		}, 0, false},
		{"no database", books{err: errNoDatabase}, nil, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pinged, alarmed := 0, -1
			a := &Auditor{
				Store: &c.books, Operators: []int64{106}, Now: func() time.Time { return morning }, Log: slog.New(slog.DiscardHandler),
				Ping: func(context.Context) error { pinged++; return nil }, Alarm: func(n int) { alarmed = n },
			}
			err := a.Round(t.Context())
			if (err != nil) != c.failed || pinged != c.pinged {
				t.Errorf("got %v and %d pings, want failed %v and %d", err, pinged, c.failed, c.pinged)
			}
			if diff := cmp.Diff(c.told, c.books.told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if !c.failed && alarmed != len(c.books.found) {
				t.Errorf("alarm says %d, want %d", alarmed, len(c.books.found))
			}
		})
	}
}

func TestAuditorRunsEveryFiveMinutesThroughFailures(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		pinged := 0
		a := &Auditor{Store: &books{}, Now: time.Now, Log: slog.New(slog.DiscardHandler), Ping: func(context.Context) error {
			pinged++
			return errors.New("nobody listens")
		}}
		ctx, cancel := context.WithTimeout(t.Context(), 16*time.Minute)
		defer cancel()
		a.Run(ctx)
		if pinged != 3 {
			t.Errorf("%d pings in a quarter of an hour, want 3", pinged)
		}
	})
}

func TestDeadmanKeepsItsAddress(t *testing.T) {
	t.Parallel()
	const secret = "5c0b6cde-secret"
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/"+secret {
			status = http.StatusNotFound
		}
		w.WriteHeader(status)
	}))
	ping := Deadman(server.URL+"/"+secret, server.Client())
	if err := ping(t.Context()); err != nil {
		t.Errorf("got %v", err)
	}
	status = http.StatusInternalServerError
	refused := ping(t.Context())
	server.Close()
	gone := ping(t.Context())
	odd := Deadman("http://[::1/"+secret, http.DefaultClient)(t.Context())
	for name, err := range map[string]error{"refused": refused, "gone": gone, "no address": odd} {
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: got %v, want an error without the address", name, err)
		}
	}
}
