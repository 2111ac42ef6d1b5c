// Package pgembed runs a private PostgreSQL server as a child of this process: for the demo, for tests, and for
// a bot whose operator named no database.
//
// The server listens on a Unix socket that only its owner can reach, never on TCP, and lives no longer than the
// process that started it, however that process ends. Its programs are those already on the machine, else they
// are downloaded once into the cache. Root may call it too: the server then runs as an unprivileged account.
package pgembed

import (
	"errors"
	"log/slog"
)

var (
	// ErrUnavailable says that this machine has no PostgreSQL and none could be fetched. Its wrapping error
	// tells the operator what to install or set.
	ErrUnavailable = errors.New("no PostgreSQL to run")

	// ErrInUse says that another process is running the server of the same data directory.
	ErrInUse = errors.New("in use by another process")

	// ErrOtherVersion says that the data directory was made by a major version of PostgreSQL that is not here.
	// The data is left as it is.
	ErrOtherVersion = errors.New("data of another major version")
)

// Options say what kind of server to start. The zero value is a safe server whose data is thrown away.
type Options struct {
	// DataDir keeps the data between two starts, in a subdirectory. Empty means a temporary directory that is
	// removed by Stop, or by the next Start if this process is killed.
	DataDir string

	// Fast gives up every protection against a power cut or a crash of the machine. For data that can be lost.
	Fast bool

	// Log receives the server's own messages; nil drops them.
	Log *slog.Logger
}
