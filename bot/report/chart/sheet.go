package chart

import "math"

// The sizes of letters.
const (
	titleSize    = 44
	subtitleSize = 30
	headlineSize = 38
	rowSize      = 30
	legendSize   = 26
	noteSize     = 24
	leading      = 1.3 // from line to line, in sizes
)

var (
	titleLetters    = letters{size: titleSize, bold: true, color: ink}
	subtitleLetters = letters{size: subtitleSize, color: faint}
	headlineLetters = letters{size: headlineSize, bold: true, color: ink}
	labelLetters    = letters{size: rowSize, color: ink}
	valueLetters    = letters{size: rowSize, bold: true, color: ink, right: true}
	goalLetters     = letters{size: legendSize, bold: true, color: ink}
	legendLetters   = letters{size: legendSize, color: ink}
	noteLetters     = letters{size: noteSize, color: faint}
)

// sheet is where everything stands.
type sheet struct {
	height   float64
	title    []string
	subtitle []string
	headline []string
	keys     [][]key // of the legend, by line
	notes    []string
	rowsTop  float64
	row      float64 // height of one, also of a stack
	bar      float64 // height of one
	footTop  float64
	labels   [][][]string // of stacks, in lines, by group
	bars     float64      // where their bars begin
}

// What is kept free, and what the words of a row and the name of the goal take.
const (
	gapSubtitle = 6
	gapHeadline = 16
	gapRows     = 26
	gapApart    = 22 // above a row that stands apart
	gapFoot     = 20
	goalHigh    = 60
	wordsHigh   = rowSize + 12
	leastRow    = wordsHigh + 36
)

// sheet lays the picture out: what its words need, and the rest for the rows.
func (p Picture) sheet() sheet {
	s := sheet{
		title: titleLetters.wrap(p.Title, inner, 2), subtitle: subtitleLetters.wrap(p.Subtitle, inner, 2),
		headline: headlineLetters.wrap(p.Headline, inner, 3), keys: p.keys(),
	}
	for _, n := range p.Notes {
		s.notes = append(s.notes, noteLetters.wrap(n, inner, 2)...)
	}
	s.rowsTop = margin + lineHeights(len(s.title), titleSize) + lineHeights(len(s.subtitle), subtitleSize) +
		lineHeights(len(s.headline), headlineSize) + gapSubtitle + gapHeadline + gapRows
	if p.Goal != nil {
		s.rowsTop += goalHigh
	}
	foot := gapFoot + lineHeights(len(s.keys), legendSize+8) + lineHeights(len(s.notes), noteSize) + margin
	apart := 0.0
	for _, r := range p.Rows {
		if r.Apart {
			apart += gapApart
		}
	}
	each := func(high float64) float64 { return (high - s.rowsTop - foot - apart) / float64(max(len(p.Rows), 1)) }
	s.row = min(max(min(each(usual), rowHeight), leastRow), each(height))
	s.bar = s.row - wordsHigh - 14
	s.footTop = s.rowsTop + s.row*float64(len(p.Rows)) + apart
	if len(p.Whole)+len(p.Groups) > 0 {
		s.layStacks(p, foot)
	}
	s.height = math.Ceil(max(s.footTop+foot, shortest))
	s.footTop = s.height - foot
	return s
}

func lineHeights(lines int, size float64) float64 { return float64(lines) * size * leading }
