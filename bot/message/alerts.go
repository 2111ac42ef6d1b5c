package message

import (
	"fmt"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// AlertList is what a list of open episodes shows.
type AlertList struct {
	Plan   *plan.Plan
	Facts  plan.Facts
	Viewer plan.Unit
	At     time.Time
	Open   []plan.Episode // all of the plan
	Shown  []plan.Episode // of this page
	Found  int            // on all pages
	Page   int            // from 1
	Pages  int
	Asks   int64                   // the episode that the reader wants to put off: for how long?
	May    func(plan.Episode) bool // the reader may take it up

	Several bool // other pages are about another plan
}

// Alerts shows what is open for a unit: the matter, since when, who took it up, and what comes next.
func Alerts(l AlertList) Message {
	day := dayOf(l.At)
	m := say(fmt.Sprintf("<b>Cảnh báo đang mở</b> · %s · %s, %s: %d", esc(l.Viewer.Label()), day.WeekdayVN(), day.VN(), l.Found))
	if l.Several {
		m.add("Trang này: kế hoạch " + esc(l.Plan.Number))
	}
	if l.Found == 0 {
		m.add("Hiện không có cảnh báo nào.")
		return m
	}
	w := newWriter(plan.Mail{Plan: l.Plan, Facts: l.Facts}, l.At)
	names := alertNames(l.Plan, l.Shown)
	for i, e := range l.Shown {
		m.add("\n" + lines(
			w.alertHead(e), w.summary(e), alertState(e, l.At), w.nextTold(e, l.Open), silencedLine(l.Facts.Silences, e, day),
		))
		if l.Asks == e.ID && l.maySnooze(e) {
			m.row(snoozeChoices(l, e, names[i])...)
			continue
		}
		ack, snooze, why := ackButton(l, e, names[i]), snoozeButton(l, e, names[i]), Button{"Vì sao " + names[i], fmt.Sprintf("why:%d", e.ID)}
		if len(names[i]) > shortName && snooze.Label != "" { // three in a row would be cut
			m.row(ack)
			ack = Button{}
		}
		m.row(ack, snooze, why)
	}
	m.row(alertPages(l)...)
	return m
}

// shortName is how long the name of an episode is that leaves room for three buttons in a row.
const shortName = 12

func ackButton(l AlertList, e plan.Episode, name string) Button {
	if e.State != plan.Firing || e.Rests() || !l.May(e) {
		return Button{}
	}
	return Button{"✋ Nhận việc " + name, fmt.Sprintf("ack:%d", e.ID)}
}

// maySnooze reports whether the reader may put an episode off by a tap: once, a second time needs a reason.
func (l AlertList) maySnooze(e plan.Episode) bool {
	return e.State == plan.Firing && !e.Rests() && e.Snoozes == 0 && !e.Held(l.At) && l.May(e)
}

func snoozeButton(l AlertList, e plan.Episode, name string) Button {
	if !l.maySnooze(e) {
		return Button{}
	}
	return Button{"Hoãn " + name, fmt.Sprintf("snz:%d", e.ID)}
}

// snoozeChoices ask for how long an episode is put off, in the place of its other buttons.
func snoozeChoices(l AlertList, e plan.Episode, name string) []Button {
	return append(snoozes(e, "Hoãn "+name+": "), Button{"Không", fmt.Sprintf("alrt:%d", l.Page)})
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

// hoursOf names a number of hours by the commune's way of counting them.
func hoursOf(p *plan.Plan, hours int) string {
	if p.Alerting().ClockHours {
		return fmt.Sprintf("%d giờ", hours)
	}
	return fmt.Sprintf("%d giờ làm việc", hours)
}

// alertState says since when and who has taken it up.
func alertState(e plan.Episode, at time.Time) string {
	since := "Từ " + sinceDay(e).VN()
	if e.Rests() {
		return since + " · 🕓 " + restWords[e.Inputs.Rests]
	}
	switch e.State {
	case plan.Pending:
		return since + " · chưa thông báo"
	case plan.Acknowledged:
		held := ""
		if e.Held(at) {
			held = ", tạm dừng nhắc đến " + clock(e.HeldUntil)
		}
		return since + " · ✋ " + esc(e.AckBy.Name) + " đã nhận việc lúc " + clock(e.AckAt) + held
	default:
		if e.Held(at) {
			return since + " · tạm hoãn đến " + clock(e.HeldUntil)
		}
		return since + " · chưa có người nhận việc"
	}
}

// sinceDay is from when the matter holds, or, where no day says so, when it was noticed.
func sinceDay(e plan.Episode) calendar.Date {
	if e.Since.IsZero() {
		return dayOf(e.OpenedAt)
	}
	return e.Since
}

// nextTold says who is told next, and when, if anybody is. open are all episodes of the plan: one may speak for another.
func (w writer) nextTold(e plan.Episode, open []plan.Episode) string {
	to, when, ok := w.plan.NextTold(e, open, w.mail.Facts.Silences, w.at)
	if !ok {
		return ""
	}
	return "Bước tiếp: " + audienceName(w.plan, to) + ", " + clock(when)
}

func silencedLine(all []plan.Silence, e plan.Episode, day calendar.Date) string {
	for _, s := range all {
		if s.Covers(e.Subject, day) {
			return "🔕 Tạm ngừng nhắc đến hết " + s.Until.VN() + ": " + esc(clip(s.Reason, 80))
		}
	}
	return ""
}

// AckedToast answers the tap that takes a matter up.
func AckedToast(e plan.Episode) string {
	return fmt.Sprintf("Đã ghi: %s nhận việc. Tạm dừng nhắc đến %s.", clip(e.AckBy.Name, 60), clock(e.HeldUntil))
}

// AckedBefore tells who took a matter up before.
func AckedBefore(e plan.Episode) string {
	return fmt.Sprintf("%s đã nhận việc lúc %s.", clip(e.AckBy.Name, 60), clock(e.AckAt))
}

// SnoozedToast answers the tap that puts a matter off.
func SnoozedToast(until time.Time) string {
	return "Đã tạm hoãn nhắc đến " + clock(until) + "."
}

// AckNotYours says whose matter it is.
func AckNotYours(units []plan.Unit) string {
	if len(units) == 0 {
		return TapExpired
	}
	return "Chỉ người của " + clip(labels(units), 120) + " được nhận việc này, trong nhóm của bộ phận."
}

// unitsNamed joins the labels of units for a sentence in HTML.
func unitsNamed(units []plan.Unit) string { return esc(labels(units)) }
