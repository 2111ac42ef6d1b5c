package plan

import (
	"strconv"
	"strings"
)

// Line is one line of a reply: what it is about, and the words of the figure.
type Line struct {
	Text    string // as typed, without the space around it
	Address Address
	Rest    string // what follows the address; the whole line where there is none
}

// Address names what a line is about. The zero Address names nothing: the message replied to has to.
type Address struct {
	Task int    // the number in the plan or in the list replied to
	Code string // a criterion code, "3.4.2"
	Mark string // which target of the task, "a"
	Unit string // which unit's figure, as typed; the caller resolves it
}

// MostTask is the largest task number that is typed: three digits, so that tasks given during the year, from
// [FirstAssigned] on, have room. A larger number at the head of a line is a figure.
const MostTask = 999

// SplitReply cuts a reply into lines at line ends and semicolons, and each line into its address and its figure.
// Empty lines are left out. unit reports whether a word names a unit; nil knows none, and then a word in capitals
// behind a task number is taken for one.
//
// A number is an address only where something that can be a figure follows: "9 145/150" and "9: 97%" are about
// task 9, "145/150", "3 sáng kiến" and "6 tháng: 145/150" name no task. A dotted number is a criterion code before
// it is a figure: "1.5 3" is criterion 1.5, value 3; "1.5" alone is left for [ReadFigure] to ask about.
func SplitReply(text string, unit func(word string) bool) []Line {
	var lines []Line
	for line := range strings.FieldsFuncSeq(text, endsLine) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, splitLine(line, unit))
		}
	}
	return lines
}

func endsLine(c rune) bool { return c == '\n' || c == '\r' || c == ';' || c == '；' || c == '\u2028' }

func splitLine(line string, unit func(string) bool) Line {
	var tokens [12]token
	a := addresser{reader: reader{line: line, tokens: scan(tokens[:0], line)}, isUnit: unit}
	start := a.bullet()
	address, end := a.address(start)
	if end == start {
		return Line{Text: line, Rest: a.from(start)}
	}
	return Line{Text: line, Address: address, Rest: a.from(end)}
}

// addresser finds the address at the head of a line.
type addresser struct {
	reader
	isUnit func(word string) bool
}

// from is the line from token i on.
func (a *addresser) from(i int) string {
	if i >= len(a.tokens) {
		return ""
	}
	return a.line[a.tokens[i].from:]
}

// bullet is the number of tokens of a list sign. A dash glued to a number is one only in front of "9:".
func (a *addresser) bullet() int {
	switch a.text(0) {
	case "•", "*", "·", "●", "▪":
		return 1
	case "-", "+":
		if colon := a.text(2) == ":" || a.text(2) == ")"; colon || !a.at(1).glued {
			return 1
		}
	}
	return 0
}

// address reads the address at token i and tells where the figure starts; at i itself where there is none.
func (a *addresser) address(i int) (Address, int) {
	label := a.label(i)
	address, n := a.number(i + label)
	j := i + label + n
	if n == 0 {
		return a.markOrUnit(i)
	}
	if mark := a.mark(j); mark != "" {
		address.Mark = mark
		j++
	}
	if word := a.unitAt(j); word != "" {
		address.Unit = word
		return address, a.separator(j + 1)
	}
	named := label > 0 || address.Mark != ""
	switch end := a.separator(j); {
	case end > j, strings.Count(address.Code, ".") > 1, named && !a.measured(j), a.figureAt(i, j):
		return address, end
	default:
		return Address{}, i
	}
}

// label is the number of tokens of "nhiệm vụ số", "nv", "#".
func (a *addresser) label(i int) int {
	n := 0
	switch a.text(i) {
	case "nv", "viec", "muc", "tc", "task", "#":
		n = 1
	case "nhiem", "cong", "tieu":
		n = max(a.words(i, "nhiem", "vu"), a.words(i, "cong", "viec"), a.words(i, "tieu", "chi"))
	}
	if n > 0 && a.word(i+n) == "so" {
		n++
	}
	return n
}

// number reads a task number or a criterion code.
func (a *addresser) number(i int) (Address, int) {
	text := a.text(i)
	if a.kind(i) != numToken {
		return Address{}, 0
	}
	if isCode(text) {
		return Address{Code: text}, 1
	}
	no, err := strconv.Atoi(text)
	if err != nil || no < 1 || no > MostTask || len(text) > len("999") {
		return Address{}, 0
	}
	return Address{Task: no}, 1
}

// isCode reports whether s is a criterion code: two to five numbers under twenty. The year of "15.4.2024" and the
// thousands of "1.234" are none.
func isCode(s string) bool {
	parts := 0
	for part := range strings.SplitSeq(s, ".") {
		no, err := strconv.Atoi(part)
		if err != nil || no < 1 || no > 19 || part[0] == '0' {
			return false
		}
		parts++
	}
	return parts >= 2 && parts <= 5
}

// mark reads the letter glued to a number: "1b 2/4". The "k" of "12k" and the "h" of "8h" are units.
func (a *addresser) mark(j int) string {
	if !a.at(j).glued || !a.letter(j) || a.text(j+1) == "/" {
		return ""
	}
	return a.text(j)
}

// letter reports whether one of the letters a to g, without accent, stands at j.
func (a *addresser) letter(j int) bool {
	tok := a.at(j)
	return tok.kind == wordToken && len(tok.text) == 1 && tok.to-tok.from == 1 && tok.text <= "g"
}

