package calendar

import (
	"maps"
	"slices"
)

// Calendar answers which days an office works. It never changes once made, so
// goroutines may share it. The zero Calendar and a nil one know the notices
// and the law, but no exceptions of a commune.
type Calendar struct {
	own    map[Date]Exception
	years  map[int]bool // years with an exception of the commune's own
	shifts []shift
}

// shift is a day that the commune's own table turns from rest to work or back.
type shift struct {
	date  Date
	delta int // +1 if worked against the notice or the law, -1 if free
}

// New returns the calendar of a commune. Its exceptions win over the notices
// and the law, day by day; of two for the same day the later one counts. A kind
// that is not worked is a day of rest, so a commune undoes a day off of the
// notice with [Extra].
func New(exceptions ...Exception) *Calendar {
	c := &Calendar{own: map[Date]Exception{}, years: map[int]bool{}}
	for _, e := range exceptions {
		c.own[e.Date] = e
		c.years[e.Date.Year] = true
	}
	for d, e := range c.own {
		switch worked := tableOf(d.Year).works(d); {
		case e.Kind.Worked() && !worked:
			c.shifts = append(c.shifts, shift{d, +1})
		case !e.Kind.Worked() && worked:
			c.shifts = append(c.shifts, shift{d, -1})
		}
	}
	return c
}

// Own returns the commune's exceptions in the order of their dates.
func (c *Calendar) Own() []Exception {
	if c == nil {
		return nil
	}
	return slices.SortedFunc(maps.Values(c.own), func(a, b Exception) int { return a.Date.Compare(b.Date) })
}

// Workday reports whether the office works on d.
func (c *Calendar) Workday(d Date) bool {
	if c != nil && len(c.own) > 0 {
		if e, ok := c.own[d]; ok {
			return e.Kind.Worked()
		}
	}
	return tableOf(d.Year).works(d)
}

// Why says what kind of day d is, under its Vietnamese name.
func (c *Calendar) Why(d Date) Day {
	if c != nil {
		if e, ok := c.own[d]; ok {
			return Day{Date: d, Kind: e.Kind, Name: e.name(), Source: e.Source}
		}
	}
	return tableOf(d.Year).why(d)
}

// HasYear reports whether anybody has said how year y departs from the law: the
// commune in its own table or a built-in notice. If not, swapped days and the
// choice of the days of Tết are still unknown, and the office should be told.
func (c *Calendar) HasYear(y int) bool {
	return len(notices[y]) > 0 || c != nil && c.years[y]
}
