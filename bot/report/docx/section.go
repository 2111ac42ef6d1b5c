package docx

// body writes word/document.xml.
func (d Document) body() []byte {
	w := newPart()
	w.in("w:document", func() {
		w.in("w:body", func() {
			for i, s := range d.Sections {
				d.section(w, s, i == len(d.Sections)-1)
			}
		})
	}, "xmlns:w", wordSpace, "xmlns:r", relationSpace)
	return w.Bytes()
}

// section writes the blocks of a section and then its page, which stands in the last paragraph of the section, but for
// the last section of the document at the end of its body.
func (d Document) section(w *writer, s Section, last bool) {
	page := func() { d.page(w, s) }
	for _, b := range s.Blocks {
		b.writeTo(w)
	}
	if last {
		end(w, func() {})
		page()
		return
	}
	end(w, page)
}

// end is the paragraph that must follow a table: so low that it never takes a page of its own.
func end(w *writer, last func()) {
	w.in("w:p", func() {
		w.in("w:pPr", func() {
			w.tag("w:spacing", "w:before", "0", "w:after", "0", "w:line", "20", "w:lineRule", "exact")
			w.in("w:rPr", func() { w.tag("w:sz", "w:val", "2") })
			last()
		})
	})
}

func (d Document) page(w *writer, s Section) {
	p := d.Page
	w.in("w:sectPr", func() {
		w.tag("w:headerReference", "w:type", "default", "r:id", "number")
		w.tag("w:headerReference", "w:type", "first", "r:id", "blank")
		if s.Sideways {
			w.tag("w:pgSz", "w:w", p.Height.String(), "w:h", p.Width.String(), "w:orient", "landscape")
		} else {
			w.tag("w:pgSz", "w:w", p.Width.String(), "w:h", p.Height.String())
		}
		w.tag("w:pgMar", "w:top", p.Top.String(), "w:right", p.Right.String(), "w:bottom", p.Bottom.String(),
			"w:left", p.Left.String(), "w:header", p.NumberFrom.String(), "w:footer", p.NumberFrom.String(), "w:gutter", "0")
		w.tag("w:pgNumType", "w:start", "1")
		w.tag("w:titlePg")
	})
}

// header writes what stands in the top margin: the number of the page, or nothing.
func (d Document) header(numbered bool) []byte {
	w := newPart()
	w.in("w:hdr", func() {
		w.in("w:p", func() {
			w.in("w:pPr", func() { w.tag("w:pStyle", "w:val", d.Page.Number.ID) })
			if numbered {
				w.in("w:fldSimple", func() {
					w.in("w:r", func() { w.in("w:t", func() { w.text("2") }) })
				}, "w:instr", "PAGE")
			}
		})
	}, "xmlns:w", wordSpace)
	return w.Bytes()
}
