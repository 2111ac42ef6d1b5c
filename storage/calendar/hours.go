package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Span is a stretch of one day in which the office is open: at From and until,
// but no longer at, To.
type Span struct{ From, To TimeOfDay }

// ErrSpan is wrapped by the error for text that is no span.
var ErrSpan = errors.New("want a span like 07:30-11:30")

// ParseSpan reads "07:30-11:30", with or without blanks around the hyphen. Its
// error wraps [ErrSpan]. Whether the span can be used, [Hours.Validate] says.
func ParseSpan(s string) (Span, error) {
	from, to, _ := strings.Cut(s, "-")
	first, err := ParseTimeOfDay(strings.TrimSpace(from))
	last, wrong := ParseTimeOfDay(strings.TrimSpace(to))
	if err != nil || wrong != nil {
		return Span{}, fmt.Errorf("parse span %q: %w", s, ErrSpan)
	}
	return Span{first, last}, nil
}

// String returns the form "07:30-11:30".
func (s Span) String() string { return fmt.Sprintf("%v-%v", s.From, s.To) }

// MarshalText writes the form "07:30-11:30", for JSON.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [ParseSpan] reads.
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}

// Hours are the opening hours of every working day, in order. The zero Hours
// are [DefaultHours]; others must pass [Hours.Validate] before they are used.
type Hours struct {
	Spans []Span `json:"spans,omitempty"`
}

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
			return fmt.Errorf("span %v: %w", s, ErrHours)
		}
		previous = s.To
	}
	return nil
}

// String lists the spans: "07:30-11:30, 13:30-17:30".
func (h Hours) String() string {
	var b strings.Builder
	for i, s := range h.spans() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.String())
	}
	return b.String()
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
