package calendar

import (
	"cmp"
	"time"
)

// Date is a civil date: a page of the wall calendar, without time or zone.
// Dates are comparable with == and usable as map keys when made by this
// package or written with fields in range. The zero Date means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the date of year, month and day. As with [time.Date], fields
// out of range carry over: 31 June is 1 July. Use [ParseDate] to refuse them.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the date of t in t's own location. The day an office is
// living through at t is DateOf(t.In(Zone)).
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// IsZero reports whether d is the zero Date, which stands for "no date".
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1 if d is before other, +1 if it is after, 0 if they are equal.
func (d Date) Compare(other Date) int {
	return cmp.Or(
		cmp.Compare(d.Year, other.Year),
		cmp.Compare(d.Month, other.Month),
		cmp.Compare(d.Day, other.Day),
	)
}

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d comes after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays returns the date n days after d, before it if n is negative.
func (d Date) AddDays(n int) Date {
	if day := d.Day + n; day >= 1 && day <= 28 {
		return Date{d.Year, d.Month, day}
	}
	return NewDate(d.Year, d.Month, d.Day+n)
}

// AddMonths returns the same day n months later, or the last day of that month
// where it is shorter: one month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := NewDate(d.Year, d.Month+time.Month(n), 1)
	first.Day = min(d.Day, first.EndOfMonth().Day)
	return first
}

// EndOfMonth returns the last day of d's month.
func (d Date) EndOfMonth() Date { return NewDate(d.Year, d.Month+1, 0) }

// DaysSince returns how many days d lies after other: negative if before it.
func (d Date) DaysSince(other Date) int {
	const day = 24 * 60 * 60
	return int((d.midnight().Unix() - other.midnight().Unix()) / day)
}

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// At returns the instant when a clock in loc shows t on d.
func (d Date) At(t TimeOfDay, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, int(t), 0, 0, loc)
}

func (d Date) midnight() time.Time { return d.At(0, time.UTC) }
