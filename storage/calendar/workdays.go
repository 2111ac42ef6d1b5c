package calendar

// LastWorkdayOnOrBefore returns d if it is worked, else the working day before
// it. It is when to remind of a deadline that falls on a day of rest.
func (c *Calendar) LastWorkdayOnOrBefore(d Date) Date {
	for !c.Workday(d) {
		d = d.AddDays(-1)
	}
	return d
}

// FirstWorkdayOnOrAfter returns d if it is worked, else the working day after
// it. It is when to send what came up on a day of rest.
func (c *Calendar) FirstWorkdayOnOrAfter(d Date) Date {
	for !c.Workday(d) {
		d = d.AddDays(1)
	}
	return d
}

// NextWorkday returns the first working day after the given day.
func (c *Calendar) NextWorkday(after Date) Date {
	return c.FirstWorkdayOnOrAfter(after.AddDays(1))
}

// PreviousWorkday returns the last working day before the given day.
func (c *Calendar) PreviousWorkday(before Date) Date {
	return c.LastWorkdayOnOrBefore(before.AddDays(-1))
}

// AddWorkdays returns the n-th working day after d, or before d if n is
// negative. The day itself is not counted, as when "5 ngày làm việc" run from
// the day of receipt. With n zero it returns d, worked or not.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	for ; n > 0; n-- {
		d = c.NextWorkday(d)
	}
	for ; n < 0; n++ {
		d = c.PreviousWorkday(d)
	}
	return d
}

// WorkdaysBetween returns the working days after from, up to and including to:
// seen on from, how many are left until a deadline on to. If to comes first the
// answer is negative: how many have passed since.
func (c *Calendar) WorkdaysBetween(from, to Date) int {
	if to.Before(from) {
		return -c.WorkdaysBetween(to, from)
	}
	n := tableOf(to.Year).through(to) - tableOf(from.Year).through(from)
	for year := from.Year; year < to.Year; year++ {
		n += tableOf(year).total
	}
	if c == nil {
		return n
	}
	for _, s := range c.shifts {
		if s.date.After(from) && !s.date.After(to) {
			n += s.delta
		}
	}
	return n
}
