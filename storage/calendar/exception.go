package calendar

// Kind says why a day is free or worked against the weekly rhythm.
type Kind string

// The kinds of day. A commune's table and the notices hold the first four; the
// last two are only answered by [Calendar.Why].
const (
	Holiday    Kind = "holiday"    // nghỉ lễ
	Substitute Kind = "substitute" // nghỉ bù, for a holiday on a weekend
	Swapped    Kind = "swapped"    // nghỉ hoán đổi, worked on another day instead
	Extra      Kind = "extra"      // làm bù, a day of rest that is worked
	Weekend    Kind = "weekend"    // Saturday or Sunday
	Ordinary   Kind = "ordinary"   // a working day like any other
)

var kindsVN = map[Kind]string{
	Holiday:    "nghỉ lễ",
	Substitute: "nghỉ bù",
	Swapped:    "nghỉ hoán đổi",
	Extra:      "làm bù",
	Weekend:    "nghỉ cuối tuần",
	Ordinary:   "ngày làm việc",
}

// VN returns the Vietnamese name of the kind: "nghỉ lễ".
func (k Kind) VN() string { return kindsVN[k] }

// Worked reports whether a day of this kind is a working day.
func (k Kind) Worked() bool { return k == Extra || k == Ordinary }

// Exceptional reports whether k is one of the kinds an [Exception] may have.
func (k Kind) Exceptional() bool {
	return k == Holiday || k == Substitute || k == Swapped || k == Extra
}

// Exception is one day that departs from Monday to Friday.
type Exception struct {
	Date   Date
	Kind   Kind
	Note   string // what staff read: "Quốc khánh"; empty for the name of the kind
	Source string // the law, notice or decision it comes from
}

// name returns what staff read about the day.
func (e Exception) name() string {
	if e.Note == "" {
		return e.Kind.VN()
	}
	return e.Note
}

// Day is why a day is free or worked.
type Day struct {
	Date   Date
	Kind   Kind
	Name   string // in Vietnamese: "Tết Nguyên đán", "nghỉ bù Quốc khánh", "thứ Bảy"
	Source string // empty for weekends and ordinary days
}

// weekly returns what d is by the weekly rhythm alone.
func weekly(d Date) Day {
	kind := Ordinary
	if isWeekend(d) {
		kind = Weekend
	}
	return Day{Date: d, Kind: kind, Name: d.WeekdayVN()}
}
