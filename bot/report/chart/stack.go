package chart

import "strconv"

// Stack is a bar of counted things, with its name and their number before it.
type Stack struct {
	Label  string // two lines at most
	Total  int
	Pieces []Piece
}

// Piece is the part of a bar that things of one kind make up, with their number in it.
type Piece struct {
	Kind  Kind
	Count int
}

// Group is bars to be held against each other, under a heading.
type Group struct {
	Name   string
	Stacks []Stack
}

// stacks draws the bar of the whole, and the groups under it. One thing is as long in every bar of the groups.
func (p Picture) stacks(pen pen, s sheet) {
	y := s.rowsTop
	if len(p.Whole) > 0 {
		drawStack(pen, p.Whole, margin, y, inner, wholeHigh, wholeLetters)
		y += wholeHigh + gapWhole
	}
	for i, g := range p.Groups {
		y += groupHigh
		pen.write(groupLetters, margin, y-groupSize*0.6, groupLetters.clip(clean(g.Name), inner))
		for j, stack := range g.Stacks {
			p.stack(pen, s, stack, s.labels[i][j], y)
			y += s.row
		}
	}
}

// stack writes the name of a bar and its number before it.
func (p Picture) stack(pen pen, s sheet, stack Stack, label []string, y float64) {
	middle := y + s.row/2
	below := middle - float64(len(label))*nameHigh/2
	for _, line := range label {
		below += nameHigh
		pen.write(nameLetters, margin, below-nameHigh*0.27, line)
	}
	pen.write(totalLetters, s.bars-gapBars, middle+nameSize*0.36, strconv.Itoa(stack.Total))
	long := (margin + inner - s.bars) * min(float64(stack.Total)/p.Full, 1)
	drawStack(pen, stack.Pieces, s.bars, middle-s.bar/2, long, s.bar, countLetters)
}

func drawStack(pen pen, pieces []Piece, x, y, long, high float64, l letters) {
	for i, wide := range lengths(pieces, long, margin+inner-x, l) {
		drawPiece(pen, pieces[i].Kind, x, y, wide-2, high)
		pen.number(pieces[i], l, x, y, wide-2, high)
		x += wide
	}
}

// lengths are how long the pieces of a bar are: by their numbers, but never too short for them to be read. What this
// takes more than there is room for, the longest piece gives.
func lengths(pieces []Piece, long, room float64, l letters) []float64 {
	total, sum, longest := 0, 0.0, 0
	for _, piece := range pieces {
		total += piece.Count
	}
	all := make([]float64, len(pieces))
	for i, piece := range pieces {
		all[i] = max(long*float64(piece.Count)/float64(max(total, 1)), l.width(strconv.Itoa(piece.Count))+gapNumber)
		if sum += all[i]; all[i] > all[longest] {
			longest = i
		}
	}
	if sum > room {
		all[longest] = max(all[longest]-(sum-room), 0)
	}
	return all
}

// number writes how many there are into the middle of a piece; hatching keeps off it.
func (p pen) number(piece Piece, l letters, x, y, w, h float64) {
	look, words := looks[piece.Kind], strconv.Itoa(piece.Count)
	wide := l.width(words)
	if look.hatched {
		clear := min(wide+8, w-8)
		p.box(look.fill, x+(w-clear)/2, y+h/2-l.size*0.5, clear, l.size)
	}
	l.color = look.letters
	p.write(l, x+(w-wide)/2, y+h/2+l.size*0.36, words)
}
