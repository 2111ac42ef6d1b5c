package calendar_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
)

func TestParseTimeOfDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]calendar.TimeOfDay{
		"07:45": 465, "7:45": 465, "00:00": 0, "23:59": 1439, "24:00": 1440,
	} {
		if got, err := calendar.ParseTimeOfDay(text); err != nil || got != want {
			t.Errorf("ParseTimeOfDay(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, bad := range []string{"", "7", "07:60", "24:01", "25:00", "-1:00", "07:45:00", "7h45"} {
		if got, err := calendar.ParseTimeOfDay(bad); !errors.Is(err, calendar.ErrTimeOfDay) {
			t.Errorf("ParseTimeOfDay(%q) = %v, %v, want an error", bad, got, err)
		}
	}
}

func TestTimeOfDaySurvivesTextAndDatabase(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := calendar.TimeOfDay(rapid.IntRange(0, 24*60).Draw(t, "minutes"))
		var read, scanned calendar.TimeOfDay
		text, _ := want.MarshalText()
		if err := read.UnmarshalText(text); err != nil || read != want {
			t.Fatalf("through text: got %v, %v, want %v", read, err, want)
		}
		stored, _ := want.Value()
		if err := scanned.Scan(stored); err != nil || scanned != want {
			t.Fatalf("through the database: got %v, %v, want %v", scanned, err, want)
		}
	})
}

func TestScanTimeOfDay(t *testing.T) {
	t.Parallel()
	var got calendar.TimeOfDay
	if err := got.Scan(time.Date(0, 1, 1, 7, 45, 0, 0, time.UTC)); err != nil || got != calendar.NewTimeOfDay(7, 45) {
		t.Errorf("got %v, %v, want 07:45", got, err)
	}
	if err := got.Scan(nil); !errors.Is(err, calendar.ErrTimeOfDay) {
		t.Errorf("scanning NULL: got %v, want ErrTimeOfDay", err)
	}
}

func TestTimeOfDayAtADate(t *testing.T) {
	t.Parallel()
	got := day(2024, 6, 30).At(calendar.NewTimeOfDay(7, 45), calendar.Zone)
	if want := time.Date(2024, 6, 30, 0, 45, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if back := calendar.TimeOfDayOf(got); back.String() != "07:45" {
		t.Errorf("back again: got %v, want 07:45", back)
	}
}
