package calendar

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// TimeOfDay is what a wall clock shows, in minutes since midnight: 07:45 is
// 465. 24:00, the end of the day, is allowed so that a span can reach it.
type TimeOfDay int

const endOfDay TimeOfDay = 24 * 60

// ErrTimeOfDay is wrapped by the error for text that is no time of day.
var ErrTimeOfDay = errors.New("want a time like 07:45")

// NewTimeOfDay returns the time of day of hour and minute.
func NewTimeOfDay(hour, minute int) TimeOfDay { return TimeOfDay(hour*60 + minute) }

// TimeOfDayOf returns what a clock shows at t, in t's own location, with the
// seconds dropped.
func TimeOfDayOf(t time.Time) TimeOfDay { return NewTimeOfDay(t.Hour(), t.Minute()) }

// ParseTimeOfDay reads "07:45" or "7:45", from "00:00" to "24:00". Its error
// wraps [ErrTimeOfDay].
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	if s == endOfDay.String() {
		return endOfDay, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("parse time of day %q: %w", s, ErrTimeOfDay)
	}
	return TimeOfDayOf(t), nil
}

// String returns the form "07:45".
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", t/60, t%60) }

// MarshalText writes the form "07:45", for JSON and YAML.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what [ParseTimeOfDay] reads.
func (t *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimeOfDay(string(text))
	return err
}

// Value stores the time in a column of type time.
func (t TimeOfDay) Value() (driver.Value, error) { return t.String(), nil }

// Scan reads a column of type time, whose seconds it drops. NULL is an error:
// an optional time is an sql.Null[TimeOfDay].
func (t *TimeOfDay) Scan(src any) error {
	switch src := src.(type) {
	case time.Time:
		*t = TimeOfDayOf(src)
		return nil
	case string:
		return t.UnmarshalText([]byte(src))
	case []byte:
		return t.UnmarshalText(src)
	default:
		return fmt.Errorf("scan time of day from %T: %w", src, ErrTimeOfDay)
	}
}

// duration returns how long after midnight t is, on a day without clock changes.
func (t TimeOfDay) duration() time.Duration { return time.Duration(t) * time.Minute }
