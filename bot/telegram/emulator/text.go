package emulator

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of Telegram in UTF-16 units, after the entities are parsed.
const (
	maxText    = 4096
	maxCaption = 1024
)

// formatted reads a text parameter with its parse_mode or its entities.
func formatted(text, parseMode, entities string) (string, []entity, error) {
	if !utf8.ValidString(text) {
		return "", nil, badRequest("strings must be encoded in UTF-8")
	}
	var es []entity
	switch strings.ToLower(parseMode) {
	case "html":
		var err error
		if text, es, err = parseHTML(text); err != nil {
			return "", nil, err
		}
	case "":
		if entities != "" {
			if err := json.Unmarshal([]byte(entities), &es); err != nil {
				return "", nil, badRequest("can't parse entities: %v", err)
			}
		}
	default:
		return "", nil, badRequest("unsupported parse_mode") // the emulator reads HTML only
	}
	slices.SortStableFunc(es, func(a, b entity) int { return cmp.Compare(a.Offset, b.Offset) })
	text, es = trim(text, es)
	if es = detect(text, es); len(es) == 0 {
		es = nil // so that equal texts compare equal
	}
	return text, es, nil
}

// trim drops white space around the text, as Telegram does, and moves the entities along.
func trim(text string, es []entity) (string, []entity) {
	const space = " \t\r\n"
	right := strings.TrimRight(text, space)
	trimmed := strings.TrimLeft(right, space)
	if len(trimmed) == len(text) {
		return text, es
	}
	cut, size := len(right)-len(trimmed), utf16Len(trimmed)
	kept := es[:0]
	for _, e := range es {
		from, to := max(0, e.Offset-cut), min(size, e.Offset+e.Length-cut)
		if from < to {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return trimmed, kept
}

// utf16Len counts the UTF-16 units of s.
func utf16Len(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
		if s[i] >= 0xF0 {
			n++
		}
	}
	return n
}

// detect adds the commands and mentions that Telegram finds by itself, outside of code and links.
func detect(text string, es []entity) []entity {
	units, seen := 0, 0 // units counts what text[:seen] has
	for i := strings.IndexAny(text, "/@"); i >= 0 && i < len(text); {
		units, seen = units+utf16Len(text[seen:i]), i
		kind, size := reserved(text[i:])
		if i > 0 && wordByte(text[i-1]) || covered(es, units) {
			size = 0
		}
		if size > 0 {
			es = insertEntity(es, entity{Type: kind, Offset: units, Length: size})
		}
		i += max(size, 1)
		next := strings.IndexAny(text[i:], "/@")
		if next < 0 {
			break
		}
		i += next
	}
	return es
}

// reserved says whether a command or a mention starts here, and its length.
func reserved(s string) (kind string, size int) {
	switch s[0] {
	case '/':
		n := wordLen(s[1:])
		if n == 0 || n > 64 || (1+n < len(s) && s[1+n] == '/') {
			return "", 0
		}
		if rest := s[1+n:]; rest != "" && rest[0] == '@' {
			if m := wordLen(rest[1:]); m >= 3 {
				return "bot_command", 1 + n + 1 + m
			}
		}
		return "bot_command", 1 + n
	case '@':
		if n := wordLen(s[1:]); n >= 4 && n <= 32 {
			return "mention", 1 + n
		}
	}
	return "", 0
}

func wordLen(s string) int {
	n := 0
	for n < len(s) && s[n] < utf8.RuneSelf && wordByte(s[n]) {
		n++
	}
	return n
}

// wordByte counts the bytes of letters beyond ASCII as parts of a word.
func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

func covered(es []entity, at int) bool {
	for _, e := range es {
		switch e.Type {
		case "code", "pre", "text_link":
			if e.Offset <= at && at < e.Offset+e.Length {
				return true
			}
		}
	}
	return false
}

func insertEntity(es []entity, e entity) []entity {
	i := len(es)
	for i > 0 && es[i-1].Offset > e.Offset {
		i--
	}
	es = append(es, entity{})
	copy(es[i+1:], es[i:])
	es[i] = e
	return es
}
