package plan

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// quantity is a number with its unit.
type quantity struct {
	numeral
	percent bool
	money   bool  // written with a unit of money, or of thousands
	scale   int32 // of that unit, as a power of ten
}

// scaled gives the value in đồng, or in things.
func (q quantity) scaled(v decimal.Decimal) decimal.Decimal {
	if q.scale == 0 {
		return v
	}
	return v.Shift(q.scale)
}

func (q quantity) bare() bool { return !q.percent && !q.money }

// quantity reads a number with its unit at token i.
func (r *reader) quantity(i int) (q quantity, n int) {
	q.numeral, n = r.numeral(i)
	if n == 0 || r.err != nil {
		return q, n
	}
	if m := r.percent(i + n); m > 0 {
		q.percent = true
		return q, n + m
	}
	scale, m := r.unit(i + n)
	if m > 0 {
		q.money, q.scale = true, scale
		n += m + r.tail(i+n+m, &q)
	}
	if r.junk(i + n) {
		r.refuse(i, n+r.gluedRun(i+n), BadNumber)
	}
	return q, n
}

// numeral reads digits, grouped by spaces or not, or a spelled number in front of what it counts.
func (r *reader) numeral(i int) (numeral, int) {
	if r.kind(i) != numToken {
		value, n := r.spelled(i)
		_, unit := r.unit(i + n)
		alone := i == 0 && r.kind(n) == endToken
		if n == 0 || r.thing(i+n) == 0 && unit == 0 && r.percent(i+n) == 0 && !alone {
			return numeral{}, 0
		}
		return numeral{value: decimal.NewFromInt(value), plain: true}, n
	}
	text, n := r.grouped(i)
	num, ok := parseNumeral(text)
	if !ok {
		r.refuse(i, n, BadNumber)
	}
	return num, n
}

// grouped joins "1 234 567" into "1'234'567".
func (r *reader) grouped(i int) (string, int) {
	text, n := r.text(i), 1
	if len(text) > 3 || text[0] == '0' {
		return text, 1
	}
	for r.kind(i+n) == numToken && !r.at(i+n).glued && hundreds(r.text(i+n)) {
		text += "'" + r.text(i+n)
		n++
	}
	return text, n
}

// hundreds reports whether s is the next group of a grouped number: three digits, decimals behind them allowed.
func hundreds(s string) bool {
	sep := strings.IndexAny(s, ".,'")
	return sep == 3 && s[3] != '\'' || sep < 0 && len(s) == 3
}

// percent is the number of tokens of "%" or "phần trăm" at i.
func (r *reader) percent(i int) int {
	if r.text(i) == "%" {
		return 1
	}
	return r.words(i, "phan", "tram")
}

// unit reads "tỷ", "triệu đồng", "trăm triệu"; "k" only where it is glued to digits, since alone it means "không".
func (r *reader) unit(i int) (scale int32, n int) {
	if r.word(i) == "k" && r.at(i).glued {
		return 3, 1
	}
	if r.word(i) == "tram" {
		if _, ok := r.scale(i + 1); !ok {
			return 0, 0
		}
		scale, n = 2, 1
	}
	for r.word(i+n) != "dong" || r.word(i+n+1) != "chi" { // "3 đồng chí" are people
		step, ok := r.scale(i + n)
		if !ok {
			break
		}
		scale, n = scale+step, n+1
	}
	return scale, n
}

// scale is the power of ten of one word or sign at i.
func (r *reader) scale(i int) (int32, bool) {
	w, ok := scales.find(r.phrase(i, 1))
	return w.says, ok
}

// tail reads the rest of "1 tỷ 2", "1 tỷ 200 triệu", "một tỷ hai", "1 tỷ rưỡi" behind the unit and adds it.
func (r *reader) tail(i int, q *quantity) int {
	if q.scale < 3 || !q.plain {
		return 0
	}
	rest, n := r.tailDigits(i)
	if n == 0 {
		return 0
	}
	if scale, m := r.unit(i + n); m > 0 && scale < q.scale {
		q.value = q.value.Add(digits(rest, 0).Shift(scale - q.scale))
		q.plain = false
		return n + m
	}
	if !r.endsAmount(i + n) {
		return 0
	}
	q.value, q.plain = q.value.Add(digits(rest, len(rest))), false
	return n
}

// tailDigits are up to three digits, spelled or not: "hai mươi" is 20, "rưỡi" 5.
func (r *reader) tailDigits(i int) (string, int) {
	if r.word(i) == "ruoi" {
		return "5", 1
	}
	if rest := r.text(i); r.kind(i) == numToken {
		if len(rest) > 3 || strings.ContainsAny(rest, ".,'") {
			return "", 0
		}
		return rest, 1
	}
	value, n := r.spelled(i)
	return strconv.FormatInt(value, 10), n
}

// endsAmount reports whether what stands at i leaves the digits in front of it to the amount: "1 tỷ 2", but not
// "1 tỷ 2 dự án" or "1 tỷ 15/4".
func (r *reader) endsAmount(i int) bool {
	_, under := r.unit(i + 2)
	switch {
	case r.kind(i-1) == numToken:
		_, unit := r.unit(i)
		said, _ := r.sense(i)
		names := r.kind(i) == wordToken && said == 0 && !openers[r.word(i)]
		return !names && unit == 0 && r.percent(i) == 0 && r.thing(i) == 0 && (r.text(i) != "/" || under > 0)
	default: // of words only the last can be meant: "một tỷ hai", but not "1 tỷ năm nay"
		return r.kind(i) != wordToken && r.kind(i) != numToken
	}
}

// junk reports whether something is glued to the end of a number that makes it none: "1e9", "12abc", "1,,5"; or what
// only looks like a unit.
func (r *reader) junk(i int) bool {
	tok := r.at(i)
	if tok.text == "k" && !tok.glued { // "12 k" is 12000, or 12 and "không"
		s, _ := r.sense(i)
		return s&having == 0 && r.word(i+1) != "phat" && r.word(i+1) != "ps"
	}
	if !tok.glued || tok.kind == endToken {
		return false
	}
	if tok.kind == wordToken {
		_, said := senses.find(r.phrase(i, 1))
		known := len(tok.text) > 1 && said || r.thing(i) > 0
		return !known || r.kind(i+1) == numToken && r.at(i+1).glued
	}
	for r.kind(i) == signToken && r.at(i).glued && strings.Contains(".,'_*^+", r.text(i)) {
		i++
		if r.kind(i) == numToken && r.at(i).glued {
			return true
		}
	}
	return false
}
