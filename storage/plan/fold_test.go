package plan_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"planbot/storage/plan"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"hoà", "hoa"},
		{"hòa", "hoa"},
		{"HOA", "hoa"},
		{norm.NFD.String("Nhiệm vụ số 9"), "nhiem vu so 9"},
		{"Đường ĐƯỜNG đường", "duong duong duong"},
		{"Quảng Ngãi, ngày 16/02/2024", "quang ngai, ngay 16/02/2024"},
		{"１４５／１５０：９７，５％", "145/150:97,5%"},
		{"1\u00a0234\u202f567", "1 234 567"},
		{"14\u200b5\u202e/\ufeff150", "145/150"},
		{"15–4 — −5", "15-4 - -5"},
		{"145⁄150", "145/150"},
		{"1’234", "1'234"},
		{"Ñandú Çelik É", "nandu celik e"},
		{"a\tb\nc", "a b c"},
		{"bad \xff byte", "bad \ufffd byte"},
		{"", ""},
	} {
		if got := plan.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFoldAllVietnameseLetters(t *testing.T) {
	t.Parallel()
	const letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ" +
		"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
	for _, r := range letters {
		folded := plan.Fold(string(r))
		if len(folded) != 1 || folded[0] < 'a' || folded[0] > 'z' {
			t.Errorf("Fold(%q) = %q, want one letter a to z", r, folded)
		}
		if decomposed := plan.Fold(norm.NFD.String(string(r))); decomposed != folded {
			t.Errorf("Fold(NFD %q) = %q, want %q", r, decomposed, folded)
		}
	}
}

func TestFoldTwiceIsFoldOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		once := plan.Fold(rapid.String().Draw(t, "text"))
		if twice := plan.Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, want it unchanged", once, twice)
		}
	})
}
