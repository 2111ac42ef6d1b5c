package report

import (
	"strings"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// figure writes a figure the way a document does: the value first, what it was made of after it.
func figure(t plan.Target, f plan.Figure, goal decimal.Decimal) string {
	switch f.Kind {
	case plan.Fraction:
		return plan.FormatPercent(f, goal) + " (" + fraction(t, f) + ")"
	case plan.Percent:
		return plan.FormatPercent(f, goal)
	case plan.Number:
		return quantity(t, f.Num)
	default:
		return figureWords[f.Kind]
	}
}

var figureWords = map[plan.FigureKind]string{
	plan.Done: "đã hoàn thành", plan.NotDone: "chưa hoàn thành", plan.NoCases: "không phát sinh", plan.Withdrawn: "đã rút số liệu",
}

// fraction is "145/150 hồ sơ", or two amounts.
func fraction(t plan.Target, f plan.Figure) string {
	if t.Money() {
		return plan.FormatMoney(f.Num) + "/" + plan.FormatMoney(f.Den)
	}
	return strings.TrimSpace(plan.FormatNumber(f.Num) + "/" + plan.FormatNumber(f.Den) + " " + t.Noun)
}

// quantity is a number with what it counts, or an amount.
func quantity(t plan.Target, n decimal.Decimal) string {
	if t.Money() {
		return plan.FormatMoney(n)
	}
	return strings.TrimSpace(plan.FormatNumber(n) + " " + t.Noun)
}

// reached says what a figure reaches; an estimate says that it is one.
func reached(t plan.Target, f plan.Figure, goal decimal.Decimal) string {
	words := figure(t, f, goal)
	switch measured := f.Kind == plan.Fraction || f.Kind == plan.Percent || f.Kind == plan.Number; {
	case measured && f.Estimate:
		return "ước đạt " + words
	case measured:
		return "đạt " + words
	case f.Estimate:
		return "ước " + words
	default:
		return words
	}
}

// planned is what is to be reached: "tối thiểu 97%".
func planned(t plan.Target, g plan.Goal) string {
	switch {
	case t.Measure == plan.Milestone:
		return "hoàn thành"
	case t.Measure == plan.Ratio:
		return comparatorWords[g.Comparator] + plan.FormatNumber(g.Value) + "%"
	default:
		return comparatorWords[g.Comparator] + quantity(t, g.Value)
	}
}

var comparatorWords = map[plan.Comparator]string{plan.AtLeast: "tối thiểu ", plan.MoreThan: "trên ", plan.Exactly: ""}

// compared is the value in percent of the goal. It never says 100% of a goal that is not reached.
func compared(a plan.Assessment) string {
	f := a.Total.Figure
	share := plan.Figure{Kind: plan.Fraction, Num: f.Num, Den: a.Goal.Value}
	if f.Kind == plan.Fraction {
		share = plan.Figure{Kind: plan.Fraction, Num: f.Num.Mul(hundred), Den: f.Den.Mul(a.Goal.Value)}
	}
	measured := f.Kind == plan.Fraction || f.Kind == plan.Percent || f.Kind == plan.Number
	if !measured || !share.Den.IsPositive() {
		return ""
	}
	return plan.FormatPercent(share, hundred)
}

var hundred = decimal.NewFromInt(100)

// unit is what the figures of a target are measured in.
func unit(t plan.Target) string {
	switch {
	case t.Measure == plan.Ratio:
		return "%"
	case t.Measure == plan.Milestone:
		return ""
	case t.Money():
		return "đồng"
	default:
		return t.Noun
	}
}
