package plan

import (
	"slices"
	"strings"
)

// sense is what a word or sign tells about the figure near it.
type sense uint32

const (
	filler     sense = 1 << iota // says nothing: "dạ", "báo cáo", "ạ"
	estimating                   // "ước", "khoảng"
	comparing                    // "trên", "dưới", "tối thiểu"
	more                         // "tăng", "thêm"
	less                         // "giảm", "bớt"
	reaching                     // "lên", "đạt", "còn": what follows is the whole
	negating                     // "chưa", "không"
	aiming                       // "kế hoạch", "so với": what follows is not the figure
	failing                      // "trễ", "quá hạn": the bad cases
	finished                     // "xong", "hoàn thành"
	nearly                       // "sắp", "sẽ", "cơ bản"
	already                      // "đã", "rồi", "ok"
	summing                      // "lũy kế"
	underway                     // "đang"
	absent                       // "không phát sinh"
	having                       // "có"
	until                        // "đến", "ngày": a date may follow
	below                        // "âm" before a number
	trailing                     // stands behind its number: "trở lên"
	notYet                       // "chưa"
	lacking                      // "còn thiếu": the bad cases, where it stands by their number
	because                      // "do": a reason follows, which says nothing of the figure
)

// sense looks up the longest phrase of up to three words at token i.
func (r *reader) sense(i int) (s sense, n int) {
	n = 1
	for k := 1; k <= 3; k++ {
		if w, ok := senses.find(r.phrase(i, k)); ok {
			s, n = w.says, k
		}
	}
	return s, n
}

// phrase is the n words at i, or the one sign; nil where there are fewer.
func (r *reader) phrase(i, n int) []token {
	if i < 0 || i+n > len(r.tokens) {
		return nil
	}
	tokens := r.tokens[i : i+n]
	if n > 1 && slices.ContainsFunc(tokens, func(t token) bool { return t.kind != wordToken }) {
		return nil
	}
	return tokens
}

// thing is the number of tokens of a counted noun at i: the target's own, or one that plans commonly count.
func (r *reader) thing(i int) int {
	if r.kind(i) != wordToken {
		return 0
	}
	if n := r.noun(i); n > 0 {
		return n
	}
	for n := 1; n <= 2; n++ {
		if _, ok := counted.find(r.phrase(i, n)); ok {
			return n
		}
	}
	return 0
}

// noun is the number of tokens of the target's own noun at i.
func (r *reader) noun(i int) int {
	if r.want.Noun == "" {
		return 0
	}
	if r.own == "" {
		r.own = Fold(r.want.Noun)
	}
	n := 0
	for word := range strings.FieldsSeq(r.own) {
		if r.at(i+n).text != word {
			return 0
		}
		n++
	}
	return n
}

// readWord notes what a word tells about the figure before or behind it.
func (r *reader) readWord(i int) int {
	s, n := r.sense(i)
	if s == 0 {
		m := r.thing(i)
		r.things = r.things || m > 0
		n = max(n, m)
		r.unread(i, n, m == 0)
		return n
	}
	r.tell(s)
	r.unread(i, n, s&because != 0)
	return n
}

// tell applies a word's sense: to what follows, until a number or a comma, or to the whole line.
func (r *reader) tell(s sense) {
	switch {
	case s&trailing != 0:
		if last := len(r.claims) - 1; last >= 0 {
			r.claims[last].told |= comparing
		}
		return
	case s&reaching != 0:
		r.pending &^= more | less | aiming
	case s&because != 0:
		r.endClause()
		return
	case s&(failing|lacking) != 0 && r.pending&negating != 0:
		r.spared, r.open = true, false
		return
	case s&absent != 0 && r.pending&negating == 0:
		return
	case s&absent != 0:
		r.open = false
	case s&finished != 0:
		r.finish |= r.outcome()
	}
	r.seen |= s
	r.pending |= s
}

// endClause ends what a number is the subject of: its own words stand before the next comma or reason.
func (r *reader) endClause() {
	if last := len(r.claims) - 1; r.open {
		r.claims[last].behind = r.pending
	}
	r.open = false
	r.pending &^= negating | nearly | underway | below | lacking
}

// outcome is what a line says of finishing; it may say several things.
type outcome uint8

const (
	affirmed outcome = 1 << iota
	hoped            // "sắp xong"
	denied           // "chưa xong"
)

// outcome is what "xong" means behind the words before it: negation goes first.
func (r *reader) outcome() outcome {
	switch {
	case r.pending&(negating|underway) != 0:
		return denied
	case r.pending&(nearly|estimating) != 0:
		return hoped
	default:
		return affirmed
	}
}

// unread keeps n tokens that no rule of numbers took. A run of them becomes part of the note if a word in it says
// something of its own.
func (r *reader) unread(i, n int, says bool) {
	if r.loose.to == 0 {
		r.loose.from = r.tokens[i].from
	}
	r.loose.to = r.tokens[min(i+n, len(r.tokens))-1].to
	r.loose.says = r.loose.says || says
}

// loose is a run of words that are no part of the figure.
type loose struct {
	from, to int32
	says     bool
}

// endNote adds the run of loose words to the note.
func (r *reader) endNote() {
	if r.loose.says {
		if r.note != "" {
			r.note += " … "
		}
		r.note += strings.Trim(r.line[r.loose.from:r.loose.to], " \t,.;:-()")
	}
	r.loose = loose{}
}
