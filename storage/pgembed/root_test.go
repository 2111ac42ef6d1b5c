//go:build unix

package pgembed_test

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"planbot/storage/pgembed"
)

// TestOrdinaryUser runs the tests of the server again as nobody, if it is root who runs them.
func TestOrdinaryUser(t *testing.T) {
	if os.Geteuid() != 0 {
		return // the tests beside this one are that already
	}
	t.Parallel()
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	home := reachable(t)
	binary := filepath.Join(home, "pgembed.test")
	copyProgram(t, binary)
	if err := os.Chown(home, uid, gid); err != nil {
		t.Fatal(err)
	}

	cmd := exec.CommandContext(t.Context(), binary, "-test.run=Temporary|KilledOwner")
	cmd.Dir = home
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME=", "TMPDIR="+home)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

func TestRootIsToldWhichDirectoryIsInTheWay(t *testing.T) {
	if os.Geteuid() != 0 {
		return // nobody else's server runs as another account
	}
	t.Parallel()
	barred := filepath.Join(reachable(t), "barred")
	if err := os.Mkdir(barred, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := pgembed.Start(t.Context(), pgembed.Options{DataDir: filepath.Join(barred, "planbot")})
	if err == nil || !strings.Contains(err.Error(), "cannot enter "+barred+":") {
		t.Errorf("got %v, want the directory %s named", err, barred)
	}
}

func copyProgram(t *testing.T, dest string) {
	t.Helper()
	program, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dest, program, 0o755); err != nil {
		t.Fatal(err)
	}
}
