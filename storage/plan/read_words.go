package plan

import (
	"strings"

	"golang.org/x/text/unicode/norm"
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
)

// senses are the words and signs the grammar knows, folded. Two words stand with one space.
var senses = map[string]sense{
	"da vang": filler, "vang": filler, "a": filler, "e": filler, "em": filler, "anh": filler, "chi": filler,
	"bao cao": filler, "bc": filler, "xin": filler, "gui": filler, "nhe": filler, "ban": filler, "ben": filler,
	"ket qua": filler, "kq": filler, "so lieu": filler, "dong chi": filler, "d c": filler, "kinh": filler,
	"la": filler, "duoc": reaching, "dung": filler, "han": filler, "truoc": filler, "truc tuyen": filler,
	"giai quyet": filler, "xu ly": filler, "so hoa": filler, "giai ngan": filler, "thuc hien": filler,
	"bo phan": filler, "toi": filler, "minh": filler, "ty le": filler, "tong": filler, "tong so": filler,
	"so": filler, "cua": filler, "va": filler, "trong ky": filler, "ky": filler, "nay": filler, "ca": filler,
	"nhiem vu": filler, "hien": filler, "thuc te": filler, "cap nhat": filler, "nhu sau": filler, "cong": filler, "nao": filler,
	"trong": filler, "tu": filler, "lam": filler, "co": having,

	"uoc": estimating, "uoc tinh": estimating, "khoang": estimating, "tam": estimating, "du kien": estimating | nearly,
	"chung": estimating, "xap xi": estimating, "~": estimating, "≈": estimating,

	"tren": comparing, "hon": comparing, "duoi": comparing, "toi thieu": comparing, "toi da": comparing,
	"it nhat": comparing, "khong qua": comparing, "chua den": comparing, "chua toi": comparing,
	"tro len": comparing | trailing, "tro xuong": comparing | trailing, "khong qua han": filler, "khong chi": filler, "khong nhung": filler,
	"vuot": comparing, "gan": comparing | nearly,
	"<": comparing, ">": comparing, "≥": comparing, "≤": comparing,

	"tang": more, "tang them": more, "them": more, "+": more, "bo sung": more, "giam": less, "bot": less, "giam bot": less,
	"len": reaching, "dat": reaching, "con": reaching, "moi": reaching, "moi dat": reaching,

	"chua": negating | notYet, "khong": negating, "ko": negating, "k": negating, "kg": negating, "khg": negating, "hong": negating,
	"khong co": negating | having, "ko co": negating | having, "k co": negating | having, "chua co": negating | having | notYet,
	"phat sinh": absent, "ps": absent,

	"ke hoach": aiming, "kh": aiming, "chi tieu": aiming, "muc tieu": aiming, "so voi": aiming, "cung ky": aiming,

	"tre": failing, "qua han": failing, "tre han": failing, "cham": failing, "bi tre": failing, "ton": failing,

	"xong": finished, "hoan thanh": finished, "hoan tat": finished, "ht": finished, "xong roi": finished,
	"se": nearly, "sap": nearly, "chuan bi": nearly, "co ban": nearly, "mot phan": nearly,
	"da": already, "roi": already, "ok": already, "oke": already, "okie": already, "✅": already, "✔": already,
	"dang": underway, "dang lam": underway, "dang thuc hien": underway,

	"luy ke": summing, "cong don": summing, "tu dau nam": summing, "den het": summing | until,
	"den": until, "tinh den": until, "ngay": until, "den ngay": until, "het ngay": until, "toi ngay": until,
	"am": below,
}

// counted are the things that plans count, by first word; the value is the second word, empty where there is none.
var counted = map[string]string{
	"ho": "so", "hs": "", "sang": "kien", "sk": "", "don": "vi", "dv": "", "bo": "phan", "truong": "hop", "cuoc": "", "vu": "",
	"luot": "", "cai": "", "bai": "", "nguoi": "", "buoi": "", "lop": "", "van": "ban", "vb": "", "thu": "tuc",
	"tthc": "", "kien": "nghi", "y": "kien", "viec": "", "phan": "anh", "de": "tai", "giai": "phap", "mo": "hinh",
	"can": "bo", "cong": "chuc", "dich": "vu", "dvc": "", "thon": "", "ket": "luan", "nhiem": "vu", "tieu": "chi",
	"giao": "dich", "gd": "",
}

// sense looks up the longest phrase of up to three words at token i.
func (r *reader) sense(i int) (s sense, n int) {
	first := r.text(i)
	if r.kind(i) != wordToken {
		return senses[first], 1
	}
	var buf [48]byte
	phrase := append(buf[:0], first...)
	s, n = senses[first], 1
	for k := 1; k < 3 && r.kind(i+k) == wordToken; k++ {
		phrase = append(append(phrase, ' '), r.text(i+k)...)
		if longer, ok := senses[string(phrase)]; ok {
			s, n = longer, k+1
		}
	}
	return s, n
}

// thing is the number of tokens of a counted noun at i: the target's own, or one that plans commonly count.
func (r *reader) thing(i int) int {
	word := r.word(i)
	if word == "" {
		return 0
	}
	if n := r.noun(i); n > 0 {
		return n
	}
	switch second, ok := counted[word]; {
	case !ok, second != "" && r.word(i+1) != second:
		return 0
	case second == "":
		return 1
	default:
		return 2
	}
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
		if r.word(i+n) != word {
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
	r.unread(i, n, false)
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
	case s&failing != 0 && r.pending&negating != 0:
		r.spared = true
		return
	case s&absent != 0 && r.pending&negating == 0:
		return
	case s&finished != 0:
		r.finish |= r.outcome()
	}
	r.seen |= s
	r.pending |= s
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
		words := strings.Trim(r.line[r.loose.from:r.loose.to], " \t,.;:-()")
		r.note = strings.TrimSpace(r.note + " " + words)
	}
	r.loose = loose{}
}

// typed is a token as it was typed, composed and in lower case.
func (r *reader) typed(i int) string {
	tok := r.at(i)
	return strings.ToLower(norm.NFC.String(r.line[tok.from:tok.to]))
}
