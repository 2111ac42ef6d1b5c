package emulator

import (
	"html"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseHTML(t *testing.T) {
	t.Parallel()
	tests := []struct {
		src, text string
		entities  []entity
	}{
		{"plain > & text", "plain > & text", nil},
		{"<b>đậm</b> thường", "đậm thường", []entity{{Type: "bold", Length: 3}}},
		{"😀<i>x</i>", "😀x", []entity{{Type: "italic", Offset: 2, Length: 1}}},
		{"<b>a<i>b</i></b>", "ab", []entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"&lt;b&gt; &amp; &quot; &#7879; &#x1F600; &nbsp;", "<b> & \" ệ 😀 &nbsp;", nil},
		{"<a href=\"https://x.y/?a=1&amp;b=2\">l</a>", "l", []entity{{Type: "text_link", Length: 1, URL: "https://x.y/?a=1&b=2"}}},
		{"<pre><code class=\"language-go\">x</code></pre>", "x", []entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"<blockquote expandable>q</blockquote>", "q", []entity{{Type: "expandable_blockquote", Length: 1}}},
		{"<span class='tg-spoiler'>s</span><tg-spoiler>t</tg-spoiler>", "st", []entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}}},
		{" \n<b> a </b>\n", "a", []entity{{Type: "bold", Length: 1}}},
		{"<b></b>x", "x", nil},
		{"145/150 /tasks@planbot <code>/no</code> a/b", "145/150 /tasks@planbot /no a/b",
			[]entity{{Type: "bot_command", Offset: 8, Length: 14}, {Type: "code", Offset: 23, Length: 3}}},
	}
	for _, tt := range tests {
		text, es, err := formatted(tt.src, "HTML", "")
		if err != nil || text != tt.text || !cmp.Equal(es, tt.entities) {
			t.Errorf("%s: got %q %+v %v, want %q %+v", tt.src, text, es, err, tt.text, tt.entities)
		}
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	t.Parallel()
	for src, words := range map[string]string{
		"a<br>b":           `Unsupported start tag "br" at byte offset 1`,
		"5 < 6":            `Unsupported start tag "" at byte offset 2`,
		"<b>a":             `Can't find end tag corresponding to start tag "b"`,
		"a</b>":            "Unexpected end tag at byte offset 1",
		"<b><i>a</b></i>":  `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
		"<b":               "Unclosed start tag at byte offset 0",
		"<b>x</b":          "Unclosed end tag at byte offset 4",
		"<span>x</span>":   `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<a href='x>y</a>": "Unclosed start tag at byte offset 0",
	} {
		if _, _, err := parseHTML(src); err == nil || !strings.HasSuffix(err.Error(), "can't parse entities: "+words) {
			t.Errorf("%s: got %v, want %s", src, err, words)
		}
	}
}

// Whatever is escaped comes back as it was, and what is shown on the page says the same.
func TestEscapedTextComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		inner := rapid.StringMatching(`[a-zệ😀<>&"'/@ ]{0,20}`).Draw(t, "inner")
		text, es, err := formatted("x<b>"+html.EscapeString(inner)+"</b>y", "HTML", "")
		if err != nil || text != "x"+inner+"y" {
			t.Fatalf("got %q, %v, want %q", text, err, "x"+inner+"y")
		}
		if n := len(utf16.Encode([]rune(text))); n != utf16Len(text) {
			t.Fatalf("got %d units, want %d", utf16Len(text), n)
		}
		if inner != "" && (es[0].Offset != 1 || es[0].Length != utf16Len(inner)) {
			t.Fatalf("got %+v", es)
		}
		again, _, err := parseHTML(strings.NewReplacer(`<span class="mention">`, "", `<span class="bot_command">`, "", "</span>", "").Replace(render(text, es)))
		if err != nil || again != text {
			t.Fatalf("the page shows %q, %v, want %q", again, err, text)
		}
	})
}

func TestRenderIsSafe(t *testing.T) {
	t.Parallel()
	es := []entity{{Type: "text_link", Length: 2, URL: "javascript:alert(1)"}, {Type: "bold", Offset: 1, Length: 9}}
	const want = `<a rel="noopener noreferrer" target="_blank" href="#">&lt;<b>i</b></a>&gt;`
	if got := render("<i>", es); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
