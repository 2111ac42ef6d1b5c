package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"sync"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	withheld = "withheld" // what the library gets instead of the token
	stars    = "***"
)

// redactor knows one token, in order to hide it.
type redactor struct {
	forms    []string
	replacer *strings.Replacer
}

// newRedactor hides the token, its escaped form, and its secret half alone if
// that is long enough not to be an ordinary word.
func newRedactor(token string) *redactor {
	r := &redactor{forms: []string{token, url.QueryEscape(token)}}
	if _, secret, _ := strings.Cut(token, ":"); len(secret) >= 8 {
		r.forms = append(r.forms, secret)
	}
	var pairs []string
	for _, form := range r.forms {
		pairs = append(pairs, form, stars)
	}
	r.replacer = strings.NewReplacer(pairs...)
	return r
}

func (r *redactor) text(s string) string { return r.replacer.Replace(s) }

// err takes the address off a *url.Error and keeps the cause as it is, unless
// the token shows in any error of its chain: then only the text survives, and
// whether it was the context that ended.
func (r *redactor) err(err error) error {
	for {
		var u *url.Error
		if !errors.As(err, &u) {
			break
		}
		err = u.Err
	}
	if !r.leaks(err) {
		return err
	}
	text := r.text(err.Error())
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ended) {
			return fmt.Errorf("%s: %w", text, ended)
		}
	}
	return errors.New(text)
}

// leaks reports whether printing err or anything it wraps shows the token.
func (r *redactor) leaks(err error) bool {
	if err == nil {
		return false
	}
	printed := fmt.Sprintf("%v %+v %#v", err, err, err)
	if r.text(printed) != printed {
		return true
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return r.leaks(e.Unwrap())
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if r.leaks(inner) {
				return true
			}
		}
	}
	return false
}

// muteLibrary replaces the library's logger, a package variable that prints
// addresses with tokens to standard error. Once per process: the variable is
// not guarded.
var muteLibrary = sync.OnceValue(func() error { return tgbotapi.SetLogger(libraryLog{}) })

var anyToken = regexp.MustCompile(`[0-9]+(:|%3A)[A-Za-z0-9_-]{8,}`)

// hideAny hides whatever looks like a token, where it is not known which.
func hideAny(s string) string { return anyToken.ReplaceAllString(s, stars) }

// libraryLog keeps the library's words for debugging.
type libraryLog struct{}

func (libraryLog) Println(v ...any)               { libraryLine(fmt.Sprintln(v...)) }
func (libraryLog) Printf(format string, v ...any) { libraryLine(fmt.Sprintf(format, v...)) }

func libraryLine(line string) {
	slog.Debug("telegram library", "line", hideAny(strings.TrimSpace(line)))
}
