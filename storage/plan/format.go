package plan

import (
	"strings"

	"github.com/shopspring/decimal"
)

// FormatNumber writes a number the Vietnamese way: dot between thousands, comma before decimals, at most two of
// them, none that are zero.
func FormatNumber(d decimal.Decimal) string { return localNumber(d.Round(2)) }

func localNumber(d decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	fraction = strings.TrimRight(fraction, "0")
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteByte(',')
		b.WriteString(fraction)
	}
	return b.String()
}

// FormatPercent writes the percentage of a figure with at most two decimals. Rounding never carries it over the
// goal it is held against: 96,996% of a target of 97% stays "96,99%", because it is below.
func FormatPercent(f Figure, goal decimal.Decimal) string {
	exact := f.Num
	if f.Kind == Fraction {
		exact = f.Num.Mul(hundred).DivRound(f.Den, 8)
	}
	shown := exact.Round(2)
	below, _ := f.Compare(AtLeast, goal)
	over, _ := f.Compare(MoreThan, goal)
	switch {
	case !below && shown.GreaterThanOrEqual(goal):
		shown = goal.Sub(cent).Truncate(2)
	case over && shown.LessThanOrEqual(goal):
		shown = goal.Truncate(2).Add(cent)
	}
	return localNumber(shown) + "%"
}

// cent is the smallest step of a shown percentage.
var cent = decimal.New(1, -2)

// Short of the goal, in percentage points or units of the goal; zero when it is reached.
func (f Figure) Short(goal decimal.Decimal) decimal.Decimal {
	value := f.Num
	if f.Kind == Fraction {
		value = f.Num.Mul(hundred).DivRound(f.Den, 8)
	}
	return decimal.Max(goal.Sub(value), decimal.Zero)
}

// FormatMoney writes an amount of đồng the way the office speaks of it: "1,5 tỷ", "850 triệu"; in full where that would
// leave something out.
func FormatMoney(d decimal.Decimal) string {
	for _, unit := range moneyUnits {
		if d.GreaterThanOrEqual(unit.value) && d.Mod(unit.value.Shift(-3)).IsZero() {
			return localNumber(d.DivRound(unit.value, 3)) + unit.word
		}
	}
	return localNumber(d) + " đ"
}

// FormatMoneyNeeded writes the least that a goal of đồng still needs: of thousands of millions to the thousand, since the
// one đồng that takes a value over its goal is not worth spelling all digits.
func FormatMoneyNeeded(d decimal.Decimal) string {
	if d.GreaterThanOrEqual(moneyUnits[0].value) {
		d = d.Round(-3)
	}
	return FormatMoney(d)
}

var moneyUnits = []struct {
	value decimal.Decimal
	word  string
}{
	{decimal.New(1, 9), " tỷ"},
	{decimal.New(1, 6), " triệu"},
}
