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

// documentKinds are the kinds of document by their short forms, as Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I lists them;
// it gives công văn no short form, and its number none either.
var documentKinds = []struct {
	kind DocumentKind
	name string
}{
	{"NQ", "Nghị quyết"}, {"QĐ", "Quyết định"}, {"CT", "Chỉ thị"}, {"QC", "Quy chế"}, {"QyĐ", "Quy định"}, {"TC", "Thông cáo"},
	{"TB", "Thông báo"}, {"HD", "Hướng dẫn"}, {"CTr", "Chương trình"}, {"KH", "Kế hoạch"}, {"PA", "Phương án"}, {"ĐA", "Đề án"},
	{"DA", "Dự án"}, {"BC", "Báo cáo"}, {"BB", "Biên bản"}, {"TTr", "Tờ trình"}, {"HĐ", "Hợp đồng"}, {"CĐ", "Công điện"},
	{"BGN", "Bản ghi nhớ"}, {"BTT", "Bản thỏa thuận"}, {"GUQ", "Giấy ủy quyền"}, {"GM", "Giấy mời"}, {"GGT", "Giấy giới thiệu"},
	{"GNP", "Giấy nghỉ phép"}, {"PG", "Phiếu gửi"}, {"PC", "Phiếu chuyển"}, {"PB", "Phiếu báo"}, {Dispatch, "Công văn"},
}

// foldedKinds are the names of documentKinds as they are compared, in the same order.
var foldedKinds = func() (all [][]string) {
	for _, k := range documentKinds {
		all = append(all, strings.Fields(Fold(k.name)))
	}
	return all
}()

// Called is what the document is called in front of its number: "Báo cáo" for 45/BC-UBND, "Công văn" for 12/UBND-VP, and
// "Văn bản" where the number tells no kind of ours. One with a year in its number, as 30/2020/NĐ-CP, is no công văn.
func (d Document) Called() string {
	dated := d.Kind == Dispatch && strings.Count(d.Number, "/") > 1
	for _, k := range documentKinds {
		if k.kind == d.Kind && !dated {
			return k.name
		}
	}
	return "Văn bản"
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
	for i, name := range foldedKinds {
		if n := len(name); n <= len(words) && slices.Equal(strings.Fields(Fold(strings.Join(words[:n], " "))), name) {
			kind, used = documentKinds[i].kind, n
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
