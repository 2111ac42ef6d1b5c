package plan

import (
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a run of folded characters is.
type tokenKind uint8

const (
	endToken  tokenKind = iota // past the last one
	wordToken                  // letters
	numToken                   // digits, with separators between digits
	signToken                  // one character of anything else
)

// token is one word, number or sign of a line.
type token struct {
	kind     tokenKind
	glued    bool   // no space before it
	other    bool   // another word than the grammar's, which it would be without accents
	marks    marks  // its accents
	from, to int32  // where it stands in the line as typed
	text     string // folded
}

// scan cuts a line into tokens, appended to dst.
func scan(dst []token, line string) []token {
	var (
		bytes  [96]byte
		places [len(bytes) + 1]int
		glued  bool
	)
	text, at := foldLine(bytes[:0], places[:0], line)
	for i := 0; i < len(text); {
		kind, n := nextToken(text[i:])
		if kind != endToken {
			t := token{kind: kind, glued: glued, from: int32(at[i]), to: int32(at[i+n]), text: text[i : i+n]}
			t.marks = marksOf(line[t.from:t.to])
			dst = append(dst, t)
		}
		glued = kind != endToken
		i += n
	}
	tellApart(dst)
	return dst
}

// foldLine folds a line into the space of text, and tells of every byte where it comes from, and of the end.
func foldLine(text []byte, at []int, line string) (string, []int) {
	for i, r := range line {
		f := foldRune(r)
		if f < 0 {
			continue
		}
		text = utf8.AppendRune(text, f)
		for len(at) < len(text) {
			at = append(at, i)
		}
	}
	return string(text), append(at, len(line))
}

// nextToken tells the kind and the length of the token that s begins with; a space counts as endToken.
func nextToken(s string) (tokenKind, int) {
	switch c := s[0]; {
	case c == ' ':
		return endToken, 1
	case isDigit(c):
		return numToken, numberLength(s)
	case isLower(c):
		return wordToken, wordLength(s)
	case c < utf8.RuneSelf:
		return signToken, 1
	}
	if n := wordLength(s); n > 0 {
		return wordToken, n
	}
	_, n := utf8.DecodeRuneInString(s)
	return signToken, n
}

// numberLength is the length of the digits s begins with, single separators between them included.
func numberLength(s string) int {
	n := 1
	for n < len(s) && (isDigit(s[n]) || n+1 < len(s) && isSeparator(s[n]) && isDigit(s[n+1])) {
		n++
	}
	return n
}

// wordLength is the length of the letters s begins with, digits of other scripts included: planbot does not read
// those.
func wordLength(s string) int {
	for i, r := range s {
		other := r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if !other && !('a' <= r && r <= 'z') {
			return i
		}
	}
	return len(s)
}

func isDigit(c byte) bool     { return '0' <= c && c <= '9' }
func isLower(c byte) bool     { return 'a' <= c && c <= 'z' }
func isSeparator(c byte) bool { return c == '.' || c == ',' || c == '\'' }
