package message

import (
	"fmt"
	"strings"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// alertItem is one alert: what it is about, what is the matter, whose it is, and why it comes now or who has taken
// it up.
func (w writer) alertItem(l plan.Letter) string {
	e := l.Episode
	switch {
	case w.terse:
		return w.terseItem(l)
	case !e.Open():
		return lines(w.alertTitle(e), w.settled(l))
	}
	matter := w.matter(e)
	if w.brief {
		matter = matter[:1]
	}
	return lines(w.alertTitle(e), lines(matter...), w.ask(l), w.whose(l), w.status(l))
}

// ask says what an overdue task wants of its unit. The figures of other rules say it themselves.
func (w writer) ask(l plan.Letter) string {
	if l.Episode.Rule != plan.RuleOverdue || l.Audience != plan.ToLead || l.Episode.Rests() {
		return ""
	}
	return "Đề nghị báo kết quả hoặc tham mưu xin gia hạn."
}

// alertHead is the title of an alert in a list, with the unit where it is one unit's matter.
func (w writer) alertHead(e plan.Episode) string {
	return joined(" · ", w.alertTitle(e), w.unitOf(e))
}

// unitOf names the one unit that an alert is about.
func (w writer) unitOf(e plan.Episode) string {
	u, ok := w.plan.UnitByID(e.Unit)
	if !ok {
		return ""
	}
	return esc(u.Label())
}

// alertTitle marks and names the task.
func (w writer) alertTitle(e plan.Episode) string {
	name := "Kế hoạch " + bold(w.plan.Number)
	if t, ok := w.plan.TaskByID(e.Task); ok {
		name = taskTitle(t)
	} else if e.Task != 0 {
		name = "Nhiệm vụ không còn trong kế hoạch"
	}
	return strings.TrimSpace(alertMark(e) + " " + name)
}

// alertMark is none for an alert that is over: the line below has one.
func alertMark(e plan.Episode) string {
	switch {
	case !e.Open():
		return ""
	case e.Rule == plan.RuleBelow:
		return belowMarks[min(max(e.Level, plan.BelowRecovering), plan.BelowLost)]
	default:
		return ruleMarks[e.Rule]
	}
}

// Marks of the rules stand beside the words of the line below, never for them.
var (
	ruleMarks = map[plan.Rule]string{
		plan.RuleDueSoon: "⏳", plan.RuleDueToday: "⏰", plan.RuleOverdue: "⛔", plan.RuleMissing: "📝",
		plan.RulePace: "🟠", plan.RuleBudget: "🟠", plan.RuleWaiting: "📥", plan.RuleMatter: "📨", plan.RuleHole: "🧩", plan.RuleStep: "🪜",
		plan.RuleSilence: "🔕",
	}
	belowMarks = map[plan.Level]string{
		plan.BelowRecovering: "🟡", plan.BelowGoal: marks[plan.Below], plan.BelowLost: marks[plan.OutOfReach],
	}
)

// whose names the unit where the reader is another, or where several lead, and since when nobody has acted.
func (w writer) whose(l plan.Letter) string {
	e := l.Episode
	if e.Rule.OfPlan() {
		return ""
	}
	who := w.responsible(e)
	if l.Audience == plan.ToLead || l.Audience == "" {
		if e.Unit == 0 || e.Unit == w.mail.To.Unit {
			return ""
		}
		return who
	}
	if e.State == plan.Firing && e.AckBy.ID == 0 && !e.FiredAt.IsZero() && !e.Rests() {
		who += " · chưa nhận việc từ " + weekdate(dayOf(e.FiredAt))
	}
	return who
}

// responsible names the unit that must act.
func (w writer) responsible(e plan.Episode) string {
	t, ok := w.plan.TaskByID(e.Task)
	if !ok {
		return ""
	}
	u, ok := w.plan.UnitByID(e.Unit)
	switch {
	case !ok && len(e.Inputs.Units) > 0:
		return "Chủ trì: " + esc(clip(leadNames(w.plan, t), 60)+"; còn "+labels(w.plan.MustActOn(e)))
	case !ok:
		return "Chủ trì: " + esc(clip(leadNames(w.plan, t), 120))
	case w.plan.Leads(t, u.Code):
		return "Chủ trì: " + esc(u.Label())
	default:
		return "Đơn vị thực hiện: " + esc(u.Label())
	}
}

// status says what answer an alert waits for, who has taken it up or put it off; else why it comes now.
func (w writer) status(l plan.Letter) string {
	e := l.Episode
	switch {
	case e.Rests():
		return "🕓 " + sentence(restWords[e.Inputs.Rests]) + "; tạm dừng nhắc."
	case e.State == plan.Acknowledged && e.Held(w.at):
		return lines(w.ifWorse(l), fmt.Sprintf("✋ %s nhận việc lúc %s; nhắc lại nếu đến %s chưa có kết quả.",
			esc(clip(e.AckBy.Name, 40)), clock(e.AckAt), dayOf(e.HeldUntil).VN()))
	case e.Held(w.at):
		return lines(w.ifWorse(l), "⏸ Hoãn nhắc đến "+weekdate(dayOf(e.HeldUntil))+".")
	default:
		return w.why(l)
	}
}

// restWords say whose answer a late task waits for, and what the unit has done for its part.
var restWords = map[plan.DueStanding]string{
	plan.DueDeclared: "đã báo hoàn thành, chờ Văn phòng xác nhận",
	plan.DueAwaited:  "đã xin gia hạn, chờ văn bản trả lời",
}

// ifWorse keeps the one reason that breaks through a hold.
func (w writer) ifWorse(l plan.Letter) string {
	if l.Why != plan.WhyWorse {
		return ""
	}
	return w.why(l)
}

// settled says since when an alert is over, and how.
func (w writer) settled(l plan.Letter) string {
	mark := "✅ Đã giải quyết lúc "
	switch {
	case w.rests(l.Episode):
		mark = "🕓 Từ "
	case w.goesOn(l.Episode):
		mark = "↪️ Từ "
	}
	return mark + clock(l.Episode.EndedAt) + ": " + w.resolution(l) + "."
}

func dayOf(t time.Time) calendar.Date { return calendar.DateOf(t.In(calendar.Zone)) }

// clock writes an instant: "08:05 ngày 05/03/2024".
func clock(t time.Time) string {
	return t.In(calendar.Zone).Format("15:04") + " ngày " + dayOf(t).VN()
}

// duration writes a wait in hours and minutes.
func duration(d time.Duration) string {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return fmt.Sprintf("%d phút", minutes)
	case minutes == 0:
		return fmt.Sprintf("%d giờ", hours)
	default:
		return fmt.Sprintf("%d giờ %d phút", hours, minutes)
	}
}

// joined joins the parts of a sentence, leaving out empty ones.
func joined(sep string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
