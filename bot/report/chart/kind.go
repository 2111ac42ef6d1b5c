package chart

import "image/color"

// Kind is what the things that a piece counts have in common.
type Kind int

// What that may be.
const (
	Reached Kind = iota
	UnderWay
	Short
	Late
	Unreported
	NoneArose
	kinds // how many there are
)

// look is how a kind is drawn. In grey every kind is of another darkness, or hatched; what somebody must answer for has a
// dark edge besides, and stands out above and below the bar.
type look struct {
	fill, letters color.RGBA
	sign          color.RGBA // of the disc in the legend, as the words of the chat have it
	hatched       bool
	urgent        bool
	barred        bool // the disc is a no-entry sign
}

var looks = [kinds]look{
	Reached:    {fill: reached, letters: ink, sign: reached},
	UnderWay:   {fill: underWay, letters: ink, sign: underWay},
	Short:      {fill: short, letters: ink, sign: short, hatched: true, urgent: true},
	Late:       {fill: late, letters: paper, sign: late, urgent: true, barred: true},
	Unreported: {fill: paper, letters: ink, sign: paper},
	NoneArose:  {fill: band, letters: ink, sign: paper},
}

// drawPiece draws a piece without its number.
func drawPiece(pen pen, k Kind, x, y, w, h float64) {
	look := looks[k]
	if look.urgent {
		y, h = y-urgentOut, h+2*urgentOut
	}
	pen.box(look.fill, x, y, w, h)
	if look.hatched {
		hatch(pen, x, y, w, h)
	}
	if look.urgent {
		pen.frame(ink, 4, x, y, w, h)
	} else {
		pen.frame(faint, 2, x, y, w, h)
	}
}

// urgentOut is how far a piece stands out that must not be overlooked.
const urgentOut = 5

// drawKind is the sign of a kind in the legend: a piece, and the disc that the words of the chat show.
func drawKind(pen pen, k Kind, x, y float64) {
	drawPiece(pen, k, x, y-signHigh/2, signWide, signHigh)
	const half = signHigh / 2
	look, middle := looks[k], x+signWide+signGap+half
	pen.disc(look.sign, middle, y, half)
	if look.barred {
		pen.line(paper, 5, middle-half+4, y, middle+half-4, y)
	}
}
