package chart

import (
	"image/color"
	"math"
	"strings"
	"unicode"

	xfont "golang.org/x/image/font"
	"golang.org/x/text/unicode/norm"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// pen writes and draws from the top left, as a page is read.
type pen struct {
	canvas draw.Canvas
	height float64
}

func newPen(canvas vg.CanvasSizer, height float64) pen {
	return pen{canvas: draw.New(canvas), height: height}
}

// at is the point that far from the left and from the top.
func (p pen) at(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x), Y: vg.Length(p.height - y)}
}

// letters are how a text is written.
type letters struct {
	size  float64
	bold  bool
	color color.Color
	right bool // ends at its point instead of beginning there
}

// face is the font of the letters, at their size.
func (l letters) face() font.Face {
	weight := xfont.WeightNormal
	if l.bold {
		weight = xfont.WeightSemiBold
	}
	return typeface().Lookup(font.Font{Typeface: family, Weight: weight}, vg.Length(l.size))
}

// width is how long a line is.
func (l letters) width(line string) float64 {
	face := l.face()
	return float64(face.Width(clean(line)))
}

// write writes one line whose letters stand on y.
func (p pen) write(l letters, x, y float64, line string) {
	if l.right {
		x -= l.width(line)
	}
	p.canvas.SetColor(l.color)
	p.canvas.FillString(l.face(), p.at(x, y), clean(line))
}

// clean is text as it can be drawn: one rune a letter, and nothing that has no shape.
func clean(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, norm.NFC.String(line))
}

// wrap breaks text into lines between its words. What does not fit into so many lines is cut, and says so.
func (l letters) wrap(words string, longest float64, most int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(clean(words)) {
		next := strings.TrimSpace(line + " " + word)
		if line == "" || l.width(next) <= longest {
			line = next
			continue
		}
		lines, line = append(lines, line), word
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = append(lines[:most-1], lines[most-1]+" …")
	}
	for i := range lines {
		lines[i] = l.clip(lines[i], longest)
	}
	return lines
}

// clip shortens a line until it fits.
func (l letters) clip(line string, longest float64) string {
	runes := []rune(line)
	if len(runes) <= mostLetters && l.width(line) <= longest {
		return line
	}
	runes = []rune(strings.TrimSuffix(string(runes[:min(len(runes), mostLetters)]), " …"))
	for len(runes) > 0 && l.width(string(runes)+"…") > longest {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// squeeze leaves out words in the middle of a line until it fits: names that begin alike may end otherwise.
func (l letters) squeeze(line string, longest float64) string {
	words := strings.Fields(clean(line))
	short := strings.Join(words, " ")
	for n := min(len(words)-1, mostLetters/2); n > 1 && l.width(short) > longest; n-- {
		first, last := words[:n-n/3], words[len(words)-n/3:]
		short = strings.Join(first, " ") + " … " + strings.Join(last, " ")
	}
	return l.clip(short, longest)
}

// mostLetters is more than any line holds.
const mostLetters = 150

// box fills a rectangle.
func (p pen) box(c color.Color, x, y, w, h float64) {
	p.canvas.FillPolygon(c, []vg.Point{p.at(x, y), p.at(x+w, y), p.at(x+w, y+h), p.at(x, y+h)})
}

// frame draws the edge of a rectangle.
func (p pen) frame(c color.Color, thick, x, y, w, h float64) {
	in := thick / 2
	p.canvas.StrokeLines(draw.LineStyle{Color: c, Width: vg.Length(thick)},
		[]vg.Point{p.at(x+in, y+in), p.at(x+w-in, y+in), p.at(x+w-in, y+h-in), p.at(x+in, y+h-in), p.at(x+in, y+in)})
}

// line draws a straight line.
func (p pen) line(c color.Color, thick, x0, y0, x1, y1 float64, dashes ...vg.Length) {
	p.canvas.StrokeLines(draw.LineStyle{Color: c, Width: vg.Length(thick), Dashes: dashes}, []vg.Point{p.at(x0, y0), p.at(x1, y1)})
}

// triangle points down to (x, y).
func (p pen) triangle(c color.Color, x, y, half float64) {
	p.canvas.FillPolygon(c, []vg.Point{p.at(x-half, y-half*1.2), p.at(x+half, y-half*1.2), p.at(x, y)})
}

// disc is round, with a dark edge.
func (p pen) disc(c color.Color, x, y, half float64) {
	const corners = 32
	round := make([]vg.Point, corners+1)
	for i := range round {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		round[i] = p.at(x+half*cos, y+half*sin)
	}
	p.canvas.FillPolygon(c, round)
	p.canvas.StrokeLines(draw.LineStyle{Color: faint, Width: 2}, round)
}

// diamond is white with a dark edge, so that it stands out from every bar.
func (p pen) diamond(x, y, half float64) {
	corners := []vg.Point{p.at(x, y-half), p.at(x+half, y), p.at(x, y+half), p.at(x-half, y), p.at(x, y-half)}
	p.canvas.FillPolygon(paper, corners)
	p.canvas.StrokeLines(draw.LineStyle{Color: ink, Width: 3}, corners)
}
