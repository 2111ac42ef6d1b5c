package pgembed

import (
	"os"
	"syscall"
)

// dieWithParent asks the kernel to send the signal when the parent ends.
func dieWithParent(attr *syscall.SysProcAttr, death syscall.Signal) { attr.Pdeathsig = death }

// memoryDir is the usual place of a file system in memory. A database there is made and dropped many times faster
// than on a slow disk.
const memoryDir = "/dev/shm"

// memoryNeeded is how much must be free there. Containers often have a few megabytes only.
const memoryNeeded = 2 << 30

// fastestTemporaryDir returns the file system in memory if it has room, unless TMPDIR says otherwise.
func fastestTemporaryDir() string {
	var stat syscall.Statfs_t
	switch {
	case os.Getenv("TMPDIR") != "",
		syscall.Access(memoryDir, writable) != nil,
		syscall.Statfs(memoryDir, &stat) != nil,
		stat.Type != tmpfs,
		stat.Bavail*uint64(stat.Bsize) < memoryNeeded:
		return os.TempDir()
	}
	return memoryDir
}

const (
	writable = 0x2        // W_OK of unistd.h
	tmpfs    = 0x01021994 // TMPFS_MAGIC of linux/magic.h
)
