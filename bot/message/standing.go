package message

import (
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Marks stand beside a word, never for one: they must not be needed to understand the line.
var marks = map[plan.Standing]string{
	plan.NoData: "⚪", plan.Met: "🟢", plan.OnTrack: "🔵", plan.AtRisk: "🟠", plan.Below: "🔴", plan.OutOfReach: "⛔",
}

var standingWords = map[plan.Standing]string{
	plan.NoData: "chưa có số liệu", plan.Met: "đạt", plan.OnTrack: "đang thực hiện", plan.AtRisk: "có nguy cơ",
	plan.Below: "chưa đạt", plan.OutOfReach: "không thể đạt",
}

// verdict says in a few words what a target's standing is and what is still needed.
func verdict(t plan.Target, a plan.Assessment) string {
	word := standingWords[a.Standing]
	switch {
	case a.Total.Figure.Kind == plan.NoCases:
		return "không phát sinh"
	case a.SmallSample:
		return fmt.Sprintf("chưa đủ số liệu để đánh giá (dưới %d %s)", t.MinSample, noun(t))
	case a.LastMissed:
		return "lũy kế đạt, kỳ gần nhất chưa đạt"
	case a.Standing == plan.AtRisk && a.OnRoad:
		return fmt.Sprintf("chậm tiến độ (lộ trình đến nay: %s)", roadValue(t, a.Expected))
	default:
		return word
	}
}

// needed says what would bring a missed target back.
func needed(t plan.Target, a plan.Assessment) string {
	f := a.Total.Figure
	switch {
	case a.Standing == plan.OutOfReach:
		return "Không còn khả năng đạt chỉ tiêu trong kỳ tính; đề nghị chuẩn bị giải trình."
	case a.Standing == plan.Met || a.Total.Empty():
		return ""
	case f.Kind == plan.Percent:
		return fmt.Sprintf("Còn thiếu %s điểm %%. Đề nghị gửi cả tử số/mẫu số để tính số %s còn thiếu.",
			plan.FormatNumber(gap(f.Short(a.Goal.Value))), noun(t))
	case !a.MoreKnown || a.More.IsZero():
		return ""
	case t.Flow():
		return fmt.Sprintf("Cần thêm ít nhất <b>%s</b> %s liên tiếp.", plan.FormatNumber(a.More), esc(good(t)))
	case t.Money():
		return fmt.Sprintf("Cần thêm ít nhất <b>%s</b>.", plan.FormatMoneyNeeded(a.More))
	default:
		return fmt.Sprintf("Cần thêm ít nhất <b>%s</b> %s.", plan.FormatNumber(a.More.Ceil()), esc(noun(t)))
	}
}

// slack says how many cases may still fail where a flow is met.
func slack(t plan.Target, a plan.Assessment) string {
	if !a.FailKnown || a.FailLeft.IsNegative() {
		return ""
	}
	known := plan.FormatNumber(a.Total.Figure.Den) + " " + esc(noun(t))
	if a.FailLeft.IsZero() {
		return fmt.Sprintf("Tính trên %s hiện có, không được để thêm %s nào chưa đạt.", known, esc(noun(t)))
	}
	return fmt.Sprintf("Tính trên %s hiện có, còn được phép thêm tối đa %s %s chưa đạt.", known, plan.FormatNumber(a.FailLeft), esc(noun(t)))
}

func roadValue(t plan.Target, v decimal.Decimal) string {
	switch {
	case t.Measure == plan.Ratio:
		return plan.FormatNumber(v) + "%"
	case t.Money():
		return plan.FormatMoney(v.Round(0))
	default:
		return plan.FormatNumber(v.Ceil()) + " " + noun(t) // things come whole
	}
}

// gap rounds a gap to what is shown, but never to none.
func gap(d decimal.Decimal) decimal.Decimal { return decimal.Max(d.Round(2), decimal.New(1, -2)) }

func noun(t plan.Target) string {
	if t.Noun == "" {
		return "trường hợp"
	}
	return t.Noun
}

func good(t plan.Target) string {
	if t.Good == "" {
		return noun(t)
	}
	return t.Good
}

// due writes a deadline: the plan's date with its weekday, the working day before it where that is a rest day, and
// how long is left.
func due(t *plan.Task, d plan.DueAssessment) string {
	switch d.Standing {
	case plan.Running:
		return "Thường xuyên" + reported(t)
	case plan.NoDeadline:
		if t.Deadline.Kind == plan.ByReference {
			return "Chưa có thời hạn (theo " + esc(t.Deadline.Reference) + ")"
		}
		return "Không ghi thời hạn" + reported(t)
	}
	if done := doneWords[d.Standing]; done != "" {
		return done + doneDate(d, weekdate(d.Due))
	}
	date := dueDates(d.Due, d.RemindBy) + extended(t, d)
	switch d.Standing {
	case plan.DueAwaited:
		return fmt.Sprintf("📨 <b>Đã xin gia hạn đến %s, chờ văn bản trả lời</b> (hạn %s)", t.Course.AskedFor.VN(), date)
	case plan.Overdue:
		return fmt.Sprintf("⛔ <b>Quá hạn %d ngày làm việc</b> (hạn %s)", max(-d.Left, 0), date)
	case plan.DueToday:
		return "⏰ <b>Đến hạn hôm nay</b> (hạn " + date + ")"
	case plan.DueSoon:
		return fmt.Sprintf("⏳ <b>Còn %d ngày làm việc</b> (hạn %s)", d.Left, date)
	default:
		return fmt.Sprintf("Còn %d ngày làm việc (hạn %s)", d.Left, date)
	}
}

// extended says which date was in force before, and which is asked for.
func extended(t *plan.Task, d plan.DueAssessment) string {
	words := ""
	if !d.Original.IsZero() {
		words += ", hạn ban đầu " + d.Original.VN()
	}
	if asked := t.Course.AskedFor; !asked.IsZero() && d.Standing != plan.DueAwaited {
		words += ", đang xin gia hạn đến " + asked.VN()
	}
	return words
}

// dueDates writes a due date, and the last working day before it where it is a rest day.
func dueDates(due, remindBy calendar.Date) string {
	if remindBy.IsZero() || remindBy == due {
		return weekdate(due)
	}
	return weekdate(due) + ", ngày làm việc cuối: " + remindBy.WeekdayVN() + " " + remindBy.VNShort()
}

// weekdate writes a date with its weekday: "thứ Sáu 29/03/2024".
func weekdate(d calendar.Date) string { return d.WeekdayVN() + " " + d.VN() }

var doneWords = map[plan.DueStanding]string{
	plan.DoneOnTime: "✅ Hoàn thành đúng hạn", plan.DoneLate: "☑️ Hoàn thành, quá hạn",
	plan.DueDeclared: "🕓 Đã báo hoàn thành, chờ Văn phòng xác nhận",
}

func doneDate(d plan.DueAssessment, date string) string {
	if d.Due.IsZero() {
		return ""
	}
	return " (hạn " + date + ")"
}

func reported(t *plan.Task) string {
	if len(t.Cadences) == 0 {
		return ""
	}
	return " · báo cáo " + cadences(t.Cadences)
}
