// Package chart draws pictures for a phone held upright: rows of bars under each other, each with its words above it, and
// the goal across them; or bars of what is counted, divided by kind. It is given finished words, and numbers only to draw
// by. The same picture always has the same bytes. Colours can be told apart by those who see few of them, and in grey
// print.
package chart

import (
	"bytes"
	"fmt"
	"image/png"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// Picture is what is drawn.
type Picture struct {
	Title    string // two lines at most
	Subtitle string
	Headline string // what it comes to, large
	Rows     []Row
	Full     float64 // the value of a bar as long as the picture is wide; more than 0
	Goal     *Mark   // the line across all bars
	Whole    []Piece // instead of rows: one bar of everything that is counted
	Groups   []Group // and how it is made up; Full is the number of a bar as long as there is room
	Legend   Legend
	Notes    []string
}

// Row is one bar with its words above it.
type Row struct {
	Label    string
	Words    string // the value
	Value    float64
	Empty    bool // there is no value, and no bar
	Standing Standing
	Estimate bool
	Road     *float64 // where the planned road stands
	Band     *Band    // instead of a bar: between what and what it may end
	Apart    bool     // keeps off the row above
}

// Mark is a value with its name.
type Mark struct {
	At   float64
	Name string
}

// Band is what may come.
type Band struct{ Low, Likely, High float64 }

// Standing is what a bar means.
type Standing int

// What it may mean.
const (
	Open Standing = iota // not to be judged yet
	Good
	Bad
)

// Legend says what the signs mean. Only those that stand in the picture are explained.
type Legend struct {
	Open, Good, Bad, Estimate, Goal, Road, Band string
	Kinds                                       [kinds]string // of what is counted
}

// The size of a picture, in points that are pixels. A phone shows it as wide as its screen, however high it is.
const (
	width     = 1024
	height    = 1600 // at most
	shortest  = 1024 // so that it stays upright
	margin    = 40
	inner     = width - 2*margin
	mostRows  = 14
	usual     = 1280 // rows are no higher than they must be for it
	rowHeight = 124  // at most
)

// PNG draws the picture. It shows at most 14 rows, the last ones.
func (p Picture) PNG() ([]byte, error) {
	if p.Full <= 0 {
		return nil, fmt.Errorf("a bar as long as the picture would be worth %g", p.Full)
	}
	p.Rows = p.Rows[max(len(p.Rows)-mostRows, 0):]
	sheet := p.sheet()
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Length(width), vg.Length(sheet.height)), vgimg.UseDPI(72), vgimg.UseBackgroundColor(paper))
	pen := newPen(canvas, sheet.height)
	p.head(pen, sheet)
	p.rows(pen, sheet)
	p.stacks(pen, sheet)
	p.foot(pen, sheet)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, canvas.Image()); err != nil {
		return nil, fmt.Errorf("encode the picture: %w", err)
	}
	return out.Bytes(), nil
}
