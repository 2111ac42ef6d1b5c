package plan_test

import (
	"errors"
	"strings"
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Days are read day first, times as they are spoken, in either order; what follows is left to others.
func TestReadMoment(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2024, 6, 13)
	for _, c := range []struct {
		text    string
		nearest plan.Nearest
		want    string
		rest    string
	}{
		{"14/6", plan.Ahead, "2024-06-14", ""},
		{"13/6", plan.Ahead, "2024-06-13", ""},
		{"12/6", plan.Ahead, "2025-06-12", ""},
		{"12/6", plan.Back, "2024-06-12", ""},
		{"14/6", plan.Back, "2023-06-14", ""},
		{"29/2", plan.Ahead, "2028-02-29", ""},
		{"29/2", plan.Back, "2024-02-29", ""},
		{"ngày 14-6-24", plan.Ahead, "2024-06-14", ""},
		{"14.6.2024", plan.Ahead, "2024-06-14", ""},
		{"2024-06-14", plan.Ahead, "2024-06-14", ""},
		{"16h 14/6", plan.Ahead, "2024-06-14 16:00", ""},
		{"14/6 16h30 nhé", plan.Ahead, "2024-06-14 16:30", "nhé"},
		{"trước 16 giờ 30 ngày 14/6/2024", plan.Ahead, "2024-06-14 16:30", ""},
		{"16 giờ ngày mai", plan.Ahead, "2024-06-14 16:00", ""},
		{"7h45", plan.Back, " 07:45", ""},
		{"0h", plan.Back, " 00:00", ""},
		{"7:45 hôm qua", plan.Back, "2024-06-12 07:45", ""},
		{"hôm nay 8g", plan.Back, "2024-06-13 08:00", ""},
		{"3.4", plan.Ahead, "", "3.4"},
		{"3.4.2", plan.Ahead, "", "3.4.2"},
		{"14/6-24", plan.Ahead, "", "14/6-24"},
		{"cho tôi hỏi", plan.Ahead, "", "cho tôi hỏi"},
		{"", plan.Ahead, "", ""},
	} {
		words := strings.Fields(c.text)
		m, used, err := plan.ReadMoment(words, today, c.nearest)
		got := m.Day.String()
		if m.Timed {
			got += " " + m.Time.String()
		}
		if rest := strings.Join(words[used:], " "); err != nil || got != c.want || rest != c.rest {
			t.Errorf("%q: got %q, rest %q, %v, want %q, rest %q", c.text, got, rest, err, c.want, c.rest)
		}
	}
}

// What does not exist is refused, not moved to another day.
func TestReadMomentRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"31/6", "30/2/2024", "2024-13-01", "0/5", "15/13", "25h", "7h75", "16h 31/4"} {
		_, _, err := plan.ReadMoment(strings.Fields(text), calendar.NewDate(2024, 6, 13), plan.Ahead)
		if bad := (*plan.BadFigure)(nil); !errors.As(err, &bad) {
			t.Errorf("%q: got %v, want a refusal", text, err)
		}
	}
}

// A period stands alone or it is none.
func TestReadPeriod(t *testing.T) {
	t.Parallel()
	want := plan.Expect{Today: calendar.NewDate(2024, 6, 13), PlanYear: 2024}
	for text, period := range map[string]plan.Period{
		"tháng 3": {Kind: plan.Month, Year: 2024, No: 3}, "T3": {Kind: plan.Month, Year: 2024, No: 3},
		"3": {Kind: plan.Month, Year: 2024, No: 3}, "12/2023": {Kind: plan.Month, Year: 2023, No: 12},
		"quý II/2024": {Kind: plan.Quarter, Year: 2024, No: 2}, "quy 4": {Kind: plan.Quarter, Year: 2024, No: 4},
		"6 tháng": {Kind: plan.Half, Year: 2024, No: 1}, "năm 2024": {Kind: plan.Year, Year: 2024, No: 1},
	} {
		if got, ok := plan.ReadPeriod(text, want); !ok || got != period {
			t.Errorf("%q: got %v, %v, want %v", text, got, ok, period)
		}
	}
	for _, text := range []string{"", "13", "0", "145/150", "tháng 13", "tháng 3 và 4", "3/99999", "lung tung", "quý 11"} {
		if got, ok := plan.ReadPeriod(text, want); ok {
			t.Errorf("%q: got %v, want none", text, got)
		}
	}
}

// A day that goes with another is the closest such day, whatever the year; a year that is typed counts.
func TestReadDayBeside(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2026, 8, 25)
	for _, c := range []struct {
		text  string
		other calendar.Date
		want  string
	}{
		{"22/8", calendar.NewDate(2026, 8, 31), "2026-08-22"},
		{"5/9", calendar.NewDate(2026, 8, 31), "2026-09-05"},
		{"2/1", calendar.NewDate(2026, 12, 31), "2027-01-02"},
		{"26/12", calendar.NewDate(2027, 1, 4), "2026-12-26"},
		{"ngày 22/8/2028", calendar.NewDate(2026, 8, 31), "2028-08-22"},
		{"29/2", calendar.NewDate(2026, 3, 2), "2028-02-29"},
		{"mai", calendar.NewDate(2027, 3, 2), "2026-08-26"},
	} {
		words := strings.Fields(c.text)
		got, used, err := plan.ReadDayBeside(words, today, c.other)
		if err != nil || got.String() != c.want || used != len(words) {
			t.Errorf("%q beside %v: got %v, %d words, %v, want %s", c.text, c.other, got, used, err, c.want)
		}
	}
}
