package emulator

import "strings"

// attributes reads up to and including the closing > of a start tag.
func (p *htmlParser) attributes(tag string, at int) (map[string]string, error) {
	var attrs map[string]string
	for {
		p.skipSpace()
		if p.pos >= len(p.src) {
			return nil, unparsable("Unclosed start tag %q at byte offset %d", tag, at)
		}
		if p.src[p.pos] == '>' {
			p.pos++
			return attrs, nil
		}
		name, value, err := p.attribute(tag, at)
		if err != nil {
			return nil, err
		}
		if attrs == nil {
			attrs = map[string]string{}
		}
		attrs[name] = value
	}
}

func (p *htmlParser) attribute(tag string, at int) (name, value string, err error) {
	start := p.pos
	for p.pos < len(p.src) && !strings.ContainsRune(" \t\r\n\f=>/\"'", rune(p.src[p.pos])) {
		p.pos++
	}
	if name = strings.ToLower(p.src[start:p.pos]); name == "" {
		return "", "", unparsable("Empty attribute name in the tag %q at byte offset %d", tag, at)
	}
	p.skipSpace()
	if p.pos >= len(p.src) || p.src[p.pos] != '=' {
		return name, "", nil
	}
	p.pos++
	p.skipSpace()
	value, ok := p.value()
	if !ok {
		return "", "", unparsable("Unclosed start tag at byte offset %d", at)
	}
	return name, value, nil
}

func (p *htmlParser) value() (string, bool) {
	if p.pos >= len(p.src) {
		return "", false
	}
	if quote := p.src[p.pos]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(p.src[p.pos+1:], quote)
		if end < 0 {
			return "", false
		}
		value := p.src[p.pos+1 : p.pos+1+end]
		p.pos += end + 2
		return unescapeHTML(value), true
	}
	start := p.pos
	for p.pos < len(p.src) && !strings.ContainsRune(" \t\r\n\f>", rune(p.src[p.pos])) {
		p.pos++
	}
	return unescapeHTML(p.src[start:p.pos]), true
}

func unescapeHTML(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	p := htmlParser{src: s}
	for p.pos < len(p.src) {
		if p.src[p.pos] == '&' {
			p.reference()
		} else {
			p.plain()
		}
	}
	return string(p.text)
}

func (p *htmlParser) skipSpace() {
	for p.pos < len(p.src) && strings.IndexByte(" \t\r\n\f", p.src[p.pos]) >= 0 {
		p.pos++
	}
}
