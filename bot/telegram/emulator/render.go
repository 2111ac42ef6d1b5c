package emulator

import (
	"html"
	"strings"
)

// render turns a text and its entities into HTML that is safe to insert into
// a page: every character of the text is escaped, links keep only http, https,
// tg and mailto addresses, and line ends stay line ends.
func render(text string, es []entity) string {
	if len(es) == 0 {
		return html.EscapeString(text)
	}
	var out strings.Builder
	var open []entity
	units, last := 0, 0
	next := 0
	flush := func(i int) { out.WriteString(html.EscapeString(text[last:i])); last = i }
	edge := func(i int) {
		for len(open) > 0 && units >= open[len(open)-1].Offset+open[len(open)-1].Length {
			flush(i)
			out.WriteString(closeTag(open[len(open)-1]))
			open = open[:len(open)-1]
		}
		for ; next < len(es) && es[next].Offset <= units; next++ {
			e := es[next]
			if n := len(open); n > 0 { // an entity that sticks out is cut, so tags always nest
				e.Length = min(e.Length, open[n-1].Offset+open[n-1].Length-e.Offset)
			}
			flush(i)
			out.WriteString(openingTag(e))
			open = append(open, e)
		}
	}
	for i, r := range text {
		edge(i)
		if units++; r >= 0x10000 {
			units++
		}
	}
	edge(len(text))
	flush(len(text))
	for i := len(open) - 1; i >= 0; i-- {
		out.WriteString(closeTag(open[i]))
	}
	return out.String()
}

// entityTag names the HTML element of each entity type.
var entityTag = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "expandable_blockquote": "blockquote", "text_link": "a",
}

func openingTag(e entity) string {
	switch e.Type {
	case "text_link":
		return `<a rel="noopener noreferrer" target="_blank" href="` + html.EscapeString(safeURL(e.URL)) + `">`
	case "expandable_blockquote":
		return `<blockquote class="expandable">`
	case "spoiler", "bot_command", "mention", "custom_emoji":
		return `<span class="` + e.Type + `">`
	}
	if tag := entityTag[e.Type]; tag != "" {
		return "<" + tag + ">"
	}
	return "<span>"
}

func closeTag(e entity) string {
	if tag := entityTag[e.Type]; tag != "" {
		return "</" + tag + ">"
	}
	return "</span>"
}

func safeURL(u string) string {
	lower := strings.ToLower(u)
	for _, scheme := range []string{"http://", "https://", "tg://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return u
		}
	}
	if !strings.Contains(u, ":") {
		return "https://" + u
	}
	return "#"
}
