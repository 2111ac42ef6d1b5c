package bot

import "testing"

// A caption counts as a figure only where it says nothing else.
func TestSaysFigure(t *testing.T) {
	t.Parallel()
	for caption, want := range map[string]bool{
		"145/150": true, "9: 97,5%": true, "13 905 triệu/1,2 tỷ": true, "1,5 tỷ / 2,1 tỷ": true, "850tr/1200tr": true,
		"905 triệu": false, "13 đã giải ngân 905 triệu/1,2 tỷ": false, "BC 45/BC-UBND": false, "2 hội thi": false, "21": false,
	} {
		if got := saysFigure(caption); got != want {
			t.Errorf("%q says a figure: %v, want %v", caption, got, want)
		}
	}
}
