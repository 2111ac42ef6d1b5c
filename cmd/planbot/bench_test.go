package main

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkStart is the time from the start of "planbot serve" with a warm database to its first getUpdates. It also
// reports the memory that the idle process holds then.
func BenchmarkStart(b *testing.B) {
	o := newOffice(b)
	if _, err := binary(); err != nil {
		b.Fatal(err)
	}
	var resident float64
	for b.Loop() {
		p := start(b, o.environ(), "serve")
		<-o.polled
		b.StopTimer()
		p.says("bot is ready")
		o.asks(b, "/whoami", "")
		resident = residentMemory(b, p.cmd.Process.Pid)
		p.signal(syscall.SIGTERM)
		p.ends()
		select { // the last poll, which confirms
		case <-o.polled:
		default:
		}
		b.StartTimer()
	}
	b.ReportMetric(resident, "MB-resident")
}

// residentMemory reads what the kernel knows, in megabytes (of 1,000,000 bytes).
func residentMemory(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		b.Skip("this system does not tell: ", err)
	}
	_, line, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.Atoi(strings.Fields(line)[0])
	if err != nil {
		b.Fatal(err)
	}
	return float64(kilobytes) * 1024 / 1e6
}
