package message

import (
	"fmt"
	"strings"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// AlertList is what a list of open episodes shows.
type AlertList struct {
	Plan     *plan.Plan
	Viewer   plan.Unit
	At       time.Time
	Shown    []plan.Episode // of this page
	Found    int            // on all pages
	Page     int            // from 1
	Pages    int
	Silences []plan.Silence
	May      func(plan.Episode) bool // the reader may take it up
}

// Alerts shows what is open for a unit: the matter, since when, who took it up, and what comes next.
func Alerts(l AlertList) Message {
	day := dayAt(l.At)
	m := say(fmt.Sprintf("<b>Cảnh báo đang mở</b> · %s · %s, %s: %d", esc(l.Viewer.Label()), day.WeekdayVN(), day.VN(), l.Found))
	if l.Found == 0 {
		m.add("Hiện không có cảnh báo nào.")
		return m
	}
	names := alertNames(l.Plan, l.Shown)
	for i, e := range l.Shown {
		m.add("\n" + lines(
			alertHead(l.Plan, e), alertLine(l.Plan, e, l.At), alertState(e, l.At), nextStep(e, l.At), silencedLine(l.Silences, e, day),
		))
		m.row(ackButton(l, e, names[i]), Button{"Vì sao " + names[i], fmt.Sprintf("why:%d", e.ID)})
	}
	m.row(alertPages(l)...)
	return m
}

func ackButton(l AlertList, e plan.Episode, name string) Button {
	if e.State != plan.Firing || !l.May(e) {
		return Button{}
	}
	return Button{"✋ Nhận việc " + name, fmt.Sprintf("ack:%d", e.ID)}
}

func alertPages(l AlertList) []Button {
	var row []Button
	if l.Page > 1 {
		row = append(row, Button{"‹ Trang trước", fmt.Sprintf("alrt:%d", l.Page-1)})
	}
	if l.Page < l.Pages {
		row = append(row, Button{fmt.Sprintf("Trang %d/%d ›", l.Page+1, l.Pages), fmt.Sprintf("alrt:%d", l.Page+1)})
	}
	return append(row, Button{"Cập nhật", fmt.Sprintf("alrt:%d", l.Page)})
}

// alertHead names what an episode is about: the task, and the unit where it is one unit's matter.
func alertHead(p *plan.Plan, e plan.Episode) string {
	t, ok := p.TaskByID(e.Task)
	if !ok {
		return "<b>Kế hoạch " + esc(p.Number) + "</b>"
	}
	head := taskTitle(t)
	if u, ok := p.UnitByID(e.Unit); ok {
		head += " · " + esc(u.Label())
	}
	return head
}

// alertLine says in one line what is the matter, as it is at an instant.
func alertLine(p *plan.Plan, e plan.Episode, at time.Time) string {
	in := e.Inputs
	switch e.Rule {
	case plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue:
		return deadlineLine(p, in, dayAt(at))
	case plan.RuleMissing:
		return missingLine(p, e)
	case plan.RuleBelow, plan.RulePace, plan.RuleBudget:
		return figureLine(p, e, dayAt(at))
	case plan.RuleWaiting:
		over := "sắp quá"
		if e.Level >= plan.WaitingLate {
			over = "đã quá"
		}
		return fmt.Sprintf("📥 <b>%d hồ sơ chờ tiếp nhận %s %s</b>, hồ sơ cũ nhất từ %s", in.Count, over, hoursOf(p, in.Hours), stamp(in.Oldest))
	default:
		return fmt.Sprintf("📝 Kế hoạch còn %d nội dung chưa đủ hoặc cần làm rõ", max(in.Count, 1))
	}
}

// hoursOf names a number of hours by the commune's way of counting them.
func hoursOf(p *plan.Plan, hours int) string {
	if p.Alerting().ClockHours {
		return fmt.Sprintf("%d giờ", hours)
	}
	return fmt.Sprintf("%d giờ làm việc", hours)
}

// deadlineLine counts the days anew: an episode may have been judged some time ago.
func deadlineLine(p *plan.Plan, in plan.Inputs, day calendar.Date) string {
	date := in.Due.WeekdayVN() + " " + in.Due.VN()
	if in.RemindBy != in.Due {
		date += ", ngày làm việc cuối: " + in.RemindBy.WeekdayVN() + " " + in.RemindBy.VNShort()
	}
	left := p.Calendar.WorkdaysBetween(day, in.RemindBy)
	switch {
	case day.After(in.Due):
		return fmt.Sprintf("⛔ <b>Quá hạn %d ngày làm việc</b> (hạn %s)", max(-left, 0), date)
	case !day.Before(in.RemindBy):
		return "⏰ <b>Đến hạn hôm nay</b> (hạn " + date + ")"
	default:
		return fmt.Sprintf("⏳ <b>Còn %d ngày làm việc</b> (hạn %s)", left, date)
	}
}

func missingLine(p *plan.Plan, e plan.Episode) string {
	t, ok := p.TaskByID(e.Task)
	if !ok {
		return ""
	}
	line := "📭 <b>Chưa có báo cáo</b> " + period(e.Inputs.Period, p.Grid(t).Cutoff)
	switch by := e.Inputs.ReportBy; {
	case by.IsZero():
	case e.Level >= plan.MissingLate:
		line += ", đã quá hạn báo cáo " + by.VNShort()
	default:
		line += ", hạn báo cáo " + by.WeekdayVN() + " " + by.VNShort()
	}
	if n := len(e.Inputs.Earlier); n > 0 {
		line += fmt.Sprintf("; %d kỳ trước đó cũng chưa có", n)
	}
	return line
}

func figureLine(p *plan.Plan, e plan.Episode, day calendar.Date) string {
	t, ok := p.TaskByID(e.Task)
	if !ok {
		return ""
	}
	target, in := targetOf(t, e.Target), e.Inputs
	name := ""
	if len(t.Targets) > 1 {
		name = esc(target.Mark+") "+clip(target.Name, 40)) + ": "
	}
	value := name + esc(Figure(target, in.Value, day))
	aim := esc(goal(target, in.Goal))
	switch {
	case e.Rule == plan.RuleBudget && in.FailLeft <= 0:
		return "🔴 " + value + ": <b>không còn được phép để thêm " + esc(noun(target)) + " nào chưa đạt</b>"
	case e.Rule == plan.RuleBudget:
		return fmt.Sprintf("🟠 %s: còn được phép tối đa <b>%d %s</b> chưa đạt trong năm", value, in.FailLeft, esc(noun(target)))
	case e.Rule == plan.RulePace && !in.Forecast.IsZero():
		return fmt.Sprintf("🟠 %s: <b>dự báo cuối kỳ %s</b>, chỉ tiêu %s", value, esc(roadValue(target, in.Forecast)), aim)
	case e.Rule == plan.RulePace:
		return fmt.Sprintf("🟠 %s: <b>chậm tiến độ</b>, lộ trình đến nay %s, chỉ tiêu %s", value, esc(roadValue(target, in.Expected)), aim)
	case e.Level == plan.BelowLost:
		return "⛔ " + value + ": <b>không thể đạt</b> " + aim
	case e.Level == plan.BelowRecovering:
		return "🟢 " + value + ": đã đạt lại " + aim + ", đang theo dõi thêm"
	default:
		return "🔴 " + value + ": <b>chưa đạt</b> " + aim
	}
}

// alertState says since when and who has taken it up.
func alertState(e plan.Episode, at time.Time) string {
	since := "Từ " + sinceDay(e).VN()
	switch e.State {
	case plan.Pending:
		return since + " · chưa thông báo"
	case plan.Acknowledged:
		held := ""
		if e.Held(at) {
			held = ", tạm dừng nhắc đến " + stamp(e.HeldUntil)
		}
		return since + " · ✋ " + esc(e.AckBy.Name) + " đã nhận việc lúc " + stamp(e.AckAt) + held
	default:
		if e.Held(at) {
			return since + " · tạm hoãn đến " + stamp(e.HeldUntil)
		}
		return since + " · chưa có người nhận việc"
	}
}

// sinceDay is from when the matter holds, or, where no day says so, when it was noticed.
func sinceDay(e plan.Episode) calendar.Date {
	if e.Since.IsZero() {
		return dayAt(e.OpenedAt)
	}
	return e.Since
}

// stepNames says who stands on a step of the ladder.
var stepNames = map[plan.Audience]string{
	plan.ToLead: "bộ phận chủ trì", plan.ToOffice: "Văn phòng", plan.ToViceChairman: "Phó Chủ tịch", plan.ToChairman: "Chủ tịch",
}

// nextStep says who is told next, and when.
func nextStep(e plan.Episode, at time.Time) string {
	if e.NextStep.IsZero() || e.Step+1 >= len(e.Ladder) || e.State == plan.Pending {
		return ""
	}
	when := e.NextStep
	for _, not := range []time.Time{e.HeldUntil, at} {
		if when.Before(not) {
			when = not
		}
	}
	return "Bước tiếp: " + stepNames[e.Ladder[e.Step+1].To] + ", " + stamp(when)
}

func silencedLine(all []plan.Silence, e plan.Episode, day calendar.Date) string {
	for _, s := range all {
		if s.Covers(e.Subject, day) {
			return "🔕 Tạm ngừng nhắc đến hết " + s.Until.VN() + ": " + esc(clip(s.Reason, 80))
		}
	}
	return ""
}

// stamp writes an instant as staff read it: "07:45 04/03/2024".
func stamp(at time.Time) string {
	at = at.In(calendar.Zone)
	return at.Format("15:04") + " " + calendar.DateOf(at).VN()
}

func dayAt(at time.Time) calendar.Date { return calendar.DateOf(at.In(calendar.Zone)) }

// AckedToast answers the tap that takes a matter up.
func AckedToast(e plan.Episode) string {
	return fmt.Sprintf("Đã ghi: %s nhận việc. Tạm dừng nhắc đến %s.", clip(e.AckBy.Name, 60), stamp(e.HeldUntil))
}

// AckedBefore tells who took a matter up before.
func AckedBefore(e plan.Episode) string {
	return fmt.Sprintf("%s đã nhận việc lúc %s.", clip(e.AckBy.Name, 60), stamp(e.AckAt))
}

// SnoozedToast answers the tap that puts a matter off.
func SnoozedToast(until time.Time) string {
	return "Đã tạm hoãn nhắc đến " + stamp(until) + "."
}

// AckNotYours says whose matter it is.
func AckNotYours(units []plan.Unit) string {
	if len(units) == 0 {
		return TapExpired
	}
	return "Chỉ người của " + clip(labels(units), 120) + " được nhận việc này, trong nhóm của bộ phận."
}

// unitsNamed joins the labels of units for a sentence in HTML.
func unitsNamed(units []plan.Unit) string { return esc(strings.TrimSpace(labels(units))) }
