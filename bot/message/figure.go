package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Figure writes a reported or folded figure: "145/150 = 96,67%", "2 sáng kiến", "đã hoàn thành".
func Figure(t plan.Target, f plan.Figure, day calendar.Date) string {
	text := plainFigure(t, f, day)
	if f.Estimate {
		return "ước " + text
	}
	return text
}

func plainFigure(t plan.Target, f plan.Figure, day calendar.Date) string {
	switch f.Kind {
	case plan.Fraction:
		parts := plan.FormatNumber(f.Num) + "/" + plan.FormatNumber(f.Den)
		if t.Money() {
			parts = plan.FormatMoney(f.Num) + "/" + plan.FormatMoney(f.Den)
		}
		return parts + " = " + plan.FormatPercent(f, t.Goal(day).Value)
	case plan.Percent:
		return plan.FormatPercent(f, t.Goal(day).Value)
	case plan.Number:
		if t.Money() {
			return plan.FormatMoney(f.Num)
		}
		return strings.TrimSpace(plan.FormatNumber(f.Num) + " " + t.Noun)
	case plan.Done:
		return "đã hoàn thành"
	case plan.NotDone:
		return "chưa hoàn thành"
	case plan.NoCases:
		return "không phát sinh"
	case plan.Withdrawn:
		return "đã rút số liệu"
	default:
		return "chưa có số liệu"
	}
}

// goal writes what is to be reached: "tối thiểu 97%", "trên 70%", "03 sáng kiến".
func goal(t plan.Target, g plan.Goal) string {
	if t.Measure == plan.Milestone {
		return "hoàn thành"
	}
	value := plan.FormatNumber(g.Value)
	switch {
	case t.Measure == plan.Ratio:
		value += "%"
	case t.Money():
		value = plan.FormatMoney(g.Value)
	default:
		value = strings.TrimSpace(value + " " + t.Noun)
	}
	return comparatorWords[g.Comparator] + value
}

var comparatorWords = map[plan.Comparator]string{plan.AtLeast: "tối thiểu ", plan.MoreThan: "trên ", plan.Exactly: "đạt "}

// periodName names a period as the office does: "tháng 6/2024", "quý II/2024".
func periodName(p plan.Period) string {
	switch p.Kind {
	case plan.Month:
		return fmt.Sprintf("tháng %d/%d", p.No, p.Year)
	case plan.Quarter:
		return fmt.Sprintf("quý %s/%d", [...]string{"", "I", "II", "III", "IV"}[p.No], p.Year)
	case plan.Half:
		return fmt.Sprintf("6 tháng %s năm %d", [...]string{"", "đầu", "cuối"}[p.No], p.Year)
	case plan.NineMonths:
		return fmt.Sprintf("9 tháng năm %d", p.Year)
	default:
		return fmt.Sprintf("năm %d", p.Year)
	}
}

// period names a period with its two dates; no message names one without them.
func period(p plan.Period, cutoff plan.Cutoff) string {
	from, to := p.Span(cutoff)
	return fmt.Sprintf("%s (%s – %s)", periodName(p), from.VN(), to.VN())
}

// periodNames is the period of a missing report in a few words, behind the shorter ones that are due with it.
func periodNames(in plan.Inputs) string {
	names := ""
	for _, p := range in.Beside {
		names += periodName(p) + ", "
	}
	return names + periodName(in.Period)
}

// periodIn names a period of a task with its two dates, by the cadence that asks for such periods.
func periodIn(pl *plan.Plan, t *plan.Task, of plan.Period) string {
	return period(of, pl.CadenceOf(t, of.Kind).Cutoff)
}

var everyWords = map[plan.PeriodKind]string{
	plan.Month: "hằng tháng", plan.Quarter: "hằng quý", plan.Half: "6 tháng", plan.NineMonths: "9 tháng", plan.Year: "hằng năm",
}

// cadences writes how often a task is reported on.
func cadences(all []plan.Cadence) string {
	words := make([]string, len(all))
	for i, c := range all {
		words[i] = everyWords[c.Every]
	}
	return strings.Join(words, ", ")
}
