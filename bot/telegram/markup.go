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
	maxEntity  = 12 // bytes; the longest that Telegram reads is shorter
	maxCluster = 32 // characters; longer heaps of marks are vandalism and may be cut
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
		if end := strings.IndexByte(s, '>'); end > 1 {
			if s[1] == '/' {
				return piece{s[:end+1], closing}
			}
			return piece{s[:end+1], opening}
		}
	case '&':
		if end := strings.IndexByte(s[:min(len(s), maxEntity)], ';'); end > 1 {
			return piece{s[:end+1], character}
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) && r != '\u00a0' {
		return piece{s[:n], space}
	}
	return piece{s[:cluster(s)], character}
}

// cluster is the length in bytes of the first character of s with its
// combining marks, joined emoji and skin tones.
func cluster(s string) int {
	first, n := utf8.DecodeRuneInString(s)
	joined := false
	for runes := 1; n < len(s) && runes < maxCluster; runes++ {
		r, size := utf8.DecodeRuneInString(s[n:])
		flag := runes == 1 && regional(first) && regional(r)
		if !joined && !flag && !unicode.Is(unicode.M, r) && r != zeroWidthJoiner && !skinTone(r) {
			break
		}
		joined = r == zeroWidthJoiner && s[n+size:] != "" && s[n+size] >= utf8.RuneSelf
		n += size
	}
	return n
}

const zeroWidthJoiner = '\u200d'

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
