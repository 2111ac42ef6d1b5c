package chart

import "slices"

// key is a sign of the legend with its words.
type key struct {
	words string
	draw  func(pen, float64, float64) // at the left end and the middle of the sign
	sign  float64                     // how wide the sign is
	wide  float64                     // and with its words
}

// The size of a sign, and what is kept free around it.
const (
	signWide = 40
	signHigh = 22
	signGap  = 10
	keyGap   = 34
)

// keys lists the signs that stand in the picture, in lines that fit.
func (p Picture) keys() (lines [][]key) {
	left := 0.0
	for _, k := range p.used() {
		k.wide = k.sign + signGap + legendLetters.width(k.words)
		if len(lines) == 0 || left+k.wide > inner {
			lines, left = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], k)
		left += k.wide + keyGap
	}
	return lines
}

func (p Picture) used() (keys []key) {
	add := func(words string, stands bool, draw func(pen, float64, float64)) {
		if words != "" && stands {
			keys = append(keys, key{words: words, draw: draw, sign: signWide})
		}
	}
	bar := func(s Standing, estimate bool) func(pen, float64, float64) {
		return func(pen pen, x, y float64) { drawBar(pen, s, estimate, x, y-signHigh/2, signWide, signHigh) }
	}
	judged := func(s Standing) func(Row) bool {
		return func(r Row) bool { return r.Band == nil && !r.Empty && r.Standing == s }
	}
	l := p.Legend
	add(l.Good, p.any(judged(Good)), bar(Good, false))
	add(l.Bad, p.any(judged(Bad)), bar(Bad, false))
	add(l.Open, p.any(func(r Row) bool { return judged(Open)(r) && !r.Estimate }), bar(Open, false))
	add(l.Estimate, p.any(func(r Row) bool { return r.Estimate }), bar(Open, true))
	add(l.Goal, p.Goal != nil, func(pen pen, x, y float64) { drawGoal(pen, x+signWide/2, y-signHigh/2-3, signHigh+6) })
	add(l.Road, p.any(func(r Row) bool { return r.Road != nil }), func(pen pen, x, y float64) { pen.diamond(x+signWide/2, y, 11) })
	add(l.Band, p.any(func(r Row) bool { return r.Band != nil }), func(pen pen, x, y float64) {
		drawBand(pen, x, y-signHigh/2, signWide, signHigh, x+signWide/2)
	})
	return append(keys, p.kinds()...)
}

// kinds are the signs of what is counted, in its order.
func (p Picture) kinds() (all []key) {
	for k, words := range p.Legend.Kinds {
		if words != "" && p.counts(Kind(k)) {
			draw := func(pen pen, x, y float64) { drawKind(pen, Kind(k), x, y) }
			all = append(all, key{words: words, draw: draw, sign: signWide + signGap + signHigh})
		}
	}
	return all
}

// counts reports whether a piece of a kind stands in the picture.
func (p Picture) counts(k Kind) bool {
	of := func(piece Piece) bool { return piece.Kind == k }
	return slices.ContainsFunc(p.Whole, of) || slices.ContainsFunc(p.Groups, func(g Group) bool {
		return slices.ContainsFunc(g.Stacks, func(s Stack) bool { return slices.ContainsFunc(s.Pieces, of) })
	})
}

func (p Picture) any(holds func(Row) bool) bool {
	for _, r := range p.Rows {
		if holds(r) {
			return true
		}
	}
	return false
}

// foot writes the legend and the notes.
func (p Picture) foot(pen pen, s sheet) {
	y := s.footTop + gapFoot
	for _, line := range s.keys {
		y += (legendSize + 8) * leading
		x := float64(margin)
		for _, k := range line {
			k.draw(pen, x, y-legendSize*0.65)
			pen.write(legendLetters, x+k.sign+signGap, y-legendSize*0.3, k.words)
			x += k.wide + keyGap
		}
	}
	for _, n := range s.notes {
		y += noteSize * leading
		pen.write(noteLetters, margin, y-noteSize*0.1, n)
	}
}
