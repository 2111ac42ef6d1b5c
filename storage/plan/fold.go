package plan

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces text to what it is searched and parsed by: lower case, no accents (đ is d), plain digits, spaces,
// dashes and slashes, and nothing invisible. Composed and decomposed text fold alike: "hoà", "hòa" and "HOA" are
// all "hoa".
func Fold(s string) string {
	var buf [128]byte
	folded := buf[:0]
	for _, r := range s {
		if f := foldRune(r); f >= 0 {
			folded = utf8.AppendRune(folded, f)
		}
	}
	return string(folded)
}

// foldRune folds one rune; -1 drops it.
func foldRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case ' ' <= r && r < 0x7f:
		return r
	case r < rune(len(latin)) && latin[r] != 0:
		return rune(latin[r])
	case fullWidth(r):
		return foldRune(r - '！' + '!')
	default:
		return foldRare(r)
	}
}

// fullWidth reports whether an East Asian keyboard made a wide form of an ASCII sign, such as "１４５／１５０".
func fullWidth(r rune) bool { return '！' <= r && r <= '～' }

func foldRare(r rune) rune {
	if plain, ok := lookalikes[r]; ok {
		return plain
	}
	switch {
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return -1
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r):
		return -1
	case unicode.IsLetter(r):
		return foldLetter(r)
	default:
		return r
	}
}

// foldLetter takes the accents off a letter that no Vietnamese word has.
func foldLetter(r rune) rune {
	var buf [utf8.UTFMax]byte
	parts := norm.NFD.Properties(utf8.AppendRune(buf[:0], r)).Decomposition()
	if base, n := utf8.DecodeRune(parts); n > 0 && base != utf8.RuneError {
		r = base
	}
	return unicode.ToLower(r)
}

// lookalikes are signs that phones put in the place of a plain one.
var lookalikes = map[rune]rune{
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-',
	'⁄': '/', '∕': '/', '’': '\'', '‘': '\'', 'ʼ': '\'', '“': '"', '”': '"',
}

// latin holds the base letter of every accented Vietnamese letter, both cases; 0 elsewhere.
var latin = accents(map[byte]string{
	'a': "àáảãạăằắẳẵặâầấẩẫậ",
	'd': "đ",
	'e': "èéẻẽẹêềếểễệ",
	'i': "ìíỉĩị",
	'o': "òóỏõọôồốổỗộơờớởỡợ",
	'u': "ùúủũụưừứửữự",
	'y': "ỳýỷỹỵ",
})

func accents(families map[byte]string) (table ['ỹ' + 1]byte) {
	for base, letters := range families {
		for _, r := range letters {
			table[r] = base
			table[unicode.ToUpper(r)] = base
		}
	}
	return table
}
