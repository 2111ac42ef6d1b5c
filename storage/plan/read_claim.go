package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// claim is a number, or one number of another, as a line puts it forward.
type claim struct {
	num, den quantity
	paired   bool  // num of den
	things   bool  // a counted noun stands behind it
	own      bool  // and it is the target's
	date     bool  // "15/4" may be a day
	month    bool  // "3/2024" may be a month
	label    bool  // a colon follows: it introduces something
	told     sense // by the words in front of it
	behind   sense // by those behind it, up to a comma
	from, to int   // its tokens
}

// readClaim reads a number at token i, with the whole it is part of.
func (r *reader) readClaim(i int) int {
	num, n := r.quantity(i)
	if n == 0 || r.err != nil {
		return n
	}
	c := claim{num: num, from: i, told: r.pending}
	if den, m, slash := r.whole(i + n); m > 0 {
		c.den, c.paired = den, true
		c.shareUnit()
		n += m
		c.mayBeDate(r, slash && n == 3)
	}
	if m := r.thing(i + n); m > 0 {
		c.things, c.own = true, r.noun(i+n) > 0
		c.date, c.month = false, false
		n += m
	}
	c.label, c.to = r.text(i+n) == ":", i+n
	if c.told&below != 0 {
		return r.refuse(i-1, n+1, BadNegative)
	}
	if (c.date || c.month) && r.word(c.to) == "am" && r.kind(c.to+1) != numToken {
		return r.refuse(i, n+1, BadLunar)
	}
	r.claims, r.open = append(r.claims, c), true
	if r.pending &= nearly; !c.date { // "dự kiến 20/6 xong" is still a hope
		r.pending = 0
	}
	return n
}

// shareUnit gives "1,5/2,1 tỷ" one unit for both numbers.
func (c *claim) shareUnit() {
	switch {
	case c.den.money && c.num.bare():
		c.num.money, c.num.scale = true, c.den.scale
	case c.num.money && c.den.bare():
		c.den.money, c.den.scale = true, c.num.scale
	}
}

func (c *claim) mayBeDate(r *reader, slash bool) {
	if !slash || !c.num.plain || !c.den.plain || c.num.money {
		return
	}
	year, isYear := r.yearAt(c.from + 2)
	month, isMonth := r.small(c.from)
	near := year-r.want.planYear() >= -1 && year-r.want.planYear() <= 1
	c.month = isYear && near && isMonth && month >= 1 && month <= 12
	day, n := r.dayMonth(c.from)
	c.date = n == 3 && !day.IsZero()
}

// whole reads "/150", "trên 150", "trong tổng số 150" behind a number; words that only describe it may stand
// between. slash says that nothing else did.
func (r *reader) whole(i int) (den quantity, n int, slash bool) {
	j := i
	for r.describes(j) {
		j++
	}
	joiner := r.text(j)
	if joiner != "/" && joiner != "tren" && joiner != "trong" {
		return quantity{}, 0, false
	}
	slash = joiner == "/"
	j++
	for slices.Contains(totals, r.word(j)) {
		j++
	}
	span := r.word(j+1) == "thang" && !r.monthAfter(j+1) || r.asideLength(j) > 0
	if r.kind(j) != numToken || !slash && span {
		return quantity{}, 0, false
	}
	den, m := r.quantity(j)
	if next := r.text(j + m); next == "/" && r.kind(j+m+1) == numToken {
		r.refuse(i-1, j+m+3-i, BadNumber)
	}
	return den, j + m - i, slash
}

// totals are the words between "trên" and the whole.
var totals = []string{"tong", "so", "cong", "la", "tat", "ca"}

// describes reports whether the word at i may stand between a number and its whole.
func (r *reader) describes(i int) bool {
	if r.kind(i) != wordToken {
		return false
	}
	switch r.word(i) {
	case "tren", "trong", "quy", "thang", "nam", "ngay", "den":
		return false
	}
	s, _ := r.sense(i)
	return s&^(filler|reaching|having) == 0
}

// readAside reads numbers that are no figures: times, durations, numbers of documents, criterion codes.
func (r *reader) readAside(i int) int {
	n := r.asideLength(i)
	if n > 0 && r.word(i+n) == "ngay" { // the day of the document is not the day of the figure
		day := r.day
		n += r.dayNamed(i + n)
		r.day = day
	}
	return n
}

