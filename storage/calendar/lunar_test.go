package calendar_test

import (
	"errors"
	"testing"

	"planbot/storage/calendar"
)

func TestTet(t *testing.T) {
	t.Parallel()
	for _, iso := range []string{
		"1985-01-21", // a month before China, which kept it on 20 February
		"2007-02-17", // a day before China
		"2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13",
		"2030-02-02", // a day before China: the moon is new at 23:07
		"2031-01-23",
	} {
		d := mustDate(t, iso)
		first := calendar.LunarDate{Year: d.Year, Month: 1, Day: 1}
		if got := calendar.Lunar(d); got != first {
			t.Errorf("Lunar(%v) = %+v, want %+v", d, got, first)
		}
		if got, err := calendar.SolarOf(first); err != nil || got != d {
			t.Errorf("Tết %d: got %v, %v, want %v", d.Year, got, err, d)
		}
	}
}

func TestGioTo(t *testing.T) {
	t.Parallel()
	for _, iso := range []string{"2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16"} {
		d := mustDate(t, iso)
		if got, want := calendar.Lunar(d), (calendar.LunarDate{Year: d.Year, Month: 3, Day: 10}); got != want {
			t.Errorf("Lunar(%v) = %+v, want %+v", d, got, want)
		}
	}
}

func TestEveOfTetMayBeThe29thOrThe30th(t *testing.T) {
	t.Parallel()
	for iso, want := range map[string]int{"2024-02-09": 30, "2025-01-28": 29, "2026-02-16": 29} {
		if got := calendar.Lunar(mustDate(t, iso)); got.Month != 12 || got.Day != want {
			t.Errorf("Lunar(%v) = %+v, want day %d of month 12", iso, got, want)
		}
	}
}

func TestLunarDaysThatDoNotExist(t *testing.T) {
	t.Parallel()
	for _, l := range []calendar.LunarDate{
		{},
		{Year: 2025, Month: 13, Day: 1},
		{Year: 2025, Month: 1, Day: 0},
		{Year: 2025, Month: 1, Day: 31},
		{Year: 2024, Month: 12, Day: 30},            // that month has 29 days
		{Year: 2025, Month: 5, Day: 1, Leap: true},  // the leap month is the sixth
		{Year: 2026, Month: 6, Day: 1, Leap: true},  // no leap month at all
		{Year: 2024, Month: 11, Day: 1, Leap: true}, // nor here
	} {
		if got, err := calendar.SolarOf(l); !errors.Is(err, calendar.ErrLunarDate) {
			t.Errorf("SolarOf(%+v) = %v, %v, want an error", l, got, err)
		}
	}
}

// Every day of half a century goes to a lunar date and back, and lunar dates
// follow one another without a gap.
func TestLunarAndSolarOfAreInverse(t *testing.T) {
	t.Parallel()
	yesterday := calendar.Lunar(day(1999, 12, 31))
	for d := day(2000, 1, 1); d.Year < 2050; d = d.AddDays(1) {
		today := calendar.Lunar(d)
		if back, err := calendar.SolarOf(today); err != nil || back != d {
			t.Fatalf("%v is %+v, which is %v, %v", d, today, back, err)
		}
		if today.Day != yesterday.Day+1 && (today.Day != 1 || yesterday.Day < 29) {
			t.Fatalf("%v is %+v, the day after %+v", d, today, yesterday)
		}
		yesterday = today
	}
}
