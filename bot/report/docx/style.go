package docx

import "strconv"

// Align is how lines lie between the margins.
type Align string

// The four ways.
const (
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "both"
)

// Style is how paragraphs of one kind look. Whoever opens the document finds it by its name.
type Style struct {
	ID           string
	Name         string
	Size         int // points
	Bold, Italic bool
	Align        Align
	First        Length // indent of the first line
	Inset        Length // indent of every line
	Before       Length
	After        Length
	Line         int  // distance of lines in hundredths of the font's own; 0: that itself
	KeepNext     bool // on one page with the paragraph after it
	Level        int  // of a heading, 1 the highest; 0: no heading
}

// styleSheet writes word/styles.xml. The first style is what a paragraph has that names none.
func (d Document) styleSheet() []byte {
	w := newPart()
	w.in("w:styles", func() {
		w.in("w:docDefaults", func() {
			w.in("w:rPrDefault", func() {
				w.in("w:rPr", func() {
					w.tag("w:rFonts", "w:ascii", d.Font, "w:hAnsi", d.Font, "w:eastAsia", d.Font, "w:cs", d.Font)
					w.tag("w:lang", "w:val", "vi-VN", "w:eastAsia", "vi-VN", "w:bidi", "ar-SA")
				})
			})
			w.in("w:pPrDefault", func() {})
		})
		for i, s := range append(d.Styles[:len(d.Styles):len(d.Styles)], d.Page.Number) {
			s.writeTo(w, i == 0)
		}
	}, "xmlns:w", wordSpace)
	return w.Bytes()
}

func (s Style) writeTo(w *writer, first bool) {
	attributes := []string{"w:type", "paragraph", "w:styleId", s.ID}
	if first {
		attributes = append(attributes, "w:default", "1")
	}
	w.in("w:style", func() {
		w.tag("w:name", "w:val", s.Name)
		w.tag("w:qFormat")
		w.in("w:pPr", func() { s.layout(w) })
		w.in("w:rPr", func() {
			w.flag("w:b", s.Bold)
			w.flag("w:i", s.Italic)
			w.tag("w:color", "w:val", "000000")
			w.tag("w:sz", "w:val", strconv.Itoa(2*s.Size))
			w.tag("w:szCs", "w:val", strconv.Itoa(2*s.Size))
		})
	}, attributes...)
}

// layout writes what a style says of the paragraph, in the order that the schema asks for.
func (s Style) layout(w *writer) {
	w.flag("w:keepNext", s.KeepNext)
	line := s.Line
	if line == 0 {
		line = 100
	}
	w.tag("w:spacing", "w:before", s.Before.String(), "w:after", s.After.String(),
		"w:line", strconv.Itoa(line*240/100), "w:lineRule", "auto")
	w.tag("w:ind", "w:left", s.Inset.String(), "w:firstLine", s.First.String())
	w.tag("w:jc", "w:val", string(s.Align))
	if s.Level > 0 {
		w.tag("w:outlineLvl", "w:val", strconv.Itoa(s.Level-1))
	}
}
