//go:build unix && !linux

package pgembed

import (
	"os"
	"syscall"
)

// dieWithParent does nothing: only Linux can signal a child at its parent's end. A server left behind is found by
// its lock and ended at the next Start.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}

// memoryDir has no equal here.
const memoryDir = "/nonexistent"

func fastestTemporaryDir() string { return os.TempDir() }
