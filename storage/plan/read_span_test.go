package plan_test

import (
	"strings"
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func TestReadReported(t *testing.T) {
	t.Parallel()
	want := plan.Expect{Today: calendar.NewDate(2024, 6, 3), PlanYear: 2024, Cutoff: 14}
	for text, period := range map[string]plan.Period{
		"month 3": {Kind: plan.Month, Year: 2024, No: 3}, "tháng 3": {Kind: plan.Month, Year: 2024, No: 3}, "3/2024": {Kind: plan.Month, Year: 2024, No: 3},
		"quarter 2": {Kind: plan.Quarter, Year: 2024, No: 2}, "quý II": {Kind: plan.Quarter, Year: 2024, No: 2},
		"year": {Kind: plan.Year, Year: 2024, No: 1}, "năm": {Kind: plan.Year, Year: 2024, No: 1}, "năm 2023": {Kind: plan.Year, Year: 2023, No: 1},
		"year 2023": {Kind: plan.Year, Year: 2023, No: 1}, "6 tháng": {Kind: plan.Half, Year: 2024, No: 1},
		"half 2": {Kind: plan.Half, Year: 2024, No: 2}, "9 tháng": {Kind: plan.NineMonths, Year: 2024, No: 1}, "nine months": {Kind: plan.NineMonths, Year: 2024, No: 1},
		"tháng trước": {Kind: plan.Month, Year: 2024, No: 5},
	} {
		if got, ok := plan.ReadReported(text, want); !ok || got != period {
			t.Errorf("%s: %v, %v; want %v", text, got, ok, period)
		}
	}
	if got, ok := plan.ReadReported("quý 7", want); ok {
		t.Errorf("read a quarter 7 as %v", got)
	}
}

func TestReadSpan(t *testing.T) {
	t.Parallel()
	p := &plan.Plan{Year: 2024, From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31), Calendar: calendar.New()}
	today := calendar.NewDate(2024, 11, 3)
	for text, want := range map[string]string{
		"1/1..31/3": "2024-01-01 2024-03-31", "từ 1/1 đến 31/3": "2024-01-01 2024-03-31", "1/1 - 31/12": "2024-01-01 2024-12-31",
		"từ ngày 15/2/2024 đến ngày 20/2/2024": "2024-02-15 2024-02-20", "from 1/7 to 31/12": "2024-07-01 2024-12-31",
	} {
		cuts := p.ReadCuts(text, today)
		if len(cuts) != 1 || cuts[0].Kind() != plan.OnDemand || cuts[0].From.String()+" "+cuts[0].To.String() != want {
			t.Errorf("%s: %+v, want %s", text, cuts, want)
		}
	}
	for _, text := range []string{"31/3..1/1", "1/1..", "hôm nọ..1/2"} {
		if cuts := p.ReadCuts(text, today); len(cuts) > 0 {
			t.Errorf("%s: %+v, want nothing", text, cuts)
		}
	}
}

// In the first month of a plan what is named without a year may be of the year before, whichever is closer.
func TestReadCutsOfAYoungPlan(t *testing.T) {
	t.Parallel()
	p := &plan.Plan{
		Year: 2025, Cutoff: 14, From: calendar.NewDate(2025, 1, 1), Until: calendar.NewDate(2025, 12, 31), Calendar: calendar.New(),
	}
	january, february := calendar.NewDate(2025, 1, 20), calendar.NewDate(2025, 2, 1)
	for _, c := range []struct {
		day        calendar.Date
		text, want string
	}{
		{january, "tháng 12", "2024-12-14 2025-12-14"}, {january, "quý 4", "2024-12-14 2025-12-14"}, {january, "năm", "2024-12-14 2025-12-14"},
		{january, "tháng 1", "2025-01-14 2024-01-14"}, {january, "6 tháng", "2025-06-14 2024-06-14"}, {january, "9 tháng", "2024-09-14 2025-09-14"},
		{january, "năm 2024", "2024-12-14"}, {january, "tháng 12/2025", "2025-12-14"}, {january, "quý 4/24", "2024-12-14"},
		{january, "1/10..31/12", "2024-12-31 2025-12-31"}, {january, "1/1/2025..15/1/2025", "2025-01-15"}, {january, "quý 7", ""},
		{february, "tháng 12", "2025-12-14"}, {february, "năm", "2025-12-14"}, {february, "1/10..31/12", "2025-12-31"},
	} {
		var ends []string
		for _, cut := range p.ReadCuts(c.text, c.day) {
			ends = append(ends, cut.To.String())
		}
		if got := strings.Join(ends, " "); got != c.want {
			t.Errorf("%s on %v ends %s, want %s", c.text, c.day, got, c.want)
		}
	}
}
