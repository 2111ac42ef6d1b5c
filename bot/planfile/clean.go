package planfile

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSize is the largest file that is read, in bytes. The sample plan has 24 tasks in some 40 kB.
const maxSize = 1 << 20

// clean brings the bytes of a file into the one form that the rest reads: UTF-8 in NFC, lines ended by "\n",
// nothing invisible. Columns are counted in this form, where a Vietnamese letter is one character.
func (r *reader) clean(data []byte) (text string, ok bool) {
	if len(data) > maxSize {
		r.problem(place{1, 1}, "the file has %d bytes, the limit is %d", len(data), maxSize)
		return "", false
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if valid := bytes.ToValidUTF8(data, nil); len(valid) != len(data) {
		r.problem(firstInvalid(data), "the text is not UTF-8")
		return "", false
	}
	text = string(norm.NFC.Bytes(data))
	before := len(r.problems)
	at := place{1, 1}
	for _, c := range text {
		if refused(c) {
			r.problem(at, "%s is not allowed", describe(c))
		}
		at = at.after(c)
	}
	return text, len(r.problems) == before
}

func (p place) after(c rune) place {
	if c == '\n' {
		return place{p.line + 1, 1}
	}
	return place{p.line, p.column + 1}
}

func firstInvalid(data []byte) place {
	at := place{1, 1}
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			break
		}
		at = at.after(c)
		data = data[size:]
	}
	return at
}

// refused reports whether a character has no business in a plan: controls, and what is invisible or turns the
// direction of writing, so that a text would not be what it looks like.
func refused(c rune) bool {
	if c == '\n' || c == '\t' {
		return false
	}
	return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) || c == utf8.RuneError
}

func describe(c rune) string {
	if unicode.Is(unicode.Cc, c) {
		return fmt.Sprintf("the control character U+%04X", c)
	}
	return fmt.Sprintf("the invisible character U+%04X", c)
}
