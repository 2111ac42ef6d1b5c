package xlsx

import "unicode/utf8"

// In points: what a line of text needs, and the most that a row can be high.
const (
	lineHeight = 16
	highest    = 409
)

// height is how high a row must be for its text to be seen. Not every reader works that out by itself.
func (s Sheet) height(cells Row) float64 {
	most, column := 1, 0
	for _, c := range cells {
		width := s.width(column, max(c.Span, 1))
		column += max(c.Span, 1)
		text, ok := c.Value.(string)
		if !ok || width <= 0 || c.Look == Line {
			continue
		}
		most = max(most, lines(text, width))
	}
	return min(lineHeight*float64(most), highest)
}

// lines is about how many lines a text takes; letters are narrower than the digits that widths are counted in.
func lines(text string, width float64) int {
	const filled = 1.05
	return 1 + int(float64(utf8.RuneCountInString(text)-1)/(width*filled))
}

func (s Sheet) width(column, span int) (sum float64) {
	for i := column; i < min(column+span, len(s.Widths)); i++ {
		sum += s.Widths[i]
	}
	return sum
}
