//go:build unix

package pgembed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the first major version that the driver and the migrations support.
const oldest = 14

// binaries is a directory with the programs initdb and postgres.
type binaries struct {
	dir     string
	version string // as "15.18"
	major   int
}

// wellKnown are the places where packages put the programs, outside PATH on most systems.
var wellKnown = []string{
	"/usr/lib/postgresql/*/bin",         // Debian, Ubuntu
	"/usr/pgsql-*/bin",                  // Red Hat, from the PostgreSQL project
	"/usr/libexec/postgresql*",          // Alpine
	"/usr/local/pgsql/bin",              // built from source
	"/opt/homebrew/opt/postgresql*/bin", // Homebrew on Apple silicon
	"/usr/local/opt/postgresql*/bin",    // Homebrew on Intel
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// findBinaries returns the programs to use: those of the given major version, or of any supported one if it is 0.
// What the operator named in PG_BIN is used or refused, never passed over.
func findBinaries(ctx context.Context, major int, fetch func(context.Context, int) (string, error)) (binaries, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		b, err := inspect(ctx, dir, major)
		if err != nil {
			return binaries{}, fmt.Errorf("PG_BIN: %w", err)
		}
		return b, nil
	}
	var passed error // the reason to tell if nothing better turns up
	for _, places := range []func(context.Context) []string{onPath, installed, configured} {
		for _, dir := range places(ctx) {
			b, err := inspect(ctx, dir, major)
			if err == nil {
				return b, nil
			}
			passed = cmp.Or(passed, err)
		}
	}
	if ctx.Err() != nil {
		return binaries{}, context.Cause(ctx)
	}
	dir, err := fetch(ctx, major)
	if err != nil {
		return binaries{}, unavailable(major, passed, err)
	}
	return inspect(ctx, dir, major)
}

func unavailable(major int, passed, fetch error) error {
	if errors.Is(passed, ErrOtherVersion) {
		return fmt.Errorf("%w; install PostgreSQL %d or set PG_BIN to its programs (download failed: %w)", passed, major, fetch)
	}
	return fmt.Errorf("%w: install PostgreSQL %d or newer (apt install postgresql), or set PG_BIN to the directory "+
		"of initdb and postgres, or DATABASE_URL to a running server (download failed: %w)", ErrUnavailable, oldest, fetch)
}

// onPath follows links, because a link beside others does not tell where the program's own files are.
func onPath(context.Context) []string {
	path, err := exec.LookPath("initdb")
	if err != nil {
		return nil
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil
	}
	return []string{filepath.Dir(path)}
}

// installed lists the usual directories that exist, newest version first.
func installed(context.Context) []string {
	var dirs []string
	for _, pattern := range wellKnown {
		found, _ := filepath.Glob(pattern)
		dirs = append(dirs, found...)
	}
	digits := regexp.MustCompile(`\d+`)
	number := func(dir string) int { n, _ := strconv.Atoi(digits.FindString(dir)); return n }
	slices.SortStableFunc(dirs, func(a, b string) int { return cmp.Compare(number(b), number(a)) })
	return dirs
}

func configured(ctx context.Context) []string {
	out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output()
	if err != nil {
		return nil
	}
	return []string{strings.TrimSpace(string(out))}
}

// inspect accepts a directory that has both programs, in a supported version. Packages for clients alone may
// bring pg_config and initdb's relatives, but no server.
func inspect(ctx context.Context, dir string, major int) (binaries, error) {
	for _, name := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err != nil {
			return binaries{}, fmt.Errorf("no %s in %s", name, dir)
		}
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("%s/postgres --version: %w", dir, err)
	}
	b := binaries{dir: dir}
	if _, err := fmt.Sscanf(string(out), "postgres (PostgreSQL) %s", &b.version); err != nil {
		return binaries{}, fmt.Errorf("version of %s/postgres: %w", dir, err)
	}
	fmt.Sscanf(b.version, "%d", &b.major)
	switch {
	case b.major < oldest:
		return binaries{}, fmt.Errorf("PostgreSQL %s in %s is too old: %d or newer is needed", b.version, dir, oldest)
	case major != 0 && b.major != major:
		return binaries{}, fmt.Errorf("%w: made by PostgreSQL %d, found %s in %s", ErrOtherVersion, major, b.version, dir)
	}
	return b, nil
}
