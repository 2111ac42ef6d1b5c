package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

func TestFormatNumber(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "1234.5": "1.234,5", "1234567": "1.234.567", "97.50": "97,5", "0.125": "0,13", "-1500": "-1.500", "999": "999",
	} {
		if got := plan.FormatNumber(dec(t, in)); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestFormatPercentKeepsItsSideOfTheGoal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		figure plan.Figure
		goal   string
		want   string
	}{
		{fraction(145, 150), "97", "96,67%"},
		{fraction(96996, 100000), "97", "96,99%"},
		{fraction(70001, 100000), "70", "70,01%"},
		{fraction(70, 100), "70", "70%"},
		{fraction(1, 3), "30", "33,33%"},
		{plan.Figure{Kind: plan.Percent, Num: d(97)}, "97", "97%"},
	} {
		if got := plan.FormatPercent(c.figure, dec(t, c.goal)); got != c.want {
			t.Errorf("%v of goal %s: got %s, want %s", c.figure, c.goal, got, c.want)
		}
	}
}

func TestFormatMoneyNeeded(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"1220000001": "1,22 tỷ", "1220001000": "1.220,001 triệu", "850000001": "850.000.001 đ", "400": "400 đ"} {
		if got := plan.FormatMoneyNeeded(dec(t, in)); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestFormatMoney(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1500000000": "1,5 tỷ", "850000000": "850 triệu", "2100000000": "2,1 tỷ", "1234567": "1.234.567 đ", "500": "500 đ",
		"1234000250": "1.234.000.250 đ", "1999999800": "1.999.999.800 đ", "1234000000": "1,234 tỷ", "1234500000": "1.234,5 triệu",
		"1500500": "1.500.500 đ", "1501000": "1,501 triệu", "2000000000000": "2.000 tỷ", "1500000000.5": "1.500.000.000,5 đ",
		"0": "0 đ", "999999999": "999.999.999 đ",
	} {
		if got := plan.FormatMoney(dec(t, in)); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}
