package storage

import "errors"

// redacted hides the text of an error that may quote a database address with its password.
type redacted struct{ cause error }

// Error says what is known without quoting the address.
func (r redacted) Error() string {
	var refused interface{ Timeout() bool }
	if errors.As(r.cause, &refused) {
		return r.cause.Error() // network errors name host and port only
	}
	return "the address cannot be used; check DATABASE_URL"
}

// Unwrap keeps the kind of the error visible to errors.Is.
func (r redacted) Unwrap() error { return r.cause }
