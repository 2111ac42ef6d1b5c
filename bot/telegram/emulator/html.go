package emulator

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlParser reads parse_mode HTML as Telegram does: only the documented
// tags, offsets in UTF-16 units, errors with byte offsets.
type htmlParser struct {
	src      string
	pos      int
	text     []byte
	units    int // UTF-16 units in text
	entities []entity
	open     []openTag
}

type openTag struct {
	name   string
	entity int // index in entities, -1 for a tag that makes none
	at     int // byte offset of the tag
}

// tagEntity maps the tags without attributes to what they make.
var tagEntity = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "span": "spoiler",
	"tg-emoji": "custom_emoji",
}

// parseHTML returns the text without its tags and the entities they make.
func parseHTML(src string) (string, []entity, error) {
	if strings.IndexByte(src, '<') < 0 && strings.IndexByte(src, '&') < 0 {
		return src, nil, nil
	}
	p := htmlParser{src: src, text: make([]byte, 0, len(src)), entities: make([]entity, 0, strings.Count(src, "</"))}
	if err := p.run(); err != nil {
		return "", nil, err
	}
	return string(p.text), p.entities, nil
}

func (p *htmlParser) run() error {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == '&':
			p.reference()
		case c != '<':
			p.plain()
		case strings.HasPrefix(p.src[p.pos:], "</"):
			if err := p.endTag(); err != nil {
				return err
			}
		default:
			if err := p.startTag(); err != nil {
				return err
			}
		}
	}
	if n := len(p.open); n > 0 {
		return unparsable("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	p.dropEmpty()
	return nil
}

func unparsable(format string, args ...any) error {
	return badRequest("can't parse entities: "+format, args...)
}

// plain takes everything up to the next tag or reference.
func (p *htmlParser) plain() {
	end := p.pos + 1
	for end < len(p.src) && p.src[end] != '<' && p.src[end] != '&' {
		end++
	}
	p.put(p.src[p.pos:end])
	p.pos = end
}

// put appends text and counts its units.
func (p *htmlParser) put(s string) {
	p.units += utf16Len(s)
	p.text = append(p.text, s...)
}

// reference decodes &lt; &gt; &amp; &quot; and numbers; anything else is an ampersand.
func (p *htmlParser) reference() {
	end := strings.IndexByte(p.src[p.pos:], ';')
	if r, ok := referenceRune(p.src[p.pos+1 : max(p.pos+1, p.pos+end)]); ok {
		p.put(string(r))
		p.pos += end + 1
		return
	}
	p.put("&")
	p.pos++
}

func referenceRune(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n > 0 && n <= utf8.MaxRune && utf8.ValidRune(rune(n))
}

func (p *htmlParser) endTag() error {
	at := p.pos
	end := strings.IndexByte(p.src[at:], '>')
	if end < 0 {
		return unparsable("Unclosed end tag at byte offset %d", at)
	}
	name := strings.ToLower(strings.TrimSpace(p.src[at+2 : at+end]))
	if len(p.open) == 0 {
		return unparsable("Unexpected end tag at byte offset %d", at)
	}
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return unparsable("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", at, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if tag.entity >= 0 {
		e := &p.entities[tag.entity]
		e.Length = p.units - e.Offset
	}
	p.pos = at + end + 1
	return nil
}

func (p *htmlParser) startTag() error {
	at := p.pos
	end := at + 1
	for end < len(p.src) && !strings.ContainsRune(" \t\r\n\f>", rune(p.src[end])) {
		end++
	}
	if end == len(p.src) {
		return unparsable("Unclosed start tag at byte offset %d", at)
	}
	name := strings.ToLower(p.src[at+1 : end])
	kind, ok := tagEntity[name]
	if !ok {
		return unparsable("Unsupported start tag %q at byte offset %d", name, at)
	}
	p.pos = end
	attrs, err := p.attributes(name, at)
	if err != nil {
		return err
	}
	e := entity{Type: kind, Offset: p.units}
	if err := e.applyTag(name, attrs, at); err != nil {
		return err
	}
	p.push(name, e, at)
	return nil
}

// push opens a tag. A <code class="language-x"> directly inside <pre> only names the language.
func (p *htmlParser) push(name string, e entity, at int) {
	if n := len(p.open); name == "code" && n > 0 && p.open[n-1].name == "pre" && e.Language != "" {
		if outer := &p.entities[p.open[n-1].entity]; outer.Offset == p.units {
			outer.Language = e.Language
			p.open = append(p.open, openTag{name, -1, at})
			return
		}
	}
	e.Language = ""
	p.entities = append(p.entities, e)
	p.open = append(p.open, openTag{name, len(p.entities) - 1, at})
}

func (e *entity) applyTag(name string, attrs map[string]string, at int) error {
	switch name {
	case "span":
		if attrs["class"] != "tg-spoiler" {
			return unparsable("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", at)
		}
	case "a":
		if e.User = mentioned(attrs["href"]); e.User != nil {
			e.Type = "text_mention"
			return nil
		}
		e.URL = attrs["href"]
	case "tg-emoji":
		e.CustomEmojiID = attrs["emoji-id"]
	case "code":
		e.Language, _ = strings.CutPrefix(attrs["class"], "language-")
		if e.Language == attrs["class"] {
			e.Language = ""
		}
	case "blockquote":
		if _, ok := attrs["expandable"]; ok {
			e.Type = "expandable_blockquote"
		}
	}
	return nil
}

// dropEmpty removes entities over no text and links to nowhere.
func (p *htmlParser) dropEmpty() {
	kept := p.entities[:0]
	for _, e := range p.entities {
		if e.Length > 0 && (e.Type != "text_link" || e.URL != "") {
			kept = append(kept, e)
		}
	}
	p.entities = kept
}
