// Package docx writes text documents that word processors open: sections of paragraphs and tables, laid out by named
// styles. It knows nothing of what a document says. The same document always gives the same bytes.
package docx

import "planbot/storage/calendar"

// Document is a whole document.
type Document struct {
	Title    string
	Author   string
	Written  calendar.Date
	Font     string // for every letter
	Styles   []Style
	Page     Page
	Sections []Section
}

// Page is the paper, upright, and what is kept free around the text.
type Page struct {
	Width, Height            Length
	Top, Bottom, Left, Right Length
	Number                   Style // of the page number; it stands in the middle of the top margin, not on a first page
	NumberFrom               Length
}

// Section is a part of a document with page numbers of its own. Its first page shows none.
type Section struct {
	Sideways bool // turns the paper
	Blocks   []Block
}

// Block is what stands in a column of text: a [Paragraph] or a [Table].
type Block interface{ writeTo(*writer) }

// Length is a measure on paper, in twentieths of a point.
type Length int

// Points gives a length in points.
func Points(n int) Length { return Length(20 * n) }

// Millimetres gives a length in millimetres.
func Millimetres(n int) Length { return Length((n*14400 + 127) / 254) }

// TextWidth is how long the lines of a section are.
func (p Page) TextWidth(s Section) Length {
	if s.Sideways {
		return p.Height - p.Left - p.Right
	}
	return p.Width - p.Left - p.Right
}
