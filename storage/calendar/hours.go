package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Span is a stretch of one day in which the office is open: at From and until,
// but no longer at, To.
type Span struct{ From, To TimeOfDay }

// Hours are the opening hours of every working day, in order. The zero Hours
// are [DefaultHours]; others must pass [Hours.Validate] before they are used.
type Hours struct{ Spans []Span }

var defaultSpans = []Span{
	{NewTimeOfDay(7, 30), NewTimeOfDay(11, 30)},
	{NewTimeOfDay(13, 30), NewTimeOfDay(17, 30)},
}

// DefaultHours returns 07:30-11:30 and 13:30-17:30: the eight hours that
// procedures reckon a working day at. Provinces and seasons differ.
func DefaultHours() Hours { return Hours{defaultSpans[:len(defaultSpans):len(defaultSpans)]} }

// ErrHours is wrapped by the error of [Hours.Validate].
var ErrHours = errors.New("opening hours must come in order and not overlap")

// Validate checks that the spans come in order, are not empty and do not overlap.
func (h Hours) Validate() error {
	previous := TimeOfDay(0)
	for _, s := range h.spans() {
		if s.From < previous || s.To <= s.From || s.To > endOfDay {
			return fmt.Errorf("span %v-%v: %w", s.From, s.To, ErrHours)
		}
		previous = s.To
	}
	return nil
}

// PerDay returns how long the office works on a working day.
func (h Hours) PerDay() time.Duration { return h.until(endOfDay.duration()) }

func (h Hours) spans() []Span {
	if len(h.Spans) == 0 {
		return defaultSpans
	}
	return h.Spans
}

// until returns how much of a working day's hours lie before a moment, given as
// the time since midnight.
func (h Hours) until(moment time.Duration) time.Duration {
	var sum time.Duration
	for _, s := range h.spans() {
		if moment > s.From.duration() {
			sum += min(moment, s.To.duration()) - s.From.duration()
		}
	}
	return sum
}

// moment is the inverse of until: the first moment, since midnight, before
// which the given working time lies. It must not exceed that of a day.
func (h Hours) moment(worked time.Duration) time.Duration {
	var moment time.Duration
	for _, s := range h.spans() {
		moment = s.From.duration() + worked
		if moment <= s.To.duration() {
			return moment
		}
		worked -= s.To.duration() - s.From.duration()
	}
	return moment
}
