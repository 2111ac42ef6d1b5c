package plan_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/storage/plan"
)

var measures = []plan.Measure{plan.Ratio, plan.Count, plan.Amount, plan.Milestone}

// vietnamese writes a number as documents do: "1.234.567,5".
func vietnamese(d decimal.Decimal) string {
	whole, part, _ := strings.Cut(d.String(), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if part != "" {
		return whole + "," + part
	}
	return whole
}

func TestWrittenFractionsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.Int64Range(100, 99_999_999).Draw(t, "den")
		num := rapid.Int64Range(0, den).Draw(t, "num")
		joiner := rapid.SampledFrom([]string{"/", " / ", " trên ", " trong tổng số "}).Draw(t, "joiner")
		write := rapid.SampledFrom([]func(decimal.Decimal) string{vietnamese, decimal.Decimal.String}).Draw(t, "write")
		tail := rapid.SampledFrom([]string{"", " hồ sơ", " hồ sơ đúng hạn", "."}).Draw(t, "tail")
		typed := write(decimal.NewFromInt(num)) + joiner + write(decimal.NewFromInt(den)) + tail
		mustRead(t, typed, plan.Ratio, fraction(num, den))
	})
}

func TestWrittenPercentagesReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.New(rapid.Int64Range(0, 10_000).Draw(t, "hundredths"), -2)
		sign := rapid.SampledFrom([]string{"%", " %", " phần trăm", "% rồi ạ"}).Draw(t, "sign")
		mustRead(t, vietnamese(v)+sign, plan.Ratio, plan.Figure{Kind: plan.Percent, Num: v})
		mustRead(t, v.String()+sign, plan.Ratio, plan.Figure{Kind: plan.Percent, Num: v})
	})
}

func TestWrittenAmountsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.NewFromInt(rapid.Int64Range(1, plan.MostNumber).Draw(t, "đồng"))
		sign := rapid.SampledFrom([]string{" đồng", " đ", "đ", " VNĐ"}).Draw(t, "sign")
		mustRead(t, vietnamese(v)+sign, plan.Amount, plan.Figure{Kind: plan.Number, Num: v})

		hundredths := decimal.New(rapid.Int64Range(1, 99_999).Draw(t, "hundredths"), -2)
		mustRead(t, vietnamese(hundredths)+" tỷ", plan.Amount, plan.Figure{Kind: plan.Number, Num: hundredths.Shift(9)})
	})
}

func TestWrittenCountsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.NewFromInt(rapid.Int64Range(0, 99_999_999).Draw(t, "things"))
		mustRead(t, vietnamese(v)+" sáng kiến", plan.Count, plan.Figure{Kind: plan.Number, Num: v})
	})
}

func mustRead(t *rapid.T, typed string, m plan.Measure, want plan.Figure) {
	got, err := plan.ReadFigure(typed, expect(m))
	if err != nil || got.Ask != "" || !got.Figure.Equal(want) {
		t.Fatalf("%s %q reads as %s, %v, want %s", m, typed, describe(got), err, describeFigure(want))
	}
}

// The address changes nothing about the figure behind it.
func TestAddressLeavesTheFigure(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.SampledFrom([]string{"9: ", "9 ", "nv 9: ", "3.4.2 ", "#9 ", "9) ", "9 - "}).Draw(t, "address")
		figure := rapid.SampledFrom([]string{"145/150", "97,5%", "tháng 3: 145/150", "không phát sinh", "xong"}).Draw(t, "figure")
		line := plan.SplitReply(address+figure, nil)[0]
		if line.Rest != figure || line.Address == (plan.Address{}) {
			t.Fatalf("%q splits into %+v and %q, want an address and %q", address+figure, line.Address, line.Rest, figure)
		}
	})
}

// checkReading holds what every reading promises, whatever was typed.
func checkReading(t testing.TB, typed string, m plan.Measure) {
	t.Helper()
	got, err := plan.ReadFigure(typed, expect(m))
	again, errAgain := plan.ReadFigure(typed, expect(m))
	if !reflect.DeepEqual(got, again) || !reflect.DeepEqual(err, errAgain) {
		t.Errorf("%s %q reads as %s, then as %s", m, typed, describe(got), describe(again))
	}
	var bad *plan.BadFigure
	switch {
	case errors.As(err, &bad):
		if bad.Text == "" || !strings.Contains(typed, bad.Text) {
			t.Errorf("%s %q: the refused words %q are not in it", m, typed, bad.Text)
		}
	case errors.Is(err, plan.ErrNoFigure):
		if got.Figure.Kind != "" || len(got.Options) > 0 {
			t.Errorf("%s %q: no figure, yet %s", m, typed, describe(got))
		}
	case err != nil:
		t.Errorf("%s %q: unknown error %v", m, typed, err)
	default:
		checkShape(t, typed, m, got)
	}
}

func checkShape(t testing.TB, typed string, m plan.Measure, got plan.Reading) {
	t.Helper()
	options := len(got.Options)
	chosen := options == 0 && got.Figure.Kind != ""
	choice := options >= 2 && options <= 4 && got.Figure.Kind == "" && got.Ask != ""
	if !chosen && !choice {
		t.Errorf("%s %q: neither a figure nor a choice: %s", m, typed, describe(got))
	}
	for _, r := range append([]plan.Reading{got}, got.Options...) {
		negative := r.Figure.Num.IsNegative() || r.Figure.Den.IsNegative()
		if negative && !r.Delta {
			t.Errorf("%s %q: negative figure %s", m, typed, describe(got))
		}
		if r.Figure.LacksDenominator() && got.Ask == "" {
			t.Errorf("%s %q: no denominator and no question: %s", m, typed, describe(got))
		}
		if r.Period != nil && !r.Period.Valid() {
			t.Errorf("%s %q: no such period %+v", m, typed, *r.Period)
		}
	}
}
