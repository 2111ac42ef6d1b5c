package message

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// sumLine shows how several figures make the value, where they add up to it.
func sumLine(r Reasoning, s plan.TargetState) string {
	parts := summands(r, s)
	if len(parts) < 2 {
		return ""
	}
	write := plan.FormatNumber
	if s.Target.Money() {
		write = plan.FormatMoney
	}
	var nums, dens []string
	num, den := decimal.Zero, decimal.Zero
	for _, f := range parts {
		nums, dens = append(nums, write(f.Num)), append(dens, write(f.Den))
		num, den = num.Add(f.Num), den.Add(f.Den)
	}
	total := s.Total.Figure
	switch {
	case !num.Equal(total.Num) || !den.Equal(total.Den):
		return ""
	case total.Kind == plan.Fraction:
		return fmt.Sprintf("Cộng: (%s)/(%s) = %s/%s", strings.Join(nums, " + "), strings.Join(dens, " + "), write(num), write(den))
	default:
		return fmt.Sprintf("Cộng: %s = %s", strings.Join(nums, " + "), write(num))
	}
}

// summands are the figures that add up: every period's, or the latest of each unit where each replaces the last.
func summands(r Reasoning, s plan.TargetState) []plan.Figure {
	var all []plan.Figure
	var former int64
	for _, e := range r.Figures {
		kind := e.Figure.Kind
		if e.Slot.Target != s.Target.ID || (s.Unit != 0 && e.Slot.Unit != s.Unit) || (kind != plan.Fraction && kind != plan.Number) {
			continue
		}
		if s.Target.Accumulation == plan.ToDate && len(all) > 0 && former == e.Slot.Unit {
			all = all[:len(all)-1]
		}
		all, former = append(all, e.Figure), e.Slot.Unit
	}
	return all
}

// formula holds the value against the goal, and says what k would reach it.
func formula(s plan.TargetState, day calendar.Date) string {
	t, f := *s.Target, s.Total.Figure
	verdict := marks[s.Standing] + " " + standingWords[s.Standing]
	holds, comparable := f.Compare(s.Goal.Comparator, s.Goal.Value)
	switch {
	case s.Total.Empty():
		return verdict
	case t.Measure == plan.Milestone, !comparable:
		return "→ " + esc(Figure(t, f, day)) + ": " + verdict
	}
	line := fmt.Sprintf("→ %s %s %s: %s", esc(Figure(t, f, day)), esc(sign(s.Goal.Comparator, holds, f, s.Goal.Value)), esc(goalNumber(t, s.Goal)), verdict)
	if s.SmallSample {
		line += fmt.Sprintf(" (mới có %s %s)", plan.FormatNumber(f.Den), esc(noun(t)))
	}
	if !holds && s.MoreKnown && s.More.IsPositive() {
		line += "; cần " + esc(equation(s))
	}
	return line
}

// sign is how the value relates to the goal: the comparison that holds, or the one that says why it fails.
func sign(c plan.Comparator, holds bool, f plan.Figure, goal decimal.Decimal) string {
	if holds {
		return map[plan.Comparator]string{plan.AtLeast: "≥", plan.MoreThan: ">", plan.Exactly: "="}[c]
	}
	if equal, _ := f.Compare(plan.Exactly, goal); equal {
		return "= (không lớn hơn)"
	}
	if over, _ := f.Compare(plan.MoreThan, goal); over {
		return ">"
	}
	return "<"
}

func goalNumber(t plan.Target, g plan.Goal) string {
	switch {
	case t.Measure == plan.Ratio:
		return plan.FormatNumber(g.Value) + "%"
	case t.Money():
		return plan.FormatMoney(g.Value)
	default:
		return strings.TrimSpace(plan.FormatNumber(g.Value) + " " + t.Noun)
	}
}

// equation is the least k that reaches the goal, with the inequality it solves.
func equation(s plan.TargetState) string {
	t, f := *s.Target, s.Total.Figure
	reach := map[plan.Comparator]string{plan.AtLeast: "≥", plan.MoreThan: ">", plan.Exactly: "="}[s.Goal.Comparator]
	number, k := plan.FormatNumber, plan.FormatNumber(s.More)
	if t.Money() {
		number, k = plan.FormatMoney, plan.FormatMoneyNeeded(s.More)
	}
	left := number(f.Num) + " + k"
	switch {
	case f.Kind == plan.Fraction && t.Flow():
		left = fmt.Sprintf("(%s + k)/(%s + k)", number(f.Num), number(f.Den))
	case f.Kind == plan.Fraction:
		left = fmt.Sprintf("(%s + k)/%s", number(f.Num), number(f.Den))
	}
	return fmt.Sprintf("%s %s %s → k = %s", left, reach, goalNumber(t, s.Goal), k)
}

func roadReason(t plan.Target, a plan.Assessment) string {
	if !a.OnRoad {
		return ""
	}
	road := roadValue(t, a.Expected)
	if exact := plan.FormatNumber(a.Expected); t.Measure == plan.Count && !a.Expected.IsInteger() {
		road = exact + ", làm tròn " + road
	}
	return "Lộ trình đến nay: " + esc(road) + " (tăng đều từ đầu kế hoạch đến hạn, qua các mốc nếu có)"
}
