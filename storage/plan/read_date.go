package plan

import (
	"time"

	"planbot/storage/calendar"
)

// readDate reads a date that can be nothing else at token i, and returns how many tokens it took. "15/4" alone is
// left to the claims: it may be a ratio.
func (r *reader) readDate(i int) int {
	switch r.word(i) {
	case "ngay":
		return r.dayNamed(i)
	case "hom":
		return r.nearDay(i)
	case "cuoi":
		return r.monthEnd(i)
	case "thu", "t", "cn", "chu":
		return r.weekday(i)
	case "mung", "mong":
		if r.kind(i+1) == numToken {
			return r.refuse(i, 2, BadLunar)
		}
	}
	if r.kind(i) != numToken {
		return 0
	}
	if day, n := dottedDate(r.text(i)), 1; !day.IsZero() {
		return r.asOf(n, day)
	}
	return r.dayNumbers(i)
}

// dayNamed reads "ngày 15/4", "ngày 15 tháng 4 năm 2024", "ngày 15", "ngày mai".
func (r *reader) dayNamed(i int) int {
	if r.word(i+1) == "mai" {
		return r.asOf(2, r.want.Today.AddDays(1))
	}
	if r.kind(i+1) != numToken {
		return 0
	}
	if day := dottedDate(r.text(i + 1)); !day.IsZero() {
		return r.asOf(2, day)
	}
	day, n := r.dayMonth(i + 1)
	switch {
	case n > 0 && day.IsZero():
		return r.refuse(i, 1+n, BadDate)
	case n > 0:
		return r.asOf(1+n, day)
	default:
		return r.dayAlone(i)
	}
}

// dayAlone reads "ngày 15": this month's where it was, else the closest 15th.
func (r *reader) dayAlone(i int) int {
	no, ok := r.small(i + 1)
	if after := r.text(i + 2); !ok || no < 1 || no > 31 || after == "/" || after == "%" || r.thing(i+2) > 0 {
		return 0
	}
	var before, after calendar.Date
	month := calendar.NewDate(r.want.Today.Year, r.want.Today.Month, 1)
	for _, step := range []int{-2, -1, 0, 1, 2} { // of two months that follow each other one has 31 days
		in := month.AddMonths(step)
		switch day, ok := realDate(in.Year, int(in.Month), no); {
		case !ok:
		case !day.After(r.want.Today):
			before = day
		case after.IsZero():
			after = day
		}
	}
	if before.Month == r.want.Today.Month {
		return r.asOf(2, before)
	}
	return r.asOf(2, nearer(before, after, r.want.Today))
}

// dayNumbers reads a date without "ngày": with a year, with dashes, or behind "đến".
func (r *reader) dayNumbers(i int) int {
	day, n := r.dayMonth(i)
	switch sep := r.text(i + 1); {
	case n == 0:
		return 0
	case sep == "thang" && n == 3 && r.pending&until == 0 && r.want.Measure != Milestone:
		r.doubt(DoubtDateOrRatio) // the 15th of April, or 15 in April
		return 0
	case n > 3 && day.IsZero():
		return r.refuse(i, n, BadDate)
	case day.IsZero():
		return 0
	case n > 3, sep != "/", r.pending&until != 0:
		return r.asOf(n, day)
	default:
		return 0
	}
}

// dayMonth reads day and month, and a year if there is one: without, it is the such day closest to today. The date is
// zero where there is no such day.
func (r *reader) dayMonth(i int) (calendar.Date, int) {
	day, okDay := r.small(i)
	month, okMonth := r.small(i + 2)
	sep := r.text(i + 1)
	joined := sep == "/" || sep == "thang" || sep == "-" && r.at(i+1).glued && r.at(i+2).glued
	if !okDay || !okMonth || !joined {
		return calendar.Date{}, 0
	}
	if again := r.text(i + 3); again == sep && sep != "thang" || again == "nam" {
		if year, ok := r.dateYear(i + 4); ok {
			date, _ := realDate(year, month, day)
			return date, 5
		}
	}
	return closest(day, month, r.want.Today), 3
}

// dateYear reads "2024" or "24".
func (r *reader) dateYear(i int) (int, bool) {
	if year, ok := r.yearAt(i); ok {
		return year, true
	}
	year, ok := r.small(i)
	return 2000 + year, ok && len(r.text(i)) == 2
}

// dottedDate reads "15.4.2024"; the zero date says that it is none.
func dottedDate(s string) calendar.Date {
	for _, layout := range []string{"2.1.2006", "2.1.06"} {
		if len(s) < len("2.1.06") || len(s) > len("02.01.2006") {
			break
		}
		if t, err := time.Parse(layout, s); err == nil {
			return calendar.DateOf(t)
		}
	}
	return calendar.Date{}
}

func (r *reader) nearDay(i int) int {
	switch r.word(i + 1) {
	case "nay":
		return r.asOf(2, r.want.Today)
	case "qua":
		return r.asOf(2, r.want.Today.AddDays(-1))
	case "kia":
		return r.asOf(2, r.want.Today.AddDays(-2))
	default:
		return 0
	}
}

// monthEnd reads "cuối tháng 3".
func (r *reader) monthEnd(i int) int {
	if r.word(i+1) != "thang" {
		return 0
	}
	month, ok := r.small(i + 2)
	switch {
	case !ok && r.kind(i+2) != numToken:
		return r.asOf(2, r.want.Today.EndOfMonth())
	case ok && month >= 1 && month <= 12:
		return r.asOf(3, calendar.NewDate(r.want.planYear(), time.Month(month), 1).EndOfMonth())
	default:
		return 0
	}
}

var weekdays = map[string]time.Weekday{
	"2": time.Monday, "3": time.Tuesday, "4": time.Wednesday, "5": time.Thursday, "6": time.Friday, "7": time.Saturday,
	"hai": time.Monday, "ba": time.Tuesday, "tu": time.Wednesday, "nam": time.Thursday, "sau": time.Friday, "bay": time.Saturday,
}

// weekday reads "thứ 6", "chủ nhật", "sáng T2": the last such day. "thu 5 triệu" is money taken in.
func (r *reader) weekday(i int) int {
	switch r.word(i) {
	case "cn":
		return r.lastWeekday(1, time.Sunday)
	case "chu":
		if r.word(i+1) == "nhat" {
			return r.lastWeekday(2, time.Sunday)
		}
		return 0
	case "t":
		if !r.at(i+1).glued || !r.weekdayContext(i) {
			return 0
		}
	}
	day, ok := weekdays[r.text(i+1)]
	_, unit := r.unit(i + 2)
	counts := unit > 0 || r.text(i+2) == "%" || r.text(i+2) == "/" || r.thing(i+2) > 0
	collects := r.word(i) == "thu" && r.at(i).marks&^(horn|acute) != 0 // "thủ"
	if !ok || counts || collects {
		return 0
	}
	return r.lastWeekday(2, day)
}

func (r *reader) lastWeekday(n int, day time.Weekday) int {
	back := int(r.want.Today.Weekday()-day+7) % 7
	return r.asOf(n, r.want.Today.AddDays(-back))
}

// asOf notes a date found in n tokens; of "từ ngày ... đến ngày ..." the last counts. The day something is
// planned for is not the day of the figure.
func (r *reader) asOf(n int, day calendar.Date) int {
	if r.pending&(nearly|aiming) == 0 {
		r.day = &day
	}
	return n
}

func realDate(year, month, day int) (calendar.Date, bool) {
	d := calendar.NewDate(year, time.Month(month), day)
	real := d.Day == day && int(d.Month) == month
	if !real {
		return calendar.Date{}, false
	}
	return d, true
}
