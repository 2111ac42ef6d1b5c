//go:build unix

package pgembed

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// pollInterval is how often a state is looked at that the kernel cannot announce.
	pollInterval = 5 * time.Millisecond
	// stopLimit is how long each stage of stopping may take before the next, ruder one.
	stopLimit = 10 * time.Second
	// lastLines is how much of what a program said is kept for an error message.
	lastLines = 6
)

// process is a child that ends when this process does.
type process struct {
	cmd   *exec.Cmd
	log   *slog.Logger
	done  chan struct{} // closed when the child and all its children are gone
	words []string      // its last words; to be read after done
	err   error         // how it ended; to be read after done
}

// launch starts the command as the given account. The kernel sends it the signal death when this process ends;
// where the kernel cannot, the lock on the data tells the next Start.
func launch(cmd *exec.Cmd, as account, death syscall.Signal, log *slog.Logger) (*process, error) {
	// Its own group: a Ctrl-C in the terminal is for the bot, which then stops the server in good order.
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as.credential(), Setpgid: true}
	dieWithParent(cmd.SysProcAttr, death)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), "LC_ALL=C")

	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, log: log, done: make(chan struct{})}
	started := make(chan error, 1)
	go p.run(stderr, started)
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// run is the child's whole life. It keeps its thread, because the death signal is sent at the end of the thread
// that started the child, not of the process.
func (p *process) run(stderr io.Reader, started chan<- error) {
	runtime.LockOSThread()
	defer close(p.done)
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	p.listen(stderr)
	p.err = p.cmd.Wait()
}

func (p *process) listen(stderr io.Reader) {
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		line := lines.Text()
		p.words = append(p.words[max(0, len(p.words)-lastLines+1):], strings.TrimSpace(line))
		level := slog.LevelWarn
		if strings.Contains(line, "LOG:") {
			level = slog.LevelDebug
		}
		p.log.Log(context.Background(), level, "postgres", "line", line)
	}
	io.Copy(io.Discard, stderr) // after a line too long to scan: a full pipe would block the server
}

// wait waits for the child to end by itself; if the context ends first, the child is killed.
func (p *process) wait(ctx context.Context) error {
	select {
	case <-p.done:
		if p.err != nil {
			return p.failure()
		}
		return nil
	case <-ctx.Done():
		return errors.Join(context.Cause(ctx), p.stop(syscall.SIGKILL))
	}
}

// ready waits until the server has written into its pid file that it accepts connections.
func (p *process) ready(ctx context.Context, data string) error {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		if pid, status := readPidFile(data); pid == p.cmd.Process.Pid && status == "ready" {
			return nil
		}
		select {
		case <-p.done:
			return p.failure()
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), p.stop(syscall.SIGQUIT))
		case <-tick.C:
		}
	}
}

// stop sends the signal and waits; a server that does not end gets SIGQUIT, then SIGKILL.
func (p *process) stop(first syscall.Signal) error {
	for _, sig := range []syscall.Signal{first, syscall.SIGQUIT, syscall.SIGKILL} {
		if err := p.cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("stop PostgreSQL: %w", err)
		}
		select {
		case <-p.done:
			return nil
		case <-time.After(stopLimit):
		}
	}
	return errors.New("stop PostgreSQL: it does not end")
}

// failure is the error of a child that ended when it should not have, in its own last words.
func (p *process) failure() error {
	reason := strings.Join(p.words, "; ")
	if reason == "" {
		reason = fmt.Sprint(p.cmd.ProcessState)
	}
	return fmt.Errorf("%s: %s", filepath.Base(p.cmd.Path), reason)
}

// readPidFile returns the process number and the status that a running server keeps in its data directory
// (lines 1 and 8 of postmaster.pid), or zero values.
func readPidFile(data string) (pid int, status string) {
	content, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0, ""
	}
	lines := strings.Split(string(content), "\n")
	pid, _ = strconv.Atoi(strings.TrimSpace(lines[0]))
	if len(lines) >= 8 {
		status = strings.TrimSpace(lines[7])
	}
	return pid, status
}
