package pgembed_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"planbot/storage/pgembed"
)

// helper is set in a copy of the test binary that only starts a server, says where, and waits to be killed. Its
// value is the data directory, or "temporary".
const helper = "PGEMBED_TEST_HELPER"

func TestMain(m *testing.M) {
	if dataDir := os.Getenv(helper); dataDir != "" {
		serveUntilKilled(dataDir)
	}
	os.Exit(m.Run())
}

func serveUntilKilled(dataDir string) {
	opts := pgembed.Options{Fast: true}
	if dataDir != "temporary" {
		opts = pgembed.Options{DataDir: dataDir}
	}
	server, err := pgembed.Start(context.Background(), opts)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(server.DSN(""))
	select {}
}
