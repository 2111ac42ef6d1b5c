// Package message holds every Vietnamese word that staff read. Its functions take what the plan knows and give a
// finished message: HTML pieces that must not be cut, and buttons. It decides wording, never facts.
//
// Every message says what it is about, whose it is, how far it is, and what to press or type next. It names units
// in groups, not persons; it is polite, short, and has no exclamation.
package message

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Message is one thing to say.
type Message struct {
	Items   []string // HTML, one paragraph each; a long message may be split between them
	Buttons [][]Button
	File    *File  // sent with the words under it, or after them where they are long; the buttons stand under it
	Album   []File // sent after the words, as few albums as Telegram allows; no buttons stand under them
	Ask     string // what to write in the reply that opens by itself, at most 64 letters; not beside buttons
}

// Button is an inline button; Data comes back when it is tapped, at most 64 bytes.
type Button struct{ Label, Data string }

// say builds a message of paragraphs, leaving out empty ones.
func say(items ...string) Message {
	var m Message
	m.add(items...)
	return m
}

func (m *Message) add(items ...string) {
	for _, item := range items {
		if item != "" {
			m.Items = append(m.Items, item)
		}
	}
}

// row adds a row of buttons, leaving out those without a label.
func (m *Message) row(buttons ...Button) {
	var shown []Button
	for _, b := range buttons {
		if b.Label != "" {
			shown = append(shown, b)
		}
	}
	if len(shown) > 0 {
		m.Buttons = append(m.Buttons, shown)
	}
}

// esc makes text from outside safe to stand in a message. It is the only place where text becomes HTML: markup is
// escaped, and characters that are invisible or turn the reading direction are dropped.
func esc(text string) string {
	return html.EscapeString(strings.Map(visible, text))
}

func visible(r rune) rune {
	switch {
	case ' ' <= r && r <= '~', 'À' <= r && r <= 0x5ff, 0x1e00 <= r && r <= 0x1fff:
		return r // Latin letters, Vietnamese ones among them: nearly all there is
	case r == '\n', r == '\t':
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
		return -1
	default:
		return r
	}
}

// clip shortens text to about n letters, at a space, for lists on a phone.
func clip(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	short := string([]rune(text)[:n])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return short + "…"
}

func bold(text string) string { return "<b>" + esc(text) + "</b>" }
func code(text string) string { return "<code>" + esc(text) + "</code>" }

// lines joins the lines of one paragraph, leaving out empty ones.
func lines(all ...string) string {
	var kept []string
	for _, l := range all {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
