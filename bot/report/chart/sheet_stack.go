package chart

import "strconv"

// The sizes of a picture of stacks: its letters, and what is kept free.
const (
	wholeHigh = 76
	gapWhole  = 14
	groupSize = 30
	groupHigh = 64 // of a heading, with what is free above it
	nameSize  = 27
	nameHigh  = nameSize * 1.12
	nameWide  = 400 // at most
	gapBars   = 16  // between the number of a bar and the bar
	gapNumber = 14  // around a number in its piece
	oneLine   = 46  // the least height of a bar
	twoLines  = 2*nameHigh + 10
	mostRow   = 96
	mostBar   = 60
)

var (
	wholeLetters = letters{size: 36, bold: true}
	groupLetters = letters{size: groupSize, bold: true, color: ink}
	nameLetters  = letters{size: nameSize, color: ink}
	totalLetters = letters{size: nameSize, bold: true, color: ink, right: true}
	countLetters = letters{size: 26, bold: true}
)

// layStacks finds room for every bar. Names have two lines where all of them can.
func (s *sheet) layStacks(p Picture, foot float64) {
	n, above := 0, float64(groupHigh*len(p.Groups))
	if len(p.Whole) > 0 {
		above += wholeHigh + gapWhole
	}
	for _, g := range p.Groups {
		n += len(g.Stacks)
	}
	each := func(high float64) float64 { return (high - s.rowsTop - above - foot) / float64(max(n, 1)) }
	lines, least := 1, float64(oneLine)
	if each(height) >= twoLines && s.nameStacks(p, 2) {
		lines, least = 2, twoLines
	}
	s.nameStacks(p, lines)
	s.row = min(max(min(each(usual), mostRow), least), each(height))
	s.bar = min(s.row-8-2*urgentOut, mostBar)
	s.footTop = s.rowsTop + above + s.row*float64(n)
}

// nameStacks breaks the names of bars into lines, finds where the bars begin, and reports whether a name has several.
func (s *sheet) nameStacks(p Picture, lines int) (several bool) {
	wide, numbers := 0.0, 0.0
	s.labels = nil
	for _, g := range p.Groups {
		var labels [][]string
		for _, stack := range g.Stacks {
			label := nameLetters.wrap(stack.Label, nameWide, lines)
			if lines == 1 {
				label = []string{nameLetters.squeeze(stack.Label, nameWide)}
			}
			for _, line := range label {
				wide = max(wide, nameLetters.width(line))
			}
			numbers = max(numbers, totalLetters.width(strconv.Itoa(stack.Total)))
			labels, several = append(labels, label), several || len(label) > 1
		}
		s.labels = append(s.labels, labels)
	}
	s.bars = margin + wide + gapBars + numbers + gapBars
	return several
}
