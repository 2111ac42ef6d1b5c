package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// OfficeReading is what became of a value that the office read itself.
type OfficeReading struct {
	Plan *plan.Plan
	Task *plan.Task
	Done plan.Confirming
	Day  calendar.Date
	Told []plan.Unit // units whose chats hear of it
}

// ReadByOffice confirms the office's own value: it is the unit's, or both stand beside each other from now on.
func ReadByOffice(r OfficeReading) Message {
	e := r.Done.Entry
	target := targetOf(r.Task, e.Slot.Target)
	unit, _ := r.Plan.UnitByID(e.Slot.Unit)
	about := lines(
		"Kỳ: "+periodIn(r.Plan, r.Task, e.Slot.Period),
		fmt.Sprintf("%s báo: <b>%s</b> – %s, %s", esc(unit.Label()), esc(Figure(target, e.Figure, r.Day)),
			esc(clip(e.Author.Name, 40)), clock(e.RecordedAt)),
	)
	if r.Done.Outcome == plan.ConfirmedNow {
		return say(lines("✅ <b>Đã xác nhận số liệu</b> · Nhiệm vụ "+taskTitle(r.Task), about, "Văn phòng có cùng số liệu."))
	}
	told := ""
	if len(r.Told) > 0 {
		told = "Đã báo " + esc(labels(r.Told)) + " kiểm tra lại."
	}
	m := say(lines(
		"⚠️ <b>Số liệu của Văn phòng khác bộ phận báo</b> · Nhiệm vụ "+taskTitle(r.Task),
		about,
		"Văn phòng đối chiếu: "+wordOf(target, r.Done.Word, r.Day),
		"Số liệu bộ phận báo vẫn được tính, chưa xác nhận. "+told,
	))
	m.row(Button{"Xác nhận số bộ phận báo", fmt.Sprintf("conf:%d", e.ID)})
	return m
}

// ConfirmWhich asks which of several figures the office means, of one target and one unit.
func ConfirmWhich(p *plan.Plan, t *plan.Task) string {
	named := fmt.Sprintf("%d%s", t.No, markIfSeveral(t, t.Targets[0]))
	if units := p.ReportingUnits(t, &t.Targets[0]); len(units) > 1 {
		named += " " + units[0].Code
	}
	return "Nhiệm vụ có nhiều chỉ tiêu hoặc nhiều bộ phận báo cáo; đề nghị ghi rõ, ví dụ /confirm " + named + " " + exampleFigure(t) + "."
}

// signature says whether the office agrees with a figure, empty where the commune wants no second signature.
func signature(p *plan.Plan, target plan.Target, e plan.Entry, words plan.Confirmations, day calendar.Date) string {
	if !p.Commune.TwoSignatures() {
		return ""
	}
	c, said := words[e.ID]
	switch {
	case !said:
		return " · <i>chưa xác nhận</i>"
	case c.Agrees:
		return " · Văn phòng đã xác nhận"
	default:
		return " · Văn phòng đối chiếu " + esc(Figure(target, c.Figure, day)) + ", <i>chưa xác nhận</i>"
	}
}

// signedBy adds who signed and when.
func signedBy(p *plan.Plan, target plan.Target, e plan.Entry, words plan.Confirmations, day calendar.Date) string {
	text := signature(p, target, e, words, day)
	if c, said := words[e.ID]; said && text != "" {
		text += fmt.Sprintf(" (%s, %s)", esc(clip(c.By.Name, 40)), clock(c.At))
	}
	return text
}

// differsItem tells a unit that the office reads its figure otherwise.
func (w writer) differsItem(l plan.Letter) string {
	key, filed, ok := w.filedAs(l.Payload.Entry)
	t, target, known := w.plan.TargetByID(key.Target)
	if !ok || !known {
		return "⚠️ Văn phòng có số liệu khác với số liệu bộ phận đã báo. Đề nghị kiểm tra lại."
	}
	unit, _ := w.plan.UnitByID(key.Unit)
	period := filed.Slot.Period
	reply := fmt.Sprintf("%d%s %s: %s", t.No, markIfSeveral(t, *target), periodWord(period), typedFigure(*target, l.Payload.Read))
	return lines(
		"⚠️ <b>Số liệu của Văn phòng khác bộ phận báo</b> · Nhiệm vụ "+taskTitle(t),
		"Kỳ: "+periodIn(w.plan, t, period),
		fmt.Sprintf("%s báo: <b>%s</b>", esc(unit.Label()), esc(Figure(*target, filed.Figure, w.day))),
		fmt.Sprintf("Văn phòng đối chiếu: <b>%s</b> (%s)", esc(Figure(*target, l.Payload.Read, w.day)), esc(clip(l.Payload.By, 40))),
		"Số liệu bộ phận báo vẫn được tính. Đề nghị kiểm tra; nếu cần sửa, trả lời tin này, ví dụ "+code(reply)+".",
	)
}

// filedAs finds the figure that an entry is.
func (w writer) filedAs(entry int64) (plan.TotalKey, plan.Filed, bool) {
	for key, all := range w.mail.Facts.Filed {
		for _, f := range all {
			if f.Entry == entry {
				return key, f, true
			}
		}
	}
	return plan.TotalKey{}, plan.Filed{}, false
}

func markIfSeveral(t *plan.Task, target plan.Target) string {
	if len(t.Targets) > 1 {
		return target.Mark
	}
	return ""
}

// typedFigure is a figure as somebody types it.
func typedFigure(t plan.Target, f plan.Figure) string {
	switch f.Kind {
	case plan.Done:
		return "xong"
	case plan.NotDone:
		return "chưa"
	case plan.Fraction:
		if t.Money() {
			return plan.FormatMoney(f.Num) + "/" + plan.FormatMoney(f.Den)
		}
		return plan.FormatNumber(f.Num) + "/" + plan.FormatNumber(f.Den)
	case plan.Percent:
		return plan.FormatNumber(f.Num) + "%"
	default:
		return strings.TrimPrefix(plainFigure(t, f, calendar.Date{}), "ước ")
	}
}
