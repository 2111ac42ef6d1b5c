package calendar_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	got, err := calendar.ParseDate("2024-02-29")
	if want := day(2024, 2, 29); err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, bad := range []string{
		"", "2024-06-31", "2023-02-29", "2024-13-01", "2024-00-10", "2024-6-30", "30/06/2024", "2024-06-30T00:00:00Z", " 2024-06-30",
	} {
		if got, err := calendar.ParseDate(bad); !errors.Is(err, calendar.ErrDate) {
			t.Errorf("ParseDate(%q) = %v, %v, want an error", bad, got, err)
		}
	}
}

func TestDateOfIsTheDayOfTheTimesOwnLocation(t *testing.T) {
	t.Parallel()
	lateEvening := time.Date(2024, 6, 29, 20, 0, 0, 0, time.UTC) // 03:00 the next day in Việt Nam
	if got, want := calendar.DateOf(lateEvening), day(2024, 6, 29); got != want {
		t.Errorf("in UTC: got %v, want %v", got, want)
	}
	if got, want := calendar.DateOf(lateEvening.In(calendar.Zone)), day(2024, 6, 30); got != want {
		t.Errorf("in Việt Nam: got %v, want %v", got, want)
	}
}

func TestAddMonthsStopsAtTheEndOfTheMonth(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from   calendar.Date
		months int
		want   calendar.Date
	}{
		{day(2024, 1, 31), 1, day(2024, 2, 29)},
		{day(2025, 1, 31), 1, day(2025, 2, 28)},
		{day(2024, 1, 31), 2, day(2024, 3, 31)},
		{day(2024, 3, 31), -1, day(2024, 2, 29)},
		{day(2024, 11, 30), 3, day(2025, 2, 28)},
		{day(2024, 2, 29), 12, day(2025, 2, 28)},
		{day(2024, 1, 15), -1, day(2023, 12, 15)},
		{day(2024, 5, 31), 0, day(2024, 5, 31)},
	} {
		if got := test.from.AddMonths(test.months); got != test.want {
			t.Errorf("%v.AddMonths(%d) = %v, want %v", test.from, test.months, got, test.want)
		}
	}
}

func TestDateArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate(t), rapid.IntRange(-4000, 4000).Draw(t, "days")
		midnight := d.At(0, time.UTC)
		moved := d.AddDays(n)
		if want := calendar.DateOf(midnight.AddDate(0, 0, n)); moved != want {
			t.Fatalf("%v.AddDays(%d) = %v, want %v", d, n, moved, want)
		}
		if got := moved.DaysSince(d); got != n {
			t.Fatalf("%v.DaysSince(%v) = %d, want %d", moved, d, got, n)
		}
		if got, want := d.Weekday(), midnight.Weekday(); got != want {
			t.Fatalf("%v.Weekday() = %v, want %v", d, got, want)
		}
		if got, want := moved.After(d), n > 0; got != want {
			t.Fatalf("%v.After(%v) = %v, want %v", moved, d, got, want)
		}
		if got, want := moved.Before(d), n < 0; got != want {
			t.Fatalf("%v.Before(%v) = %v, want %v", moved, d, got, want)
		}
		if end := d.EndOfMonth(); end.Month != d.Month || end.AddDays(1).Day != 1 {
			t.Fatalf("%v.EndOfMonth() = %v", d, end)
		}
	})
}

func TestDateAsStaffReadIt(t *testing.T) {
	t.Parallel()
	d := day(2025, 9, 5)
	for _, test := range []struct{ got, want string }{
		{d.String(), "2025-09-05"},
		{d.VN(), "05/09/2025"},
		{d.VNShort(), "5/9"},
		{d.WeekdayVN(), "thứ Sáu"},
		{d.AddDays(2).WeekdayVN(), "Chủ nhật"},
		{calendar.Date{}.String(), ""},
		{calendar.Date{}.VN(), ""},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestDateSurvivesTextAndDatabase(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SampledFrom([]calendar.Date{{}, anyDate(t)}).Draw(t, "date or none")
		var got calendar.Date

		text, err := json.Marshal(want)
		if err == nil {
			err = json.Unmarshal(text, &got)
		}
		if err != nil || got != want {
			t.Fatalf("through JSON: got %v, %v, want %v", got, err, want)
		}
		stored, err := want.Value()
		if err == nil {
			err = got.Scan(stored)
		}
		if err != nil || got != want {
			t.Fatalf("through the database: got %v, %v, want %v", got, err, want)
		}
	})
}

func TestScanDate(t *testing.T) {
	t.Parallel()
	want := day(2024, 6, 30)
	for _, src := range []any{"2024-06-30", []byte("2024-06-30"), want.At(0, time.UTC), want.At(0, calendar.Zone)} {
		var got calendar.Date
		if err := got.Scan(src); err != nil || got != want {
			t.Errorf("Scan(%v) gives %v, %v, want %v", src, got, err, want)
		}
	}
	var got calendar.Date
	if err := got.Scan(20240630); !errors.Is(err, calendar.ErrDate) {
		t.Errorf("scanning a number: got %v, want ErrDate", err)
	}
}

// anyDate draws a day of the years for which the wall calendar is known.
func anyDate(t *rapid.T) calendar.Date {
	const days = 7*365 + 2 // 2024 to 2030, two of them leap years
	return day(2024, 1, 1).AddDays(rapid.IntRange(0, days-1).Draw(t, "day"))
}

func day(year int, month time.Month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: d}
}

func mustDate(t testing.TB, iso string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
