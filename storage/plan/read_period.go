package plan

import (
	"cmp"
	"strconv"
	"strings"
)

// romans are the quarters as documents number them. The "11" that a scan makes of "II" is no quarter.
var romans = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}

// readPeriod reads a reporting period at token i and returns how many tokens it took.
func (r *reader) readPeriod(i int) int {
	switch word := r.word(i); word {
	case "quy", "qui", "q":
		return r.quarter(i)
	case "qi", "qii", "qiii", "qiv", "quyi", "quyii", "quyiii", "quyiv":
		no := romans[strings.TrimPrefix(strings.TrimPrefix(word, "quy"), "q")]
		return r.dated(i, 1, Period{Kind: Quarter, No: no})
	case "thang", "thg", "th", "t":
		return r.month(i)
	case "nam":
		return r.year(i)
	case "ca", "trong":
		if r.word(i+1) != "nam" {
			return 0
		}
		if n := r.year(i + 1); n > 0 {
			return 1 + n
		}
		if word == "ca" {
			return r.named(2, Period{Kind: Year, Year: r.want.planYear(), No: 1})
		}
	case "nua":
		return r.halfYear(i)
	}
	if r.kind(i) == numToken {
		return r.months(i)
	}
	return 0
}

func (r *reader) quarter(i int) int {
	dot := r.dot(i + 1)
	no, ok := romans[r.word(i+1+dot)]
	if !ok {
		no, ok = r.small(i + 1 + dot)
	}
	switch {
	case ok && no >= 1 && no <= 4:
		return r.dated(i, 2+dot, Period{Kind: Quarter, No: no})
	case ok && r.word(i) != "q":
		return r.refuse(i, 2+dot, BadPeriod)
	case ok:
		return 0
	default:
		return r.relativeWord(i, Quarter)
	}
}

func (r *reader) month(i int) int {
	dot := r.dot(i + 1)
	no, ok := r.small(i + 1 + dot)
	long := r.word(i) == "thang" || r.word(i) == "thg"
	switch {
	case ok && no >= 1 && no <= 12 && !long && r.weekdayContext(i):
		return 0
	case ok && no >= 1 && no <= 12 && (long || r.word(i) == "th" || r.at(i+1).glued):
		return r.dated(i, 2+dot, Period{Kind: Month, No: no})
	case ok && long:
		return r.refuse(i, 2+dot, BadPeriod)
	case !long || r.kind(i+1) == numToken:
		return 0
	}
	if no, n := r.spelledMonth(i + 1); n > 0 {
		return r.dated(i, 1+n, Period{Kind: Month, No: no})
	}
	return r.relativeWord(i, Month)
}

// dot is 1 where the full stop of an abbreviation stands at i: "T.3".
func (r *reader) dot(i int) int {
	if r.text(i) == "." && r.at(i).glued && r.at(i+1).glued {
		return 1
	}
	return 0
}

// spelledMonth reads "ba", "tư", "mười hai" after "tháng". What follows may not be part of a figure.
func (r *reader) spelledMonth(i int) (no, n int) {
	if r.word(i) == "tu" {
		return 4, 1
	}
	value, n := r.spelled(i)
	if value < 1 || value > 12 {
		return 0, 0
	}
	return int(value), n
}

// weekdayContext tells "sáng T2" from the month T2.
func (r *reader) weekdayContext(i int) bool {
	switch r.word(i - 1) {
	case "sang", "chieu", "toi", "ngay", "hom", "thu", "den":
		return true
	}
	after := r.word(i + 2)
	return after == "tuan" || after == "vua" || after == "hang"
}

func (r *reader) year(i int) int {
	if year, ok := r.yearAt(i + 1); ok {
		return r.named(2, Period{Kind: Year, Year: year, No: 1})
	}
	switch r.word(i + 1) {
	case "nay", "ngoai", "truoc":
		return r.relativeWord(i, Year)
	}
	return 0
}

// months reads "6 tháng (đầu năm)", "9T", "12 tháng" at the number i. "6 tháng 3" is the value 6 of month 3.
func (r *reader) months(i int) int {
	count, ok := r.small(i)
	word := r.word(i + 1)
	if !ok || word != "thang" && (word != "t" || !r.at(i+1).glued || r.kind(i+2) == numToken) || r.monthAfter(i+1) {
		return 0
	}
	last := r.word(i+2) == "cuoi"
	n := 2
	if r.word(i+2) == "dau" || last {
		n = 3 + r.words(i+3, "nam") + r.words(i+3, "quy")
	}
	period, ok := firstMonths(count, last)
	if !ok {
		r.doubt(DoubtPeriod)
		return n
	}
	return r.dated(i, n, period)
}

