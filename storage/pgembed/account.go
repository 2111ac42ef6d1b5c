//go:build unix

package pgembed

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who runs the server. The zero value is whoever runs this process.
type account struct {
	name     string
	uid, gid int
}

// accountFor chooses who runs the server of a data directory: ourselves, unless we are root, which PostgreSQL
// refuses. Then it is the owner of the data if there is some, else postgres, else nobody.
func accountFor(data string) (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	if uid, err := ownerOf(data); err == nil && uid != 0 {
		u, err := user.LookupId(strconv.Itoa(uid))
		if err != nil {
			return account{}, fmt.Errorf("owner of %s: %w", data, err)
		}
		return newAccount(u)
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return newAccount(u)
		}
	}
	return account{}, errors.New("root may not run PostgreSQL, and this machine has no user postgres or nobody")
}

func newAccount(u *user.User) (account, error) {
	uid, errUID := strconv.Atoi(u.Uid)
	gid, errGID := strconv.Atoi(u.Gid)
	return account{name: u.Username, uid: uid, gid: gid}, errors.Join(errUID, errGID)
}

func (a account) credential() *syscall.Credential {
	if a.name == "" {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
}

// mkdir makes a directory that only the account can enter.
func (a account) mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	return a.own(dir)
}

// own gives a directory with all that is in it to the account.
func (a account) own(dir string) error {
	if a.name == "" {
		return nil
	}
	return filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, a.uid, a.gid)
	})
}

// explain adds the likely reason to an error that we got as another account: a directory on the way that the
// account cannot enter, or a system that does not let us become it.
func (a account) explain(err error, paths ...string) error {
	if err == nil || a.name == "" {
		return err
	}
	if errors.Is(err, syscall.EPERM) {
		return fmt.Errorf("root may not run PostgreSQL and cannot become user %s here: run as an ordinary user, or set DATABASE_URL: %w", a.name, err)
	}
	for _, path := range paths {
		for dir := filepath.Dir(path); dir != "/" && dir != "."; dir = filepath.Dir(dir) {
			if a.barred(dir) {
				return fmt.Errorf("user %s, who runs PostgreSQL for root, cannot enter %s: %w", a.name, dir, err)
			}
		}
	}
	return err
}

// barred says whether the mode of a directory keeps the account out.
func (a account) barred(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	stat := info.Sys().(*syscall.Stat_t)
	switch {
	case int(stat.Uid) == a.uid:
		return info.Mode()&0o100 == 0
	case int(stat.Gid) == a.gid:
		return info.Mode()&0o010 == 0
	}
	return info.Mode()&0o001 == 0
}

func ownerOf(path string) (uid int, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, err
	}
	return int(info.Sys().(*syscall.Stat_t).Uid), nil
}
