package plan

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// otherPlace moves tone marks to where other hands put them.
var otherPlace = strings.NewReplacer(
	"òa", "oà", "óa", "oá", "ỏa", "oả", "õa", "oã", "ọa", "oạ", "oà", "òa", "oá", "óa", "oả", "ỏa", "oã", "õa", "oạ", "ọa",
	"ùy", "uỳ", "úy", "uý", "ủy", "uỷ", "ũy", "uỹ", "ụy", "uỵ", "uỳ", "ùy", "uý", "úy", "uỷ", "ủy", "uỹ", "ũy", "uỵ", "ụy",
	"ướ", "ứơ", "ượ", "ựơ", "ườ", "ừơ",
)

// hands are the ways in which a phrase comes from phones and people who type with accents.
func hands(phrase string) []string {
	return []string{
		phrase, strings.ToUpper(phrase), norm.NFD.String(phrase), norm.NFD.String(strings.ToUpper(phrase)),
		otherPlace.Replace(phrase), norm.NFD.String(otherPlace.Replace(phrase)),
	}
}

func readerOf(line string) *reader {
	r := &reader{line: line, tokens: scan(nil, line)}
	r.accented = slices.ContainsFunc(r.tokens, func(t token) bool { return t.marks != 0 })
	return r
}

// Every word of the grammar is read with its accents, and without any as the first that is so spelt.
func TestEveryWordOfTheGrammar(t *testing.T) {
	t.Parallel()
	bare := map[string]sense{}
	for _, row := range grammar {
		for phrase := range strings.SplitSeq(row.phrases, ", ") {
			if _, said := bare[Fold(phrase)]; !said {
				bare[Fold(phrase)] = row.sense
			}
			for _, typed := range hands(phrase) {
				wantSense(t, typed, row.sense)
			}
			wantSense(t, Fold(phrase), bare[Fold(phrase)])
			if first := strings.Fields(Fold(phrase)); !slices.ContainsFunc(first, func(w string) bool { return bareWords[w] }) {
				wantSense(t, Fold(phrase)+": ừ", bare[Fold(phrase)]) // in a line that has accents elsewhere
			}
		}
	}
	for word, says := range map[string]sense{"da": already, "tam": estimating, "co": having, "duoc": reaching} {
		if bare[word] != says {
			t.Errorf("%s without accents is %b, want %b", word, bare[word], says)
		}
	}
}

func wantSense(t *testing.T, typed string, want sense) {
	t.Helper()
	r := readerOf(typed)
	words := slices.IndexFunc(append(r.tokens, token{text: ":"}), func(t token) bool { return t.text == ":" })
	if got, n := r.sense(0); got != want || n != words {
		t.Errorf("%q is %b in %d words, want %b in %d", typed, got, n, want, words)
	}
}

func TestEveryOtherWord(t *testing.T) {
	t.Parallel()
	for _, phrase := range []string{"hồ sơ", "sáng kiến", "đơn vị", "cuộc", "vụ", "kiến nghị", "ý kiến", "thủ tục", "cán bộ", "dịch vụ"} {
		for _, typed := range append(hands(phrase), Fold(phrase)) {
			if r := readerOf(typed); r.thing(0) != len(r.tokens) {
				t.Errorf("%q is no thing", typed)
			}
		}
	}
	for i, word := range []string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"} {
		for _, typed := range append(hands(word), Fold(word)) {
			if value, _ := readerOf(typed).spelled(0); value != int64(i+1) {
				t.Errorf("%q is the number %d", typed, value)
			}
		}
	}
	for word, scale := range map[string]int32{"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3, "đồng": 0, "đ": 0, "VNĐ": 0} {
		for _, typed := range append(hands(word), Fold(word)) {
			if got, ok := readerOf(typed).scale(0); !ok || got != scale {
				t.Errorf("%q is the unit %d, %v", typed, got, ok)
			}
		}
	}
	for word := range strings.FieldsSeq(ruleWords) {
		for _, typed := range append(hands(word), Fold(word)) {
			if got := readerOf(typed).word(0); got != Fold(word) {
				t.Errorf("the rules see %q as %q", typed, got)
			}
		}
	}
}

// Any other accents make another word.
func TestWordsOfOtherAccents(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{
		"đăng", "đảng", "đắng", "chứng", "chúng", "tâm", "tạm", "tấm", "chữa", "chứa", "chùa", "hôn", "giám", "tặng", "tầng", "đất", "đặt",
		"sáp", "trẻ", "chấm", "chăm", "tôn", "tổn", "hồng", "rời", "ấm", "ẩm", "gắn", "lén", "mời", "mỗi", "bột", "đông", "đóng", "ngân", "tý",
	} {
		for _, typed := range []string{typed, strings.ToUpper(typed), norm.NFD.String(typed)} {
			r := readerOf(typed)
			_, scale := r.scale(0)
			if s, _ := r.sense(0); s != 0 || scale {
				t.Errorf("%q is a word of the grammar", typed)
			}
		}
	}
	for _, typed := range []string{"quỹ", "thẳng", "thắng", "nấm", "ngây", "cưới", "mừng", "thư", "trồng", "trọng"} {
		if got := readerOf(typed).word(0); got != otherWord {
			t.Errorf("the rules see %q as %q", typed, got)
		}
	}
}
