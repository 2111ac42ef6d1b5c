package telegram

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// piece is the smallest part of a text that must stay whole: a tag, an
// entity, or a character with what combines with it.
type piece struct {
	text string
	kind pieceKind
}

type pieceKind int

const (
	character pieceKind = iota
	space
	opening
	closing
)

const (
	maxTag    = 4096 // bytes; a longer one is none
	maxEntity = 12   // bytes; the longest that Telegram reads is shorter
	maxMarks  = 24   // on one character; a higher heap is vandalism and may be cut
)

// pieces takes Telegram HTML apart. A lone < or & counts as a character.
func pieces(s string) []piece {
	var all []piece
	for s != "" {
		p := nextPiece(s)
		all = append(all, p)
		s = s[len(p.text):]
	}
	return all
}

func nextPiece(s string) piece {
	switch s[0] {
	case '<':
		if end := strings.IndexByte(s[:min(len(s), maxTag)], '>'); end > 1 {
			if s[1] == '/' {
				return piece{s[:end+1], closing}
			}
			return piece{s[:end+1], opening}
		}
	case '&':
		if end := strings.IndexByte(s[:min(len(s), maxEntity)], ';'); end > 1 {
			return piece{s[:end+1+combining(s[end+1:])], character}
		}
	}
	n := cluster(s)
	if r, size := utf8.DecodeRuneInString(s); size == n && unicode.IsSpace(r) && r != noBreakSpace {
		return piece{s[:n], space}
	}
	return piece{s[:n], character}
}

// cluster is the length in bytes of the first character of s: a flag, or one
// code point and what combines with it.
func cluster(s string) int {
	first, n := utf8.DecodeRuneInString(s)
	if second, size := utf8.DecodeRuneInString(s[n:]); regional(first) && regional(second) {
		n += size
	}
	return n + combining(s[n:])
}

// combining is the length in bytes of the marks, skin tones and joined emoji
// at the start of s that belong to the character before.
func combining(s string) int {
	n, joined := 0, false
	for range maxMarks {
		r, size := utf8.DecodeRuneInString(s[n:])
		glyph := joined && r >= utf8.RuneSelf && !unicode.IsSpace(r)
		if size == 0 || !glyph && !unicode.Is(unicode.M, r) && r != zeroWidthJoiner && !skinTone(r) {
			break
		}
		joined = r == zeroWidthJoiner
		n += size
	}
	return n
}

const (
	zeroWidthJoiner = '\u200d'
	noBreakSpace    = '\u00a0'
)

func skinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }
func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// units is the length that Telegram counts.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// name is the element of a tag: "a" of <a href="...">.
func (p piece) name() string {
	inner := strings.Trim(p.text, "</>")
	if end := strings.IndexFunc(inner, unicode.IsSpace); end >= 0 {
		inner = inner[:end]
	}
	return inner
}

// plain is what a reader sees of Telegram HTML.
func plain(s string) string {
	var b strings.Builder
	for _, p := range pieces(s) {
		if p.kind == character || p.kind == space {
			b.WriteString(p.text)
		}
	}
	return html.UnescapeString(b.String())
}

// clip shortens plain text to limit units, marked by an ellipsis.
func clip(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	kept, room := 0, limit-1
	for kept < len(s) {
		n := cluster(s[kept:])
		if room -= units(s[kept : kept+n]); room < 0 {
			break
		}
		kept += n
	}
	return s[:kept] + "…"
}
