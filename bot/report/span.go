package report

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Span is a time that a report is about. Whatever names it says its two dates too.
type Span struct {
	Name     string // "tháng 6 năm 2024"
	Slug     string // for the name of a file: "thang-6-2024"
	From, To calendar.Date
	End      calendar.Date // the last day of all of it, where it is told before it is over
}

// Spans are a period and the one that follows it, under a cut-off rule.
func Spans(p plan.Period, cutoff plan.Cutoff) (this, next Span) {
	return spanOf(p, cutoff), spanOf(following(p), cutoff)
}

// SpansBetween are the days of a report on demand, and as many after them.
func SpansBetween(from, to calendar.Date) (this, next Span) {
	next = between(to.AddDays(1), to.AddDays(1+to.DaysSince(from)))
	next.Name = "thời gian tới"
	return between(from, to), next
}

func spanOf(p plan.Period, cutoff plan.Cutoff) Span {
	s := Span{}
	s.From, s.To = p.Span(cutoff)
	s.End = s.To
	switch p.Kind {
	case plan.Month:
		s.Name, s.Slug = fmt.Sprintf("tháng %d năm %d", p.No, p.Year), fmt.Sprintf("thang-%d-%d", p.No, p.Year)
	case plan.Quarter:
		s.Name, s.Slug = fmt.Sprintf("quý %s năm %d", roman[p.No], p.Year), fmt.Sprintf("quy-%d-%d", p.No, p.Year)
	case plan.Half:
		part := [...]string{"", "đầu", "cuối"}[p.No]
		s.Name, s.Slug = fmt.Sprintf("6 tháng %s năm %d", part, p.Year), fmt.Sprintf("6-thang-%d-%d", p.No, p.Year)
	case plan.NineMonths:
		s.Name, s.Slug = fmt.Sprintf("9 tháng đầu năm %d", p.Year), fmt.Sprintf("9-thang-%d", p.Year)
	default:
		s.Name, s.Slug = fmt.Sprintf("năm %d", p.Year), fmt.Sprintf("nam-%d", p.Year)
	}
	return s
}

var roman = [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}

func between(from, to calendar.Date) Span {
	s := Span{Slug: fmt.Sprintf("%s-%s", from, to), From: from, To: to, End: to}
	s.Name = s.dates()
	return s
}

// following is the period for which a report announces what is to be done: after nine months it is the last quarter.
func following(p plan.Period) plan.Period {
	if p.Kind == plan.NineMonths {
		return plan.Period{Kind: plan.Quarter, Year: p.Year, No: 4}
	}
	next := plan.Period{Kind: p.Kind, Year: p.Year, No: p.No + 1}
	if !next.Valid() {
		next.Year, next.No = p.Year+1, 1
	}
	return next
}

// dates are the first and the last day, as a document says them.
func (s Span) dates() string { return "từ ngày " + date(s.From) + " đến ngày " + date(s.To) }

// saidOnce are the dates, unless the name says them already.
func (s Span) saidOnce() string {
	if s.Name == s.dates() {
		return ""
	}
	return s.dates()
}

// Until is the time as far as it has come on a day.
func (s Span) Until(day calendar.Date) Span {
	named := s.saidOnce() != ""
	if day.Before(s.To) {
		s.To = day
	}
	if !named {
		s.Name = s.dates()
	}
	return s
}

// whole is the time to its very end, though it is told before: a figure of a period that runs is one of that period.
func (s Span) whole() Span {
	s.To = s.End
	return s
}

// with is the least time that holds both.
func (s Span) with(from, to calendar.Date) Span {
	if s.From.IsZero() || from.Before(s.From) {
		s.From = from
	}
	if to.After(s.To) {
		s.To = to
	}
	return s
}

// holds reports whether all of another time lies in this one.
func (s Span) holds(from, to calendar.Date) bool { return !from.Before(s.From) && !to.After(s.To) }

// includes reports whether a day lies in this time.
func (s Span) includes(day calendar.Date) bool { return s.holds(day, day) }
