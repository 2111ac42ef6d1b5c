//go:build unix

package pgembed

import (
	"archive/zip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

func TestFetchDownloadsOnceAndStartsNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the library's log file
	cache, downloads := t.TempDir(), new(atomic.Int32)
	repository := bundleRepository(t, downloads)

	for range 2 {
		dir, err := fetch(t.Context(), cache, 0, repository)
		if err != nil {
			t.Fatal(err)
		}
		bin, err := inspect(t.Context(), dir, 0)
		if err != nil || bin.major != newestBundle {
			t.Errorf("got %+v, %v, want version %d", bin, err, newestBundle)
		}
		if !exists(filepath.Join(dir, "..", "share", "postgres.bki")) {
			t.Error("the bundle is not whole")
		}
	}
	if got := downloads.Load(); got != 1 {
		t.Errorf("downloaded %d times, want once", got)
	}
	if left, _ := os.ReadDir(cache); len(left) != 1 {
		t.Errorf("got %v in the cache, want the bundle alone", left)
	}
}

func TestFailedFetchLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the library's log file
	cache := t.TempDir()
	nothing := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(nothing.Close)
	if _, err := fetch(t.Context(), cache, 0, nothing.URL); err == nil {
		t.Error("got no error")
	}
	if left, _ := os.ReadDir(cache); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFetchEndsWithTheContext(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the library's log file
	ctx, cancel := context.WithCancel(t.Context())
	stalled := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		cancel()
		<-t.Context().Done()
	}))
	t.Cleanup(stalled.CloseClientConnections)
	if _, err := fetch(ctx, t.TempDir(), 0, stalled.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestNothingToRunSaysWhatToDo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	offline := func(context.Context, int) (string, error) { return "", errors.New("unable to connect") }
	if len(installed(t.Context())) > 0 {
		// Ask for a version that no machine has, to pass over what is installed here.
		_, err := findBinaries(t.Context(), 1, offline)
		wantWords(t, err, ErrOtherVersion, "install PostgreSQL 1", "PG_BIN", "unable to connect")
		return
	}
	_, err := findBinaries(t.Context(), 0, offline)
	wantWords(t, err, ErrUnavailable, "apt install postgresql", "PG_BIN", "DATABASE_URL", "unable to connect")
}

func TestWrongPGBinIsRefused(t *testing.T) {
	empty := t.TempDir()
	t.Setenv("PG_BIN", empty)
	_, err := findBinaries(t.Context(), 0, nil)
	wantWords(t, err, nil, "PG_BIN", "no initdb in "+empty)
}

func TestInspectJudgesVersions(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says  string
		major int
		want  string // part of the error, empty if accepted
	}{
		{"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 0, ""},
		{"postgres (PostgreSQL) 18.3", 18, ""},
		{"postgres (PostgreSQL) 19beta2", 0, ""},
		{"postgres (PostgreSQL) 13.23", 0, "too old"},
		{"postgres (PostgreSQL) 9.6.24", 0, "too old"},
		{"postgres (PostgreSQL) 17.2", 15, "made by PostgreSQL 15"},
		{"not a server", 0, "version of"},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, name := range []string{"initdb", "postgres"} {
				script := "#!/bin/sh\necho '" + test.says + "'\n"
				if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			_, err := inspect(t.Context(), dir, test.major)
			if test.want == "" && err != nil {
				t.Errorf("got %v, want no error", err)
			}
			if test.want != "" {
				wantWords(t, err, nil, test.want)
			}
		})
	}
}

// bundleRepository serves the archive of testdata, which holds two scripts in the place of the programs, in the
// way of the repository that the library downloads from.
func bundleRepository(t *testing.T, downloads *atomic.Int32) string {
	t.Helper()
	bundle, err := os.ReadFile("testdata/bundle.txz")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".jar") {
			http.NotFound(w, r)
			return
		}
		downloads.Add(1)
		jar := zip.NewWriter(w)
		file, err := jar.Create("postgres.txz")
		if err == nil {
			_, err = file.Write(bundle)
		}
		if err != nil || jar.Close() != nil {
			t.Error("cannot serve the bundle")
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func wantWords(t *testing.T, err, kind error, words ...string) {
	t.Helper()
	if err == nil || kind != nil && !errors.Is(err, kind) {
		t.Fatalf("got %v, want %v", err, kind)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("got %q, want %q in it", err, word)
		}
	}
}
