package plan_test

import (
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
	p := &plan.Plan{From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31)}
	today := calendar.NewDate(2024, 11, 3)
	for text, want := range map[string]string{
		"1/1..31/3": "2024-01-01 2024-03-31", "từ 1/1 đến 31/3": "2024-01-01 2024-03-31", "1/1 - 31/12": "2024-01-01 2024-12-31",
		"từ ngày 15/2/2024 đến ngày 20/2/2024": "2024-02-15 2024-02-20", "from 1/7 to 31/12": "2024-07-01 2024-12-31",
	} {
		from, to, ok := p.ReadSpan(text, today)
		if got := from.String() + " " + to.String(); !ok || got != want {
			t.Errorf("%s: %s, %v; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"31/3..1/1", "1/1", "1/1..", "hôm nọ..1/2"} {
		if from, to, ok := p.ReadSpan(text, today); ok {
			t.Errorf("%s: %v to %v, want nothing", text, from, to)
		}
	}
}
