package telegram

import (
	"slices"
	"strings"
)

// Split joins items of Telegram HTML, one per line, into as few messages of at
// most limit UTF-16 units as their order allows; limit is at least 64, and
// MaxText for messages. Markup is counted too, so a message is never too long.
// An item stays whole unless it alone is too long: then it is cut, at a space
// if possible, and its open tags are closed and opened again.
func Split(items []string, limit int) []string {
	var parts []string
	var part strings.Builder
	length := 0
	end := func() {
		if visible(part.String()) {
			parts = append(parts, part.String())
		}
		part.Reset()
		length = 0
	}
	for _, item := range items {
		for _, text := range cut(item, limit) {
			n := units(text)
			if length > 0 && length+1+n > limit {
				end()
			}
			if length > 0 {
				part.WriteByte('\n')
				length++
			}
			part.WriteString(text)
			length += n
		}
	}
	end()
	return parts
}

// visible reports whether there is anything to read; Telegram refuses else.
func visible(s string) bool {
	for s != "" {
		p := nextPiece(s)
		if p.kind == character {
			return true
		}
		s = s[len(p.text):]
	}
	return false
}

// cut takes an item apart if it is longer than limit.
func cut(item string, limit int) []string {
	if units(item) <= limit {
		return []string{item}
	}
	var parts []string
	var open tags
	for rest := pieces(item); len(rest) > 0; {
		n := fit(rest, open, limit)
		if !slices.ContainsFunc(rest[:n], piece.written) {
			// The tags alone fill the message: better no markup than no text.
			rest, open = slices.DeleteFunc(rest, piece.tag), nil
			n = max(fit(rest, open, limit), min(1, len(rest)))
		}
		var b strings.Builder
		b.WriteString(open.reopen())
		for _, p := range rest[:n] {
			b.WriteString(p.text)
			open = open.after(p)
		}
		b.WriteString(open.close())
		parts = append(parts, b.String())
		rest = rest[n:]
	}
	return parts
}

// fit is how many pieces go into one message: all, or up to the last space
// that leaves room for the closing tags, or as many as there is room for.
func fit(rest []piece, open tags, limit int) int {
	length := units(open.reopen())
	fits, atSpace := 0, 0
	for i, p := range rest {
		open = open.after(p)
		length += units(p.text)
		if length+units(open.close()) > limit {
			break
		}
		fits = i + 1
		if p.kind == space {
			atSpace = fits
		}
	}
	if fits < len(rest) && atSpace > 0 {
		return atSpace
	}
	return fits
}

func (p piece) tag() bool     { return p.kind == opening || p.kind == closing }
func (p piece) written() bool { return !p.tag() }

// tags are the elements open at some point of a text, outermost first.
type tags []piece

// after is what is open once p has been read. It leaves t as it is.
func (t tags) after(p piece) tags {
	switch {
	case p.kind == opening:
		return append(slices.Clip(t), p)
	case p.kind == closing && len(t) > 0 && t[len(t)-1].name() == p.name():
		return t[:len(t)-1]
	}
	return t
}

func (t tags) reopen() string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.text)
	}
	return b.String()
}

func (t tags) close() string {
	var b strings.Builder
	for _, p := range slices.Backward(t) {
		b.WriteString("</" + p.name() + ">")
	}
	return b.String()
}
