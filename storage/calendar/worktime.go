package calendar

import "time"

// Open reports whether the office is open at t.
func (c *Calendar) Open(h Hours, t time.Time) bool {
	day, moment := split(t)
	if !c.Workday(day) {
		return false
	}
	for _, s := range h.spans() {
		if s.From.duration() <= moment && moment < s.To.duration() {
			return true
		}
	}
	return false
}

// NextOpening returns t if the office is open then, else when it next opens.
func (c *Calendar) NextOpening(h Hours, t time.Time) time.Time {
	if c.Open(h, t) {
		return t
	}
	day, moment := split(t)
	if c.Workday(day) {
		for _, s := range h.spans() {
			if s.From.duration() > moment {
				return day.At(s.From, Zone)
			}
		}
	}
	return c.NextWorkday(day).At(h.spans()[0].From, Zone)
}

// WorkingTime returns how long the office is open from one instant to another.
// It is negative if to comes first.
func (c *Calendar) WorkingTime(h Hours, from, to time.Time) time.Duration {
	first, last := DateOf(from.In(Zone)), DateOf(to.In(Zone))
	// The working days from first, included, to last, excluded.
	days := c.WorkdaysBetween(first.AddDays(-1), last.AddDays(-1))
	return time.Duration(days)*h.PerDay() + c.workedToday(h, to) - c.workedToday(h, from)
}

// AddWorkingTime returns the first instant at which the office has been open
// for d since from: eight working hours after 14:00 on a Friday is 14:00 on
// Monday. It returns from itself unless d is positive. A deadline at closing
// time stays there and does not move to the next morning.
func (c *Calendar) AddWorkingTime(h Hours, from time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return from
	}
	day := DateOf(from.In(Zone))
	d += c.workedToday(h, from)
	if !c.Workday(day) {
		day = c.NextWorkday(day)
	}
	fullDays := (d - 1) / h.PerDay()
	day = c.AddWorkdays(day, int(fullDays))
	return day.At(0, Zone).Add(h.moment(d - fullDays*h.PerDay()))
}

// workedToday returns how long the office has been open on the day of t by t.
func (c *Calendar) workedToday(h Hours, t time.Time) time.Duration {
	day, moment := split(t)
	if !c.Workday(day) {
		return 0
	}
	return h.until(moment)
}

// split returns the office's date at t and the time since its midnight.
func split(t time.Time) (Date, time.Duration) {
	day := DateOf(t.In(Zone))
	return day, t.Sub(day.At(0, Zone))
}
