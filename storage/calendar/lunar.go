package calendar

import (
	"errors"
	"fmt"
	"time"
)

// LunarDate is a date of the Vietnamese lunar calendar. The year is named by
// the solar year in which its Tết falls. Leap marks the second of two months
// with the same number (tháng nhuận).
type LunarDate struct {
	Year, Month, Day int
	Leap             bool
}

// ErrLunarDate is wrapped by the error for a lunar date that does not exist.
var ErrLunarDate = errors.New("no such day in the lunar calendar")

// Lunar returns the lunar date of d, by the rules Hồ Ngọc Đức published for
// the Vietnamese calendar: a month begins on the day of the new moon at UTC+7,
// month 11 holds the winter solstice, and of thirteen months between two
// solstices the first without a principal term is the leap one.
//
// It is meant for the years 1968 to 2199. Before 1968 Việt Nam did not reckon
// at UTC+7, so a date may differ from the calendar printed at the time.
func Lunar(d Date) LunarDate {
	day := d.DaysSince(dayZero)
	k := moonOn(day)
	year := d.Year
	span := solsticeSpan(year)
	if k < span.first {
		year--
		span = solsticeSpan(year)
	}
	i := k - span.first
	leap := span.leap > 0 && i == span.leap
	if span.leap > 0 && i >= span.leap {
		i--
	}
	lunar := LunarDate{Year: year, Month: (i+10)%12 + 1, Day: day - moonDay(k) + 1, Leap: leap}
	if lunar.Month < 11 {
		lunar.Year++
	}
	return lunar
}

// SolarOf returns the civil date of l. The error wraps [ErrLunarDate] where
// there is no such month, leap month or thirtieth day.
func SolarOf(l LunarDate) (Date, error) {
	if l.Month < 1 || l.Month > 12 || l.Day < 1 {
		return Date{}, fmt.Errorf("solar date of %+v: %w", l, ErrLunarDate)
	}
	year := l.Year
	if l.Month < 11 {
		year--
	}
	span := solsticeSpan(year)
	i := (l.Month + 1) % 12 // months since month 11
	if l.Leap || span.leap > 0 && i >= span.leap {
		i++
	}
	if l.Leap && (span.leap == 0 || i != span.leap) {
		return Date{}, fmt.Errorf("solar date of %+v: %w", l, ErrLunarDate)
	}
	first, next := moonDay(span.first+i), moonDay(span.first+i+1)
	if first+l.Day > next {
		return Date{}, fmt.Errorf("solar date of %+v: %w", l, ErrLunarDate)
	}
	return dayZero.AddDays(first + l.Day - 1), nil
}

var dayZero = Date{2000, time.January, 1}

// lunarSpan is the run of months from one month 11 up to the next.
type lunarSpan struct {
	first int // the new moon that begins month 11
	leap  int // how many months later the leap month comes; 0 if there is none
}

// solsticeSpan returns the months from the winter solstice of a solar year on.
func solsticeSpan(year int) lunarSpan {
	first, next := solsticeMoon(year), solsticeMoon(year+1)
	span := lunarSpan{first: first}
	if next-first < 13 {
		return span
	}
	for k := first + 1; k < next; k++ {
		if sunSector(moonDay(k)) == sunSector(moonDay(k+1)) {
			span.leap = k - first
			break
		}
	}
	return span
}

// solsticeMoon returns the new moon beginning the month with the winter
// solstice of a solar year.
func solsticeMoon(year int) int {
	const afterSolstice = 9
	k := moonOn(Date{year, time.December, 31}.DaysSince(dayZero))
	if sunSector(moonDay(k)) >= afterSolstice {
		k--
	}
	return k
}

// moonOn returns the last new moon on or before day.
func moonOn(day int) int {
	k := int(float64(day)/synodicMonth) + 1
	for moonDay(k) > day {
		k--
	}
	return k
}
