//go:build unix

package pgembed

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// cluster is the data directory of a server, with the programs and the account that fit it.
type cluster struct {
	dir       string
	temporary bool
	bin       binaries
	account   account
	log       *slog.Logger
}

// prepare finds the programs and makes the data directory if there is none yet.
func (c *cluster) prepare(ctx context.Context) error {
	major, err := c.major()
	if err != nil {
		return err
	}
	if c.account, err = accountFor(c.dir); err != nil {
		return err
	}
	if c.bin, err = findBinaries(ctx, major, c.fetch); err != nil {
		return err
	}
	switch {
	case major != 0:
		return nil
	case c.temporary && c.copyPristine(ctx) == nil:
		return nil
	}
	return c.initdb(ctx, c.dir)
}

// major returns the major version that made the data, or 0 if there is no data.
func (c *cluster) major() (int, error) {
	content, err := os.ReadFile(filepath.Join(c.dir, "PG_VERSION"))
	switch {
	case errors.Is(err, os.ErrNotExist) && !exists(c.dir):
		return 0, nil
	case err != nil:
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(content)))
}

func (c *cluster) fetch(ctx context.Context, major int) (string, error) {
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	c.log.Info("no PostgreSQL on this machine, downloading one")
	return fetch(ctx, cache, major, "")
}

// initdb makes a new data directory, under another name until it is whole.
func (c *cluster) initdb(ctx context.Context, dir string) error {
	unfinished := dir + ".new"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if err := c.account.mkdir(unfinished); err != nil {
		return err
	}
	args := append(locale(c.bin.major), "--pgdata="+unfinished, "--username="+superuser, "--encoding=UTF8",
		"--auth-local=trust", "--auth-host=reject", "--no-instructions")
	p, err := launch(exec.Command(filepath.Join(c.bin.dir, "initdb"), args...), c.account, syscall.SIGKILL, c.log)
	if err != nil {
		return err
	}
	if err := p.wait(ctx); err != nil {
		os.RemoveAll(unfinished)
		return err
	}
	return os.Rename(unfinished, dir)
}

// locale asks for byte order in sorting and for Unicode in upper and lower case, the same on every machine as far
// as the version allows.
func locale(major int) []string {
	switch {
	case major >= 17:
		return []string{"--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}
	case runtime.GOOS == "darwin":
		return []string{"--locale=C", "--lc-ctype=en_US.UTF-8"}
	}
	return []string{"--locale=C.UTF-8"}
}

// copyPristine copies a data directory as initdb made it, kept in the cache: copying is ten times faster than
// making. The lock lets one of several cold starters make it and the others wait for that.
func (c *cluster) copyPristine(ctx context.Context) error {
	cache, err := cacheDir()
	if err != nil {
		return err
	}
	pristine := filepath.Join(cache, "cluster-"+c.bin.version)
	if !exists(pristine) {
		lock, err := flock(cache, syscall.LOCK_EX)
		if err != nil {
			return err
		}
		defer lock.Close()
	}
	if !exists(pristine) {
		if err := c.initdb(ctx, pristine); err != nil {
			return err
		}
	}
	err = errors.Join(os.CopyFS(c.dir, os.DirFS(pristine)), os.Chmod(c.dir, 0o700), c.account.own(c.dir))
	if err != nil {
		os.RemoveAll(c.dir)
	}
	return err
}

// run starts the server and waits until it accepts connections.
func (c *cluster) run(ctx context.Context, store *home, socket string, fast bool) (*process, error) {
	// Data that is kept gets the orderly end, which spares the next start a recovery.
	death := syscall.SIGINT
	if c.temporary {
		death = syscall.SIGQUIT
	}
	lock, err := store.lockData(death)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	cmd := exec.Command(filepath.Join(c.bin.dir, "postgres"), "-D", c.dir)
	for _, setting := range settings(socket, fast) {
		cmd.Args = append(cmd.Args, "-c", setting)
	}
	cmd.ExtraFiles = []*os.File{lock}
	p, err := launch(cmd, c.account, death, c.log)
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", cmd.Path, err)
	}
	if err := p.ready(ctx, c.dir); err != nil {
		return nil, err
	}
	return p, nil
}
