package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := builds(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// Planbot as operators build it, without the race detector, and one that dies where it is told to. Each is built when
// a test first needs it.
var (
	binary = sync.OnceValues(func() (string, error) { return build("planbot") })
	mortal = sync.OnceValues(func() (string, error) { return build("planbot-mortal", "-tags", "killpoints") })
)

// builds is the directory of what was built.
var builds = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "planbot-test-") })

func build(name string, flags ...string) (path string, err error) {
	dir, err := builds()
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, name)
	out, err := exec.Command("go", append(append([]string{"build", "-o", path}, flags...), ".")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", name, err, out)
	}
	return path, nil
}

// process is a planbot that runs by itself.
type process struct {
	tb   testing.TB
	cmd  *exec.Cmd
	said *words
	done chan struct{} // closed when it has ended
}

// start starts the binary. What it prints must hold no secret, whatever happens to it.
func start(tb testing.TB, env map[string]string, args ...string) *process {
	tb.Helper()
	return startBuild(tb, binary, env, args...)
}

func startBuild(tb testing.TB, build func() (string, error), env map[string]string, args ...string) *process {
	tb.Helper()
	path, err := build()
	if err != nil {
		tb.Fatal(err)
	}
	p := &process{tb: tb, cmd: exec.Command(path, args...), said: newWords(), done: make(chan struct{})}
	p.cmd.Env = []string{"HOME=" + tb.TempDir(), "PATH=" + os.Getenv("PATH")}
	for name, value := range env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	go func() {
		p.cmd.Wait() // the state tells how it ended
		close(p.done)
		p.said.end()
	}()
	tb.Cleanup(func() {
		p.signal(syscall.SIGKILL)
		<-p.done
		noSecrets(tb, p.said.String())
	})
	return p
}

func (p *process) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) } // it may have ended already

// says waits until the process has printed a text, and returns all it has printed.
func (p *process) says(text string) string {
	p.tb.Helper()
	if !p.said.wait(text) {
		p.tb.Fatalf("planbot ended without saying %q:\n%s", text, p.said)
	}
	return p.said.String()
}

// ends waits for the process and returns its exit code.
func (p *process) ends() int {
	p.tb.Helper()
	select {
	case <-p.done:
	case <-time.After(time.Minute):
		p.tb.Fatalf("planbot does not end:\n%s", p.said)
	}
	return p.cmd.ProcessState.ExitCode()
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	p.tb.Helper()
	p.signal(syscall.SIGKILL)
	p.ends()
}

// words is what a process prints; one may wait for some of it.
type words struct {
	mu    sync.Mutex
	more  *sync.Cond
	text  strings.Builder
	ended bool
}

func newWords() *words {
	w := &words{}
	w.more = sync.NewCond(&w.mu)
	return w
}

func (w *words) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.more.Broadcast()
	return w.text.Write(b)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func (w *words) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	w.more.Broadcast()
}

// wait returns false if the process ended without the text.
func (w *words) wait(text string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !strings.Contains(w.text.String(), text) {
		if w.ended {
			return false
		}
		w.more.Wait()
	}
	return true
}
