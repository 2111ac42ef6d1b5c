package docx

import "strconv"

// Table is rows of cells under columns of fixed width.
type Table struct {
	Columns []Length
	Grid    bool // draws its lines
	Rows    []Row
}

// Row is a row of a table. It is never torn apart between two pages.
type Row struct {
	Cells  []Cell
	Header bool // stands again on every page that the table goes on
}

// Cell is paragraphs in one or more columns.
type Cell struct {
	Paragraphs []Paragraph
	Span       int // columns; 0 is one
	Middle     bool
	Shade      string // colour of the ground, "F2F2F2"
}

// Inner is what is left of a column between the margins of its cells.
func (t Table) Inner(column int) Length { return t.Columns[column] - 2*t.padding() }

// padding is kept free left and right in each cell; a table without lines needs none to look straight.
func (t Table) padding() Length {
	if t.Grid {
		return Points(4)
	}
	return 0
}

func (t Table) writeTo(w *writer) {
	w.in("w:tbl", func() {
		w.in("w:tblPr", func() { t.properties(w) })
		w.in("w:tblGrid", func() {
			for _, c := range t.Columns {
				w.tag("w:gridCol", "w:w", c.String())
			}
		})
		for _, r := range t.Rows {
			t.row(w, r)
		}
	})
}

func (t Table) properties(w *writer) {
	var width Length
	for _, c := range t.Columns {
		width += c
	}
	w.tag("w:tblW", "w:w", width.String(), "w:type", "dxa")
	if t.Grid {
		w.in("w:tblBorders", func() {
			for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
				w.tag("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "000000")
			}
		})
	}
	w.tag("w:tblLayout", "w:type", "fixed")
	w.in("w:tblCellMar", func() {
		w.tag("w:left", "w:w", t.padding().String(), "w:type", "dxa")
		w.tag("w:right", "w:w", t.padding().String(), "w:type", "dxa")
	})
}

func (t Table) row(w *writer, r Row) {
	w.in("w:tr", func() {
		w.in("w:trPr", func() {
			w.tag("w:cantSplit")
			w.flag("w:tblHeader", r.Header)
		})
		column := 0
		for _, c := range r.Cells {
			span := max(c.Span, 1)
			var width Length
			for _, part := range t.Columns[column : column+span] {
				width += part
			}
			c.writeTo(w, width, span)
			column += span
		}
	})
}

func (c Cell) writeTo(w *writer, width Length, span int) {
	w.in("w:tc", func() {
		w.in("w:tcPr", func() {
			w.tag("w:tcW", "w:w", width.String(), "w:type", "dxa")
			if span > 1 {
				w.tag("w:gridSpan", "w:val", strconv.Itoa(span))
			}
			if c.Shade != "" {
				w.tag("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", c.Shade)
			}
			if c.Middle {
				w.tag("w:vAlign", "w:val", "center")
			}
		})
		for _, p := range c.Paragraphs {
			p.writeTo(w)
		}
		if len(c.Paragraphs) == 0 {
			Paragraph{}.writeTo(w) // a cell must have one
		}
	})
}
