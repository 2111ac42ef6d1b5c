package storage

import (
	"errors"
	"net/url"
)

// redacted hides the text of an error that may quote a database address with its password.
type redacted struct{ cause error }

// Error says what is known without quoting the address.
func (r redacted) Error() string {
	var network interface{ Timeout() bool }
	var address *url.Error // looks like a network error, but quotes the whole address
	if errors.As(r.cause, &network) && !errors.As(r.cause, &address) {
		return r.cause.Error() // names host and port only
	}
	return "the address cannot be used; check DATABASE_URL"
}

// Unwrap keeps the kind of the error visible to errors.Is.
func (r redacted) Unwrap() error { return r.cause }
