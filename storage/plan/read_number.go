package plan

import (
	"strings"

	"github.com/shopspring/decimal"
)

// numeral is what digits with separators can mean. "1.234" can be 1234 as well as 1,234; everything else has one
// meaning.
type numeral struct {
	value   decimal.Decimal // with every separator a thousands one, except where there are two kinds
	decimal decimal.Decimal // "1.234" as a decimal; set where twofold
	twofold bool
	comma   bool // the only separator is a comma, the Vietnamese decimal sign
	plain   bool // digits alone
	code    bool // may as well be a criterion: "1.5"
}

// most digits of a numeral in front of and behind the decimal sign.
const (
	mostDigits   = 18
	mostDecimals = 6
)

// parseNumeral reads digits with dots, commas and apostrophes between them. Of two kinds of separator the last
// one is the decimal sign; a repeated one separates thousands, as the apostrophe always does; a single dot or
// comma is the decimal sign, but with three digits behind it may be either.
func parseNumeral(s string) (numeral, bool) {
	last := len(s) - 1
	for last >= 0 && isDigit(s[last]) {
		last--
	}
	if last < 0 {
		return numeral{value: digits(s, 0), plain: true}, styledNumber(s)
	}
	head, tail := s[:last], s[last+1:]
	kinds, seps := separators(s)
	if len(s)-seps > mostDigits || len(tail) > mostDecimals {
		return numeral{}, false
	}
	again := strings.IndexByte(head, s[last]) >= 0
	switch {
	case kinds == 1 && (again || s[last] == '\''):
		return numeral{value: digits(s, 0)}, thousands(s)
	case kinds == 1 && len(tail) == 3 && thousands(s):
		return numeral{value: digits(s, 0), decimal: digits(s, 3), twofold: true, comma: s[last] == ','}, true
	case kinds == 1:
		return numeral{value: digits(s, len(tail)), comma: s[last] == ',', code: isCode(s)}, styledNumber(head)
	default:
		return numeral{value: digits(s, len(tail))}, kinds == 2 && !again && thousands(head)
	}
}

// styledNumber reports whether digits are a number as people write it: "03" for style, but not "0912345678".
func styledNumber(s string) bool {
	return len(s) <= mostDigits && (s[0] != '0' || len(s) <= 3)
}

// separators counts the kinds of separator in s, and all of them.
func separators(s string) (kinds, all int) {
	for _, sep := range []string{".", ",", "'"} {
		if n := strings.Count(s, sep); n > 0 {
			kinds, all = kinds+1, all+n
		}
	}
	return kinds, all
}

// thousands reports whether every separator has a group of exactly three digits behind it, and a head of one to
// three digits, not starting with zero, in front.
func thousands(s string) bool {
	head := strings.IndexAny(s, ".,'")
	if head < 1 || head > 3 || s[0] == '0' || (len(s)-head)%4 != 0 {
		return false
	}
	for i := head; i < len(s); i += 4 {
		group := s[i+1 : i+4]
		if !isSeparator(s[i]) || !isDigit(group[0]) || !isDigit(group[1]) || !isDigit(group[2]) {
			return false
		}
	}
	return true
}

// digits is the number of all digits of s, the last n of them behind the decimal sign.
func digits(s string, n int) decimal.Decimal {
	var sum int64
	for i := range len(s) {
		if isDigit(s[i]) {
			sum = sum*10 + int64(s[i]-'0')
		}
	}
	return decimal.New(sum, int32(-n))
}

// spelled reads a spelled number from one to ninety-nine at token i: "ba", "mười hai", "hai mươi lăm".
func (r *reader) spelled(i int) (value int64, n int) {
	tens := r.spelledDigit(i)
	switch {
	case tens == 0:
		return 0, 0
	case tens == 10:
		value, n = 10, 1
	case r.word(i+1) == "muoi":
		value, n = tens*10, 2
	default:
		return tens, 1
	}
	if ones := r.ones(i + n); ones > 0 {
		return value + ones, n + 1
	}
	return value, n
}

// spelledDigit is the number of one word at i, 0 where there is none. In a line with accents it has its own.
func (r *reader) spelledDigit(i int) int64 {
	w, _ := numberWords.find(r.phrase(i, 1))
	if r.accented && r.at(i).marks != w.marks[0] {
		return 0
	}
	return w.says
}

// ones reads the last digit of a spelled number, where five is "lăm", four is "tư" and one "mốt".
func (r *reader) ones(i int) int64 {
	switch r.word(i) {
	case "lam", "nham":
		return 5
	case "tu":
		return 4
	case "muoi":
		return 0
	default:
		return r.spelledDigit(i)
	}
}
