package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Closing is a time that the office closes, or could.
type Closing struct {
	Plan   *plan.Plan
	Cut    plan.Cut
	Done   plan.Closing   // once it is closed
	Former []plan.Closing // of the plan, the oldest first
	Owing  []plan.Owing
	States []plan.TaskState
	Day    calendar.Date
}

// TapClosed is what the phone shows at the button.
const TapClosed = "Đã chốt số liệu."

// ToClose proposes to close a period, with who has not reported on it.
func ToClose(c Closing, data string) Message {
	m := say("<b>Chốt số liệu "+cutName(c.Cut)+"</b>", tallyLine(c.States), owingLine(c.Owing),
		"Hạn báo cáo: "+weekdate(c.Cut.Due)+".")
	if former := plan.NewestOf(c.Former, c.Cut); former != nil {
		m.add("Kỳ này " + closedLine(*former) + "; chốt lại nếu số liệu đã được sửa.")
	}
	m.add(closedBefore(c))
	m.row(Button{"Chốt số liệu", data})
	return m
}

// Closed tells that a period is closed, and what differs from when it was closed before.
func Closed(c Closing) Message {
	head := "🔒 <b>Đã chốt số liệu " + cutName(c.Cut) + "</b>"
	if c.Done.Unchanged {
		m := say("<b>Số liệu "+cutName(c.Cut)+" không thay đổi</b>", sentence(closedLine(c.Done))+".")
		m.add(reportHint(c.Cut))
		return m
	}
	m := say(head, fmt.Sprintf("Phiên bản %d, %s, %s; mã kiểm tra %s.", c.Done.Version, clock(c.Done.At), esc(c.Done.By.Name), code(c.Done.SHA256[:12])),
		tallyLine(c.States), owedOn(c))
	if c.Done.Version > 1 {
		m.add(corrections(c)...)
	}
	m.add("Số liệu gửi sau vẫn được ghi nhận, đánh dấu “nộp muộn”.", reportHint(c.Cut))
	return m
}

// cutName names a time with its two dates.
func cutName(c plan.Cut) string {
	dates := fmt.Sprintf("%s – %s", c.From.VN(), c.To.VN())
	if c.Kind() == plan.OnDemand {
		return "theo yêu cầu (" + dates + ")"
	}
	return periodName(c.Period) + " (" + dates + ")"
}

func closedLine(c plan.Closing) string {
	return fmt.Sprintf("đã chốt phiên bản %d lúc %s (%s)", c.Version, clock(c.At), esc(c.By.Name))
}

func reportHint(c plan.Cut) string { return "Lập báo cáo: " + code("/report "+cutTyped(c)) }

// cutTyped names a time as it is typed after a command.
func cutTyped(c plan.Cut) string {
	if c.Kind() == plan.OnDemand {
		return c.From.VN() + ".." + c.To.VN()
	}
	return periodName(c.Period)
}

// mostClosed is how many closed times are listed.
const mostClosed = 8

// closedBefore lists the other times that are closed, the latest first: each once, by its last version.
func closedBefore(c Closing) string {
	var all []string
	for i, f := range slices.Backward(c.Former) {
		if cut := f.Cut(); !cut.Same(c.Cut) && plan.NewestOf(c.Former, cut) == &c.Former[i] {
			all = append(all, fmt.Sprintf("· %s: phiên bản %d, %s", cutName(cut), f.Version, clock(f.At)))
		}
	}
	if len(all) == 0 {
		return ""
	}
	if more := len(all) - mostClosed; more > 0 {
		all = append(all[:mostClosed], fmt.Sprintf("Còn %d kỳ khác đã chốt.", more))
	}
	return lines(append([]string{"Đã chốt trước đây:"}, all...)...)
}

var classWords = map[plan.Class]string{
	plan.ClassReached: "đạt hoặc hoàn thành", plan.ClassUnderWay: "đang thực hiện", plan.ClassShort: "chưa đạt",
	plan.ClassLate: "quá hạn", plan.ClassUnreported: "chưa có số liệu", plan.ClassNoneArose: "không phát sinh",
}

// tallyLine counts the tasks by how they stand.
func tallyLine(states []plan.TaskState) string {
	tally := plan.TallyOf(states)
	var parts []string
	for _, class := range plan.Classes {
		if n := tally[class]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, classWords[class]))
		}
	}
	return fmt.Sprintf("%d nhiệm vụ: %s.", tally.Tasks(), strings.Join(parts, ", "))
}

// owedOn is owingLine for a period; nobody is asked for reports on days that somebody names.
func owedOn(c Closing) string {
	if c.Cut.Kind() == plan.OnDemand {
		return ""
	}
	return owingLine(c.Owing)
}

func owingLine(owing []plan.Owing) string {
	if len(owing) == 0 {
		return "Không còn đơn vị nào chưa báo cáo."
	}
	all := []string{"Chưa báo cáo:"}
	for _, o := range owing {
		all = append(all, fmt.Sprintf("· %s: nhiệm vụ %s", esc(o.Unit.Label()), taskNumbers(o.Tasks)))
	}
	return lines(all...)
}

// mostCorrections is how many fit a message; the others stand in the closing on record.
const mostCorrections = 20

func corrections(c Closing) []string {
	all := c.Done.Corrections
	if len(all) == 0 {
		return []string{fmt.Sprintf("Không có số liệu nào khác phiên bản %d; nội dung khác đã cập nhật.", c.Done.Version-1)}
	}
	items := []string{fmt.Sprintf("<b>Khác phiên bản %d: %d số liệu</b>", c.Done.Version-1, len(all))}
	for _, d := range all[:min(len(all), mostCorrections)] {
		items = append(items, correction(c, d))
	}
	if more := len(all) - mostCorrections; more > 0 {
		items = append(items, fmt.Sprintf("Còn %d số liệu khác.", more))
	}
	return items
}

func correction(c Closing, d plan.Correction) string {
	t, target, ok := c.Plan.TargetByID(d.Target)
	if !ok {
		return ""
	}
	u, _ := c.Plan.UnitByID(d.Unit)
	mark := ""
	if len(t.Targets) > 1 {
		mark = target.Mark
	}
	line := fmt.Sprintf("· Nhiệm vụ %d%s, %s, %s: %s → %s", t.No, mark, esc(u.Label()), periodIn(c.Plan, t, d.Period),
		was(*target, d.Old, c.Day), was(*target, d.New, c.Day))
	if d.New.Kind != "" {
		line += fmt.Sprintf(" (%s, %s)", esc(d.By.Name), clock(d.At))
	}
	return line
}

func was(t plan.Target, f plan.Figure, day calendar.Date) string {
	if f.Kind == "" {
		return "chưa có"
	}
	return esc(Figure(t, f, day))
}

// UnknownPeriod says how a period is named after a command.
func UnknownPeriod(command, text string) Message {
	return say(fmt.Sprintf("Chưa rõ kỳ “%s”. Ví dụ: %s, %s, %s, %s, %s.", esc(clip(text, 40)), code(command+" tháng 3"),
		code(command+" quý I"), code(command+" 6 tháng"), code(command+" năm"), code(command+" 1/1..31/3")))
}
