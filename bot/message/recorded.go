package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Record is what became of one reported figure.
type Record struct {
	Plan   *plan.Plan
	Task   *plan.Task
	Target plan.TargetState // as it stands now
	Done   plan.Recorded
	Day    calendar.Date
	Late   bool // given after its period was closed
}

// Recorded confirms the figures of one message: what was understood, what it means, what is still needed. A button
// takes each of them back. left are figures that an edited message no longer reports where it did.
func Recorded(all []Record, left ...plan.Entry) Message {
	var m Message
	for i, r := range all {
		item := recordedItem(r)
		if i > 0 {
			item = "\n" + item
		}
		m.add(item)
	}
	for _, e := range left {
		m.add(leftItem(all[0], e))
	}
	for i, r := range all {
		if !r.Done.Overtaken {
			m.row(Button{undoLabel(all, i), fmt.Sprintf("undo:%d", r.Done.Entry.ID)})
		}
	}
	return m
}

// undoLabel says only what tells the figures of a message apart: the task, and of one task the period.
func undoLabel(all []Record, i int) string {
	if len(all) == 1 {
		return "Hoàn tác"
	}
	label := "Hoàn tác nhiệm vụ " + marked(all[i])
	for j, other := range all {
		if j != i && marked(other) == marked(all[i]) && other.Done.Entry.Slot.Period != all[i].Done.Entry.Slot.Period {
			return label + " · " + periodWord(all[i].Done.Entry.Slot.Period)
		}
	}
	return label
}

// marked is the task's number as staff type it, with the mark of one of several targets: "1b".
func marked(r Record) string {
	mark := ""
	if len(r.Task.Targets) > 1 {
		mark = r.Target.Target.Mark
	}
	return fmt.Sprint(r.Task.No) + mark
}

func recordedItem(r Record) string {
	if r.Done.Overtaken {
		return lines("Số liệu này đến sau số liệu mới hơn nên chỉ được lưu vào lịch sử.", taskTitle(r.Task))
	}
	t := *r.Target.Target
	e := r.Done.Entry
	return lines(
		recordedHead(r)+" · Nhiệm vụ "+taskTitle(r.Task),
		understood(r, t, e),
		"Kỳ: "+periodIn(r.Plan, r.Task, e.Slot.Period)+asOf(e, r),
		judged(r, t),
		needed(t, r.Target.Assessment),
		slackIfMet(r, t),
		awaited(r, t),
		formerLine(r, t),
		waitsForSignature(r),
		handedInLate(r),
		noteLine(e),
	)
}

// awaited names the units that have yet to report before what several of them owe by a date is done.
func awaited(r Record, t plan.Target) string {
	if t.Judged != plan.AtDue || r.Target.Unit != 0 || len(r.Target.Silent) == 0 {
		return ""
	}
	var units []plan.Unit
	for _, id := range r.Target.Silent {
		if u, ok := r.Plan.UnitByID(id); ok {
			units = append(units, u)
		}
	}
	return "Còn chờ báo cáo của " + esc(clip(labels(units), 80)) + "."
}

// waitsForSignature tells that the figure counts and that the office has yet to agree with it.
func waitsForSignature(r Record) string {
	if !r.Plan.Commune.TwoSignatures() {
		return ""
	}
	return "Số liệu được tính ngay, chờ Văn phòng xác nhận."
}

// handedInLate tells that the report of the period is written without the figure, until the office closes it again.
func handedInLate(r Record) string {
	if !r.Late {
		return ""
	}
	return "⏱️ Nộp muộn: kỳ này đã chốt số liệu; Văn phòng chốt lại bằng /close thì báo cáo mới có số này."
}

func recordedHead(r Record) string {
	switch {
	case r.Done.Entry.Source.Revision != 0:
		return "✅ <b>Đã sửa số liệu</b>"
	case r.Done.Former != nil && r.Done.Former.Figure.Kind != plan.Withdrawn:
		return "✅ <b>Đã thay số liệu</b>"
	default:
		return "✅ <b>Đã ghi nhận</b>"
	}
}

func understood(r Record, t plan.Target, e plan.Entry) string {
	line := "Số liệu: <b>" + esc(Figure(t, e.Figure, r.Day)) + "</b>"
	if e.Figure.Kind == plan.Fraction && t.Good != "" {
		line += " (" + esc(t.Good) + ")"
	}
	if len(r.Target.Units) > 1 {
		u, _ := r.Plan.UnitByID(e.Slot.Unit)
		line += " · " + esc(u.Label())
	}
	if len(r.Task.Targets) > 1 {
		line = r.Target.Target.Mark + ") " + esc(clip(t.Name, 60)) + "\n" + line
	}
	return line
}