func (r *reader) asideLength(i int) int {
	if r.kind(i) == wordToken {
		return r.reference(i)
	}
	if r.kind(i) != numToken {
		return 0
	}
	switch unit := r.word(i + 1); unit {
	case "h", "gio", "phut":
		n := 2
		for r.kind(i+n) == numToken && r.at(i+n).glued {
			n++
		}
		return n
	case "ngay", "tuan", "thang", "nam":
		if r.kind(i+2) != numToken {
			return 2
		}
		return 0
	}
	if r.clock(i) {
		return 3
	}
	if r.text(i+1) == "/" && r.at(i+1).glued && r.kind(i+2) == wordToken && r.at(i+2).glued {
		return r.gluedRun(i)
	}
	if text := r.text(i); strings.Count(text, ".") > 1 && isCode(text) {
		return 1
	}
	return 0
}

// reference reads a word with digits glued to it that is no word of the grammar: "TT01/2020", "NQ66".
func (r *reader) reference(i int) int {
	if r.kind(i+1) != numToken || !r.at(i+1).glued || r.thing(i) > 0 {
		return 0
	}
	if s, _ := r.sense(i); s != 0 {
		return 0
	}
	return r.gluedRun(i)
}

func (r *reader) gluedRun(i int) int {
	n := 1
	for r.at(i + n).glued {
		n++
	}
	return n
}

// clock reports whether "14:30" stands at i.
func (r *reader) clock(i int) bool {
	hour, okHour := r.small(i)
	minute, okMinute := r.small(i + 2)
	glued := r.text(i+1) == ":" && r.at(i+1).glued && r.at(i+2).glued
	return glued && okHour && okMinute && hour < 24 && minute < 60 && len(r.text(i+2)) == 2 && r.text(i+3) != "/"
}

// readSign reads a sign that is no part of a number.
func (r *reader) readSign(i int) int {
	text := r.text(i)
	next := r.kind(i+1) == numToken && r.at(i+1).glued
	starts := !r.at(i).glued || r.kind(i-1) == signToken
	c, _ := utf8.DecodeRuneInString(text)
	told, _ := r.sense(i)
	switch {
	case unicode.IsNumber(c), text == "‰":
		return r.refuse(i, 1, BadNumber)
	case text == "/" && (r.kind(i+1) == numToken || r.kind(i-1) == numToken):
		return r.refuse(i-1, 3, BadNumber)
	case text == "-" && next && starts:
		r.pending |= below
	case (text == "." || text == ",") && next && starts:
		return r.refuse(i, 2, BadNumber)
	case text == "+" && !next:
	case told != 0:
		r.tell(told)
	default:
		r.endClause()
	}
	r.unread(i, 1, false)
	return 1
}

// refuse ends the reading: the n tokens from i are no figure.
func (r *reader) refuse(i, n int, reason BadReason) int {
	i = max(i, 0)
	last := min(i+n, len(r.tokens)) - 1
	r.err = &BadFigure{Text: r.line[r.tokens[i].from:r.tokens[last].to], Reason: reason}
	return max(n, 1)
}

// doubt keeps the first thing to ask about.
func (r *reader) doubt(d Doubt) {
	if r.ask == "" {
		r.ask = d
	}
}

// The tokens around a place; there are empty ones beyond both ends.

func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{}
	}
	return r.tokens[i]
}

func (r *reader) kind(i int) tokenKind { return r.at(i).kind }

// text is what the rules see of a token: no word that only looks like theirs without its accents.
func (r *reader) text(i int) string {
	if tok := r.at(i); !tok.other {
		return tok.text
	}
	return otherWord
}

// otherWord stands for every word that is none of the grammar's.
const otherWord = "…"

// word is the text of a word, and empty for numbers and signs.
func (r *reader) word(i int) string {
	if r.kind(i) == wordToken {
		return r.text(i)
	}
	return ""
}

// words is the number of tokens at i if they are these words, otherwise 0.
func (r *reader) words(i int, want ...string) int {
	for k, w := range want {
		if r.word(i+k) != w {
			return 0
		}
	}
	return len(want)
}
