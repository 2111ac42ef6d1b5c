package docx

// Paragraph is one paragraph of text, or a line drawn across the column.
type Paragraph struct {
	Style    string // the id of one; empty: the first
	Runs     []Run
	Rule     Length // instead of text: a line of this length in the middle of the column
	Column   Length // how wide that is
	KeepNext bool   // on one page with the paragraph after it, whatever the style says
	NewPage  bool
}

// Run is text that looks the same.
type Run struct {
	Text         string
	Bold, Italic bool
	Marked       bool // with a marker, for what is still to be filled in
}

// Text is a paragraph of plain text.
func Text(style, text string) Paragraph { return Paragraph{Style: style, Runs: []Run{{Text: text}}} }

func (p Paragraph) writeTo(w *writer) {
	w.in("w:p", func() {
		w.in("w:pPr", func() {
			if p.Style != "" {
				w.tag("w:pStyle", "w:val", p.Style)
			}
			w.flag("w:keepNext", p.KeepNext)
			w.flag("w:pageBreakBefore", p.NewPage)
			p.rule(w)
		})
		for _, r := range p.Runs {
			r.writeTo(w)
		}
	})
}

// rule draws the line as the upper border of an empty paragraph, drawn in from both sides.
func (p Paragraph) rule(w *writer) {
	if p.Rule == 0 {
		return
	}
	w.in("w:pBdr", func() {
		w.tag("w:top", "w:val", "single", "w:sz", "6", "w:space", "1", "w:color", "000000")
	})
	side := (p.Column - p.Rule) / 2
	w.tag("w:ind", "w:left", side.String(), "w:right", side.String(), "w:firstLine", "0")
}

func (r Run) writeTo(w *writer) {
	w.in("w:r", func() {
		w.in("w:rPr", func() {
			w.flag("w:b", r.Bold)
			w.flag("w:i", r.Italic)
			if r.Marked {
				w.tag("w:highlight", "w:val", "yellow")
			}
		})
		w.in("w:t", func() { w.text(r.Text) }, "xml:space", "preserve")
	})
}
