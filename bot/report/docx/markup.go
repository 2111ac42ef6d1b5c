package docx

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
)

// The name spaces of the parts.
const (
	wordSpace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// writer writes one XML part. Names are ours; every value and text is escaped.
type writer struct{ bytes.Buffer }

func newPart() *writer {
	w := &writer{}
	w.WriteString(xml.Header)
	return w
}

// tag writes an element without content; attributes come in pairs.
func (w *writer) tag(name string, attributes ...string) {
	w.open(name, attributes)
	w.WriteString("/>")
}

// in writes an element around what inner writes.
func (w *writer) in(name string, inner func(), attributes ...string) {
	w.open(name, attributes)
	w.WriteByte('>')
	inner()
	w.WriteString("</" + name + ">")
}

func (w *writer) open(name string, attributes []string) {
	w.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		w.WriteString(" " + attributes[i] + `="`)
		w.text(attributes[i+1])
		w.WriteByte('"')
	}
}

// flag writes an element whose presence says yes.
func (w *writer) flag(name string, yes bool) {
	if yes {
		w.tag(name)
	}
}

// text writes characters. What no reader can see, or what turns the direction of reading, is left out; the text goes
// on in its line where it had a break.
func (w *writer) text(s string) {
	_ = xml.EscapeText(w, []byte(strings.Map(visible, s))) // a buffer takes whatever it is given
}

func visible(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == '\r':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	default:
		return r
	}
}

// String is the length in twentieths of a point, as the parts want it.
func (l Length) String() string { return strconv.Itoa(int(l)) }