// monthAfter reports whether the word "tháng" at i names the month behind it.
func (r *reader) monthAfter(i int) bool {
	no, ok := r.small(i + 1)
	if !ok || no < 1 || no > 12 {
		return false
	}
	if r.text(i+2) != "/" {
		return true
	}
	_, dated := r.yearAt(i + 3)
	return dated
}

func firstMonths(count int, last bool) (Period, bool) {
	p := Period{No: 1}
	switch count {
	case 3:
		p.Kind = Quarter
	case 6:
		p.Kind = Half
	case 9:
		p.Kind = NineMonths
	case 12:
		p.Kind = Year
	default:
		return p, false
	}
	if last {
		p.No = 12 / count
	}
	return p, !last || count != 9
}

func (r *reader) halfYear(i int) int {
	switch {
	case r.words(i+1, "dau", "nam") > 0:
		return r.dated(i, 3, Period{Kind: Half, No: 1})
	case r.words(i+1, "cuoi", "nam") > 0:
		return r.dated(i, 3, Period{Kind: Half, No: 2})
	case r.words(i+1, "nam") > 0:
		return r.dated(i, 2, Period{Kind: Half, No: 1})
	default:
		return 0
	}
}

// relativeWord reads "này", "trước", "vừa qua" behind the word at i.
func (r *reader) relativeWord(i int, kind PeriodKind) int {
	switch r.word(i + 1) {
	case "nay":
		return r.relative(2, kind, 0)
	case "truoc", "ngoai", "roi":
		return r.relative(2, kind, 1)
	case "vua":
		if after := r.word(i + 2); after == "qua" || after == "roi" {
			return r.relative(3, kind, 1)
		}
	}
	return 0
}

// relative is the period that contains today, or the one before it.
func (r *reader) relative(n int, kind PeriodKind, back int) int {
	p := PeriodOf(kind, r.want.Today, r.want.Cutoff)
	if back > 0 {
		p = p.Previous()
	}
	return r.named(n, p)
}

// dated completes a period with the year behind it, n tokens after i, or with the plan's.
func (r *reader) dated(i, n int, p Period) int {
	p.Year = r.want.planYear()
	j := i + n
	switch r.text(j) {
	case "/", "-", "nam":
		if year, ok := r.yearAt(j + 1); ok {
			p.Year, n = year, n+2
		} else if year, ok := r.small(j + 1); ok && r.text(j) == "/" && year == p.Year%100 {
			n += 2
		} else if r.word(j) == "nam" && r.word(j+1) == "nay" {
			p.Year, n = r.want.Today.Year, n+2
		}
	default:
		if year, ok := r.yearAt(j); ok && r.text(j+1) != "/" && r.thing(j+1) == 0 {
			p.Year, n = year, n+1
		}
	}
	return r.named(n, p)
}

// named notes a period found in n tokens. A second one, or one behind "so với", is not the figure's.
func (r *reader) named(n int, p Period) int {
	switch {
	case r.pending&aiming != 0:
	case r.period == nil:
		r.period = &p
	case *r.period != p:
		r.doubt(DoubtPeriod)
	}
	return n
}

// small reads a whole number of at most two digits at i.
func (r *reader) small(i int) (int, bool) {
	text := r.text(i)
	if r.kind(i) != numToken || len(text) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// yearAt reads a year of this century at i.
func (r *reader) yearAt(i int) (int, bool) {
	text := r.text(i)
	if r.kind(i) != numToken || len(text) != 4 || text[:2] != "20" {
		return 0, false
	}
	year, err := strconv.Atoi(text)
	return year, err == nil
}

// planYear is the year of periods that name none.
func (e Expect) planYear() int {
	if e.PlanYear != 0 {
		return e.PlanYear
	}
	return e.Today.Year
}

// ReadPeriod reads words that name a reporting period and nothing else: "tháng 3", "quý II/2024", "T3", "3/2024".
func ReadPeriod(text string, want Expect) (Period, bool) {
	if no, year, dated := strings.Cut(text, "/"); dated || len(text) <= 2 {
		month, err1 := strconv.Atoi(no)
		in, err2 := strconv.Atoi(cmp.Or(year, strconv.Itoa(want.planYear())))
		if p := (Period{Month, in, month}); err1 == nil && err2 == nil {
			return p, p.Valid()
		}
	}
	r := reader{line: text, want: want, tokens: scan(nil, text)}
	n := r.readPeriod(0)
	if n == 0 || n < len(r.tokens) || r.period == nil || r.err != nil {
		return Period{}, false
	}
	return *r.period, r.period.Valid()
}
