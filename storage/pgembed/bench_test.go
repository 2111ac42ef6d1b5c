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
