package plan

import (
	"regexp"
	"strconv"
	"strings"

	"planbot/storage/calendar"
)

// Moment is a day and a time of day as somebody typed them.
type Moment struct {
	Day   calendar.Date // zero: none was typed
	Time  calendar.TimeOfDay
	Timed bool
}

// Nearest says which day is meant where no year was typed.
type Nearest bool

const (
	// Ahead means the next such day, today included.
	Ahead Nearest = true
	// Back means the last such day, today included.
	Back Nearest = false
)

// ReadMoment reads a day and a time of day, in either order, from the first words: "16h 14/6", "trước 7h45", "mai".
// It returns how many words it took; the error is a [*BadFigure] for a day or a time that does not exist.
func ReadMoment(words []string, today calendar.Date, nearest Nearest) (m Moment, used int, err error) {
	for i := 0; i < len(words); {
		n := 0
		switch {
		case fillers[Fold(words[i])]:
			i++
			continue
		case m.Day.IsZero():
			m.Day, n, err = readDay(words[i:], today, nearest.to(today))
		}
		if n == 0 && err == nil && !m.Timed {
			m.Time, n, err = readTime(words[i:])
			m.Timed = n > 0
		}
		if n == 0 || err != nil {
			break
		}
		i += n
		used = i
	}
	return m, used, err
}

// ReadDay reads one day from the first words, day first: "15/4", "ngày 15/4/2024", "mai".
func ReadDay(words []string, today calendar.Date, nearest Nearest) (day calendar.Date, used int, err error) {
	return readFilled(words, today, nearest.to(today))
}

// ReadDayBeside is ReadDay for a day that goes with another one: without a year it is the such day that is closest to
// the other, before or after it.
func ReadDayBeside(words []string, today, other calendar.Date) (day calendar.Date, used int, err error) {
	return readFilled(words, today, func(day, month int) calendar.Date { return closest(day, month, other) })
}

func readFilled(words []string, today calendar.Date, such suchDay) (day calendar.Date, used int, err error) {
	for used < len(words) && fillers[Fold(words[used])] {
		used++
	}
	day, n, err := readDay(words[used:], today, such)
	if n == 0 {
		return calendar.Date{}, 0, err
	}
	return day, used + n, err
}

// fillers may stand before a day or a time.
var fillers = map[string]bool{
	"ngay": true, "luc": true, "truoc": true, "tu": true, "den": true, "han": true, "vao": true, "cho": true, "het": true,
}

var (
	dayShape = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})(?:([/.-])(\d{4}|\d{2}))?$`)
	isoShape = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	// A colon, an "h" or a "g" stands between hours and minutes.
	timeShape = regexp.MustCompile(`^(\d{1,2})(?:[hg:](\d{2})|[hg])$`)
)

// suchDay is the day that is meant by a day and a month, or the zero date where there is none.
type suchDay func(day, month int) calendar.Date

func readDay(words []string, today calendar.Date, such suchDay) (calendar.Date, int, error) {
	if len(words) == 0 {
		return calendar.Date{}, 0, nil
	}
	first := strings.Trim(Fold(words[0]), ",;:")
	switch {
	case first == "nay":
		return today, 1, nil
	case first == "mai":
		return today.AddDays(1), 1, nil
	case first == "hom" && len(words) > 1 && Fold(words[1]) == "nay":
		return today, 2, nil
	case first == "hom" && len(words) > 1 && Fold(words[1]) == "qua":
		return today.AddDays(-1), 2, nil
	case isoShape.MatchString(first):
		day, err := calendar.ParseDate(first)
		return existing(day, err == nil, words[0])
	}
	part := dayShape.FindStringSubmatch(first)
	if part == nil || (part[2] == "." && part[5] == "") || (part[4] != "" && part[4] != part[2]) {
		return calendar.Date{}, 0, nil // "3.4" is a criterion code
	}
	day, _ := strconv.Atoi(part[1])
	month, _ := strconv.Atoi(part[3])
	if part[5] == "" {
		found := such(day, month)
		return existing(found, !found.IsZero(), words[0])
	}
	year, _ := strconv.Atoi(part[5])
	if year < 100 {
		year += 2000
	}
	found, ok := realDate(year, month, day)
	return existing(found, ok, words[0])
}

func existing(day calendar.Date, ok bool, typed string) (calendar.Date, int, error) {
	if !ok {
		return calendar.Date{}, 0, &BadFigure{Text: typed, Reason: BadDate}
	}
	return day, 1, nil
}

// to looks for the nearest such day and month from today on, or up to today.
func (n Nearest) to(today calendar.Date) suchDay {
	if n == Back {
		return func(day, month int) calendar.Date { return lastSuch(day, month, today) }
	}
	return func(day, month int) calendar.Date { return nextSuch(day, month, today) }
}

// closest is the such day and month that lies closest to another day; of two at the same distance, the earlier.
func closest(day, month int, other calendar.Date) calendar.Date {
	return nearer(lastSuch(day, month, other), nextSuch(day, month, other), other)
}

// nearer is the day before or the day after another one, whichever is closer to it; the zero date is far away.
func nearer(before, after, other calendar.Date) calendar.Date {
	if before.IsZero() || !after.IsZero() && after.DaysSince(other) < other.DaysSince(before) {
		return after
	}
	return before
}

// lastSuch is the last such day and month up to today, or the zero date where there is none.
func lastSuch(day, month int, today calendar.Date) calendar.Date {
	for year := today.Year; year > today.Year-9; year-- { // 29 February may lie eight years back
		if d, ok := realDate(year, month, day); ok && !d.After(today) {
			return d
		}
	}
	return calendar.Date{}
}

func nextSuch(day, month int, today calendar.Date) calendar.Date {
	for year := today.Year; year < today.Year+9; year++ { // 29 February may lie eight years ahead
		if d, ok := realDate(year, month, day); ok && !d.Before(today) {
			return d
		}
	}
	return calendar.Date{}
}

// readTime reads "7h45", "16:00", "16h", "16 giờ 30".
func readTime(words []string) (calendar.TimeOfDay, int, error) {
	if len(words) == 0 {
		return 0, 0, nil
	}
	hour, minute, n := "", "", 1
	first := strings.Trim(Fold(words[0]), ",;")
	if part := timeShape.FindStringSubmatch(first); part != nil {
		hour, minute = part[1], part[2]
	} else if len(words) > 1 && Fold(words[1]) == "gio" {
		hour, n = first, 2
		if len(words) > 2 && len(words[2]) == 2 {
			if _, err := strconv.Atoi(words[2]); err == nil {
				minute, n = words[2], 3
			}
		}
	}
	h, err := strconv.Atoi(hour)
	if err != nil {
		return 0, 0, nil
	}
	m, _ := strconv.Atoi(minute)
	if h > 23 || m > 59 {
		return 0, 0, &BadFigure{Text: words[0], Reason: BadDate}
	}
	return calendar.NewTimeOfDay(h, m), n, nil
}
