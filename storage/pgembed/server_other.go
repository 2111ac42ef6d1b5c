//go:build !unix

package pgembed

import (
	"context"
	"fmt"
)

// Server is a running PostgreSQL. This system has none.
type Server struct{}

// Start returns ErrUnavailable: the private server needs Unix sockets, locks and signals.
func Start(context.Context, Options) (*Server, error) {
	return nil, fmt.Errorf("start a private PostgreSQL: %w on this system: set DATABASE_URL to a running server", ErrUnavailable)
}

// DSN returns nothing, as there is no server.
func (*Server) DSN(string) string { return "" }

// Stop does nothing, as there is no server.
func (*Server) Stop() error { return nil }
