//go:build unix

package pgembed

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const temporaryPrefix = "planbot-pg-"

// orphanLimit is how long a server may take to end after the process that started it was killed.
const orphanLimit = 20 * time.Second

// A home is a directory of which this process is the only user, proved by a lock on the directory itself that the
// kernel drops when the process ends. A second lock, on the data inside, is handed to the server, which holds it
// to its own end: the first lock free and the second one held means a server whose parent was killed.
type home struct {
	dir       string
	lock      *os.File
	temporary bool
}

// newTemporary makes a home that disappears with the server. It is made under a hidden name and shown once it is
// locked, so that sweep never takes it for an abandoned one.
func newTemporary(parent string) (*home, error) {
	hidden, err := os.MkdirTemp(parent, "."+temporaryPrefix)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(filepath.Dir(hidden), strings.TrimPrefix(filepath.Base(hidden), "."))
	lock, err := tryLock(hidden)
	if err != nil {
		os.Remove(hidden)
		return nil, err
	}
	h := &home{dir: dir, lock: lock, temporary: true}
	// The account of the server passes through; what is inside has its own owner and mode.
	if err := errors.Join(os.Chmod(hidden, 0o711), os.Rename(hidden, dir)); err != nil {
		os.Remove(hidden)
		h.close()
		return nil, err
	}
	return h, nil
}

func openPersistent(dir string) (*home, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	lock, err := tryLock(dir)
	if err != nil {
		return nil, err
	}
	return &home{dir: dir, lock: lock}, nil
}

// sweep removes the temporary homes of this user whose owner was killed, and ends their servers if those still
// run. What cannot be removed is left for the next time.
func sweep(log *slog.Logger) {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), temporaryPrefix+"*"))
	inMemory, _ := filepath.Glob(filepath.Join(memoryDir, temporaryPrefix+"*"))
	for _, dir := range append(dirs, inMemory...) {
		if uid, err := ownerOf(dir); err != nil || uid != os.Geteuid() {
			continue
		}
		lock, err := tryLock(dir)
		if err != nil {
			continue
		}
		h := &home{dir: dir, lock: lock, temporary: true}
		if data, err := h.lockData(syscall.SIGQUIT); err == nil {
			data.Close()
		} else if !errors.Is(err, os.ErrNotExist) {
			log.Warn("abandoned PostgreSQL does not end", "dir", dir, "err", err)
			lock.Close()
			continue
		}
		h.close()
	}
}

// data is the directory of the database cluster.
func (h *home) data() string { return filepath.Join(h.dir, "data") }

// lockData takes the lock that belongs to the server, for handing it over. If the server of a killed process
// still holds it, that server gets the signal and is waited for.
func (h *home) lockData(end syscall.Signal) (*os.File, error) {
	lock, err := tryLock(h.data())
	if !errors.Is(err, ErrInUse) {
		return lock, err
	}
	if pid, _ := readPidFile(h.data()); pid > 1 {
		syscall.Kill(pid, end)
	}
	for deadline := time.Now().Add(orphanLimit); errors.Is(err, ErrInUse) && time.Now().Before(deadline); {
		time.Sleep(pollInterval)
		lock, err = tryLock(h.data())
	}
	return lock, err
}

// close removes a temporary home and lets go of any home.
func (h *home) close() {
	if h.temporary {
		os.RemoveAll(h.dir)
	}
	h.lock.Close()
}

// tryLock locks a directory, or returns ErrInUse at once.
func tryLock(dir string) (*os.File, error) { return flock(dir, syscall.LOCK_EX|syscall.LOCK_NB) }

func flock(dir string, how int) (*os.File, error) {
	file, err := os.OpenFile(dir, os.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), how)
	if err == nil {
		return file, nil
	}
	file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fmt.Errorf("%s: %w", dir, ErrInUse)
	}
	return nil, fmt.Errorf("lock %s: %w", dir, err)
}