func asOf(e plan.Entry, r Record) string {
	if e.AsOf == r.Day {
		return ""
	}
	return ", tính đến " + e.AsOf.VN()
}

// judged holds the value against the target. Where periods or units add up, the sum is what counts.
func judged(r Record, t plan.Target) string {
	a := r.Target.Assessment
	verdict := marks[a.Standing] + " <b>" + verdict(t, a) + "</b>"
	if t.Measure == plan.Milestone {
		return "Tình trạng: " + verdict
	}
	line := fmt.Sprintf("Chỉ tiêu: %s → %s", esc(goal(t, a.Goal)), verdict)
	if a.Standing == plan.Below && a.Total.Figure.Kind == plan.Fraction {
		line += fmt.Sprintf(", thiếu %s điểm %%", plan.FormatNumber(gap(a.Total.Figure.Short(a.Goal.Value))))
	}
	if sum := a.Total; !sum.Empty() && !sum.Figure.Equal(r.Done.Entry.Figure) {
		line = fmt.Sprintf("Lũy kế: %s%s\n", esc(Figure(t, sum.Figure, r.Day)), span(r, t)) + line
	}
	if a.Total.Unsummed {
		line += "\nCó kỳ chỉ báo tỷ lệ %, chưa cộng lũy kế được; đề nghị gửi lại dạng tử số/mẫu số."
	}
	return line
}

func span(r Record, t plan.Target) string {
	var parts []string
	if n := r.Done.Total.Periods; t.Accumulation == plan.ByPeriod && n > 1 {
		parts = append(parts, fmt.Sprintf("%d kỳ", n))
	}
	reported := 0
	for _, u := range r.Target.Units {
		if !u.Total.Empty() {
			reported++
		}
	}
	if n := len(r.Target.Units); n > 1 && r.Target.Unit == 0 {
		parts = append(parts, fmt.Sprintf("%d/%d đơn vị", reported, n))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func slackIfMet(r Record, t plan.Target) string {
	if r.Target.Standing != plan.Met && r.Target.Standing != plan.AtRisk {
		return ""
	}
	return slack(t, r.Target.Assessment)
}

func formerLine(r Record, t plan.Target) string {
	if r.Done.Former == nil || r.Done.Former.Figure.Kind == plan.Withdrawn {
		return ""
	}
	line := "Số liệu trước đó: " + esc(Figure(t, r.Done.Former.Figure, r.Day))
	if by := r.Done.Former.Author; by.ID != r.Done.Entry.Author.ID {
		line += " (" + esc(by.Name) + ")"
	}
	return line
}

// leftItem tells that an edited message took its former figure away from another task, unit or period.
func leftItem(r Record, e plan.Entry) string {
	t, target, ok := r.Plan.TargetByID(e.Slot.Target)
	if !ok {
		return ""
	}
	return fmt.Sprintf("Đã rút số liệu cũ của tin này: %s · Nhiệm vụ <b>%d</b>%s · %s",
		esc(Figure(*target, e.Figure, r.Day)), t.No, reportedBy(r.Plan, t, target, e), periodName(e.Slot.Period))
}

// reportedBy names the unit of a figure where several report.
func reportedBy(p *plan.Plan, t *plan.Task, target *plan.Target, e plan.Entry) string {
	if len(p.ReportingUnits(t, target)) < 2 {
		return ""
	}
	u, _ := p.UnitByID(e.Slot.Unit)
	return " · " + esc(u.Label())
}

// Undone tells that a figure was taken back and what counts now.
func Undone(p *plan.Plan, t *plan.Task, u plan.Undone, day calendar.Date) Message {
	target := targetOf(t, u.Entry.Slot.Target)
	what := Figure(target, u.Entry.Figure, day)
	if len(t.Targets) > 1 {
		what = target.Mark + ") " + what
	}
	now := "Kỳ này hiện chưa có số liệu."
	if u.Now.Figure.Kind != plan.Withdrawn {
		now = "Số liệu hiện tính: <b>" + esc(Figure(target, u.Now.Figure, day)) + "</b>"
	}
	return say(lines(
		"↩️ <b>Đã hoàn tác</b> · Nhiệm vụ "+taskTitle(t),
		"Đã rút: "+esc(what)+reportedBy(p, t, &target, u.Entry),
		"Kỳ: "+periodIn(p, t, u.Entry.Slot.Period),
		now,
		reasonLine(u.Now.Reason),
	))
}

// noteLine repeats what was said beside a figure.
func noteLine(e plan.Entry) string {
	if e.Note == "" {
		return ""
	}
	return "Ghi chú: “" + esc(clip(e.Note, 100)) + "”"
}

func reasonLine(reason string) string {
	if reason == "" {
		return ""
	}
	return "Lý do: " + esc(reason)
}
