package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"planbot/storage/calendar"
)

// Lengths of texts, in characters: a line is shown in lists on a phone, a text is a passage of the plan.
const (
	maxLine = 300
	maxText = 4000
)

// scalar gives a single value as written. Quotes and line breaks of the file are layout, not content: every run
// of white space becomes one space.
func (r *reader) scalar(n ast.Node, what string, limit int) (text string, ok bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		text = n.Value
	case *ast.LiteralNode:
		text = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		text = n.GetToken().Value
	default:
		r.problem(placeOfNode(n), "%s must be a single value, not %s", what, kindOf(n))
		return "", false
	}
	text = norm.NFC.String(strings.Join(strings.Fields(text), " "))
	at := placeOfNode(n)
	if i := strings.IndexFunc(text, refused); i >= 0 {
		c, _ := utf8.DecodeRuneInString(text[i:])
		r.problem(at, "%s contains %s", what, describe(c))
		return "", false
	}
	if length := utf8.RuneCountInString(text); length > limit {
		r.problem(at, "%s has %d characters, the limit is %d", what, length, limit)
		return "", false
	}
	if text == "" {
		r.problem(at, "%s is empty", what)
	}
	return text, text != ""
}

func (f *fields) value(key string, n need, limit int) string {
	value := f.node(key, n)
	if value == nil {
		return ""
	}
	text, _ := f.r.scalar(value, key+" of "+f.what, limit)
	return text
}

// line reads a short text, text a passage.
func (f *fields) line(key string, n need) string { return f.value(key, n, maxLine) }
func (f *fields) text(key string, n need) string { return f.value(key, n, maxText) }

// form reads a text of a fixed form, such as a code; want describes the form.
func (f *fields) form(key string, n need, form *regexp.Regexp, want string) string {
	text := f.line(key, n)
	if text != "" && !form.MatchString(text) {
		f.r.problem(f.at(key), "%s of %s is %q, want %s", key, f.what, text, want)
		return ""
	}
	return text
}

// texts reads a list of texts.
func (f *fields) texts(key string, n need) []string {
	var texts []string
	for _, entry := range f.list(key, n) {
		if text, ok := f.r.scalar(entry, "an entry of "+key+" of "+f.what, maxText); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// choice reads one of the known words.
func choice[T ~string](f *fields, key string, n need, known ...T) T {
	text := T(f.line(key, n))
	if text != "" && !slices.Contains(known, text) {
		words := make([]string, len(known))
		for i, k := range known {
			words[i] = strconv.Quote(string(k))
		}
		f.r.problem(f.at(key), "%s of %s is %q, want one of %s", key, f.what, text, strings.Join(words, ", "))
		return ""
	}
	return text
}

var integer = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`)

// integer reads a whole number within bounds; a missing one is zero.
func (f *fields) integer(key string, n need, low, high int) int {
	value := f.node(key, n)
	if value == nil {
		return 0
	}
	number, _ := f.r.whole(value, key+" of "+f.what, low, high)
	return number
}

func (r *reader) whole(n ast.Node, what string, low, high int) (number int, ok bool) {
	text, ok := r.scalar(n, what, maxLine)
	if !ok {
		return 0, false
	}
	number, _ = strconv.Atoi(text)
	if !integer.MatchString(text) || number < low || number > high {
		r.problem(placeOfNode(n), "%s is %q, want a whole number from %d to %d", what, text, low, high)
		return 0, false
	}
	return number, true
}

// flag reads true or false.
func (f *fields) flag(key string) bool { return choice(f, key, optional, "true", "false") == "true" }

// date reads an ISO date that exists.
func (f *fields) date(key string, n need) calendar.Date {
	text := f.line(key, n)
	if text == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(text)
	if err != nil || d.Year < 2000 || d.Year > 2100 {
		f.r.problem(f.at(key), "%s of %s is %q, want a date that exists, like 2024-06-30", key, f.what, text)
		return calendar.Date{}
	}
	return d
}

// number is an exact decimal: digits, at most six of them behind a point, thousands optionally set apart by "_".
var number = regexp.MustCompile(`^([0-9]{1,15}|[0-9]{1,3}(_[0-9]{3}){1,4})(\.[0-9]{1,6})?$`)

// exact turns a number into a decimal without a detour through a float.
func exact(text string) (value decimal.Decimal, ok bool) {
	if !number.MatchString(text) {
		return decimal.Zero, false
	}
	value, err := decimal.NewFromString(strings.ReplaceAll(text, "_", ""))
	return value, err == nil
}

// decimal reads an exact number.
func (f *fields) decimal(key string, n need) decimal.Decimal {
	text := f.line(key, n)
	if text == "" {
		return decimal.Zero
	}
	value, ok := exact(text)
	if !ok {
		f.r.problem(f.at(key), "%s of %s is %q, want a number like 97.5 or 2_100_000_000", key, f.what, text)
	}
	return value
}
