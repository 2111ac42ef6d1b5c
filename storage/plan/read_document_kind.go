package plan

import (
	"slices"
	"strings"
	"unicode"
)

// DocumentKind is the short form of a kind of document, as its number has it: "BC" of "45/BC-UBND".
type DocumentKind string

// Dispatch is a document whose number names no kind (công văn).
const Dispatch DocumentKind = "CV"

// documentKinds are the kinds of document by their short forms, with their names folded (Nghị định 30/2020/NĐ-CP, Phụ
// lục III).
var documentKinds = []struct {
	kind DocumentKind
	name string
}{
	{"NQ", "nghi quyet"}, {"QĐ", "quyet dinh"}, {"CT", "chi thi"}, {"QC", "quy che"}, {"QyĐ", "quy dinh"},
	{"TC", "thong cao"}, {"TB", "thong bao"}, {"HD", "huong dan"}, {"CTr", "chuong trinh"}, {"KH", "ke hoach"},
	{"PA", "phuong an"}, {"ĐA", "de an"}, {"DA", "du an"}, {"BC", "bao cao"}, {"BB", "bien ban"}, {"TTr", "to trinh"},
	{"HĐ", "hop dong"}, {"CĐ", "cong dien"}, {"GM", "giay moi"}, {"GGT", "giay gioi thieu"}, {"PC", "phieu chuyen"},
	{Dispatch, "cong van"},
}

// kindShort finds a kind by its short form, with accents or, where that is no other kind, without.
func kindShort(word string) DocumentKind {
	folded := DocumentKind("")
	for _, k := range documentKinds {
		switch {
		case strings.EqualFold(string(k.kind), word):
			return k.kind
		case folded == "" && Fold(string(k.kind)) == Fold(word):
			folded = k.kind
		}
	}
	return folded
}

// kindOfSign is the kind that the sign of a number names: BC of "BC-UBND", NĐ-CP and UBND name none of ours.
func kindOfSign(sign string) DocumentKind {
	for part := range strings.FieldsFuncSeq(sign, func(r rune) bool { return strings.ContainsRune("/-.&", r) }) {
		if !unicode.IsDigit(rune(part[0])) {
			return kindShort(part)
		}
	}
	return ""
}

// kindAhead finds the kind that the first words name, in full or short, and returns the words behind it and "số".
func kindAhead(words []string) (DocumentKind, []string) {
	kind, used := DocumentKind(""), 0
	for _, k := range documentKinds {
		if n := len(strings.Fields(k.name)); n <= len(words) && Fold(strings.Join(words[:n], " ")) == k.name {
			kind, used = k.kind, n
		}
	}
	if used == 0 && len(words) > 0 {
		if kind = kindShort(words[0]); kind != "" {
			used = 1
		}
	}
	if used > 0 && used < len(words) && strings.Trim(Fold(words[used]), ":") == "so" {
		used++
	}
	return kind, words[used:]
}

// kindAtStart is kindAhead for words that name a kind and nothing else.
func kindAtStart(text string) (kind DocumentKind, named bool) {
	kind, rest := kindAhead(strings.Fields(text))
	return kind, kind != "" && len(rest) == 0
}

// kindIn is the first kind that a text names: in full, or short and in capitals, as in a file's name.
func kindIn(text string) DocumentKind {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
	for i, word := range words {
		if kind, rest := kindAhead(words[i:]); kind != "" {
			full := len(words)-i-len(rest) > 1
			if full || word == strings.ToUpper(word) {
				return kind
			}
		}
	}
	return ""
}

// kindsAsked are the kinds of which a product of the plan may be: "Báo cáo, thông báo kết luận" is of two.
func kindsAsked(product string) []DocumentKind {
	var kinds []DocumentKind
	for part := range strings.FieldsFuncSeq(product, func(r rune) bool { return strings.ContainsRune(",;/()", r) }) {
		words := strings.Fields(part)
		if len(words) > 1 && slices.Contains([]string{"hoac", "va"}, Fold(words[0])) {
			words = words[1:]
		}
		if kind, _ := kindAhead(words); kind != "" {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
