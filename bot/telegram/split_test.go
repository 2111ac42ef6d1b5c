package telegram_test

import (
	"html"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"planbot/bot/telegram"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	x := func(n int) string { return strings.Repeat("x", n) }
	tests := []struct {
		name  string
		items []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"blank", []string{"", " ", "<b> </b>"}, nil},
		{"one", []string{"a"}, []string{"a"}},
		{"joined by lines", []string{"a", "", "b"}, []string{"a\n\nb"}},
		{"exactly full", []string{x(31), x(32), "a"}, []string{x(31) + "\n" + x(32), "a"}},
		{"one over", []string{x(31), x(33)}, []string{x(31), x(33)}},
		{"order is kept", []string{x(60), "a", x(60)}, []string{x(60) + "\na", x(60)}},
		{"emoji count two", []string{strings.Repeat("😀", 32), "a"}, []string{strings.Repeat("😀", 32), "a"}},
		{"cut at a space", []string{x(40) + " " + x(30)}, []string{x(40) + " ", x(30)}},
		{"cut where there is no space", []string{x(70)}, []string{x(64), x(6)}},
		{"tags are closed and opened again",
			[]string{`<b><a href="u">` + x(30) + " " + x(30) + `</a></b>`},
			[]string{`<b><a href="u">` + x(30) + ` </a></b>`, `<b><a href="u">` + x(30) + `</a></b>`}},
		{"an entity stays whole", []string{x(62) + "&lt;b"}, []string{x(62), "&lt;b"}},
		{"a surrogate pair stays whole", []string{x(63) + "😀"}, []string{x(63), "😀"}},
		{"marks stay with their letter", []string{x(63) + "e\u0323\u0302"}, []string{x(63), "e\u0323\u0302"}},
		{"a joined emoji stays whole", []string{x(62) + "👩\u200d💻"}, []string{x(62), "👩\u200d💻"}},
		{"a flag stays whole", []string{x(61) + "🇻🇳"}, []string{x(61), "🇻🇳"}},
		{"a tag that fills a message is dropped", []string{`<a href="` + x(80) + `">xin chào</a>`}, []string{"xin chào"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, telegram.Split(tt.items, 64)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// words makes items of Telegram HTML with everything that must not be cut.
func words() *rapid.Generator[string] {
	word := rapid.SampledFrom([]string{
		"nhiệm vụ", " ", " ", "\n", "đúng hạn", norm.NFD.String("ướ"), "&amp;", "&lt;", "&#128512;", "😀", "👩🏽\u200d💻", "🇻🇳",
		"<b>", "</b>", "<i>", "</i>", `<a href="https://example.org/?a=1&amp;b=2">`, "</a>", "x", strings.Repeat("y", 40), "\u00a0", "ệ",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return balanced(rapid.SliceOfN(word, 0, 60).Draw(t, "words"))
	})
}

// balanced drops closing tags that close nothing and closes what is open.
func balanced(words []string) string {
	var b strings.Builder
	var open []string
	for _, w := range words {
		if strings.HasPrefix(w, "</") {
			if len(open) == 0 {
				continue
			}
			w, open = "</"+open[len(open)-1]+">", open[:len(open)-1]
		} else if strings.HasPrefix(w, "<") {
			open = append(open, w[1:2])
		}
		b.WriteString(w)
	}
	for _, name := range slices.Backward(open) {
		b.WriteString("</" + name + ">")
	}
	return b.String()
}

func TestSplitProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(words(), 0, 12).Draw(t, "items")
		limit := rapid.IntRange(64, 700).Draw(t, "limit")
		parts := telegram.Split(items, limit)
		for _, part := range parts {
			wellFormed(t, part, limit)
		}
		if got, want := visible(parts), visible(items); got != want {
			t.Fatalf("got text %q, want %q", got, want)
		}
		if limit > len(strings.Join(items, "\n")) && len(parts) > 1 {
			t.Fatalf("got %d parts for a short text", len(parts))
		}
		for _, item := range items {
			if whole(item, limit) && !slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(p, item) }) {
				t.Fatalf("item %q was cut", item)
			}
		}
	})
}

func whole(item string, limit int) bool {
	return len(utf16.Encode([]rune(item))) <= limit && visible([]string{item}) != ""
}

// visible is the text a reader sees, without white space.
func visible(parts []string) string {
	var b strings.Builder
	for _, part := range parts {
		tag := false
		for _, r := range part {
			switch {
			case r == '<':
				tag = true
			case r == '>':
				tag = false
			case !tag && (!unicode.IsSpace(r) || r == '\u00a0'):
				b.WriteRune(r)
			}
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(b.String()), "\u00a0", ""))
}

func wellFormed(t *rapid.T, part string, limit int) {
	if n := len(utf16.Encode([]rune(part))); n > limit {
		t.Fatalf("%q has %d units, want %d at most", part, n, limit)
	}
	if !utf8.ValidString(part) || unicode.Is(unicode.M, []rune(part)[0]) || strings.HasPrefix(part, "\u200d") {
		t.Fatalf("%q begins inside a character", part)
	}
	var open []string
	for rest := part; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			break
		}
		end := strings.IndexByte(rest[at:], '>')
		if end < 0 {
			t.Fatalf("%q is cut inside a tag", part)
		}
		tag := rest[at+1 : at+end]
		rest = rest[at+end+1:]
		if name, closes := strings.CutPrefix(tag, "/"); !closes {
			open = append(open, tag[:1])
		} else if len(open) == 0 || open[len(open)-1] != name {
			t.Fatalf("%q closes %q, open are %q", part, name, open)
		} else {
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q leaves %q open", part, open)
	}
	for _, after := range strings.Split(part, "&")[1:] {
		if end := strings.IndexByte(after, ';'); end < 0 || end > 8 {
			t.Fatalf("%q is cut inside an entity", part)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("<b>"+strings.Repeat("nhiệm vụ ", 40), 64)
	f.Add(strings.Repeat("<b>", 60)+"x", 70)
	f.Add("x"+strings.Repeat("\u0301", 300), 64)
	f.Add(strings.Repeat(" ", 300)+"<", 64)
	f.Add("&"+strings.Repeat("<a", 300), 64)
	f.Fuzz(func(t *testing.T, item string, limit int) {
		limit = 64 + abs(limit)%1000
		for _, part := range telegram.Split([]string{item, item}, limit) {
			if n := len(utf16.Encode([]rune(part))); n > limit {
				t.Errorf("%q has %d units, want %d at most", part, n, limit)
			}
			if utf8.ValidString(item) && !utf8.ValidString(part) {
				t.Errorf("%q is cut inside a character", part)
			}
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }
