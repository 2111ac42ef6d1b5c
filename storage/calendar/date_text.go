package calendar

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// ErrDate is wrapped by the error for text that is no possible date.
var ErrDate = errors.New("want a date like 2024-06-30")

// ParseDate reads an ISO date, "2024-06-30". It refuses dates that do not
// exist, such as 31 June, with an error that wraps [ErrDate].
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("parse date %q: %w", s, ErrDate)
	}
	return DateOf(t), nil
}

// String returns the ISO form, "2024-06-30", or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// VN returns the date as staff write it in documents: "05/09/2025".
func (d Date) VN() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)
}

// VNShort returns the day and month as staff say them: "5/9".
func (d Date) VNShort() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d/%d", d.Day, d.Month)
}

var weekdaysVN = [...]string{
	time.Sunday:    "Chủ nhật",
	time.Monday:    "thứ Hai",
	time.Tuesday:   "thứ Ba",
	time.Wednesday: "thứ Tư",
	time.Thursday:  "thứ Năm",
	time.Friday:    "thứ Sáu",
	time.Saturday:  "thứ Bảy",
}

// WeekdayVN returns the Vietnamese name of the day of the week: "thứ Sáu".
func (d Date) WeekdayVN() string { return weekdaysVN[d.Weekday()] }

// MarshalText writes the ISO form, for JSON and YAML; the zero Date is empty.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// Value stores the date in a column of type date: NULL for the zero Date. It
// is passed as text because a time.Time would move with the session's zone.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a column of type date; NULL is the zero Date.
func (d *Date) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = DateOf(src)
		return nil
	case string:
		return d.UnmarshalText([]byte(src))
	case []byte:
		return d.UnmarshalText(src)
	default:
		return fmt.Errorf("scan date from %T: %w", src, ErrDate)
	}
}