// markOrUnit reads "a: 2/4" and "TPHT: 30/50", for replies to a message about one task.
func (a *addresser) markOrUnit(i int) (Address, int) {
	word := a.at(i)
	if word.kind != wordToken {
		return Address{}, i
	}
	if end := a.separator(i + 1); a.letter(i) && end > i+1 && a.text(i+1) != "-" {
		return Address{Mark: word.text}, end
	}
	if typed := a.line[word.from:word.to]; a.isUnit != nil && a.isUnit(typed) && a.answers(a.separator(i+1)) {
		return Address{Unit: typed}, a.separator(i + 1)
	}
	return Address{}, i
}

// unitAt reads a unit's code behind a task: a word that names one, or capitals that the grammar does not know.
func (a *addresser) unitAt(j int) string {
	word := a.at(j)
	if word.kind != wordToken || word.glued && a.kind(j-1) == numToken || !a.answers(a.separator(j+1)) {
		return ""
	}
	end := j + 1
	for a.at(end).glued && a.kind(end) == numToken {
		end++
	}
	typed := a.line[word.from:a.tokens[end-1].to]
	if a.isUnit != nil && a.isUnit(typed) || end == j+1 && a.code(j, typed) {
		return typed
	}
	return ""
}

// code reports whether the word typed at j looks like a unit's code.
func (a *addresser) code(j int, typed string) bool {
	capitals := len(typed) >= 2 && len(typed) <= 8 && strings.IndexFunc(typed, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
	if !capitals || a.thing(j) > 0 || a.figureWord(j) {
		return false
	}
	known, _ := a.sense(j)
	_, money := scales[a.word(j)]
	_, spelled := numberWords[a.word(j)]
	return known == 0 && !money && !spelled
}

// separator skips ":", "=", ")", "-" or a full stop at j. The dash of "15-4" belongs to a date, and that of "9 -5"
// to its number.
func (a *addresser) separator(j int) int {
	switch sep := a.at(j); sep.text {
	case ":", "=", ")":
		return j + 1
	case ".":
		if !a.at(j + 1).glued {
			return j + 1
		}
	case "-":
		negative := !sep.glued && a.at(j+1).glued
		if !negative && !a.dashDate(j) {
			return j + 1
		}
	}
	return j
}

// dashDate reports whether the dash at j is inside a date: "15-4".
func (a *addresser) dashDate(j int) bool {
	day, okDay := a.small(j - 1)
	month, okMonth := a.small(j + 1)
	_, real := realDate(2024, month, day) // a leap year
	return a.at(j).glued && a.at(j+1).glued && okDay && okMonth && real
}

// figureAt reports whether a figure begins at j, so that the number in front of it, at i, is an address. "1 234 567"
// and the "1 234" of "1 234/1 500" are one number.
func (a *addresser) figureAt(i, j int) bool {
	switch {
	case a.text(j) == "-":
		return !a.at(j).glued && a.kind(j+1) == numToken
	case a.kind(j) == numToken:
		return !a.groups(i, j)
	case a.word(j) == "thang":
		return a.monthAfter(j)
	case a.word(j) == "nam":
		_, year := a.yearAt(j + 1)
		return year && a.answers(j+2)
	default:
		return a.figureWord(j) && a.answers(j)
	}
}

// groups reports whether the numbers from i on are groups of one number rather than an address and a value.
func (a *addresser) groups(i, j int) bool {
	if a.kind(i) != numToken || !hundreds(a.text(j)) {
		return false
	}
	_, n := a.grouped(i)
	noBreak := strings.ContainsAny(a.line[a.tokens[i].to:a.tokens[j].from], "\u00a0\u202f\u2009")
	under := n > 1 && a.text(i+n) == "/" && a.kind(i+n+2) == numToken && hundreds(a.text(i+n+2))
	return n > 2 || n > 1 && noBreak || under
}

// openers are the words that a figure, a period or an answer begins with, beside those of the grammar's table.
var openers = map[string]bool{
	"quy": true, "qui": true, "q": true, "qi": true, "qii": true, "qiii": true, "qiv": true, "thang": true, "th": true,
	"t": true, "ngay": true, "tinh": true, "den": true, "ca": true, "nua": true, "hoan": true, "luy": true, "du": true,
	"sang": false, "k": true,
}

// figureWord reports whether the word at j begins a figure.
func (a *addresser) figureWord(j int) bool {
	if a.at(j).glued && a.kind(j-1) == numToken || a.word(j) == "" || a.word(j) == "tren" || a.word(j) == "roi" {
		return false
	}
	const opening = estimating | comparing | more | less | reaching | negating | finished | nearly | already | underway | summing
	s, _ := a.sense(j)
	return s&opening != 0 || openers[a.word(j)]
}

// answers reports whether the line from j on can answer: it has a number, or says done or not done.
func (a *addresser) answers(j int) bool {
	for i := j; i < len(a.tokens); i++ {
		s, _ := a.sense(i)
		if a.kind(i) == numToken || s&(finished|negating|underway|already|nearly) != 0 {
			return true
		}
	}
	return false
}

// measured reports whether what stands at j makes the number in front of it a figure: "nhiệm vụ 9/19".
func (a *addresser) measured(j int) bool {
	_, money := a.unit(j)
	return a.text(j) == "/" || a.text(j) == "%" || money > 0 || a.thing(j) > 0
}
