package chart

// head writes what the picture is about and what it comes to.
func (p Picture) head(pen pen, s sheet) {
	y := float64(margin)
	for _, part := range []struct {
		letters letters
		lines   []string
		above   float64
	}{{titleLetters, s.title, 0}, {subtitleLetters, s.subtitle, gapSubtitle}, {headlineLetters, s.headline, gapHeadline}} {
		y += part.above
		for _, line := range part.lines {
			y += part.letters.size * leading
			pen.write(part.letters, margin, y-part.letters.size*0.3, line)
		}
	}
}

// rows draws the bars under each other, and the goal across them.
func (p Picture) rows(pen pen, s sheet) {
	y := s.rowsTop
	var road []point
	for _, r := range p.Rows {
		if r.Apart {
			y += gapApart
		}
		p.row(pen, s, r, y)
		if r.Road != nil {
			road = append(road, point{p.x(*r.Road), y + wordsHigh + s.bar/2})
		}
		y += s.row
	}
	drawRoad(pen, road)
	if p.Goal != nil {
		p.goal(pen, s)
	}
}

type point struct{ x, y float64 }

// x is how far to the right a value stands; one that is out of the picture stands at its edge.
func (p Picture) x(value float64) float64 {
	return margin + inner*min(max(value/p.Full, 0), 1)
}

// row writes the words of a row and draws its bar under them, on a rail as long as the picture is wide.
func (p Picture) row(pen pen, s sheet, r Row, y float64) {
	said := valueLetters.clip(clean(r.Words), inner*3/4)
	room := inner - valueLetters.width(said) - 20
	pen.write(labelLetters, margin, y+rowSize, labelLetters.clip(clean(r.Label), room))
	words := valueLetters
	words.bold = !r.Empty
	pen.write(words, margin+inner, y+rowSize, said)
	top := y + wordsHigh
	pen.box(rail, margin, top, inner, s.bar)
	switch {
	case r.Band != nil:
		p.band(pen, *r.Band, top, s.bar)
	case !r.Empty:
		p.bar(pen, r, top, s.bar)
	}
}

// bar is filled; an estimate is only its edge. What is bad is hatched.
func (p Picture) bar(pen pen, r Row, top, high float64) {
	long := p.x(r.Value) - margin
	drawBar(pen, r.Standing, r.Estimate, margin, top, max(long, 4), high)
}

func drawBar(pen pen, s Standing, estimate bool, x, y, w, h float64) {
	if estimate {
		pen.box(paper, x, y, w, h)
	} else {
		pen.box(colour(s), x, y, w, h)
	}
	if s == Bad {
		hatch(pen, x, y, w, h)
	}
	edge := colour(s)
	if s == Bad {
		edge = hatched
	}
	if estimate || s == Bad {
		pen.frame(edge, 4, x, y, w, h)
	}
}

// hatch draws slanting lines into a rectangle.
func hatch(pen pen, x, y, w, h float64) {
	const apart = 14
	for start := -h; start < w; start += apart {
		from, to := max(start, 0), min(start+h, w)
		pen.line(hatched, 2.5, x+from, y+h-(from-start), x+to, y+h-(to-start))
	}
}

// band is between what and what a value may end, with the likely end in it.
func (p Picture) band(pen pen, b Band, top, high float64) {
	left, right := p.x(b.Low), p.x(b.High)
	drawBand(pen, left, top, max(right-left, 6), high, p.x(b.Likely))
}

func drawBand(pen pen, x, y, w, h, likely float64) {
	pen.box(band, x, y, w, h)
	pen.frame(faint, 2, x, y, w, h)
	pen.line(ink, 4, likely, y, likely, y+h)
}

// goal is a line across all bars, with its name above them.
func (p Picture) goal(pen pen, s sheet) {
	x := p.x(p.Goal.At)
	y := s.rowsTop
	for _, r := range p.Rows {
		if r.Apart {
			y += gapApart
		}
		drawGoal(pen, x, y+wordsHigh-4, s.bar+8)
		y += s.row
	}
	name := goalLetters.clip(clean(p.Goal.Name), inner-40)
	wide := goalLetters.width(name)
	left := min(max(x-wide/2, margin), margin+inner-wide)
	pen.write(goalLetters, left, s.rowsTop-goalHigh+legendSize, name)
	pen.triangle(ink, x, s.rowsTop-6, 12)
}

// drawGoal is one piece of the line: black, with white beside it so that it stands out from a dark bar.
func drawGoal(pen pen, x, y, h float64) {
	pen.line(paper, 9, x, y, x, y+h)
	pen.line(ink, 5, x, y, x, y+h)
}

// drawRoad joins where the planned road stands by a thin line, under the signs.
func drawRoad(pen pen, road []point) {
	for i := 1; i < len(road); i++ {
		pen.line(faint, 2, road[i-1].x, road[i-1].y, road[i].x, road[i].y, 6, 6)
	}
	for _, at := range road {
		pen.diamond(at.x, at.y, 11)
	}
}
