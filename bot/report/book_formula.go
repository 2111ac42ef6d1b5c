package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// actualCell is the value that is held against the goal: a rate that follows from the two numbers before it, or the
// number itself, or words.
func (l Line) actualCell(row int) xlsx.Cell {
	f, goal := l.Assessment.Total.Figure, l.Assessment.Goal.Value
	switch f.Kind {
	case plan.Fraction:
		num, den := xlsx.Ref(numColumn, row), xlsx.Ref(denColumn, row)
		return xlsx.Cell{Formula: rate(num, den, xlsx.Ref(goalColumn, row)), Value: percent(f, goal), Look: xlsx.Number}
	case plan.Percent:
		return xlsx.Cell{Value: percent(f, goal), Look: xlsx.Number}
	case plan.Number:
		return xlsx.Cell{Formula: xlsx.Ref(numColumn, row), Value: float(f.Num), Look: l.look()}
	default:
		return xlsx.Cell{Value: l.actual(), Look: xlsx.Middle}
	}
}

// shareCell is the value in percent of the goal. A rate is compared exactly, not as it is shown.
func (l Line) shareCell(row int) xlsx.Cell {
	f, words := l.Assessment.Total.Figure, share(l.Assessment)
	if words == "" {
		return xlsx.Cell{Look: xlsx.Number}
	}
	goal := xlsx.Ref(goalColumn, row)
	formula := rate(xlsx.Ref(actualColumn, row), goal, "100")
	if f.Kind == plan.Fraction {
		formula = rate("("+xlsx.Ref(numColumn, row)+"*100)", "("+xlsx.Ref(denColumn, row)+"*"+goal+")", "100")
	}
	return xlsx.Cell{Formula: formula, Value: shown(words), Look: xlsx.Number}
}

// rate is a percentage with two decimals whose rounding never carries it over its goal, in words of a workbook; the plan
// shows percentages by the same rule.
func rate(num, den, goal string) string {
	rounded := fmt.Sprintf("ROUND(%s*100/%s,2)", num, den)
	return fmt.Sprintf("IF(%[1]s*100<%[3]s*%[2]s,MIN(%[4]s,%[3]s-0.01),IF(%[1]s*100>%[3]s*%[2]s,MAX(%[4]s,%[3]s+0.01),%[4]s))",
		num, den, goal, rounded)
}

// percent is the percentage of a figure as the plan shows it, as a number.
func percent(f plan.Figure, goal decimal.Decimal) float64 {
	return shown(strings.TrimSuffix(plan.FormatPercent(f, goal), "%"))
}

// shown is a number as the plan writes it, read again.
func shown(words string) float64 {
	d, err := decimal.NewFromString(strings.ReplaceAll(strings.ReplaceAll(words, ".", ""), ",", "."))
	if err != nil {
		return 0 // the plan writes nothing else
	}
	return float(d)
}
