package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// verdict says what a value means for its goal, and by how much it misses it.
func verdict(t plan.Target, a plan.Assessment) string {
	switch {
	case a.Total.Empty(), a.Total.Figure.Kind == plan.NoCases:
		return ""
	case a.SmallSample:
		return fmt.Sprintf("chưa đủ số liệu để đánh giá (dưới %d %s)", t.MinSample, t.Noun)
	case a.LastMissed:
		return "lũy kế đạt, kỳ gần nhất chưa đạt"
	case a.Standing == plan.AtRisk && a.OnRoad:
		return "chậm tiến độ (lộ trình: " + onRoad(t, a.Expected) + ")"
	case a.Standing == plan.Below || a.Standing == plan.OutOfReach:
		return standingWords[a.Standing] + lacking(t, a)
	default:
		return standingWords[a.Standing]
	}
}

var standingWords = map[plan.Standing]string{
	plan.Met: "đạt chỉ tiêu", plan.OnTrack: "đang thực hiện", plan.AtRisk: "có nguy cơ không đạt chỉ tiêu",
	plan.Below: "chưa đạt chỉ tiêu", plan.OutOfReach: "không còn khả năng đạt chỉ tiêu trong kỳ tính",
}

// lacking says by how much the goal is missed. It never rounds a gap to none.
func lacking(t plan.Target, a plan.Assessment) string {
	short := a.Total.Figure.Short(a.Goal.Value)
	switch {
	case t.Measure == plan.Milestone || !short.IsPositive():
		return ""
	case t.Measure == plan.Ratio:
		return ", thiếu " + plan.FormatNumber(decimal.Max(short.Round(2), cent)) + " điểm %"
	default:
		return ", thiếu " + quantity(t, short)
	}
}

var cent = decimal.New(1, -2)

// needed says what would still reach the goal, or nothing.
func needed(t plan.Target, a plan.Assessment) string {
	missed := a.Standing == plan.Below || a.Standing == plan.AtRisk
	if !missed || !a.MoreKnown || !a.More.IsPositive() {
		return ""
	}
	if t.Money() {
		return "cần thêm ít nhất " + plan.FormatMoneyNeeded(a.More)
	}
	what := t.Noun
	if t.Measure == plan.Ratio && t.Good != "" {
		what = t.Good
	}
	return fmt.Sprintf("cần thêm ít nhất %s %s", plan.FormatNumber(a.More.Ceil()), what)
}

// onRoad is where the planned road of a target stands.
func onRoad(t plan.Target, v decimal.Decimal) string {
	switch {
	case t.Measure == plan.Ratio:
		return plan.FormatNumber(v) + "%"
	case t.Money():
		return plan.FormatMoney(v.Round(0))
	default:
		return quantity(t, v.Ceil()) // things come whole
	}
}

// dueWords says how a deadline stands; nothing where nothing is due.
func dueWords(d plan.DueAssessment) string {
	switch d.Standing {
	case plan.Overdue:
		return "quá hạn (thời hạn ngày " + date(d.Due) + ")"
	case plan.DoneOnTime:
		return "hoàn thành đúng hạn"
	case plan.DoneLate:
		return "hoàn thành quá hạn (thời hạn ngày " + date(d.Due) + ")"
	case plan.OpenDue, plan.DueSoon, plan.DueToday:
		return "thời hạn ngày " + date(d.Due)
	default:
		return ""
	}
}
