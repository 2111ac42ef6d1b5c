package page_test

import "testing"

func TestSanitize(t *testing.T) {
	t.Parallel()
	p := openPhone(t, newWorld(t).url, 360, 740)
	p.provokes = "Executing inline event handler violates" // newer browsers tell even where nothing would run
	for _, c := range []struct{ name, html, want string }{
		{"formatting stays", `<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e</code>`, `<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e</code>`},
		{"quotation", `<blockquote expandable="">a</blockquote>`, `<blockquote class="expandable">a</blockquote>`},
		{"spoiler", `<tg-spoiler>a</tg-spoiler>`, `<span class="spoiler">a</span>`},
		{"line ends", "a\n<pre>b\n  c</pre>", "a\n<pre>b\n  c</pre>"},
		{"references", `145 &lt; 150 &amp; "x"`, `145 &lt; 150 &amp; "x"`},
		{"script", `a<script>alert(1)</script>b`, `ab`},
		{"handler", `<b onclick="alert(1)" id="who">a</b>`, `<b>a</b>`},
		{"picture", `<img src=x onerror=alert(1)>a`, `a`},
		{"drawing", `<svg><script>alert(1)</script></svg>a`, `a`},
		{"unknown element keeps its text", `<form><input name=x><h1>a</h1></form>`, `a`},
		{"unknown class", `<span class="spoiler evil">a</span><span class="round">b</span>`, `<span class="spoiler">a</span>b`},
		{"hostile link", `<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a>`, `ab`},
		{"link", `<a href="https://example.vn/?a=1&amp;b=2" onclick="x()">a</a>`,
			`<a href="https://example.vn/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a</a>`},
	} {
		got := evaluate[string](p, `import("./sanitize.js").then(({ sanitize }) => {
			const box = document.createElement("div");
			box.append(sanitize(`+quoted(c.html)+`));
			return box.innerHTML;
		})`)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
