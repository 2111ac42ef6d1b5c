//go:build killpoints

package main

import (
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// points is told of every point at which the process may die with something half done. This build, which is for tests
// alone, does die there, as in a power cut: PLANBOT_KILL_AT="accepted:2" is the second time that it comes to "accepted".
func (p *program) points() func(name string) {
	fatal, nth, ok := strings.Cut(p.env("PLANBOT_KILL_AT"), ":")
	if !ok {
		return nil
	}
	n, err := strconv.ParseInt(nth, 10, 64)
	if err != nil {
		panic(err)
	}
	var left atomic.Int64
	left.Store(n)
	return func(name string) {
		if name != fatal || left.Add(-1) != 0 {
			return
		}
		_ = syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
		select {} // not a step further, however long the signal takes
	}
}
