package telegram_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"planbot/bot/telegram"
)

// server answers getFile with a path and a size, and what is asked for under that path with a handler.
func fileServer(t *testing.T, path string, size int, give http.HandlerFunc) *telegram.Client {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/getFile") {
			write(w, 200, fmt.Sprintf(`{"ok":true,"result":{"file_id":"f","file_size":%d,"file_path":%q}}`, size, path))
			return
		}
		if want := "/file/bot" + token + "/" + path; r.URL.Path != want || r.Method != http.MethodGet {
			t.Errorf("asked %s %s, want %s", r.Method, r.URL.Path, want)
		}
		give(w, r)
	})
}

func TestDownload(t *testing.T) {
	t.Parallel()
	c := fileServer(t, "documents/báo cáo.pdf", 4, func(w http.ResponseWriter, _ *http.Request) { write(w, 200, "%PDF") })
	var got bytes.Buffer
	if err := c.Download(t.Context(), telegram.File{ID: "f"}, &got); err != nil || got.String() != "%PDF" {
		t.Errorf("got %q and %v", got.String(), err)
	}
}

// What is too big is refused as early as it can be known.
func TestDownloadTooBig(t *testing.T) {
	t.Parallel()
	untouched := onWire(t, func(*http.Request) (*http.Response, error) { panic("asked for it") })
	if err := untouched.Download(t.Context(), telegram.File{ID: "f", Size: telegram.MaxDownload + 1}, io.Discard); !errors.Is(err, telegram.ErrTooBig) {
		t.Errorf("the update told its size: got %v", err)
	}
	refused := &tape{answers: []string{`{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}`}}
	if err := refused.client(t).Download(t.Context(), telegram.File{ID: "f"}, io.Discard); !errors.Is(err, telegram.ErrTooBig) {
		t.Errorf("Telegram refused: got %v", err)
	}
	liar := fileServer(t, "a", 0, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.CopyN(w, zeros{}, telegram.MaxDownload+100)
	})
	if err := liar.Download(t.Context(), telegram.File{ID: "f"}, io.Discard); !errors.Is(err, telegram.ErrTooBig) {
		t.Errorf("nobody told its size: got %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestDownloadFails(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		path      string
		give      http.HandlerFunc
		transient bool
	}{
		"cut":        {"a", func(w http.ResponseWriter, _ *http.Request) { write(w, 200, "12") }, true},
		"bad day":    {"a", func(w http.ResponseWriter, _ *http.Request) { write(w, 502, "<html>") }, true},
		"no file":    {"a", func(w http.ResponseWriter, _ *http.Request) { write(w, 404, "") }, false},
		"elsewhere":  {"a", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/other", http.StatusFound) }, false},
		"upwards":    {"../../etc/passwd", nil, false},
		"local path": {"/var/lib/bot/file", nil, false},
		"no path":    {"", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := fileServer(t, tt.path, 4, tt.give).Download(t.Context(), telegram.File{ID: "f"}, io.Discard)
			if err == nil || telegram.IsTransient(err) != tt.transient {
				t.Errorf("got %v, want a failure that may pass: %v", err, tt.transient)
			}
			leaks(t, err)
		})
	}
}

func TestDownloadDoesNotHang(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := onWire(t, func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/getFile") {
				return answer(200, `{"ok":true,"result":{"file_path":"a"}}`)
			}
			<-r.Context().Done()
			return nil, fmt.Errorf("read %s: %w", r.URL, r.Context().Err())
		})
		start := time.Now()
		err := c.Download(t.Context(), telegram.File{ID: "f"}, io.Discard)
		if took := time.Since(start); !telegram.IsTransient(err) || took != 2*time.Minute {
			t.Errorf("got %v after %v", err, took)
		}
		leaks(t, err)
	})
}
