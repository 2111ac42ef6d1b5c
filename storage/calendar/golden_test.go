package calendar_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"planbot/storage/calendar"
)

// restDays is the wall calendar: for each month of a year the days on which
// offices are closed, weekends included and worked Saturdays left out. 2024 to
// 2026 are read off the government's notices; later years were worked out from
// the law without this package. It is the oracle of the tests.
var restDays = map[int][12]string{
	2024: {
		"1 6 7 13 14 20 21 27 28",
		"3 4 8 9 10 11 12 13 14 17 18 24 25",
		"2 3 9 10 16 17 23 24 30 31",
		"6 7 13 14 18 20 21 27 28 29 30",
		"1 5 11 12 18 19 25 26",
		"1 2 8 9 15 16 22 23 29 30",
		"6 7 13 14 20 21 27 28",
		"3 4 10 11 17 18 24 25 31",
		"1 2 3 7 8 14 15 21 22 28 29",
		"5 6 12 13 19 20 26 27",
		"2 3 9 10 16 17 23 24 30",
		"1 7 8 14 15 21 22 28 29",
	},
	2025: {
		"1 4 5 11 12 18 19 25 26 27 28 29 30 31",
		"1 2 8 9 15 16 22 23",
		"1 2 8 9 15 16 22 23 29 30",
		"5 6 7 12 13 19 20 27 30",
		"1 2 3 4 10 11 17 18 24 25 31",
		"1 7 8 14 15 21 22 28 29",
		"5 6 12 13 19 20 26 27",
		"2 3 9 10 16 17 23 24 30 31",
		"1 2 6 7 13 14 20 21 27 28",
		"4 5 11 12 18 19 25 26",
		"1 2 8 9 15 16 22 23 29 30",
		"6 7 13 14 20 21 27 28",
	},
	2026: {
		"1 2 3 4 11 17 18 24 25 31",
		"1 7 8 14 15 16 17 18 19 20 21 22 28",
		"1 7 8 14 15 21 22 28 29",
		"4 5 11 12 18 19 25 26 27 30",
		"1 2 3 9 10 16 17 23 24 30 31",
		"6 7 13 14 20 21 27 28",
		"4 5 11 12 18 19 25 26",
		"1 2 8 9 15 16 23 29 30 31",
		"1 2 5 6 12 13 19 20 26 27",
		"3 4 10 11 17 18 24 25 31",
		"1 7 8 14 15 21 22 28 29",
		"5 6 12 13 19 20 26 27",
	},
	2027: {
		"1 2 3 9 10 16 17 23 24 30 31",
		"5 6 7 8 9 10 11 13 14 20 21 27 28",
		"6 7 13 14 20 21 27 28",
		"3 4 10 11 16 17 18 24 25 30",
		"1 2 3 8 9 15 16 22 23 29 30",
		"5 6 12 13 19 20 26 27",
		"3 4 10 11 17 18 24 25 31",
		"1 7 8 14 15 21 22 28 29",
		"2 3 4 5 11 12 18 19 25 26",
		"2 3 9 10 16 17 23 24 30 31",
		"6 7 13 14 20 21 27 28",
		"4 5 11 12 18 19 25 26",
	},
	2028: {
		"1 2 3 8 9 15 16 22 23 25 26 27 28 29 30 31",
		"5 6 12 13 19 20 26 27",
		"4 5 11 12 18 19 25 26",
		"1 2 4 8 9 15 16 22 23 29 30",
		"1 2 6 7 13 14 20 21 27 28",
		"3 4 10 11 17 18 24 25",
		"1 2 8 9 15 16 22 23 29 30",
		"5 6 12 13 19 20 26 27",
		"1 2 3 4 9 10 16 17 23 24 30",
		"1 7 8 14 15 21 22 28 29",
		"4 5 11 12 18 19 25 26",
		"2 3 9 10 16 17 23 24 30 31",
	},
	2029: {
		"1 6 7 13 14 20 21 27 28",
		"3 4 10 11 12 13 14 15 16 17 18 24 25",
		"3 4 10 11 17 18 24 25 31",
		"1 7 8 14 15 21 22 23 28 29 30",
		"1 5 6 12 13 19 20 26 27",
		"2 3 9 10 16 17 23 24 30",
		"1 7 8 14 15 21 22 28 29",
		"4 5 11 12 18 19 25 26",
		"1 2 3 4 8 9 15 16 22 23 29 30",
		"6 7 13 14 20 21 27 28",
		"3 4 10 11 17 18 24 25",
		"1 2 8 9 15 16 22 23 29 30",
	},
	2030: {
		"1 5 6 12 13 19 20 26 27",
		"1 2 3 4 5 6 7 9 10 16 17 23 24",
		"2 3 9 10 16 17 23 24 30 31",
		"6 7 12 13 14 20 21 27 28 30",
		"1 4 5 11 12 18 19 25 26",
		"1 2 8 9 15 16 22 23 29 30",
		"6 7 13 14 20 21 27 28",
		"3 4 10 11 17 18 24 25 31",
		"1 2 3 7 8 14 15 21 22 28 29",
		"5 6 12 13 19 20 26 27",
		"2 3 9 10 16 17 23 24 30",
		"1 7 8 14 15 21 22 28 29",
	},
}

const firstGolden, lastGolden = 2024, 2030

// wall is restDays in the form of one day after the other, so that tests
// count by walking along it.
type wall struct {
	first time.Time
	open  []bool
}

func newWall(t testing.TB) wall {
	t.Helper()
	w := wall{first: time.Date(firstGolden, 1, 1, 0, 0, 0, 0, time.UTC)}
	for day := w.first; day.Year() <= lastGolden; day = day.AddDate(0, 0, 1) {
		closed := strings.Fields(restDays[day.Year()][day.Month()-1])
		open := true
		for _, number := range closed {
			open = open && number != strconv.Itoa(day.Day())
		}
		w.open = append(w.open, open)
	}
	return w
}

// date returns the date of the i-th day of the wall.
func (w wall) date(i int) calendar.Date { return calendar.DateOf(w.first.AddDate(0, 0, i)) }

func TestWorkdayAgreesWithTheWall(t *testing.T) {
	t.Parallel()
	w := newWall(t)
	for i, want := range w.open {
		if got := calendar.New().Workday(w.date(i)); got != want {
			t.Errorf("Workday(%v) = %v, want %v", w.date(i), got, want)
		}
	}
}

// The law gives eleven days off beside the weekends, a substitute for each that
// falls on one, and a swapped day is worked later.
func TestEveryYearHasItsWeekdaysLessEleven(t *testing.T) {
	t.Parallel()
	var c calendar.Calendar
	for year := 1968; year < 2200; year++ {
		weekdays := 0
		for d := day(year, 1, 1); d.Year == year; d = d.AddDays(1) {
			if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
				weekdays++
			}
		}
		got := c.WorkdaysBetween(day(year-1, 12, 31), day(year, 12, 31))
		if want := weekdays - 11; got != want {
			t.Errorf("working days of %d: got %d, want %d", year, got, want)
		}
	}
}
