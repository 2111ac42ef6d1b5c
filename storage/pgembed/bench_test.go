//go:build unix

package pgembed_test

import (
	"testing"

	"planbot/storage/pgembed"
)

// BenchmarkStartTemporary is what every test binary and every demo waits for, with the cache filled.
func BenchmarkStartTemporary(b *testing.B) {
	for b.Loop() {
		server, err := pgembed.Start(b.Context(), pgembed.Options{Fast: true})
		if err != nil {
			b.Fatal(err)
		}
		server.Stop()
	}
}

// BenchmarkStartKept is what a bot without a database of its own waits for at each start.
func BenchmarkStartKept(b *testing.B) {
	opts := pgembed.Options{DataDir: reachable(b)}
	start(b, opts).Stop()
	for b.Loop() {
		server, err := pgembed.Start(b.Context(), opts)
		if err != nil {
			b.Fatal(err)
		}
		if err := server.Stop(); err != nil {
			b.Fatal(err)
		}
	}
}
